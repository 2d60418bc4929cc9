import CEL
import Playbooks
import Sessions

/// One row of a register, with where it came from and what became of it.
public struct RegisterRow: Hashable, Sendable {
  public let id: String
  public internal(set) var cells: [Datum.Member]
  /// Sessions that wrote to it, oldest first; `log` for what was noted outside sessions.
  public internal(set) var sources: [String]
  public let created: String
  public internal(set) var changed: String
  /// What cells said before somebody wrote something else there, oldest first.
  public internal(set) var past: [Past] = []

  /// What a cell said until a day.
  public struct Past: Hashable, Sendable {
    public let column: String
    public let value: Datum
    /// `YYYY-MM-DD`, when something else was written.
    public let until: String
  }

  /// Writes cells; what stood there is remembered.
  mutating func write(_ new: [Datum.Member], at time: String) {
    for cell in new {
      if let old = self[cell.name], old != cell.value {
        past.append(Past(column: cell.name, value: old, until: String(time.prefix(10))))
      }
      cells.set(cell)
    }
    changed = time
  }

  public subscript(column: String) -> Datum? { cells.first { $0.name == column }?.value }

  public func text(_ column: String) -> String {
    switch self[column] {
    case .string(let text)?, .date(let text)?: text
    case .int(let number)?: String(number)
    case .double(let number)?: Int64(exactly: number).map { String($0) } ?? String(number)
    default: ""
    }
  }

  /// The row as later sessions read it.
  public var datum: Datum { .record([Datum.Member("id", .string(id))] + cells) }
}

extension Engagement {
  /// The rows of a register: what sessions wrote, in their order, and what was noted beside them.
  ///
  /// Data flows by pull: a session's table that names the register is its part of it, the latest writer of a cell counts.
  /// Two rows that sessions open at the same time gave one id stay two (`strangers`).
  public func register(_ name: String) -> [RegisterRow] {
    if name == "findings" { return findingRows() }
    var writes: [Write] = []
    let strangers = strangers(in: name)
    for record in sessions {
      for write in sessionRows(record, name) {
        let id = strangers[record.name]?[write.id] ?? write.id
        writes.append(Write(record.lastAt, writes.count, record.name, id, write.cells))
      }
    }
    if name == "decisions" {
      for visit in log.visits where !visit.skipped.isEmpty || visit.reason != nil {
        writes.append(Write(visit.time, writes.count, "log", "stage/\(writes.count + 1)", decision(visit)))
      }
    }
    for row in log.rows where row.register == name {
      writes.append(Write(row.time, writes.count, "log", row.id, row.cells))
    }
    writes.sort { ($0.time, $0.order) < ($1.time, $1.order) }
    number(&writes, prefix: registers.first { $0.name == name }?.prefix ?? "")
    var rows: [RegisterRow] = []
    for write in writes {
      if let index = rows.firstIndex(where: { $0.id == write.id }) {
        rows[index].write(write.cells, at: write.time)
        if !rows[index].sources.contains(write.source) { rows[index].sources.append(write.source) }
      } else {
        rows.append(
          RegisterRow(
            id: write.id, cells: write.cells, sources: [write.source], created: write.time, changed: write.time))
      }
    }
    if registers.first(where: { $0.name == name })?.columns.contains(where: { $0.name == "used_in" }) ?? false {
      for index in rows.indices {
        let users = users(of: rows[index].id, in: name, strangers)
        if !users.isEmpty {
          rows[index].cells.set(Datum.Member("used_in", .string(users.joined(separator: ", "))))
        }
      }
    }
    return rows
  }

  /// Sessions whose answers refer to a row of a register.
  private func users(of id: String, in register: String, _ strangers: [String: [String: String]]) -> [String] {
    sessions.filter { record in
      let own = strangers[record.name]
      func means(_ said: Datum) -> Bool {
        guard case .string(let said) = said else { return false }
        return (own?[said] ?? said) == id
      }
      return record.session.playbook.questions.contains { question in
        guard question.kind.refSource?.tables.contains(register) ?? false else { return false }
        switch Datum(record.session.value(ofQuestion: question.index)) {
        case .list(let ids): return ids.contains(where: means)
        case let one: return means(one)
        }
      }
    }.map(\.name)
  }

  /// One row as somebody wrote it.
  private struct Write {
    /// Begins the key of a row that a rule drafted: it gets its number here.
    static let draftMark = "draft:"

