import Testing
import Text

@Test(
  "Texts take the columns a terminal gives them",
  arguments: [
    ("", 0), ("abc", 3), ("a\nb", 2), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("한국", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("ｱ", 1), ("Ａ", 2), ("«»", 2), ("·–…›", 4), ("✓✗", 2), ("█░", 2),
    ("😀", 2), ("👩‍💻", 2), ("👩🏽‍🚀", 2), ("🇩🇪", 2), ("🇩", 1), ("❤", 1), ("❤️", 2), ("1️⃣", 2),
    ("⌚", 2), ("☀", 1), ("שלום", 4), ("مرحبا", 5), ("\u{200B}", 0), ("\u{7F}", 0), ("𠀀", 2), ("\u{AD}", 0),
  ])
func displayWidths(_ text: String, _ columns: Int) {
  #expect(displayWidth(text) == columns)
}

@Test("The short way for plain characters gives what the long way gives")
func plainWidths() {
  for code in Array(0x20...0x2FF) + Array(0x2000...0x2100) {
    guard let scalar = Unicode.Scalar(code) else { continue }
    #expect(displayWidth(String(scalar) + "a") == Character(scalar).displayWidth + 1, "U+\(String(code, radix: 16))")
  }
}

@Test(
  "Shortening stays within the width and never cuts a grapheme",
  arguments: [
    ("日本", 3, "日…"), ("日本", 4, "日本"), ("abc", 2, "a…"), ("👩‍💻👩‍💻", 3, "👩‍💻…"), ("ab", 0, ""),
    ("abc", 1, "…"), ("", 0, ""), ("日本語", 4, "日…"),
  ])
func shortening(_ text: String, _ width: Int, _ expected: String) {
  #expect(shortened(text, to: width) == expected)
}

@Test("Padding counts columns, not letters")
func padding() {
  #expect(padded("日本", to: 6) + "|" == "日本  |")
  #expect(padded("7", to: 3, .trailing) == "  7")
  #expect(padded("wide", to: 2) == "wide")
}
