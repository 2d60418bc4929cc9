import CEL
import Diagnostics
import Playbooks

/// Errors no wording can make good: they are mistakes of the playbook.
private let defects: Set<EvalError.Kind> = [
  .divisionByZero, .overflow, .outOfRange, .noSuchKey, .invalidArgument, .noSuchOverload, .costLimit,
]

extension Checker {
  /// Expressions that divide by nothing, look up what isn't there, or average nothing.
  mutating func checkDefects() {
    for calculation in playbook.calculations where calculation.register == nil {
      if case .pick(let rows) = calculation.body {
        checkPick(rows, calculation)
        continue
      }
      for program in calculation.programs {
        checkDefect(program, calculation.forEach, calculation.when, calculation.name)
      }
    }
    for rule in playbook.rules where rule.on == nil { checkParts(rule.when, rule.forEach, rule.id) }
    for question in playbook.questions { checkParts(question.when, nil, question.name) }
  }

  /// Parts joined by "and": a part counts only while no other one is false.
  private mutating func checkParts(_ condition: Condition?, _ iteration: Iteration?, _ name: String) {
    let conjuncts = condition?.conjuncts ?? []
    for (place, program) in conjuncts.enumerated() {
      var others = conjuncts
      others.remove(at: place)
      checkDefect(program, iteration, others, name)
    }
  }

  /// A row of a pick counts only while no row above it matches.
  private mutating func checkPick(_ rows: [PickRow], _ calculation: Calculation) {
    let guarding = calculation.when?.conjuncts ?? []
    for (place, row) in rows.enumerated() {
      let above = rows[..<place].map { $0.when?.conjuncts ?? [] }
      let own = row.when?.conjuncts ?? []
      for (part, program) in own.enumerated() {
        var others = own
        others.remove(at: part)
        checkDefect(program, calculation.forEach, guarding + others, calculation.name, above: above)
      }
      checkDefect(row.value, calculation.forEach, guarding + own, calculation.name, above: above)
    }
  }

  private mutating func checkDefect(_ program: Program, _ iteration: Iteration?, _ guarded: Condition?, _ name: String)
  {
    checkDefect(program, iteration, guarded?.conjuncts ?? [], name)
  }

  private mutating func checkDefect(
    _ program: Program, _ iteration: Iteration?, _ guarded: [Program], _ name: String, above: [[Program]] = []
  ) {
    guard canFail(program.expr) else { return }
    let search = search
    let aim = Aim(name: name, range: range(of: name), whether: "'\(program.source)' always has a result")
    let found = settle(.yes, aim) {
      search.holdsSomewhere(iteration) { locals in
        let guarding = search.outcome(guarded, locals)
        guard guarding.truth == .yes else { return guarding }
        for row in above {
          let matches = search.outcome(row, locals)
          if matches.truth == .yes { return .no }
          if matches.truth == .unknown { return matches }
        }
        return search.fails(program, locals, defects)
      }
    }
    guard case .witness(let answers) = found else { return }
    report(
      "defect", name, "'\(program.source)' has no result with some answers", range(of: name),
      hint: Found.hint(answers) ?? "guard it with 'when'", witness: answers)
  }

  private func range(of name: String) -> SourceRange {
    playbook.calculation(named: name)?.range ?? playbook.rules(withID: name).first?.range
      ?? playbook.question(named: name)?.range ?? .start
  }

  /// Whether there is anything in it that can go wrong.
  private func canFail(_ expr: Expr) -> Bool {
    // A number of the playbook's own that isn't 0 can be divided by.
    if case .call("_/_", nil, let parts) = expr.kind, parts.count == 2, isNotZero(parts[1]) {
      return canFail(parts[0])
    }
    if case .call(let name, _, _) = expr.kind,
      ["_/_", "_%_", "_[_]", "avg", "min", "max", "share", "int", "double"].contains(name)
    {
      return true
    }
    return expr.kind.children.contains(where: canFail)
  }

  private func isNotZero(_ expr: Expr) -> Bool {
    switch expr.kind {
    case .widened(let inner): isNotZero(inner)
    case .literal(let value): search.core.number(value).map { $0 != 0 } ?? false
    default: false
    }
  }

