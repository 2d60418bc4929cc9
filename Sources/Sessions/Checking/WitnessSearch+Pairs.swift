import CEL
import Playbooks

/// What is concluded under one answer, to be held against what is concluded under another.
enum Conclusion: Equatable {
  case settled(String)
  case open(Unknowns)
}

extension WitnessSearch {
  /// Whether two answers to a question lead to different conclusions; unknown while that depends on other answers.
  func differs(_ question: Int, _ first: Trying, _ second: Trying, _ look: () -> [Conclusion]) -> Outcome {
    let relevance = relevance(question)
    guard relevance.truth == .yes else { return relevance.truth == .unknown ? relevance : .no }
    let seen = [first, second].map { option in
      let undo = set(.question(question), option)
      defer { undo() }
      return look()
    }
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
      let open = failing.filter(\.isOpen).compactMap(\.unknowns)
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
      if case .unknown(let missing) = core.slots[slot] { return .open(missing) }
      return .settled("\(core.slots[slot])")
    default: return .settled("")
    }
  }

  private func seen(_ outcome: Outcome, _ more: String) -> Conclusion {
    if outcome.truth == .unknown, let unknowns = outcome.unknowns { return .open(unknowns) }
    return .settled("\(outcome.truth) \(more)")
  }
}
