import Testing

/// A pattern that takes a backtracking engine minutes or years, a stretch of text to repeat, and an end.
struct RegexBomb: Sendable, CustomTestStringConvertible {
  let pattern: String
  let stretch: String
  let end: String

  init(_ pattern: String, _ stretch: String, _ end: String) {
    self.pattern = pattern
    self.stretch = stretch
    self.end = end
  }

  /// 8 KiB of the stretch, and the end.
  var subject: String { String(repeating: stretch, count: 8_192 / stretch.utf8.count) + end }

  var testDescription: String { pattern }
}

let regexBombs: [RegexBomb] = [
  RegexBomb("^(a+)+$", "a", "!"),
  RegexBomb("(x+x+)+y", "x", ""),
  RegexBomb("^(a|a)*$", "a", "!"),
  RegexBomb("^(a|aa)+$", "a", "!"),
  RegexBomb("(a*)*b", "a", ""),
  RegexBomb("(a*)*", "a", "b"),
  RegexBomb("^(a?){50}a{50}$", "a", ""),
  RegexBomb("^(([a-z])+.)+[A-Z]([a-z])+$", "a", ""),
  RegexBomb("(.*a){12}", "b", ""),
  RegexBomb("(.*)*(.*)*(.*)*z", "a", ""),
  RegexBomb("^(\\d+)*$", "1", "x"),
  RegexBomb("(\\w+\\s?)+!$", "word ", ""),
  RegexBomb("^(\\w*)*\\W$", "a", ""),
  RegexBomb("([a-zA-Z]+)*1", "a", ""),
  RegexBomb("(a|a?)+$", "a", "b"),
  RegexBomb("(.*?,){11}P", "1,2,", ""),
  RegexBomb("^((a+)+)+$", "a", "b"),
  RegexBomb("(a|b)*a(a|b){40}c", "ab", ""),
  RegexBomb("(a|b)*a(a|b){60}$", "abb", "c"),
  RegexBomb("[ab]*a[ab]{30}x", "aabab", ""),
  RegexBomb("^(.*?)(.*?)(.*?)(.*?)(.*?)(.*?)(.*?)(.*?)q$", "ab", ""),
  RegexBomb("(?:a{1,9}){1,20}b", "a", ""),
  RegexBomb("(a{0,10}){0,20}$b", "a", ""),
  RegexBomb("^([a-z0-9]+([-._][a-z0-9]+)*)+@x$", "a-", ""),
  RegexBomb("^(([^\\s@]+)+)@(([^\\s@]+)+)\\.com$", "a@", ""),
  RegexBomb("^([\\w.+-]+)+@([\\w-]+\\.)+[a-z]{2,6}$", "a.a", "@"),
  RegexBomb("(https?://)?([\\da-z.-]+)\\.([a-z.]{2,6})([/\\w .-]*)*/?$", "a.", "!"),
  RegexBomb("^(?:(?:\\w+\\s*)+,?)+;$", "ab ", ""),
  RegexBomb("\\s+$", " ", "x"),
  RegexBomb("^\\s+|\\s+$x", " ", "y"),
  RegexBomb("(\\s*\\S*)*=", "a ", ""),
  RegexBomb("<(.*)*>\\n", "<", ""),
  RegexBomb("(<!--.*?-->)*x", "<!--", ""),
  RegexBomb("(\"(\\\\.|[^\"\\\\])*)*z", "\\\"", ""),
  RegexBomb("^(\\(\\w*\\))*$", "(a)", "("),
  RegexBomb("((ab)*)+c", "ab", ""),
  RegexBomb("((a+b?)+c?)+d", "ab", ""),
  RegexBomb("(?i)(k|\\x{212a}|s|\\x{17f})+$", "kS", "1"),
  RegexBomb("(\\pL+\\pN*)+!", "äb1", ""),
  RegexBomb("^(\\P{L}|\\PN)+\\n$", "a1", ""),
  RegexBomb("(é|e|è)+\\z", "é", "x"),
  RegexBomb("(\\b\\w+\\b\\W*)+\\z", "ab ", "\u{1F600}a-\n\u{301}é"),
  RegexBomb("(?m)(^.*$\\n?)*\\z!", "ab\n", ""),
  RegexBomb("(?s)(.+)+\\n\\n\\n", "a\n", ""),
  RegexBomb("(a+|b+|c+)*c{5}d", "abc", ""),
  RegexBomb("(x*)*(y*)*(z*)*!", "xyz", ""),
  RegexBomb("(?U)(a+)+(a+)+$", "a", "b"),
  RegexBomb("(((((a*)*)*)*)*)*b", "a", ""),
  RegexBomb("(a|ab|abc|abcd)*e", "abcd", ""),
  RegexBomb("^(0|1|01|10|0101)*2$", "01", ""),
  RegexBomb("([^x]*x?){50}y", "ax", ""),
]
