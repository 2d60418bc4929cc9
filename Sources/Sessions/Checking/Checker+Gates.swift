import CEL
import Diagnostics
import Playbooks

extension Checker {
  /// States in which a gate is closed for good while there is more to ask, and gates that open too early.
  mutating func checkGateStates() {
    for gate in playbook.gates {
      checkDeadEnd(gate)
      checkEarlyOpening(gate)
    }
  }

  /// A need that can't be overridden fails whatever is answered next, and questions are still asked.
  private mutating func checkDeadEnd(_ gate: Gate) {
    for (place, need) in gate.needs.enumerated() where need.requiredQuestion == nil {
      guard need.isHard || !gate.mayOverride else { continue }
      let search = search
      let range = need.blockedByRule.map { playbook.rules[$0].range } ?? need.that?.range ?? need.range
      let aim = Aim(
        name: gate.name, range: range, whether: "gate '\(gate.name)' can be closed for good while more is asked")
      let found = settle(.yes, aim) {
        let failing = search.core.gates[gate.index].failing.filter { $0.need == place }
        if failing.contains(where: { !$0.isOpen }) { return search.anyLeft(behind: search.lastAnswered) }
        var open = failing.compactMap(\.unknowns)
        // More rows may come while the table isn't ended.
        if need.forEach?.table != nil, case .unknown(let more)? = need.forEach.map({ search.core.evaluate($0.list) }) {
          open.append(more)
        }
        guard let first = open.first else { return .no }
        return Outcome(truth: .unknown, unknowns: open.dropFirst().reduce(first) { $0.union($1) })
      }
      guard case .witness(let answers) = found else { continue }
      let left = search.replaying(answers) { search.questionsLeft(behind: search.lastAnswered).count }
      report(
        "dead-end", gate.name,
        "after some answers gate '\(gate.name)' stays closed, whatever is said to the "
          + (left == 1 ? "question" : "\(left) questions") + " that may still come",
        range, hint: Found.hint(answers), witness: answers)
    }
  }

  /// The gate opens although required questions before its last one have no answer.
  private mutating func checkEarlyOpening(_ gate: Gate) {
    guard gate.name != "finish", !gate.needs.isEmpty else { return }
    let search = search
    let aim = Aim(
      name: gate.name, range: gate.range, whether: "gate '\(gate.name)' can open before what must be answered is")
    let found = settle(.yes, aim) {
      let outcome = search.gate(gate.index)
      guard outcome.truth == .yes else { return outcome }
      return search.requiredLeft(before: search.lastAnswered).isEmpty ? .no : .yes
    }
    guard case .witness(let answers) = found else { return }
    let names = search.replaying(answers) {
      search.requiredLeft(before: search.lastAnswered).map { "'\(playbook.questions[$0].name)'" }
    }
    let shown = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " and \(names.count - 4) more" : "")
    report(
      "opens-early", gate.name, "gate '\(gate.name)' can open without an answer to \(shown), which must be answered",
      gate.range, hint: "let the gate need it, or leave it if only the end does", severity: .note, witness: answers)
  }
}

extension WitnessSearch {
  /// The last question in the playbook's order that the search has an answer to; -1 without any.
  var lastAnswered: Int {
    playbook.questions.indices.last { core.book.answers[$0] != nil || core.book.tables[$0]?.rows.isEmpty == false }
      ?? -1
  }

  /// Questions behind a place that apply, or may come to.
  func questionsLeft(behind place: Int) -> [Int] {
    playbook.questions.indices.filter { index in
      index > place && playbook.questions[index].replyOf == nil
        && (core.relevance[index] == .yes || core.relevance[index] == .unknown)
    }
  }

  /// Whether a question behind a place is asked.
  func anyLeft(behind place: Int) -> Outcome {
    let left = questionsLeft(behind: place)
    if left.contains(where: { core.relevance[$0] == .yes }) { return .yes }
    let open = left.compactMap { relevance($0).unknowns }
    guard let first = open.first else { return .no }
    return Outcome(truth: .unknown, unknowns: open.dropFirst().reduce(first) { $0.union($1) })
  }

  /// Required questions before a place that apply and have no answer.
  func requiredLeft(before place: Int) -> [Int] {
    playbook.questions.indices.filter { index in
      index < place && playbook.questions[index].isRequired && core.relevance[index] == .yes
        && core.book.answers[index] == nil && core.book.tables[index] == nil
    }
  }

  /// Looks at something while the answers of a witness are in place.
  func replaying<Result>(_ answers: [Found.Choice], _ look: () -> Result) -> Result {
    let undo = answers.map { set($0.at, Trying(content: $0.content, text: $0.value)) }
    defer { for back in undo.reversed() { back() } }
    return look()
  }
}

extension Found {
  /// `for example with a = x, b = 3`.
  static func hint(_ answers: [Choice]) -> String? {
    guard !answers.isEmpty else { return nil }
    let shown = answers.prefix(6).map { "\($0.place) = \($0.value)" }.joined(separator: ", ")
    return "for example with \(shown)" + (answers.count > 6 ? " and \(answers.count - 6) more" : "")
  }
}
