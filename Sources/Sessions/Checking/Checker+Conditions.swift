import CEL
import Diagnostics
import Playbooks

extension Checker {
  /// Questions that are never, or always, asked; validations nothing passes.
  mutating func checkQuestions() {
    for question in playbook.questions where question.replyOf == nil {
      let search = search
      if question.when != nil {
        let range = place(question.when, question.range)
        func aim(_ verb: String) -> Aim {
          Aim(name: question.name, range: range, whether: "'\(question.name)' \(verb) asked")
        }
        if isImpossible(
          .yes, aim("can be"), needing: question.when?.conjuncts ?? [], { search.relevance(question.index) })
        {
          report(
            "never-asked", question.name, "'\(question.name)' can never be asked", range,
            hint: "no answers make its condition true")
        } else if let when = question.when,
          isImpossible(.no, aim("is always"), { search.relevance(question.index) })
        {
          report(
            "always-asked", question.name, "the condition of '\(question.name)' is always true", when.range,
            hint: "take it out")
        }
        checkHalves(question.when, nil, question.name)
      }
      if question.kind.table == nil { checkValidations(question) }
      for column in question.table?.columns ?? [] { checkValidations(column, question) }
    }
  }

  /// Each validation by itself, then all of them together.
  private mutating func checkValidations(_ question: Question) {
    let search = search
    func asked(_ validations: [Validation]) -> Outcome {
      let relevance = search.relevance(question.index)
      guard relevance.truth == .yes else { return relevance.truth == .unknown ? relevance : .no }
      return search.outcome(validations.flatMap(\.that.conjuncts))
    }
    var isRejecting = false
    search.uncheckedQuestion = question.index
    defer { search.uncheckedQuestion = nil }
    let aim = Aim(
      name: question.name, range: question.range, whether: "an answer to '\(question.name)' passes its validations")
    for validation in question.validations where isImpossible(.yes, aim, { asked([validation]) }) {
      isRejecting = true
      report(
        "rejects-all", question.name, "no allowed answer to '\(question.name)' passes this", validation.that.range)
    }
    guard !isRejecting, question.validations.count > 1, isImpossible(.yes, aim, { asked(question.validations) })
    else {
      return
    }
    report(
      "rejects-all", question.name, "no allowed answer to '\(question.name)' passes all of its validations",
      question.range)
  }

  /// A cell's validation is looked at in one row: it reads that row only, or what is the same for all.
  private mutating func checkValidations(_ column: Column, _ question: Question) {
    let search = search
    for validation in column.validations {
      search.singleRowTables = [question.index]
      defer { search.singleRowTables = [] }
      let name = "\(question.name).\(column.name)"
      let aim = Aim(
        name: name, range: validation.that.range, whether: "an answer to '\(name)' passes this")
      let isRejecting = isImpossible(.yes, aim) {
        let relevance = search.relevance(question.index)
        guard relevance.truth == .yes else { return relevance.truth == .unknown ? relevance : .no }
        return search.holdsInSomeRow(question.index) { search.outcome(validation.that, $0) }
      }
      if isRejecting {
        report(
          "rejects-all", name, "no allowed answer to '\(name)' passes this", validation.that.range)
      }
    }
  }

  private func place(_ condition: Condition?, _ other: SourceRange) -> SourceRange { condition?.range ?? other }

  /// Rules that never hold, or always do.
  mutating func checkRules() {
    for rule in playbook.rules where rule.on == nil {
      let search = search
      guard let when = rule.when else { continue }
      search.singleRowTables = singleRowTables(rule.forEach, when)
      defer { search.singleRowTables = [] }
      func aim(_ verb: String) -> Aim {
        Aim(name: rule.id, range: when.range, whether: "rule \(rule.id) \(verb)")
      }
      if isImpossible(
        .yes, aim("can hold"), needing: when.conjuncts, for: rule.forEach,
        { search.holdsSomewhere(rule.forEach) { search.outcome(when, $0) } })
      {
        report("never-true", rule.id, "rule \(rule.id) can never hold", when.range, hint: "no answers make it true")
        continue
      }
      if rule.forEach == nil, isImpossible(.no, aim("always holds"), { search.outcome(when) }) {
        report(
          "always-true", rule.id, "rule \(rule.id) always holds", when.range, hint: "leave 'when' out if that is meant")
      }
      checkHalves(when, rule.forEach, rule.id)
    }
  }