    let time: String
    let order: Int
    let source: String
    var id: String
    let cells: [Datum.Member]

    init(_ time: String, _ order: Int, _ source: String, _ id: String, _ cells: [Datum.Member]) {
      (self.time, self.order, self.source, self.id, self.cells) = (time, order, source, id, cells)
    }
  }

  /// Rows that rules drafted get the register's prefix and the next number, in the order in which they came.
  private func number(_ writes: inout [Write], prefix: String) {
    var highest = 0
    var given: [String: String] = [:]
    // In the order in which sessions were opened: what came later, however it was changed, doesn't shift a number.
    for index in writes.indices.sorted(by: { writes[$0].order < writes[$1].order }) {
      let key = writes[index].id
      guard key.hasPrefix(Write.draftMark) else {
        highest = max(highest, key.rowNumber(prefix) ?? 0)
        continue
      }
      if given[key] == nil {
        highest += 1
        given[key] = prefix + String(highest)
      }
      writes[index].id = given[key] ?? key
    }
  }

  /// What one session writes into a register.
  private func sessionRows(_ record: SessionRecord, _ name: String) -> [(id: String, cells: [Datum.Member])] {
    let session = record.session
    var found: [(id: String, cells: [Datum.Member])] = []
    let columns = registers.first { $0.name == name }?.columns
    func isKept(_ column: Column) -> Bool {
      columns?.contains { $0.name == column.name && $0.takes(column.kind) } ?? true
    }
    for question in session.playbook.questions where question.register == name {
      guard let spec = question.table else { continue }
      for row in session.rows(ofQuestion: question.index) {
        found.append((row.id, spec.columns.filter(isKept).compactMap { cell(session, $0, row) }))
      }
    }
    for draft in session.registerDrafts(name) {
      found.append(("\(Write.draftMark)\(record.name)/\(draft.id)", draft.cells))
    }
    if name == "decisions" { found += overrides(record) }
    return found
  }

  /// A cell that says something; blanks don't overwrite what others wrote.
  private func cell(_ session: Session, _ column: Column, _ row: RowView) -> Datum.Member? {
    let value = session.value(of: column, in: row)
    switch Datum(value) {
    case .null, .string(""), .list([]): return nil
    case let datum: return Datum.Member(column.name, datum)
    }
  }

  /// Every gate that was passed although it was closed.
  private func overrides(_ record: SessionRecord) -> [(id: String, cells: [Datum.Member])] {
    record.session.gates.compactMap { gate in
      guard gate.verdict == .overridden, let reason = gate.reason else { return nil }
      return (
        "\(gate.name)/\(record.name)",
        [
          Datum.Member("what", .string("Went on although \"\(gate.title ?? gate.name)\" was closed")),
          Datum.Member("reason", .string(reason)), Datum.Member("gate", .string(gate.name)),
          Datum.Member("date", .date(record.lastDay)),
        ]
      )
    }
  }

  /// A stage that was entered with a reason, or past others.
  private func decision(_ visit: EngagementLog.Visit) -> [Datum.Member] {
    var cells = [
      Datum.Member("what", .string("Went to \(detour(visit.withoutReason, titled: { stageTitles[$0] }))")),
      Datum.Member("date", .date(String(visit.time.prefix(10)))),
    ]
    if let reason = visit.reason { cells.append(Datum.Member("reason", .string(reason))) }
    return cells
  }

  /// Actions that are open on a day, and those past their date.
  public func openActions(on today: String) -> (open: [RegisterRow], overdue: [RegisterRow]) {
    let open = register("actions").filter { !["done", "dropped"].contains($0.text("status")) }
    return (open, open.filter { !$0.text("due").isEmpty && $0.text("due") < today })
  }

  /// The highest number that a row of a register, or one that a session ever gave such a number, has; 0 where none has one.
  public func lastRowNumber(_ prefix: String, in name: String) -> Int {
    max(register(name).compactMap { $0.id.rowNumber(prefix) }.max() ?? 0, lastRowNumber(prefix))
  }
}

extension String {
  /// The number in a row's id with this prefix: 3 of `X3`.
  func rowNumber(_ prefix: String) -> Int? { hasPrefix(prefix) ? Int(dropFirst(prefix.count)) : nil }
}

extension [Datum.Member] {
  mutating func set(_ member: Datum.Member) {
    if let index = firstIndex(where: { $0.name == member.name }) { self[index] = member } else { append(member) }
  }
}
