import CEL
import Playbooks

/// A rule that holds now, for one row or for the session.
struct Activation {
  let row: String?
  let severity: Severity?
  let locals: [Value]

  func isSame(as other: Activation) -> Bool { row == other.row && severity == other.severity }
}

extension Core {
  func recomputeRule(_ index: Int) -> Bool {
    guard graph.rules[index].isAboutRows else { return recomputeSingle(index) }
    let rule = playbook.rules[index]
    var found: [Activation] = []
    each(rule.forEach) { locals in
      guard test(rule.when, locals) == .yes else { return }
      found.append(
        Activation(row: locals.first.flatMap(identity(of:)), severity: severity(ofRule: index, locals), locals: locals))
    }
    let old = activations[index]
    activations[index] = found
    let isChanged = old.count != found.count || !zip(old, found).allSatisfy { $0.isSame(as: $1) }
    if isChanged { changedRules.append(index) }
    return isChanged
  }

  /// A rule about the session as a whole: the common case, and short.
  private func recomputeSingle(_ index: Int) -> Bool {
    let condition = graph.rules[index].condition
    guard (condition.map { test($0) } ?? test(graph.rules[index].conditions)) == .yes else {
      if activations[index].isEmpty { return false }
      activations[index] = []
      changedRules.append(index)
      return true
    }
    if let lasting = graph.rules[index].lasting {
      if !activations[index].isEmpty { return false }
      activations[index] = lasting
      changedRules.append(index)
      return true
    }
    let severity = severity(ofRule: index, [])
    if let old = activations[index].first, old.severity == severity { return false }
    activations[index] = [Activation(row: nil, severity: severity, locals: [])]
    changedRules.append(index)
    return true
  }

  /// The severity of the rule's flag: the first line whose condition holds.
  private func severity(ofRule index: Int, _ locals: [Value]) -> Severity? {
    for effect in playbook.rules[index].effects {
      guard case .flag(let lines) = effect else { continue }
      for line in lines where test(line.when, locals) == .yes { return line.severity }
    }
    return nil
  }

  // MARK: Gates

  func holds(_ need: Need, _ locals: [Value]) -> Truth {
    if let rule = need.blockedByRule { return activations[rule].isEmpty ? .yes : .no }
    return test(need.that, locals)
  }

  func recomputeGate(_ index: Int) -> Bool {
    let gate = playbook.gates[index]
    var failing: [FailingNeed] = []
    for (place, need) in gate.needs.enumerated() where need.requiredQuestion == nil {
      if let rule = need.blockedByRule {
        for activation in activations[rule] {
          failing.append(
            FailingNeed(need: place, row: activation.row, locals: activation.locals, isOpen: false, unknowns: nil))
        }
        if activations[rule].isEmpty, let open = openCondition(of: playbook.rules[rule]) {
          failing.append(FailingNeed(need: place, row: nil, locals: [], isOpen: true, unknowns: open))
        }
        continue
      }
      if let iteration = need.forEach, elements(iteration) == nil, case .unknown(let more) = evaluate(iteration.list) {
        failing.append(FailingNeed(need: place, row: nil, locals: [], isOpen: true, unknowns: more))
        continue
      }
      each(need.forEach) { locals in
        let truth = holds(need, locals)
        guard truth != .yes else { return }
        failing.append(
          FailingNeed(
            need: place, row: locals.first.flatMap(identity(of:)), locals: locals, isOpen: truth == .unknown,
            unknowns: truth == .unknown ? unknowns(need.that, locals) : nil))
      }
    }
    let old = gates[index]
    gates[index] = GateState(failing: failing)
    return !old.isSame(as: gates[index])
  }

  /// What is missing before a blocking rule is known to be silent.
  private func openCondition(of rule: Rule) -> Unknowns? {
    if let iteration = rule.forEach {
      guard elements(iteration) == nil, case .unknown(let more) = evaluate(iteration.list) else { return nil }
      return more
    }
    return test(rule.when) == .unknown ? unknowns(rule.when) : nil
  }
}

/// A gate's needs that don't hold, or aren't known to.
struct GateState {
  var failing: [FailingNeed] = []

  func isSame(as other: GateState) -> Bool {
    failing.count == other.failing.count
      && zip(failing, other.failing).allSatisfy { $0.need == $1.need && $0.row == $1.row && $0.isOpen == $1.isOpen }
  }
}

struct FailingNeed {
  let need: Int
  let row: String?
  let locals: [Value]
  /// Not known yet, rather than failing.
  let isOpen: Bool
  let unknowns: Unknowns?
}
