import Testing
import Text

@Test(
  "Lines break at spaces, between wide glyphs, and inside a word only when they must",
  arguments: [
    ("", 10, [""]), ("one two three", 7, ["one two", "three"]), ("one two three", 8, ["one two", "three"]),
    ("one  two", 20, ["one  two"]), ("one  two", 4, ["one", "two"]), ("  lead", 20, ["  lead"]),
    ("a\nb", 9, ["a", "b"]), ("a\n\nb", 9, ["a", "", "b"]), ("a\n", 9, ["a", ""]),
    ("abcdefgh", 3, ["abc", "def", "gh"]), ("ab abcdefgh", 4, ["ab", "abcd", "efgh"]),
    ("日本語です", 4, ["日本", "語で", "す"]), ("日本語です", 5, ["日本", "語で", "す"]), ("ab日本", 3, ["ab", "日", "本"]),
    ("日本。語", 4, ["日", "本。", "語"]), ("「日本」語", 4, ["「日", "本」", "語"]),
    ("👩‍💻👩‍💻👩‍💻", 4, ["👩‍💻👩‍💻", "👩‍💻"]), ("日", 1, ["日"]), ("ab", 0, ["a", "b"]),
    ("한국어 말", 6, ["한국어", "말"]),
  ])
func wrapping(_ text: String, _ width: Int, _ lines: [String]) {
  #expect(wrapped(text, width: width) == lines)
}

@Test("Indents count towards the width")
func indents() {
  #expect(wrapped("one two three", width: 9, indent: 2) == ["one two", "  three"])
  #expect(wrapped("one two three", width: 10, firstIndent: 3, indent: 1) == ["   one two", " three"])
  #expect(wrapped("one\ntwo", width: 9, firstIndent: 3, indent: 1) == ["   one", " two"])
}

@Test("No line is ever wider than asked, and no letter is lost", arguments: 1...40)
func wrappingLosesNothing(_ width: Int) {
  let text = "Zürich 日本語 and a-rather-long-compound-word, 👩‍💻 (e\u{301}) ありがとう。 End"
  let lines = wrapped(text, width: width)
  #expect(lines.allSatisfy { displayWidth($0) <= max(2, width) })
  #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
}
