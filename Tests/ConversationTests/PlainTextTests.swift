import Testing

@testable import Conversation

/// Questions about texts that are answered from their bytes have the answers that characters give.
@Suite("Plain texts")
struct PlainTextTests {
  private static let texts = [
    "", " ", "word", " two words ", "tabs\tand\nlines\u{B}and\u{C}more", "Straße — «über» “Äpfel”", "a\u{A0}b",
    "a\u{2003}b",
    "a \u{301}b", "a\r\nb", "one\u{2028}two", "one\u{85}two", "日本語 です", "é\u{200D} x", "…", "\u{2027}\u{2026} x",
  ]

  @Test("Words are counted as white space divides them", arguments: texts)
  func counts(_ text: String) {
    #expect(text.wordCount == text.split(whereSeparator: \.isWhitespace).count)
  }

  @Test("A text of several lines is joined, any other stays as it is", arguments: texts)
  func joins(_ text: String) {
    let expected =
      text.contains(where: \.isNewline)
      ? text.split(whereSeparator: \.isNewline).map(\.trimmed).joined(separator: " ") : text
    #expect(text.onOneLine == expected)
  }

  @Test("White space around a text goes", arguments: texts)
  func trims(_ text: String) {
    let inner = text.drop(while: \.isWhitespace)
    let end = inner.lastIndex { !$0.isWhitespace }
    #expect(text.trimmed == String(end.map { inner[...$0] } ?? ""))
  }

  @Test(
    "Special words are found however they are written",
    arguments: [
      ("I  Don`t know!", "i don't know"), ("  N/A. ", "n/a"), ("I don’t KNOW", "i don't know"),
      ("no idea .", "no idea "),
      ("\t\n", ""), ("...", ""), ("Keine Ähnung!", "keine ähnung"),
    ])
  func normalizes(_ typed: String, _ normal: String) { #expect(SpecialWords.normal(typed) == normal) }

  @Test(
    "A long answer is divided behind its second sentence",
    arguments: [
      ("One. Two! Three", "One. Two!|Three"), ("One. Two.", nil),
      ("v1.2 is out. It works? Yes.", "v1.2 is out. It works?|Yes."),
      ("One\nTwo\nThree", nil), ("One\n Two\n Three", "One\n Two|Three"),
      ("One.\u{301} Two. Three. Four", "One.\u{301} Two. Three.|Four"),
      ("One\r\n Two\r\n Three", nil),
    ] as [(String, String?)])
  func divides(_ text: String, _ parts: String?) {
    #expect(Conversation.parts(text).map { $0.head + "|" + $0.rest } == parts)
  }
}
