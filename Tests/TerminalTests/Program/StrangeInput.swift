import Testing

/// Bytes for a prompt, and what becomes of them.
struct StrangeInput: CustomTestStringConvertible, Sendable {
  let name: String
  let bytes: [UInt8]
  /// Why they are refused; nil: they are kept.
  let reason: String?
  /// What is kept, as JSON writes it.
  let text: String
  /// Typed at the question that takes several lines.
  var isLong = false

  var testDescription: String { name }

  private init(_ name: String, _ bytes: [UInt8], refused reason: String) {
    (self.name, self.bytes, self.reason, text) = (name, bytes, reason, "")
  }

  private init(_ name: String, _ typed: String, kept text: String? = nil) {
    (self.name, bytes, reason, self.text) = (name, Array(typed.utf8), nil, text ?? typed)
    isLong = text != nil
  }

  static let all = refusedAlone + refusedPastes + tooLong + kept + pastes

  private static let utf8 = "not valid UTF-8"
  private static let control = "control character"

  private static let refusedAlone: [StrangeInput] = [
    StrangeInput("a byte that no UTF-8 has", [0x61, 0xFF, 0x62], refused: utf8),
    StrangeInput("another", [0x61, 0xFE], refused: utf8),
    StrangeInput("a sequence that breaks off", [0x61, 0xC3, 0x28], refused: utf8),
    StrangeInput("a lone continuation", [0x61, 0x80], refused: utf8),
    StrangeInput("a lone surrogate", [0xED, 0xA0, 0x80], refused: utf8),
    StrangeInput("the other half", [0xED, 0xBF, 0xBF], refused: utf8),
    StrangeInput("an overlong NUL", [0xC0, 0x80], refused: utf8),
    StrangeInput("an overlong slash", [0xE0, 0x80, 0xAF], refused: utf8),
    StrangeInput("five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80], refused: utf8),
    StrangeInput("beyond Unicode", [0xF4, 0x90, 0x80, 0x80], refused: utf8),
    StrangeInput("Latin 1", [0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72], refused: utf8),
    StrangeInput("a NUL", [0x61, 0x00, 0x62], refused: control),
    StrangeInput("a control sequence in one byte", [0xC2, 0x9B, 0x33], refused: control),
    StrangeInput("next line", [0x61, 0xC2, 0x85, 0x62], refused: control),
    StrangeInput("a private scalar that steers", Array("\u{10202E}".utf8), refused: control),
  ]

  private static let refusedPastes: [StrangeInput] = [
    StrangeInput("a paste with NUL", paste(Array("a".utf8) + [0] + Array("b".utf8)), refused: control),
    StrangeInput("a paste with a colour", paste(Array("\u{1B}[31mred".utf8)), refused: control),
    StrangeInput("a paste with a title", paste(Array("\u{1B}]2;x\u{7}".utf8)), refused: control),
    StrangeInput("a paste with a bell", paste(Array("ding\u{7}".utf8)), refused: control),
    StrangeInput("a paste with backspaces", paste(Array("a\u{8}b".utf8)), refused: control),
    StrangeInput("a paste with DEL", paste(Array("a\u{7F}b".utf8)), refused: control),
    StrangeInput("a paste that is no UTF-8", paste([0x61, 0xFF, 0x62]), refused: utf8),
    StrangeInput("a paste that breaks off", paste([0x61, 0xE2, 0x82]), refused: utf8),
    StrangeInput("a paste in UTF-16", paste([0xFF, 0xFE, 0x61, 0x00]), refused: utf8),
  ]

  private static let tooLong: [StrangeInput] = [
    StrangeInput(
      "a paste of a byte too many", paste([UInt8](repeating: 0x61, count: 64 * 1024 + 1)), refused: "longer than 64 KiB"
    ),
    StrangeInput(
      "ten million bytes", paste([UInt8](repeating: 0x61, count: 10_000_000)), refused: "longer than 64 KiB"),
  ]

  private static let kept: [StrangeInput] = [
    StrangeInput("a line separator", "a\u{2028}b", kept: "a\u{2028}b"),
    StrangeInput("a paragraph separator", "a\u{2029}b", kept: "a\u{2029}b"),
    StrangeInput("text that turns round", "a\u{202E}b"), StrangeInput("nothing in between", "a\u{200B}b"),
    StrangeInput("a mark of byte order", "\u{FEFF}x"), StrangeInput("a tag", "a\u{E0041}"),
    StrangeInput("the sign for what can't be read", "a\u{FFFD}"), StrangeInput("private use", "a\u{E000}"),
    StrangeInput("the last private scalar", "a\u{10FFFD}"), StrangeInput("a soft hyphen", "a\u{AD}b"),
    StrangeInput("a pirate's flag", "a\u{1F3F4}\u{200D}\u{2620}\u{FE0F}"), StrangeInput("a flag", "a🇩🇪"),
    StrangeInput("Arabic", "aسلام"), StrangeInput("Thai", "aภาษาไทย"),
    StrangeInput("three accents", "ax\u{301}\u{302}\u{303}"),
  ]

  private static let pastes: [StrangeInput] = [
    StrangeInput("a paste of three lines", "\u{1B}[200~one\ntwo\nthree\u{1B}[201~", kept: "one\\ntwo\\nthree"),
    StrangeInput("a paste from Windows", "\u{1B}[200~one\r\ntwo\r\n\u{1B}[201~", kept: "one\\ntwo"),
    StrangeInput("a paste with a command in it", "\u{1B}[200~a\n/quit\nb\u{1B}[201~", kept: "a\\n/quit\\nb"),
    StrangeInput("a paste inside a line", "ab\u{1B}[D\u{1B}[200~X\u{1B}[201~", kept: "aXb"),
  ]

  private static func paste(_ bytes: [UInt8]) -> [UInt8] {
    Array("\u{1B}[200~".utf8) + bytes + Array("\u{1B}[201~".utf8)
  }
}
