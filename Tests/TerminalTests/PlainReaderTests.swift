import Glibc
import Testing
import Text

@testable import Terminal

/// What a reader makes of these bytes in a pipe, up to the end of the input.
private func results(_ bytes: [UInt8], allowsNewlines: Bool = false) -> [LineResult] {
  let path = "/tmp/plain-reader-\(getpid())-\(UInt64.random(in: 0 ... .max))"
  let file = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
  unlink(path)
  defer { close(file) }
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard count > 0 else { break }
    written += count
  }
  lseek(file, 0, SEEK_SET)
  var reader = PlainReader(descriptor: file)
  var request = LineRequest(prompt: "")
  request.allowsNewlines = allowsNewlines
  var results: [LineResult] = []
  while results.last != .endOfInput, results.count < 100 { results.append(reader.read(request)) }
  return results
}

private func results(_ text: String, allowsNewlines: Bool = false) -> [LineResult] {
  results(Array(text.utf8), allowsNewlines: allowsNewlines)
}

@Test(
  "Lines end with LF or CR LF, the last one with the file",
  arguments: [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\r\nb\r\n", ["a", "b"]), ("a\n\nb", ["a", "", "b"]), ("\n", [""]),
    ("\u{FEFF}a\n\u{FEFF}b", ["a", "\u{FEFF}b"]), ("é 日\n", ["é 日"]), ("a\\\nb\n", ["a\\", "b"]),
  ])
func plainLines(_ input: String, _ lines: [String]) {
  #expect(results(input) == lines.map { .text($0) } + [.endOfInput])
}

@Test(
  "Where new lines are allowed, a backslash at the end joins two lines",
  arguments: [("a\\\nb\n", ["a\nb"]), ("a\\\nb\\\nc", ["a\nb\nc"]), ("a\\", ["a\n"]), ("a\\\r\nb", ["a\nb"])])
func joinedLines(_ input: String, _ lines: [String]) {
  #expect(results(input, allowsNewlines: true) == lines.map { .text($0) } + [.endOfInput])
}

@Test("A line that can't be taken is refused whole, and the next one read")
func refused() {
  let long = [UInt8](repeating: 0x61, count: 10 << 20)
  let bytes = Array("ok\n".utf8) + [0x61, 0xFF, 0x0A, 0x61, 0x00, 0x0A] + long + Array("\nnext\n".utf8)
  #expect(
    results(bytes) == [
      .text("ok"), .invalid(.notUTF8, text: ""), .invalid(.controlCharacter, text: ""),
      .invalid(.tooLong(bytesMax: lineBytesMax), text: ""), .text("next"), .endOfInput,
    ])
}

@Test("A line of the greatest length is taken")
func greatestLength() {
  let line = String(repeating: "a", count: lineBytesMax)
  #expect(results(line + "\r\n") == [.text(line), .endOfInput])
  #expect(results(line + "a\n") == [.invalid(.tooLong(bytesMax: lineBytesMax), text: ""), .endOfInput])
}

@Test("Joined lines have the limit of one")
func joinedLimit() {
  let part = String(repeating: "a", count: 1000) + "\\\n"
  let input = String(repeating: part, count: 70) + "end\nnext\n"
  let found = results(input, allowsNewlines: true)
  #expect(found.first == .invalid(.tooLong(bytesMax: lineBytesMax), text: ""))
  #expect(found.suffix(2) == [.text("next"), .endOfInput])
}

@Test("A scripted reader gives its lines, then the end, and keeps what it was asked")
func scripted() {
  var reader = ScriptedReader(lines: ["3", "/back"])
  #expect(reader.read(LineRequest(prompt: "Q1 ")) == .text("3"))
  #expect(reader.read(LineRequest(prompt: "Q2 ")) == .text("/back"))
  #expect(reader.read(LineRequest(prompt: "Q1 ")) == .endOfInput)
  #expect(reader.requests.map(\.prompt.plain) == ["Q1 ", "Q2 ", "Q1 "])
}
