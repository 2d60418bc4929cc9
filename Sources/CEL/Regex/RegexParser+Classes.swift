extension RegexParser {
  /// `[a-z\d[:punct:]]` or `[^…]`; `]` is an ordinary scalar in the first place.
  mutating func scalarClass() throws(RegexProblem) -> ScalarSet {
    let start = offset
    offset += 1
    let isInverted = take("^")
    var set = ScalarSet()
    var isFirst = true
    while isFirst || next != "]" {
      guard !isAtEnd else { throw problem("missing ']' for this class", at: start) }
      isFirst = false
      if let posix = try posixClass() {
        set = set.union(posix)
      } else if let named = try namedSet() {
        set = set.union(named)
      } else {
        let range = ScalarSet([try scalarRange(start)])
        set = set.union(flags.ignoresCase ? CaseFolding.folded(range) : range)
      }
    }
    offset += 1
    return isInverted ? set.inverted : set
  }

  /// `[:alpha:]`, `[:^alpha:]`; nil where none of them stands.
  private mutating func posixClass() throws(RegexProblem) -> ScalarSet? {
    guard hasPrefix("[:") else { return nil }
    let start = offset
    let rest = scalars[(offset + 2)...]
    guard let colon = rest.indices.first(where: { scalars[$0...].starts(with: ":]".unicodeScalars) }) else {
      return nil
    }
    offset += 2
    let isInverted = take("^")
    var name = ""
    name.unicodeScalars.append(contentsOf: scalars[min(offset, colon)..<colon])
    guard let set = ScalarSet.posix(name) else { throw problem("unknown class of characters", at: start) }
    offset = colon + 2
    let folded = flags.ignoresCase ? CaseFolding.folded(set) : set
    return isInverted ? folded.inverted : folded
  }

  /// One scalar, or two with `-` between them.
  private mutating func scalarRange(_ start: Int) throws(RegexProblem) -> ClosedRange<UInt32> {
    let place = offset
    let first = try classScalar(start)
    guard next == "-", offset + 1 < scalars.count, scalars[offset + 1] != "]" else { return first...first }
    offset += 1
    let last = try classScalar(start)
    guard first <= last else { throw problem("this range runs backwards", at: place) }
    return first...last
  }

  private mutating func classScalar(_ start: Int) throws(RegexProblem) -> UInt32 {
    guard let scalar = next else { throw problem("missing ']' for this class", at: start) }
    if scalar == "\\" { return try escapedScalar() }
    offset += 1
    return scalar.value
  }
}
