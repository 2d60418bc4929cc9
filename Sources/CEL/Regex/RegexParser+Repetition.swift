extension RegexParser {
  /// The atom with the repetition that follows it, if any.
  mutating func repetition(of atom: RegexNode, from start: Int) throws(RegexProblem) -> RegexNode {
    let place = offset
    guard let (min, max) = try counts() else { return atom }
    let isLazy = take("?") != flags.isUngreedy
    let second = offset
    if try counts() != nil {
      throw problem("two repetitions in a row: put the inner one into '(?:…)'", at: second)
    }
    guard min <= limits.repeatMax, (max ?? 0) <= limits.repeatMax else {
      throw problem("more than \(limits.repeatMax) repetitions", at: place)
    }
    if let max, max < min { throw problem("the repetition ends before it begins", at: place) }
    return .repeated(atom, min: min, max: max, isLazy: isLazy)
  }

  /// Reads `*`, `+`, `?`, `{2}`, `{2,}` or `{2,5}`; reads nothing and gives nil where none of them stands.
  mutating func counts() throws(RegexProblem) -> (min: Int, max: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = offset
    guard take("{"), let min = number() else {
      offset = start
      return nil
    }
    if take("}") { return (min, min) }
    guard take(",") else {
      offset = start
      return nil
    }
    if take("}") { return (min, nil) }
    guard let max = number(), take("}") else {
      offset = start
      return nil
    }
    return (min, max)
  }

  /// Digits without a leading zero; a number that is too large stays too large.
  private mutating func number() -> Int? {
    let start = offset
    if next == "0", offset + 1 < scalars.count, "0"..."9" ~= scalars[offset + 1] { return nil }
    var value = 0
    while let scalar = next, "0"..."9" ~= scalar {
      value = Swift.min(value * 10 + Int(scalar.value - 0x30), 1 << 30)
      offset += 1
    }
    return offset > start ? value : nil
  }
}
