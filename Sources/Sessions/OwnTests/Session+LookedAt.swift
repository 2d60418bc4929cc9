import CEL
import Playbooks

extension Session {
  /// Whether there is such a row among those that a rule, a gate's need or a checklist's line of that name looks at one by
  /// one, or among those it chooses from; nil if it looks at no single rows.
  func isThere(_ row: String, lookedAtBy id: String) -> Bool? {
    let rules = playbook.rules(withID: id)
    let copies = rules.compactMap(\.copy)
    let iterations = playbook.iterations(of: id)
    if copies.isEmpty, iterations.isEmpty { return nil }
    if copies.contains(row) { return true }
    var seen: Set<Int> = []
    return iterations.contains { iteration in
      elements(iteration).contains { identity(of: $0) == row } || holds(row, iteration.list, &seen)
    }
  }

  /// Whether a list that the expression reads has such a row.
  private func holds(_ row: String, _ program: Program, _ seen: inout Set<Int>) -> Bool {
    for slot in program.reads.variables where seen.insert(slot).inserted {
      switch playbook.variables[slot].kind {
      case .question(let index), .rowsOf(let index):
        if rows(ofQuestion: index).contains(where: { $0.id == row }) { return true }
      case .calculation(let index):
        for inner in playbook.calculations[index].programs where holds(row, inner, &seen) { return true }
      default: break
      }
      if case .list(let list) = core.slots[slot], list.elements.contains(where: { identity(of: $0) == row }) {
        return true
      }
    }
    return false
  }
}

extension Playbook {
  fileprivate func iterations(of id: String) -> [Iteration] {
    var found = rules(withID: id).map(\.forEach)
    for need in gates.flatMap(\.needs) where need.rule == id { found.append(need.forEach) }
    for calculation in calculations {
      guard case .all(let needs) = calculation.body else { continue }
      for need in needs where need.rule == id { found += [calculation.forEach, need.forEach] }
    }
    return found.compactMap { $0 }
  }
}
