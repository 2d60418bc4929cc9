import CEL
import Testing

/// The seed of a failing case is in its message; the same seed gives the same case again.
@Suite("Random regular expressions")
struct RegexRandomTests {
  @Test("Short texts: the same first match as a matcher that tries everything")
  func short() throws {
    for seed in 0..<6_000 as Range<UInt64> {
      var random = SplitMix(state: seed)
      let naive = NaivePattern(&random, depth: 3)
      let regex = try LinearRegex(naive.text)
      for _ in 0..<4 {
        let text = (0..<random.below(8)).map { _ in Array("aaabbc-\n" as String)[random.below(8)] }
        let expected = naive.firstMatch(in: text)
        let found = regex.firstMatch(in: String(text))
        #expect(
          (found != nil) == (expected != nil) && regex.matches(String(text)) == (expected != nil),
          "\(seed): \(naive.text)")
        if !naive.hasEmptyLoop { #expect(found == expected, "\(seed): \(naive.text)") }
      }
    }
  }

  @Test("Long texts: both machines give the same answer")
  func long() throws {
    for seed in 0..<1_500 as Range<UInt64> {
      var random = SplitMix(state: seed)
      let parts = (0..<3).map { _ in NaivePattern(&random, depth: 3) }
      let regex = try LinearRegex("\(parts[0].text)\\pL{3}\(parts[1].text)\(parts[2].text)c-\\W")
      let text = String((0..<150).map { _ in Array("aaaaabbbc-\n😀é" as String)[random.below(13)] })
      #expect(regex.matches(text) == (regex.firstMatch(in: text) != nil), "\(seed): \(regex.pattern)")
    }
  }

  @Test("Any text is a pattern or is refused, and never traps")
  func garbage() {
    let pieces = Array("()[]{}|*+?^$.\\-,:<>=!&~#0129aAbBdDpPQEsSUuxXzZkimé😀\n\u{301}" as String).map(String.init)
    let words = ["(?", "(?:", "(?P<", "[[:", ":]]", "\\p{", "\\x{", "\\Q", "\\E", "{2,", "}", "[^"]
    for seed in 0..<20_000 as Range<UInt64> {
      var random = SplitMix(state: seed)
      let pattern = (0..<(1 + random.below(14))).map { _ in
        random.below(3) == 0 ? words[random.below(words.count)] : pieces[random.below(pieces.count)]
      }.joined()
      guard let regex = try? LinearRegex(pattern, limits: .playbook) else { continue }
      let text = (0..<random.below(30)).map { _ in pieces[random.below(pieces.count)] }.joined()
      #expect(regex.matches(text) == (regex.firstMatch(in: text) != nil), "\(seed): \(pattern)")
    }
  }
}
