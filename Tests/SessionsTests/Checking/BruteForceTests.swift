import Diagnostics
import Playbooks
import Testing

@testable import Sessions

/// A small generator of numbers from a seed (SplitMix64).
private struct Seeded {
  var state: UInt64
  mutating func next(_ below: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(below))
  }
}

/// Three to four questions with few answers, conditions between them, and three rules.
private func playbook(_ seed: UInt64) -> (text: String, questions: Int) {
  var random = Seeded(state: seed)
  let count = 3 + random.next(2)
  var kinds: [Int] = []
  var lines = ["playbook: random", "questions:"]
  func atom(_ index: Int) -> String {
    switch kinds[index] {
    case 0: return random.next(2) == 0 ? "q\(index)" : "!q\(index)"
    case 1: return "q\(index) \(["==", "!="][random.next(2)]) '\(["x", "y", "z"][random.next(3)])'"
    default: return "q\(index) \(["<", ">", "<=", "=="][random.next(4)]) \(1 + random.next(4))"
    }
  }
  func condition(_ below: Int) -> String {
    let first = atom(random.next(below))
    guard random.next(3) > 0 else { return first }
    return "\(first) \(["&&", "||"][random.next(2)]) \(atom(random.next(below)))"
  }
  for index in 0..<count {
    kinds.append(random.next(3))
    var line = "  - question: q\(index)\n    ask: What?\n    decline: false\n    type: "
    line += ["yesno", "choice\n    choices: { x: X, y: Y, z: Z }", "scale\n    scale: 1..4"][kinds[index]]
    if index > 0, random.next(2) == 0 { line += "\n    when: \"\(condition(index))\"" }
    lines.append(line)
  }
  lines.append("rules:")
  for rule in 0..<3 {
    lines.append(
      "  - rule: R-\(rule)\n    say: So.\n    when:\n      - \"\(condition(count))\"\n      - \"\(condition(count))\"")
  }
  return (lines.joined(separator: "\n") + "\n", count)
}

/// Which rules hold under some complete answers, found by trying all of them on sessions.
private func rulesThatCanHold(_ playbook: Playbook) -> Set<String> {
  var found: Set<String> = []
  func answers(_ kind: AnswerKind) -> [AnswerValue] {
    switch kind {
    case .yesno: [.bool(true), .bool(false)]
    case .choice(let set): set.codes.map { .code($0) }
    case .scale(let spec): (spec.low...spec.high).map { .int(Int64($0)) }
    default: []
    }
  }
  func go(_ session: Session, _ index: Int) {
    guard index < playbook.questions.count else {
      for (rule, active) in session.core.activations.enumerated() where !active.isEmpty {
        found.insert(playbook.rules[rule].id)
      }
      return
    }
    for value in answers(playbook.questions[index].kind) {
      var next = session
      next.apply(.changed([.set(CellRef(playbook.questions[index].name), Answer(.value(value)))], reason: nil))
      go(next, index + 1)
    }
  }
  go(Session(playbook), 0)
  return found
}

@Test("The search agrees with trying everything, on random small playbooks", arguments: 0..<60)
func bruteForce(_ seed: Int) throws {
  let (text, _) = playbook(UInt64(seed) &* 7919 &+ 1)
  let (loaded, diagnostics) = PlaybookLoader.load(SourceText(name: "random.yaml", text: text))
  let checked = try #require(loaded, "\(diagnostics.map(\.message)) \(text)")
  let can = rulesThatCanHold(checked)
  let search = WitnessSearch(checked)
  for rule in checked.rules {
    let found = search.find(.yes, budget: 10_000) { search.outcome(rule.when) }
    switch found {
    case .witness: #expect(can.contains(rule.id), "seed \(seed): \(rule.id) was said to hold\n\(text)")
    case .impossible: #expect(!can.contains(rule.id), "seed \(seed): \(rule.id) was said never to hold\n\(text)")
    case .undecided: Issue.record("seed \(seed): undecided \(rule.id)\n\(text)")
    }
  }
}
