/// A small playbook by chance: three or four questions with few answers, and a little of everything a check looks at.
struct SmallPlaybook {
  private(set) var text = ""
  private var state: UInt64
  private var kinds: [Int] = []

  init(_ seed: Int) {
    state = UInt64(seed) &* 7919 &+ 1
    var lines = ["playbook: random", "questions:"]
    let count = 3 + next(2)
    for index in 0..<count { lines.append(question(index)) }
    lines += ["calculations:"] + calculations(count)
    lines.append("rules:")
    for index in 0..<3 { lines.append(rule(index, count)) }
    lines += ["gates:", gate(count)]
    if next(3) == 0 { lines.append("carries: [score]") }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// SplitMix64.
  private mutating func next(_ below: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(below))
  }

  private mutating func pick(_ texts: [String]) -> String { texts[next(texts.count)] }

  private mutating func question(_ index: Int) -> String {
    kinds.append(index == 0 ? 2 : next(3))
    var line = "  - question: q\(index)\n    ask: What?\n"
    line += next(4) == 0 ? "" : "    decline: false\n"
    line += "    not_applicable: false\n    type: "
    line += ["yesno", "choice\n    choices: { x: X, y: Y, z: Z }", "scale\n    scale: 1..4"][kinds[index]]
    if kinds[index] == 2, next(2) == 0 { line += "\n    better: \(pick(["up", "down"]))" }
    if kinds[index] == 2, next(4) == 0 {
      let scales = kinds.indices.filter { $0 < index && kinds[$0] == 2 }
      let other = scales.isEmpty || next(2) == 0 ? "\(1 + next(5))" : "q\(scales[next(scales.count)])"
      let comparison = "q\(index) \(pick(["<", ">", "!="])) \(other)"
      let exception = index > 0 && next(2) == 0 ? " || \(condition(index))" : ""
      line += "\n    validate: [{ that: \"\(comparison)\(exception)\", message: No. }]"
    }
    if index > 0, next(2) == 0 { line += "\n    when: \"\(condition(index))\"" }
    return line
  }

  /// A score of the ratings, and one that may divide by nothing.
  private mutating func calculations(_ count: Int) -> [String] {
    let scales = kinds.indices.filter { kinds[$0] == 2 }
    let terms = scales.map { "\(pick(["1.0", "2.0", "-1.0"])) * double(q\($0))" }
    let weights = scales.map { "      - { weight: \(pick(["0.5", "2.0"])), is: \"double(q\($0)) / 4.0\" }" }
    var lines: [String]
    switch next(3) {
    case 0: lines = ["  - calculation: score", "    is: \"\(terms.joined(separator: " + "))\""]
    case 1: lines = ["  - calculation: score", "    weigh:"] + weights
    default:
      lines = ["  - calculation: score", "    mean: [\(scales.map { "\"double(q\($0))\"" }.joined(separator: ", "))]"]
    }
    if next(2) == 0 { lines.insert("    better: \(pick(["up", "down"]))", at: 1) }
    if next(3) == 0 {
      lines += ["  - calculation: ratio", "    is: \"12 / (q0 - \(next(6)))\""]
      if next(2) == 0 { lines.append("    when: \"\(condition(count))\"") }
    }
    return lines
  }

  private mutating func rule(_ index: Int, _ count: Int) -> String {
    var parts = [condition(count), condition(count)]
    if next(3) == 0 { parts.append("score \(pick([">", ">=", "<", "<="])) \(next(14) - 2)") }
    let excludes = index == 0 && next(2) == 0 ? "\n    excludes: [R-1]" : ""
    return "  - rule: R-\(index)\n    say: So.\(excludes)\n    when:\n"
      + parts.map { "      - \"\($0)\"" }.joined(separator: "\n")
  }

  private mutating func gate(_ count: Int) -> String {
    let hard = next(2) == 0 ? ", hard: true" : ""
    return """
        - gate: go
          needs:
            - { that: "\(condition(count))", otherwise: A\(hard) }
            - { that: "\(condition(count))", otherwise: B }
      """
  }

  // MARK: Conditions

  private mutating func condition(_ below: Int) -> String {
    let first = atom(next(below))
    guard next(3) > 0 else { return first }
    return "\(first) \(pick(["&&", "||"])) \(atom(next(below)))"
  }

  private mutating func atom(_ index: Int) -> String {
    switch kinds[index] {
    case 0: pick(["q\(index)", "!q\(index)", "known(q\(index))"])
    case 1: "q\(index) \(pick(["==", "!="])) '\(pick(["x", "y", "z"]))'"
    default: "q\(index) \(pick(["<", ">", "<=", "=="])) \(1 + next(4))"
    }
  }
}
