import Playbooks

@testable import Sessions

/// The text of a small playbook made from a seed: a handful of questions of few answers, with conditions between them, a
/// table with fixed rows, a table of one's own, calculations, rules and gates over all of these.
struct RandomPlaybook {
  enum Kind: CaseIterable { case yesno, choice, multi, scale, whole }

  private var dice: Dice
  private var kinds: [Kind] = []
  private var hasTable = false
  private var hasRows = false

  init(_ seed: UInt64) { dice = Dice(seed) }

  mutating func text() -> String {
    var lines = ["playbook: random", "questions:"]
    for index in 0..<(3 + dice.below(3)) {
      kinds.append(dice.pick(Kind.allCases) ?? .yesno)
      lines += question(index)
    }
    hasTable = dice.below(3) == 0
    if hasTable {
      lines += [
        "  - question: areas", "    ask: How good?", "    type: table",
        "    rows: { fixed: { tools: Tools, skills: Skills } }", "    columns: [ { column: rating, type: yesno } ]",
      ]
      if dice.below(2) == 0 { lines.append("    when: \"\(condition(kinds.count))\"") }
    }
    hasRows = dice.below(4) == 0
    if hasRows {
      lines += [
        "  - question: items", "    ask: Which?", "    type: table", "    row: B", "    limit: 2",
        "    columns: [ { column: good, type: yesno, required: true } ]",
      ]
    }
    return (lines + calculations() + rules() + gates()).joined(separator: "\n") + "\n"
  }

  private mutating func question(_ index: Int) -> [String] {
    var line = "  - { question: q\(index), ask: What?, "
    switch kinds[index] {
    case .yesno: line += "type: yesno"
    case .choice: line += "type: choice, choices: { x: X, y: Y, z: Z }"
    case .multi: line += "type: multi, choices: { x: X, y: Y }"
    case .scale: line += "type: scale, scale: 1..4"
    case .whole: line += "type: number, whole: true, min: 0, max: 3"
    }
    line += ", decline: \(dice.below(2) == 0), not_applicable: \(dice.below(3) == 0)"
    if dice.below(6) == 0 { line += ", changeable: false" }
    if index > 0, dice.below(2) == 0 { line += ", when: \"\(condition(index))\"" }
    return [line + " }"]
  }

  // MARK: Conditions

  private mutating func atom(_ below: Int) -> String {
    let index = dice.below(below)
    let name = "q\(index)"
    if dice.below(10) == 0 { return dice.below(2) == 0 ? "known(\(name))" : "declined(\(name))" }
    switch kinds[index] {
    case .yesno: return dice.below(2) == 0 ? name : "!\(name)"
    case .choice: return "\(name) \(dice.pick(["==", "!="]) ?? "") '\(dice.pick(["x", "y", "z"]) ?? "")'"
    case .multi: return "'\(dice.pick(["x", "y"]) ?? "")' in \(name)"
    case .scale, .whole: return "\(name) \(dice.pick(["<", ">", "<=", ">=", "=="]) ?? "") \(dice.below(5))"
    }
  }

  private mutating func condition(_ below: Int) -> String {
    let first = atom(below)
    switch dice.below(5) {
    case 0, 1: return first
    case 2, 3: return "\(first) \(dice.pick(["&&", "||"]) ?? "&&") \(atom(below))"
    default: return "\(first) ? \(atom(below)) : \(atom(below))"
    }
  }

  /// A condition that may look at tables and calculations, too.
  private mutating func wide() -> String {
    var choices = [condition(kinds.count), "total \(dice.pick(["<", ">="]) ?? "") \(dice.below(5))"]
    if hasTable { choices.append("areas.\(dice.pick(["tools", "skills"]) ?? "tools").rating") }
    if hasRows { choices.append("size(items) > \(dice.below(2))") }
    return dice.pick(choices) ?? "true"
  }

  // MARK: Conclusions

  private mutating func calculations() -> [String] {
    let numbers = kinds.indices.filter { kinds[$0] == .scale || kinds[$0] == .whole }.map { "q\($0)" }
    var lines = ["calculations:"]
    switch dice.below(4) {
    case 0 where !numbers.isEmpty:
      let parts = numbers.map { "{ weight: \(1 + dice.below(3)), is: \($0) }" }
      lines.append("  - { calculation: total, weigh: [ \(parts.joined(separator: ", ")) ] }")
    case 1 where !numbers.isEmpty:
      lines.append("  - { calculation: total, mean: [ \(numbers.joined(separator: ", ")) ], places: 2 }")
    case 2 where !numbers.isEmpty:
      lines.append("  - { calculation: total, is: \"\(numbers.map { "double(\($0))" }.joined(separator: " + "))\" }")
    default:
      let rows = (0..<2).map { "{ when: \"\(condition(kinds.count))\", is: \($0 * 3 + dice.below(3)).0 }" }
      lines.append("  - { calculation: total, pick: [ \(rows.joined(separator: ", ")), { is: 2.0 } ] }")
    }
    return lines
  }

  private mutating func rules() -> [String] {
    var lines = ["rules:"]
    for rule in 0..<2 {
      lines.append("  - { rule: R-\(rule), flag: high, text: So., when: [ \"\(wide())\", \"\(wide())\" ], block: g1 }")
    }
    if hasRows {
      lines.append("  - { rule: R-2, for: items as i, when: \"!i.good\", flag: high, text: So., block: g1 }")
    }
    return lines
  }

  private mutating func gates() -> [String] {
    let first = (0..<(1 + dice.below(3))).map { _ in "{ that: \"\(wide())\", otherwise: Not yet. }" }
    return [
      "gates:", "  - { gate: g0, needs: [ \(first.joined(separator: ", ")) ] }",
      "  - { gate: g1, needs: [ { that: \"\(wide())\", otherwise: Not yet. } ] }",
    ]
  }
}