  /// Rules marked `excludes` that hold at the same time.
  mutating func checkExclusions() {
    for rule in playbook.rules {
      for other in rule.excludes.flatMap({ playbook.rules(withID: $0) }) {
        let search = search
        let aim = Aim(
          name: rule.id, range: rule.range, whether: "rules \(rule.id) and \(other.id) can both hold")
        let found = settle(.yes, aim) {
          let first = search.holdsSomewhere(rule.forEach) { search.outcome(rule.when, $0) }
          guard first.truth != .no else { return .no }
          let second = search.holdsSomewhere(other.forEach) { search.outcome(other.when, $0) }
          guard second.truth != .no else { return .no }
          if first.truth == .yes, second.truth == .yes { return .yes }
          let open = [first.unknowns, second.unknowns].compactMap { $0 }
          return Outcome(truth: .unknown, unknowns: open.dropFirst().reduce(open.first) { $0?.union($1) })
        }
        guard case .witness(let answers) = found else { continue }
        report(
          "contradiction", rule.id, "rules \(rule.id) and \(other.id) can both hold", rule.range,
          hint: Found.hint(answers), severity: .error, witness: answers)
      }
    }
  }

  // MARK: Without searching

  /// Calculations and data nobody reads.
  mutating func checkUses() {
    var slots: Set<Int> = []
    var fields: Set<Reads.FieldRead> = []
    var whole: Set<ObjectIdentifier> = []
    for program in playbook.programs + playbook.shownPrograms {
      slots.formUnion(program.reads.variables)
      fields.formUnion(program.reads.fields)
      whole.formUnion(program.reads.wholeRecords)
    }
    slots.formUnion(playbook.carries.map(\.slot))
    for ref in playbook.report.flatMap({ [$0.list, $0.table?.ref].compactMap { $0 } }) {
      if case .slot(let slot) = ref.source { slots.insert(slot) }
    }
    var named = Set(playbook.report.flatMap { $0.table?.columns.map(\.name) ?? [] })
    named.formUnion(playbook.report.flatMap { $0.calculations.map { playbook.calculations[$0].name } })
    named.formUnion(playbook.report.compactMap { $0.table?.sort?.column })
    for test in playbook.tests { named.formUnion((test.expect["calculations"]?.entries ?? []).map(\.key)) }
    for entry in playbook.data where !slots.contains(entry.slot) {
      report("unused", entry.name, "nothing uses '\(entry.name)'", entry.range)
    }
    for calculation in playbook.calculations where calculation.register == nil {
      if case .all = calculation.body { continue }
      if case .because = calculation.body { continue }
      if named.contains(calculation.name) { continue }
      if let slot = calculation.slot, slots.contains(slot) { continue }
      if let owner = calculation.owner {
        let isRead = fields.contains { $0.type === owner.record && $0.index == owner.field }
        if isRead || whole.contains(ObjectIdentifier(owner.record)) { continue }
      }
      if let strict = calculation.strictSlot, slots.contains(strict) { continue }
      report("unused", calculation.name, "nothing uses '\(calculation.name)'", calculation.range)
    }
  }

  /// Expressions whose cost can go beyond what one evaluation may take.
  mutating func checkCosts() {
    let sizes = SizeLimits(list: Self.rowsMax, text: Self.textMax)
    func check(_ programs: [Program], _ name: String, _ range: SourceRange) {
      for program in programs {
        let cost = program.costMax(sizes)
        guard cost > Self.costMax else { continue }
        report(
          "cost", name, "'\(program.source)' may take \(cost) steps, \(Self.costMax) are allowed", range,
          hint: "split it into calculations with names", severity: .note)
      }
    }
    for question in playbook.questions { check(question.when?.conjuncts ?? [], question.name, question.range) }
    for calculation in playbook.calculations where calculation.register == nil {
      check(calculation.programs, calculation.name, calculation.range)
    }
    for rule in playbook.rules { check(rule.when?.conjuncts ?? [], rule.id, rule.range) }
    for gate in playbook.gates {
      for need in gate.needs { check(need.that?.conjuncts ?? [], gate.name, need.range) }
    }
  }

  /// The evaluator stops an expression after so many steps.
  private static let costMax = 10_000
  /// Rows of a well-filled table, and a text of some words.
  private static let rowsMax = 20
  private static let textMax = 32
}
