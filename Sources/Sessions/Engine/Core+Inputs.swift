import CEL
import Playbooks

extension Core {
  /// The value of a slot that is filled from outside.
  func input(_ slot: Int) -> Value {
    if let value = search?.outside(slot) { return value }
    let variable = playbook.variables[slot]
    switch variable.kind {
    case .input(.today): return book.today.flatMap { Day($0) }.map { .timestamp($0.timestamp) } ?? .absent
    case .input(.roundNumber): return .int(Int64(book.opening?.round ?? 1))
    case .input(.headCount): return book.people > 0 ? .int(Int64(book.people)) : .absent
    case .input(.entered):
      guard case .date(let day)? = book.carried["entered"] else { return .absent }
      return Day(day).map { .timestamp($0.timestamp) } ?? .absent
    case .input(.elapsedMinutes): return number(Double(Int(elapsedSeconds / 60)), as: variable.type)
    case .input(.earlier): return earlier(as: variable.type)
    case .input(.session), .input(.answer), .input(.openPoints), .input(.topic): return moment[slot] ?? .absent
    case .tries(let gate): return .int(Int64(book.tries[gate]))
    case .use(let index):
      let name = playbook.uses[index].name
      if let datum = book.carried[name] {
        let isTable = if case .latest = playbook.uses[index].pick { true } else { false }
        return Core.value(of: datum, as: variable.type, rowsAreBlank: isTable)
      }
      if case .list = variable.type { return .list([]) }
      return .absent
    case .register(let name):
      return Core.value(of: book.carried["register:" + name] ?? .list([]), as: variable.type, rowsAreBlank: true)
    default: return slots[slot]
    }
  }

  private func number(_ number: Double, as type: Type) -> Value { type == .int ? .int(Int64(number)) : .double(number) }

  /// Finished sessions of this playbook with the same subject, oldest first; unknown until the subject is answered.
  private func earlier(as type: Type) -> Value {
    guard case .list(let sessions)? = book.carried["earlier"] else { return .list([]) }
    var kept = sessions
    if let subject = playbook.subject {
      let now = slots[playbook.questions[subject].slot]
      if case .unknown = now { return now }
      kept = sessions.filter { $0[Datum.subjectMember] == nil || $0[Datum.subjectMember] == Datum(now) }
    }
    return Core.value(of: .list(kept), as: type)
  }

  /// Plain data as a value of a type; what doesn't fit is absent.
  ///
  /// Members that a record lacks are absent; in rows of tables they are blank, as in a finished row.
  static func value(of datum: Datum, as type: Type, rowsAreBlank: Bool = false) -> Value {
    switch (datum, type) {
    case (.null, _): return .declined
    case (.bool(let flag), _): return .bool(flag)
    case (.int(let number), .double): return .double(Double(number))
    case (.int(let number), _): return .int(number)
    case (.double(let number), .int): return Int64(exactly: number.rounded()).map(Value.int) ?? .absent
    case (.double(let number), _): return .double(number)
    case (.string(let text), .timestamp): return Day(text).map { .timestamp($0.timestamp) } ?? .absent
    case (.string(let text), _): return .string(text)
    case (.date(let day), _): return Day(day).map { .timestamp($0.timestamp) } ?? .absent
    case (.list(let items), .list(let element)):
      return .list(items.map { value(of: $0, as: element, rowsAreBlank: rowsAreBlank) })
    case (.list(let items), _): return .list(items.map { value(of: $0, as: .dyn) })
    case (.record(let members), .record(let type)):
      let record = Record(type, type.fields.map { rowsAreBlank ? blank($0.type) : .absent })
      for member in members {
        if let field = type.index(of: member.name) {
          record.fields[field] = value(of: member.value, as: type.fields[field].type, rowsAreBlank: true)
        }
      }
      return .record(record)
    case (.record(let members), .map(_, let element)):
      return .map(Map(members.map { ($0.name, value(of: $0.value, as: element)) }))
    case (.record(let members), _):
      return .map(Map(members.map { ($0.name, value(of: $0.value, as: .dyn)) }))
    }
  }

  private static func blank(_ type: Type) -> Value {
    switch type {
    case .string: .string("")
    case .list: .list([])
    case .record: .absent
    default: .declined
    }
  }

  // MARK: Touching what changed from outside

  func touchInputs() {
    for (slot, variable) in playbook.variables.enumerated() {
      switch variable.kind {
      case .input, .use, .register: touchSlot(slot)
      default: break
      }
    }
    for question in playbook.questions {
      if case .run = question.kind { touch(graph.questions[question.index].value) }
      // A new day may end the time for which an answer holds.
      if book.standings[question.index] != nil { touch(graph.questions[question.index].value) }
    }
  }

  func touchInput(_ input: Input) {
    if let slot = playbook.variables.firstIndex(where: { $0.kind == .input(input) }) { touchSlot(slot) }
  }

  func touchTries(_ gate: Int) {
    for (slot, variable) in playbook.variables.enumerated() {
      if case .tries(gate) = variable.kind { touchSlot(slot) }
    }
  }

  /// The minutes that passed, looked at again only when a whole minute is over.
  func setElapsed(_ seconds: Double) {
    let before = elapsedSeconds
    elapsedSeconds = seconds
    guard let slot = graph.elapsedSlot, Int(seconds / 60) != Int(before / 60) else { return }
    touchSlot(slot)
  }

  func touch(_ question: Question, _ change: Change) {
    let part = graph.questions[question.index]
    touch(part.value)
    touch(part.reply)
    guard part.isTable else { return }
    guard case .set(let cell, _) = change, let name = cell.column,
      let index = question.kind.table?.columns.firstIndex(where: { $0.name == name })
    else {
      for node in graph.columnNodes[question.index] { touch(node) }
      return
    }
    touch(graph.columnNodes[question.index][index])
  }

  func touch(_ snapshot: Snapshot) {
    switch snapshot {
    case .answer(let question, _, _), .table(let question, _):
      touch(graph.questions[question].value)
      for node in graph.columnNodes[question] { touch(node) }
    case .mark(let key, _):
      if let name = CellRef(text: key)?.question, let question = playbook.question(named: name) {
        touch(graph.questions[question.index].reply)
      }
    case .override, .parked, .version: break
    }
  }
}
