import Diagnostics
import Testing

@Test(
  "Every position gives its byte and every first byte its position",
  arguments: ["", "a", "a\n", "\n\n", "é\r\nab\n", "日本語 x\n😀\nend", "a\r\n"])
func roundTrip(_ text: String) {
  let source = SourceText(name: "t", text: text)
  var line = 1
  var column = 1
  var offset = 0
  for scalar in text.unicodeScalars {
    let here = SourcePosition(line: line, column: column)
    #expect(source.position(ofByte: offset) == here)
    #expect(scalar == "\n" || scalar == "\r" || source.byteOffset(of: here) == offset)
    offset += String(scalar).utf8.count
    column += 1
    if scalar == "\n" {
      line += 1
      column = 1
    }
  }
  #expect(source.position(ofByte: offset + 5) == SourcePosition(line: line, column: column))
  #expect(source.lineCount == line)
}

@Test("Positions outside a text are pulled inside")
func outsideText() {
  let source = SourceText(name: "t", text: "ab\r\ncd")
  #expect(source.byteOffset(of: SourcePosition(line: 1, column: 99)) == 2)
  #expect(source.byteOffset(of: SourcePosition(line: 9, column: 1)) == 6)
  #expect(source.byteOffset(of: SourcePosition(line: 0, column: 0)) == 0)
  #expect(source.position(ofByte: -3) == .start)
  #expect(source.line(1) == "ab")
  #expect(source.line(7) == "")
}

@Test("Broken UTF-8 never traps")
func brokenBytes() {
  for first in UInt8.min...UInt8.max {
    let source = SourceText(name: "t", bytes: [first, 10, first, first])
    for offset in 0...5 { _ = source.position(ofByte: offset) }
    for column in 1...5 { _ = source.byteOffset(of: SourcePosition(line: 2, column: column)) }
    #expect(source.lineCount == (first == 10 ? 5 : 2))
  }
}

struct Suggestion: Sendable {
  let word: String
  let names: [String]
  let expected: String?
}

@Test(
  "Suggestions are near, or none",
  arguments: [
    Suggestion(word: "sizes", names: ["size", "sites"], expected: "size"),
    Suggestion(word: "wehn", names: ["ask", "when"], expected: "when"),
    Suggestion(word: "Data-Access", names: ["tools", "data_access"], expected: "data_access"),
    Suggestion(word: "x", names: ["question", "y"], expected: nil),
    Suggestion(word: "X", names: ["question", "x"], expected: "x"),
    Suggestion(word: "budget", names: ["weather", "ask"], expected: nil),
    Suggestion(word: "same", names: ["same"], expected: nil),
    Suggestion(word: "", names: ["a"], expected: nil),
    Suggestion(
      word: String(repeating: "a", count: 10_000), names: [String(repeating: "a", count: 9_999)], expected: nil),
  ])
func suggestions(_ row: Suggestion) {
  #expect(nearest(to: row.word, among: row.names) == row.expected)
  #expect(didYouMean(row.word, among: row.names) == row.expected.map { "did you mean '\($0)'?" })
}
