import Testing
import Text

@Test(
  "What steers a terminal or hides in a line becomes visible",
  arguments: [
    ("\u{1B}]52;c;ZXZpbA==\u{7}", "<U+001B>]52;c;ZXZpbA==<U+0007>"), ("a\rb", "a<U+000D>b"), ("a\tb", "a<U+0009>b"),
    ("a\nb", "a\nb"), ("a\r\nb", "a<U+000D>\nb"), ("\u{9B}31m", "<U+009B>31m"),
    ("\u{7F}\0\u{8}", "<U+007F><U+0000><U+0008>"),
    ("\u{202E}txt.exe", "<U+202E>txt.exe"), ("\u{2066}x\u{2069}", "<U+2066>x<U+2069>"), ("\u{61C}", "<U+061C>"),
    ("a\u{200B}b", "a<U+200B>b"), ("\u{FEFF}x", "<U+FEFF>x"), ("\u{2028}", "<U+2028>"), ("\u{FFF9}", "<U+FFF9>"),
    ("\u{E0041}", "<U+E0041>"), ("a\u{200D}b", "a<U+200D>b"), ("👩\u{200D}💻", "👩\u{200D}💻"), ("👩\u{200D}", "👩<U+200D>"),
    ("🏳\u{FE0F}\u{200D}🌈", "🏳\u{FE0F}\u{200D}🌈"), ("7\u{200D}💻", "7<U+200D>💻"), ("\u{200D}💻", "<U+200D>💻"),
    ("👩\u{200D}\u{200D}💻", "👩<U+200D><U+200D>💻"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ("日本 é e\u{301} ß", "日本 é e\u{301} ß"),
    ("e\u{301}\u{1B}[2J", "e\u{301}<U+001B>[2J"), ("\u{3164}", "<U+3164>"),
  ])
func hostile(_ text: String, _ shown: String) {
  #expect(Array(sanitized(text).unicodeScalars) == Array(shown.unicodeScalars))
}

@Test("On one line, a line feed is shown too")
func oneLine() {
  #expect(sanitizedLine("a\nb") == "a<U+000A>b")
}

@Test("No scalar of Unicode gets a control through, alone or among others")
func everyScalar() {
  var all = String.UnicodeScalarView()
  for value in UInt32(0)...0x10FFFF {
    if let scalar = Unicode.Scalar(value) { all.append(scalar) }
  }
  let shown = sanitized(String(all)).unicodeScalars
  #expect(!shown.contains { $0 != "\n" && $0.isDeceptive })
  #expect(shown.count > 1_100_000)
}

@Test("Filtering twice changes nothing more")
func idempotent() {
  let once = sanitized("\u{1B}[31m\u{202E}👩\u{200D}💻")
  #expect(sanitized(once) == once)
}
