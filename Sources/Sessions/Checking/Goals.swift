import CEL
import Playbooks

/// What questions, rules and gates come to under the answers of a search.
extension WitnessSearch {
  func outcome(_ condition: Condition?, _ locals: [Value] = []) -> Outcome {
    outcome(condition?.conjuncts ?? [], locals)
  }

  func outcome(_ programs: [Program], _ locals: [Value] = []) -> Outcome {
    var open: Unknowns?
    for program in programs {
      switch core.evaluate(program, locals) {
      case .bool(true): break
      case .bool(false), .error: return .no
      case .unknown(let more): open = open?.union(more) ?? more
      default: return .no
      }
    }
    return open.map { Outcome(truth: .unknown, unknowns: $0) } ?? .yes
  }

  func relevance(_ question: Int) -> Outcome {
    let truth = core.relevance[question]
    return Outcome(truth: truth, unknowns: truth == .unknown ? core.relevanceUnknowns[question] : nil)
  }

  /// Whether a condition holds for some element, or for the session.
  func holdsSomewhere(_ iteration: Iteration?, _ goal: ([Value]) -> Outcome) -> Outcome {
    guard let iteration else { return goal([]) }
    guard let elements = core.elements(iteration) else {
      if case .unknown(let missing) = core.evaluate(iteration.list) {
        return Outcome(truth: .unknown, unknowns: missing)
      }
      return .no
    }
    var open: Unknowns?
    for element in elements {
      let outcome = goal([element])
      if outcome.truth == .yes { return .yes }
      if let more = outcome.unknowns { open = open?.union(more) ?? more }
    }
    if let open { return Outcome(truth: .unknown, unknowns: open) }
    // More rows may come while the table isn't ended.
    if iteration.table != nil, case .unknown(let missing) = core.evaluate(iteration.list) {
      return Outcome(truth: .unknown, unknowns: missing)
    }
    return .no
  }

  func gate(_ index: Int) -> Outcome {
    let failing = core.gates[index].failing
    if failing.contains(where: { !$0.isOpen }) { return .no }
    var open: Unknowns?
    for need in failing { if let more = need.unknowns { open = open?.union(more) ?? more } }
    if failing.isEmpty { return .yes }
    return Outcome(truth: .unknown, unknowns: open)
  }

  /// Whether an expression ends in one of these errors.
  func fails(_ program: Program, _ locals: [Value], _ kinds: Set<EvalError.Kind>) -> Outcome {
    switch core.evaluate(program, locals) {
    case .error(let error): kinds.contains(error.kind) ? .yes : .no
    case .unknown(let missing): Outcome(truth: .unknown, unknowns: missing)
    default: .no
    }
  }
}
