import Testing

@testable import Terminal

@Test("Answers stay in the session; only harmless commands are written down")
func stored() {
  var history = LineHistory()
  history.remember(answer: "Ann is difficult")
  history.remember(command: "/back", isHarmless: true)
  history.remember(command: "/note Ann again", isHarmless: false)
  history.remember(command: "/back", isHarmless: true)
  history.remember(answer: "  ")
  #expect(history.lines == ["Ann is difficult", "/note Ann again", "/back"])
  #expect(String(decoding: history.storedBytes, as: UTF8.self) == "/back\n")
  #expect(LineHistory(stored: history.storedBytes).lines == ["/back"])
}

@Test("A file of commands that is damaged, hostile or huge does no harm")
func damaged() {
  let bytes = Array("/back\n\u{1B}[2J\n".utf8) + [0xFF, 0xFE, 0x0A] + Array("/go Q3".utf8)
  #expect(LineHistory(stored: bytes).lines == ["/back", "/go Q3"])
  let many = (0..<2000).flatMap { Array("/go Q\($0)\n".utf8) }
  #expect(LineHistory(stored: many).lines.count == LineHistory.linesMax)
  #expect(LineHistory(stored: [UInt8](repeating: 0x61, count: 1 << 20)).lines.isEmpty)
}

@Test("A line of several rows is one line of history, and not written down")
func severalRows() {
  var history = LineHistory()
  history.remember(command: "/note a\nb", isHarmless: true)
  #expect(history.lines == ["/note a\nb"])
  #expect(history.storedBytes.isEmpty)
}
