import Testing

@testable import Terminal

@Test(
  "A line is text or refused, never changed",
  arguments: [
    ("plain", nil), ("é 日 👩‍💻 \u{2028} \u{202E}", nil), ("tab\there", nil), ("two\nlines", nil), ("", nil),
    ("nul\0", .controlCharacter), ("esc\u{1B}[m", .controlCharacter), ("\u{9B}31m", .controlCharacter),
    ("\u{7F}", .controlCharacter),
    ("cr\rhere", .controlCharacter),
  ] as [(String, InputProblem?)])
func lines(_ text: String, _ problem: InputProblem?) {
  #expect(inputText(text.utf8) == (problem.map { .failure($0) } ?? .success(text)))
}

@Test(
  "Bytes that are no UTF-8 are refused",
  arguments: [[0xFF], [0x61, 0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80]] as [[UInt8]])
func notUTF8(_ bytes: [UInt8]) {
  #expect(inputText(bytes) == .failure(.notUTF8))
}

@Test("The limit is in bytes and belongs to the line")
func limit() {
  #expect(
    inputText(Array(repeating: 0x61, count: lineBytesMax)) == .success(String(repeating: "a", count: lineBytesMax)))
  #expect(inputText(Array(repeating: 0x61, count: lineBytesMax + 1)) == .failure(.tooLong(bytesMax: lineBytesMax)))
}

@Test(
  "A paste keeps its lines and loses its last line feeds",
  arguments: [
    ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("a\tb", "a    b"), ("a\n\n", "a"), ("\n", ""), ("\r\n\r\nx", "\n\nx"),
    ("a\r\r\nb", "a\n\nb"),
  ])
func pastedTexts(_ pasted: String, _ text: String) {
  #expect(pastedText(pasted.utf8) == .success(text))
}

@Test("Texts come back from the editor's buffer as they went in, with nothing in it that steers a terminal")
func roundTrip() {
  let text = "a\u{202E}b\u{200B}\u{2066}\u{FEFF}\u{E0041}\u{2028}\n\té日👩\u{200D}💻\u{10FFFD}"
  var wide = EditText.wide(text)
  #expect(Array(EditText.text(&wide, count: wide.count - 1).unicodeScalars) == Array(text.unicodeScalars))
  let shown = wide.dropLast().compactMap { Unicode.Scalar(UInt32(bitPattern: $0)) }
  #expect(!shown.contains { $0.isDeceptive && $0 != "\n" && $0 != "\t" && $0 != "\u{200D}" })
}

@Test("Every scalar comes back, or is known not to")
func everyScalarComesBack() {
  for value in UInt32(0)...0x10FFFF {
    guard let scalar = Unicode.Scalar(value) else { continue }
    let text = String(scalar)
    var wide = EditText.wide(text)
    let back = EditText.text(&wide, count: wide.count - 1)
    if back.unicodeScalars.first != scalar { #expect(EditText.collides(text), "U+\(String(value, radix: 16))") }
  }
}
