/// Reads RE2's syntax (github.com/google/re2, doc/syntax.txt).
///
/// ```
/// either   = sequence ("|" sequence)*
/// sequence = (atom ("*" | "+" | "?" | "{" n ("," m?)? "}") "?"?)*
/// atom     = scalar | "." | "^" | "$" | class | escape | "(" group ")"
/// group    = ("?:" | "?P<name>" | "?<name>" | "?flags" | "?flags:")? either
/// ```
struct RegexParser {
  struct Flags {
    var ignoresCase = false
    var isMultiLine = false
    var dotMatchesAll = false
    var isUngreedy = false
  }

  let scalars: [Unicode.Scalar]
  let limits: RegexLimits
  var offset = 0
  var flags = Flags()
  private var depth = 0

  init(_ pattern: String, limits: RegexLimits) throws(RegexProblem) {
    guard pattern.utf8.count <= limits.lengthMax * 4, pattern.unicodeScalars.count <= limits.lengthMax else {
      throw RegexProblem("this pattern is longer than \(limits.lengthMax) characters", at: 0)
    }
    scalars = Array(pattern.unicodeScalars)
    self.limits = limits
  }

  mutating func parse() throws(RegexProblem) -> RegexNode {
    let node = try either()
    guard isAtEnd else { throw problem("unexpected ')'") }
    return node
  }

  var isAtEnd: Bool { offset == scalars.count }
  var next: Unicode.Scalar? { isAtEnd ? nil : scalars[offset] }

  func problem(_ message: String, at place: Int? = nil) -> RegexProblem {
    RegexProblem(message, at: place ?? offset)
  }

  func hasPrefix(_ text: String) -> Bool { scalars[offset...].starts(with: text.unicodeScalars) }

  mutating func take(_ text: String) -> Bool {
    guard hasPrefix(text) else { return false }
    offset += text.unicodeScalars.count
    return true
  }

  private mutating func either() throws(RegexProblem) -> RegexNode {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .either(branches)
  }

  private mutating func sequence() throws(RegexProblem) -> RegexNode {
    var nodes: [RegexNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let start = offset
      if take("\\Q") {
        nodes += quoted()
        if let last = nodes.popLast() { nodes.append(try repetition(of: last, from: start)) }
        continue
      }
      guard let atom = try atom() else { continue }
      nodes.append(try repetition(of: atom, from: start))
    }
    return .joined(nodes)
  }

  /// What stands between `\Q` and `\E`, or the end.
  private mutating func quoted() -> [RegexNode] {
    var nodes: [RegexNode] = []
    while let scalar = next, !take("\\E") {
      nodes.append(literal(scalar))
      offset += 1
    }
    return nodes
  }

  func literal(_ scalar: Unicode.Scalar) -> RegexNode {
    let set = ScalarSet(scalar)
    return .set(flags.ignoresCase ? CaseFolding.folded(set) : set)
  }

  /// Nil for flags, which match nothing and can't be repeated.
  private mutating func atom() throws(RegexProblem) -> RegexNode? {
    guard let scalar = next else { return nil }
    switch scalar {
    case "*", "+", "?": throw problem("nothing to repeat before '\(scalar)'")
    case "(": return try group()
    case "[": return .set(try scalarClass())
    case "\\": return try escape()
    case ".": offset += 1; return .set(flags.dotMatchesAll ? .any : .anyButLineFeed)
    case "^": offset += 1; return .check(flags.isMultiLine ? .lineStart : .textStart)
    case "$": offset += 1; return .check(flags.isMultiLine ? .lineEnd : .textEnd)
    case "{":
      let start = offset
      guard try counts() == nil else { throw problem("nothing to repeat before '{'", at: start) }
      offset = start + 1
      return literal("{")
    default: offset += 1; return literal(scalar)
    }
  }

  private mutating func group() throws(RegexProblem) -> RegexNode? {
    let start = offset
    let outer = flags
    offset += 1
    if take("?") {
      for (mark, what) in [("=", "lookahead"), ("!", "lookahead"), ("<=", "lookbehind"), ("<!", "lookbehind")]
      where hasPrefix(mark) {
        throw problem("\(what) is not supported: it can't be matched in linear time", at: start)
      }
      if take("P<") || take("<") {
        try groupName(start)
      } else if try !groupFlags(start) {
        return nil
      }
    }
    guard depth < limits.depthMax else { throw problem("groups are nested too deeply", at: start) }
    depth += 1
    let node = try either()
    depth -= 1
    flags = outer
    guard take(")") else { throw problem("missing ')' for this group", at: start) }
    return node
  }

  private mutating func groupName(_ start: Int) throws(RegexProblem) {
    let rest = scalars[offset...]
    guard let end = rest.firstIndex(of: ">"), end > offset,
      rest[..<end].allSatisfy({ ScalarSet.words.contains($0.value) })
    else { throw problem("a group's name is letters, digits and '_' between '<' and '>'", at: start) }
    offset = end + 1
  }

  /// True when a group follows (`(?i:…)`), false when the flags hold up to the end of the group around them (`(?i)`).
  private mutating func groupFlags(_ start: Int) throws(RegexProblem) -> Bool {
    var isOn = true
    var hasFlag = false
    while let scalar = next {
      offset += 1
      switch scalar {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiLine = isOn
      case "s": flags.dotMatchesAll = isOn
      case "U": flags.isUngreedy = isOn
      case "-" where isOn: isOn = false; hasFlag = false; continue
      case ":" where isOn || hasFlag: return true
      case ")" where hasFlag: return false
      default: throw problem("unknown group '(?\(scalar)'", at: start)
      }
      hasFlag = true
    }
    throw problem("missing ')' for this group", at: start)
  }
}
