import CEL
import Diagnostics
import Playbooks

extension Checker {
  /// Gates and checklists that fail because something doesn't apply, calculations that then have no result.
  ///
  /// "Don't know" can always be said and is the author's to handle; here only answers count that were never asked for.
  mutating func checkAbsent() {
    for gate in playbook.gates {
      for need in gate.needs {
        checkAbsent(need.that, need.forEach, gate.name, "this need of gate '\(gate.name)' fails")
      }
    }
    for calculation in playbook.calculations where calculation.register == nil {
      if case .all(let needs) = calculation.body {
        for need in needs {
          checkAbsent(need.that, calculation.forEach, calculation.name, "this line of '\(calculation.name)' fails")
        }
      }
    }
  }

  private mutating func checkAbsent(_ condition: Condition?, _ iteration: Iteration?, _ name: String, _ what: String) {
    guard let condition, readsConditional(condition) else { return }
    let search = search
    for (place, program) in condition.conjuncts.enumerated() {
      var others = condition.conjuncts
      others.remove(at: place)
      let range = playbook.range(of: program, in: condition)
      let aim = Aim(
        name: name, range: range, whether: "\(what) when something in it doesn't apply: \(program.source)")
      let found = settle(.yes, aim) {
        search.holdsSomewhere(iteration) { locals in
          let rest = search.outcome(others, locals)
          guard rest.truth == .yes else { return rest }
          return search.fails(program, locals, [.absent])
        }
      }
      guard case .witness(let answers) = found else { continue }
      report(
        "may-not-apply", name, "\(what) when something in it doesn't apply: \(program.source)",
        range,
        hint: (Found.hint(answers).map { $0 + "; " } ?? "") + "ask with given(x, ...) or applies(x)", witness: answers)
    }
  }

  /// Whether it reads a question that isn't always asked.
  private func readsConditional(_ condition: Condition) -> Bool {
    condition.conjuncts.contains { program in
      program.reads.variables.contains { slot in
        switch playbook.variables[slot].kind {
        case .question(let index): playbook.questions[index].when != nil || playbook.questions[index].companionOf != nil
        case .calculation(let index): playbook.calculations[index].when != nil
        default: false
        }
      }
    }
  }

  /// `3 / 4` is 0: whole numbers drop the rest.
  mutating func checkDivisions() {
    func check(_ programs: [Program], _ name: String, _ range: SourceRange) {
      for program in programs where dropsRest(program.expr) {
        report(
          "drops-rest", name, "a whole number divided by a whole number drops the rest: \(program.source)", range,
          hint: "write share(a, b)")
      }
    }
    for calculation in playbook.calculations where calculation.register == nil {
      check(calculation.programs, calculation.name, calculation.range)
    }
    for rule in playbook.rules { check(rule.when?.conjuncts ?? [], rule.id, rule.range) }
    for gate in playbook.gates { for need in gate.needs { check(need.that?.conjuncts ?? [], gate.name, need.range) } }
  }

  private func dropsRest(_ expr: Expr) -> Bool {
    if case .call("_/_", nil, let arguments) = expr.kind, arguments.count == 2,
      arguments.allSatisfy({ $0.type == .int })
    {
      return true
    }
    return expr.kind.children.contains(where: dropsRest)
  }

  /// Questions whose answers go nowhere: no condition, wording, report or later playbook reads them.
  mutating func checkSilentQuestions() {
    var slots = Set(playbook.carries.map(\.slot))
    for program in playbook.programs + playbook.shownPrograms { slots.formUnion(program.reads.variables) }
    var shown = Set(playbook.report.flatMap(\.answers))
    for ref in playbook.report.flatMap({ [$0.list, $0.table?.ref].compactMap { $0 } }) {
      if case .question(let index) = ref.source { shown.insert(index) }
    }
    if let subject = playbook.subject { shown.insert(subject) }
    for question in playbook.questions where question.replyOf == nil && question.register == nil {
      let lists = playbook.variables.filter { $0.kind == .rowsOf(question.index) }.map(\.slot)
      guard !shown.contains(question.index), slots.isDisjoint(with: lists + [question.slot]) else { continue }
      report(
        "goes-nowhere", question.name, "the answer to '\(question.name)' goes nowhere", question.range,
        hint: "show it in the report, carry it, or leave it out", severity: .note)
    }
  }
}