  /// The table a rule runs over, if its condition looks at nothing but the row at hand.
  private func singleRowTables(_ iteration: Iteration?, _ condition: Condition) -> Set<Int> {
    guard let table = iteration?.table else { return [] }
    let slots = playbook.variables.filter { $0.kind == .question(table) || $0.kind == .rowsOf(table) }.map(\.slot)
    let read = condition.conjuncts.reduce(into: Set<Int>()) { $0.formUnion($1.reads.variables) }
    guard read.isDisjoint(with: slots) else { return [] }
    // Calculations and other tables may look at all rows.
    let isPlain = read.allSatisfy { slot in
      switch playbook.variables[slot].kind {
      case .question, .data, .input: true
      default: false
      }
    }
    let fields = condition.conjuncts.reduce(into: Set<Reads.FieldRead>()) { $0.formUnion($1.reads.fields) }
    let columns = Set(playbook.questions[table].table?.columns.map(\.field) ?? [])
    let isOwn = fields.allSatisfy { $0.type !== playbook.questions[table].table?.record || columns.contains($0.index) }
    return isPlain && isOwn ? [table] : []
  }

  /// Of several conditions: one that is true whenever all others are never matters.
  private mutating func checkHalves(_ condition: Condition?, _ iteration: Iteration?, _ name: String) {
    guard let condition, condition.conjuncts.count > 1 else { return }
    let search = search
    for (place, program) in condition.conjuncts.enumerated() {
      var others = condition.conjuncts
      others.remove(at: place)
      let goal: () -> Outcome = {
        search.holdsSomewhere(iteration) { locals in
          let rest = search.outcome(others, locals)
          guard rest.truth != .no else { return .no }
          switch search.core.evaluate(program, locals) {
          case .bool(false), .error: return rest
          case .unknown(let missing):
            return Outcome(truth: .unknown, unknowns: rest.unknowns?.union(missing) ?? missing)
          default: return .no
          }
        }
      }
      let range = playbook.range(of: program, in: condition)
      let aim = Aim(name: name, range: range, whether: "this part of the condition matters: \(program.source)")
      if isImpossible(.yes, aim, goal) {
        report(
          "idle-condition", name, "this part of the condition never matters: \(program.source)", range,
          hint: "it is true whenever the other parts are")
      }
    }
  }

  /// Gates that can't open, or can't close; needs that can't fail.
  mutating func checkGates() {
    for gate in playbook.gates where !(gate.needs.isEmpty && gate.name == "finish") {
      let search = search
      if gate.needs.allSatisfy({ $0.requiredQuestion != nil }) { continue }
      let opening = Aim(name: gate.name, range: gate.range, whether: "gate '\(gate.name)' can open")
      if isImpossible(.yes, opening, { search.gate(gate.index) }) {
        report("never-open", gate.name, "gate '\(gate.name)' can never open", gate.range, severity: .error)
      }
      for need in gate.needs {
        guard let that = need.that else { continue }
        func aim(_ verb: String) -> Aim {
          Aim(name: gate.name, range: that.range, whether: "this need of gate '\(gate.name)' \(verb)")
        }
        if isImpossible(.yes, aim("can be met"), { search.holdsNowhere(need.forEach) { search.negated(that, $0) } }) {
          report(
            "never-met", gate.name, "this need of gate '\(gate.name)' can never be met", that.range, severity: .error)
        }
        if isImpossible(.yes, aim("can fail"), { search.holdsSomewhere(need.forEach) { search.negated(that, $0) } }) {
          report(
            "never-fails", gate.name, "this need of gate '\(gate.name)' never fails", that.range, hint: "take it out")
        }
      }
    }
  }
}

extension WitnessSearch {
  /// Whether something holds in a row of a table question that is there, or that may still come.
  func holdsInSomeRow(_ question: Int, _ goal: ([Value]) -> Outcome) -> Outcome {
    var open: Unknowns?
    for row in core.tables[question]?.rows ?? [] {
      let outcome = goal([.record(row.record)])
      if outcome.truth == .yes { return .yes }
      if let more = outcome.unknowns { open = open?.union(more) ?? more }
    }
    if core.book.answers[question] == nil {
      let more = core.missing.number(ofQuestion: question)
      open = open?.union(more) ?? more
    }
    return open.map { Outcome(truth: .unknown, unknowns: $0) } ?? .no
  }

  /// Whether a condition fails (is false, or reads what isn't there).
  func negated(_ condition: Condition, _ locals: [Value]) -> Outcome {
    let outcome = outcome(condition, locals)
    switch outcome.truth {
    case .yes: return .no
    case .no, .error: return .yes
    case .unknown: return outcome
    }
  }

  /// Whether something holds for no element of a list that has some (or for the session).
  func holdsNowhere(_ iteration: Iteration?, _ goal: ([Value]) -> Outcome) -> Outcome {
    let outcome = holdsSomewhere(iteration, goal)
    switch outcome.truth {
    case .yes: return .no
    case .no, .error: return .yes
    case .unknown: return outcome
    }
  }
}
