import CEL
import Playbooks

/// What is concluded under one answer, to be held against what is concluded under another.
enum Conclusion: Equatable {
  case settled(String)
  case open(Unknowns)
}

/// Two answers to one question that are held against each other, the others being the same.
struct AnswerPair {
  let question: Int
  let options: [Trying]
  /// Questions that are asked, or whose answers are taken, depending on the answer.
  let hanging: Set<Int>
  /// Whether the others must be taken with both; otherwise what is refused with one only is a difference.
  var isSharingAnswers = false
}

extension WitnessSearch {
  /// What is seen under each answer of the pair; without a pair, what is seen now.
  func underEach<Seen>(_ look: () -> Seen) -> [Seen] {
    guard let pair else { return [look()] }
    return pair.options.map { option in
      let undo = set(.question(pair.question), option)
      defer { undo() }
      return look()
    }
  }

  /// Questions that are asked, or whose answers are taken, depending on the answer to a question.
  func questionsHanging(on question: Int) -> Set<Int> {
    let graph = core.graph
    var below: Set<Int32> = [graph.questions[question].value]
    var next = Array(below)
    while let node = next.popLast() {
      for reader in graph.readers(of: Int(node)) where below.insert(reader).inserted { next.append(reader) }
    }
    func hangs(_ program: Program) -> Bool {
      !program.reads.wholeRecords.isEmpty
        || program.reads.variables.contains { below.contains(graph.nodeOfSlot[$0]) }
        || program.reads.fields.contains { graph.fieldNode($0).map(below.contains) ?? true }
    }
    func hang(_ validations: [Validation]) -> Bool { validations.contains { $0.that.conjuncts.contains(where: hangs) } }
    return Set(
      playbook.questions.indices.filter { index in
        let columns = playbook.questions[index].table?.columns ?? []
        return below.contains(graph.questions[index].value) || graph.columnNodes[index].contains(where: below.contains)
          || hang(playbook.questions[index].validations) || columns.contains { hang($0.validations) }
      })
  }

  /// Whether the answers of the pair lead to different conclusions; unknown while that depends on other answers.
  func differs(_ question: Int, _ look: () -> [Conclusion]) -> Outcome {
    let relevance = relevance(question)
    guard relevance.truth == .yes else { return relevance.truth == .unknown ? relevance : .no }
    if isRefused(.question(question)) { return .no }
    let seen = underEach(look)
    var open: Unknowns?
    for (one, other) in zip(seen[0], seen[1]) where one != other {
      switch (one, other) {
      case (.settled, .settled): return .yes
      case (.open(let more), .settled), (.settled, .open(let more)): open = open?.union(more) ?? more
      case (.open(let more), .open(let others)): open = open?.union(more.union(others)) ?? more.union(others)
      }
    }
    for case (.open(let more), .open) in zip(seen[0], seen[1]) { open = open?.union(more) ?? more }
    return open.map { Outcome(truth: .unknown, unknowns: $0) } ?? .no
  }

  /// Whether what stands there now is refused.
  func refusals(_ checks: [Validation]) -> [Conclusion] {
    checks.map { check in
      let truth = core.test(check.that)
      if truth == .unknown, let missing = core.unknowns(check.that, []), !isStuck(missing) { return .open(missing) }
      return .settled("\(truth == .no)")
    }
  }

  /// What rules, gates, questions and calculations come to now.
  func conclusions(_ cells: [Cell]) -> [Conclusion] {
    cells.flatMap { cell in
      if case .gate(let index) = cell { return needs(ofGate: index) }
      return [conclusion(cell)]
    }
  }

  /// Each need by itself: where one is open, the others may still tell.
  private func needs(ofGate index: Int) -> [Conclusion] {
    playbook.gates[index].needs.indices.map { place in
      let failing = core.gates[index].failing.filter { $0.need == place }
      let open = failing.filter(\.isOpen).compactMap(\.unknowns).filter { !isStuck($0) }
      guard let first = open.first else { return .settled(failing.map { $0.row ?? "-" }.joined(separator: ";")) }
      return .open(open.dropFirst().reduce(first) { $0.union($1) })
    }
  }

  private func conclusion(_ cell: Cell) -> Conclusion {
    switch cell {
    case .relevance(let question): return seen(relevance(question), "")
    case .rule(let index):
      let rule = playbook.rules[index]
      let holds = holdsSomewhere(rule.forEach) { outcome(rule.when, $0) }
      let active = core.activations[index].map { "\($0.row ?? "") \($0.severity?.rawValue ?? "")" }
      return seen(holds, active.joined(separator: ";"))
    case .calculation(let index):
      guard let slot = playbook.calculations[index].slot else { return .settled("") }
      guard case .unknown(let missing) = core.slots[slot] else { return .settled("\(core.slots[slot])") }
      return isStuck(missing) ? .settled("") : .open(missing)
    default: return .settled("")
    }
  }

  private func seen(_ outcome: Outcome, _ more: String) -> Conclusion {
    if outcome.truth == .unknown, let unknowns = outcome.unknowns, !isStuck(unknowns) { return .open(unknowns) }
    return .settled("\(outcome.truth == .yes) \(more)")
  }
}
