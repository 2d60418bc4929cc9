import CEL
import Testing

@Suite("Regular expressions")
struct RegexTests {
  @Test("Found or not found, as RE2 says", arguments: regexRows)
  func rows(_ row: RegexRow) throws {
    let regex = try LinearRegex(row.pattern, limits: .playbook)
    for text in row.found { #expect(regex.matches(text) && regex.firstMatch(in: text) != nil, "\(text)") }
    for text in row.missing { #expect(!regex.matches(text) && regex.firstMatch(in: text) == nil, "\(text)") }
  }

  @Test(
    "The first match is the leftmost, and there the one Perl prefers",
    arguments: [
      ("a+", "baab", 1..<3), ("a+?", "baab", 1..<2), ("(?U)a+", "baab", 1..<2), ("(?U)a+?", "baab", 1..<3),
      ("a|ab", "ab", 0..<1),
      ("ab|a", "ab", 0..<2), ("a*", "baa", 0..<0), ("a{1,2}?b", "aab", 0..<3), ("(|a)+", "aa", 0..<0),
      ("(a|)+", "aa", 0..<2),
      ("x*", "äx", 0..<0), ("x", "äöx", 2..<3), ("😀", "a😀", 1..<2), ("$", "ab", 2..<2),
      ("(a|ab)(c|bcd)", "abcd", 0..<4),
      ("\\b", " a", 1..<1), ("(?:ab??)*", "abab", 0..<1), ("b", "a", nil),
    ] as [(String, String, Range<Int>?)])
  func firstMatches(_ pattern: String, _ text: String, _ range: Range<Int>?) throws {
    #expect(try LinearRegex(pattern).firstMatch(in: text) == range)
  }

  @Test(
    "What is no pattern says why and where",
    arguments: [
      ("(a", 0, "missing ')' for this group"), ("a)", 1, "unexpected ')'"), ("(?:", 0, "missing ')' for this group"),
      ("[a", 0, "missing ']' for this class"), ("[", 0, "missing ']' for this class"),
      ("[]", 0, "missing ']' for this class"),
      ("[z-a]", 1, "this range runs backwards"), ("[[:what:]]", 1, "unknown class of characters"),
      ("*a", 0, "nothing to repeat before '*'"), ("a|+", 2, "nothing to repeat before '+'"),
      ("(?)", 0, "unknown group '(?)'"),
      ("{2}", 0, "nothing to repeat before '{'"),
      ("a**", 2, "two repetitions in a row: put the inner one into '(?:…)'"),
      ("a{2}{3}", 4, "two repetitions in a row: put the inner one into '(?:…)'"),
      ("a{3,2}", 1, "the repetition ends before it begins"),
      ("a{1001}", 1, "more than 1000 repetitions"), ("a{99999999999999999999}", 1, "more than 1000 repetitions"),
      ("\\", 0, "a backslash at the end"), ("\\q", 0, "unknown escape '\\q'"), ("[\\b]", 1, "unknown escape '\\b'"),
      ("\\C", 0, "unknown escape '\\C'"),
      ("(a)\\1", 3, "backreferences are not supported: they can't be matched in linear time"),
      ("\\9", 0, "backreferences are not supported: they can't be matched in linear time"),
      ("(?P<n>a)\\k<n>", 8, "backreferences are not supported: they can't be matched in linear time"),
      ("a(?=b)", 1, "lookahead is not supported: it can't be matched in linear time"),
      ("a(?!b)", 1, "lookahead is not supported: it can't be matched in linear time"),
      ("(?<=a)b", 0, "lookbehind is not supported: it can't be matched in linear time"),
      ("(?<!a)b", 0, "lookbehind is not supported: it can't be matched in linear time"),
      ("(?>a)", 0, "unknown group '(?>'"), ("(?x)a", 0, "unknown group '(?x'"), ("(?#a)", 0, "unknown group '(?#'"),
      ("(?i", 0, "missing ')' for this group"),
      ("(?P=n)", 0, "unknown group '(?P'"),
      ("(?P<>a)", 0, "a group's name is letters, digits and '_' between '<' and '>'"),
      ("(?<a b>c)", 0, "a group's name is letters, digits and '_' between '<' and '>'"),
      ("\\p{Greek}", 0, "unknown category of characters: write one of Unicode's, such as L, Lu or Nd"),
      ("\\p", 0, "a category is missing after '\\p'"), ("\\p{L", 0, "missing '}' after '\\p{'"),
      ("\\x{110000}", 0, "write '\\x' with two hexadecimal digits, or '\\x{…}' with a character's number"),
      ("\\x4", 0, "write '\\x' with two hexadecimal digits, or '\\x{…}' with a character's number"),
      ("\\x{D800}", 0, "this is no Unicode character"),
    ])
  func refusals(_ pattern: String, _ offset: Int, _ message: String) {
    let problem = #expect(throws: RegexProblem.self) { try LinearRegex(pattern) }
    #expect(problem?.message == message)
    #expect(problem?.offset == offset)
  }

  @Test("Patterns have limits: length, states, nesting")
  func limits() throws {
    func isAccepted(_ pattern: String, _ limits: RegexLimits) -> Bool {
      (try? LinearRegex(pattern, limits: limits)) != nil
    }
    let letters = { String(repeating: "é", count: $0) }
    #expect(isAccepted(letters(256), .playbook) && !isAccepted(letters(257), .playbook))
    #expect(isAccepted("a{511}", .playbook) && !isAccepted("a{512}", .playbook))
    #expect(isAccepted("(?:a{30}){300}", .library) && !isAccepted("(?:a{100}){101}", .library))
    #expect(!isAccepted("((((a{1000}){1000}){1000}){1000}){1000}", .library))
    #expect(isAccepted("((((){1000}){1000}){1000}){1000}", .library))
    #expect(!isAccepted("(((((|){1000}){1000}){1000}){1000}){1000}", .library))
    let nested = { String(repeating: "(", count: $0) + String(repeating: ")", count: $0) }
    #expect(
      isAccepted(nested(100), .library) && !isAccepted(nested(101), .library) && !isAccepted(nested(5_000), .library))
    #expect(!isAccepted(String(repeating: "(?:", count: 3_000), .library))
  }

  @Test("A pattern beyond the limits of an environment is a problem of the expression")
  func limitsOfAnEnvironment() {
    var environment = Environment()
    let source = "'a'.matches('a{600}')"
    #expect(environment.compile(source).problems.isEmpty)
    environment.limits.pattern = .playbook
    let problems = environment.compile(source).problems
    #expect(problems.map(\.range) == [12..<20])
    #expect(problems.first?.message.contains("more than 512 states") == true)
  }

  @Test("No pattern takes long: the count of steps stays small on 8 KiB", arguments: regexBombs)
  func bombs(_ bomb: RegexBomb) throws {
    let search = try LinearRegex(bomb.pattern, limits: .playbook).search(bomb.subject)
    #expect(search.stepCount <= 20_000)
  }

  @Test("Even where each step leads to new states, steps stay below states times scalars")
  func worstCase() throws {
    var random = SplitMix(state: 3)
    let text = String((0..<8_192).map { _ in random.below(2) == 0 ? "a" as Character : "b" })
    for pattern in ["(a|b)*a(a|b){80}c", "[ab]*a[ab]{400}c", "(a|b)*a((a|b)(a|b)){20}(a|b)$c"] {
      let search = try LinearRegex(pattern, limits: .playbook).search(text)
      #expect(!search.isMatch && search.stepCount < 512 * 8_194)
    }
  }
}
