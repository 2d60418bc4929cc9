import CEL
import Playbooks

/// A scratch copy of a session in which answers are tried and put back, each at the cost of what they affect.
struct Trial {
  let session: Session
  let core: Core

  init(_ session: Session) {
    self.session = session
    core = session.core.copy()
  }

  private var playbook: Playbook { session.playbook }

  func set(_ cell: CellRef, _ answer: Answer?) {
    guard let question = playbook.question(named: cell.question) else { return }
    let standing = session.book.standings[question.index]
    core.book.apply(.set(cell, answer), question)
    if answer == session.answer(cell) { core.book.standings[question.index] = standing }
    core.touch(question, .set(cell, answer))
    core.update()
  }

  func answer(_ cell: CellRef) -> Answer? {
    playbook.question(named: cell.question).flatMap { core.book.answer(cell, $0) }
  }

  /// Whether a gate would let people through without an override.
  func isOpen(_ gate: Gate) -> Truth {
    let failing = core.gates[gate.index].failing
    if failing.isEmpty { return .yes }
    return failing.contains { !$0.isOpen } ? .no : .unknown
  }

  /// Required questions of a gate that would still have to be answered.
  func required(by gate: Gate) -> [Int] {
    gate.needs.compactMap(\.requiredQuestion).filter { index in
      core.relevance[index] == .yes && core.counted(index)?.isGiven != true && core.tables[index]?.isDone != true
    }
  }

  /// Answers worth trying for a place, and whether they are all there are: every choice; numbers at and beside the
  /// constants that conditions compare with.
  func candidates(_ cell: CellRef) -> (answers: [AnswerValue], isAll: Bool) {
    guard let question = playbook.question(named: cell.question) else { return ([], true) }
    var kind = question.kind
    if let column = cell.column {
      guard let found = question.table?.column(named: column) else { return ([], true) }
      kind = found.kind
    } else if question.kind.table != nil {
      return ([.rows], !question.isSummary)
    }
    if let all = Domain(core).values(of: kind) { return (all, true) }
    switch kind {
    case .choice, .ref: return (session.choices(for: kind).map { .code($0.code) }, false)
    case .number(let spec): return (numbers(spec), false)
    case .text(let spec), .long(let spec):
      return ([.text("(something)")] + spec.extra.map { .code($0.code) }, false)
    case .multi, .refs, .ranking:
      let codes = session.choices(for: kind).map(\.code)
      return ([.list([])] + codes.map { .list([$0]) } + [.list(codes)], false)
    case .date: return (session.today.map { [.date($0)] } ?? [], false)
    case .scale(let spec): return ([.int(Int64(spec.low)), .int(Int64(spec.high))], false)
    case .yesno, .scale4, .table, .list, .tally, .form, .run: return ([], false)
    }
  }

  private func numbers(_ spec: NumberSpec) -> [AnswerValue] {
    var found: Set<Double> = []
    for number in session.constants {
      found.formUnion([number - 1, number, number + 1])
    }
    if let low = spec.min { found.insert(low) }
    if let high = spec.max { found.insert(high) }
    if found.isEmpty { found = [0, 1] }
    return found.filter { number in
      (spec.min.map { number >= $0 } ?? true) && (spec.max.map { number <= $0 } ?? true)
        && (!spec.isWhole || number == number.rounded())
    }.sorted().map { number in Int64(exactly: number).map(AnswerValue.int) ?? .dec(Core.plain(number)) }
  }
}

extension Session {
  /// Numbers that the playbook compares answers with: literals in conditions and number data.
  var constants: Set<Double> {
    var found: Set<Double> = []
    for entry in playbook.data { if let number = core.number(entry.value) { found.insert(number) } }
    func collect(_ expr: Expr) {
      switch expr.kind {
      case .literal(.int(let number)): found.insert(Double(number))
      case .literal(.double(let number)): found.insert(number)
      default: break
      }
      for child in expr.kind.children { collect(child) }
    }
    for rule in playbook.rules { for program in rule.when?.conjuncts ?? [] { collect(program.expr) } }
    for gate in playbook.gates {
      for need in gate.needs { for program in need.that?.conjuncts ?? [] { collect(program.expr) } }
    }
    for question in playbook.questions { for program in question.when?.conjuncts ?? [] { collect(program.expr) } }
    return found
  }
}
