import Diagnostics
import Playbooks

/// Tables of an answers file.
extension AnswerSheet {
  /// Votes as counts by code: `mood: 4` is one vote, `mood: [4, 5, 4]` are three.
  static func counts(_ value: PlainData) -> PlainData {
    let votes: [PlainData]
    switch value {
    case .map: return value
    case .scalar: votes = [value]
    case .list(let items, _):
      // A list of maps is a list of rows, as in any table.
      guard items.allSatisfy({ $0.text != nil }) else { return value }
      votes = items
    }
    var entries: [(code: String, count: Int, range: SourceRange)] = []
    for vote in votes {
      let code = vote.text ?? ""
      if let known = entries.firstIndex(where: { $0.code == code }) {
        entries[known].count += 1
      } else {
        entries.append((code, 1, vote.range))
      }
    }
    return .map(
      entries.map {
        PlainData.Entry(key: $0.code, value: .scalar("\($0.count)", isQuoted: false, at: $0.range), range: $0.range)
      }, at: value.range)
  }

  /// Counts by code, of which only the aggregates are kept.
  mutating func summary(_ question: Question, _ value: PlainData, _ session: inout Session) {
    guard case .map(let entries, _) = value else {
      note(.wrongKind(CellRef(question.name), expected: question.kind.expected), value.range)
      return
    }
    var counts: [(code: String, count: Int)] = []
    for entry in entries {
      guard let spec = question.kind.table, case .fixed(let codes, _) = spec.rows,
        codes.contains(where: { $0.code == entry.key })
      else {
        note(.unknownRow(entry.key, question: question.name), entry.range)
        continue
      }
      guard let count = entry.value.text.flatMap({ Int($0) }), count >= 0 else {
        note(.wrongKind(CellRef(question.name, row: entry.key), expected: "number"), entry.range)
        continue
      }
      counts.append((entry.key, count))
    }
    perform(
      .answer(CellRef(question.name), .value(session.summary(of: counts, for: question))), &session, at: value.range)
  }

  mutating func table(
    _ question: Question, _ spec: TableSpec, _ value: PlainData, _ session: inout Session
  ) {
    let problemsBefore = problems.count
    if case .form = question.kind {
      cells(of: nil, question, spec, value, &session)
    } else if case .map(let rows, _) = value, spec.byCode != nil || spec.isTally {
      for row in rows {
        guard session.core.tables[question.index]?.row(row.key) != nil else {
          note(.unknownRow(row.key, question: question.name), row.range)
          continue
        }
        cells(of: row.key, question, spec, row.value, &session)
      }
    } else if case .map(let rows, _) = value, spec.isDerived {
      for row in rows { cells(of: row.key, question, spec, row.value, &session) }
    } else if case .list(let rows, _) = value {
      self.rows(question, spec, rows, &session)
    } else {
      note(.wrongKind(CellRef(question.name), expected: "rows"), value.range)
      return
    }
    // A table with a row that couldn't be used isn't complete.
    if problems.count == problemsBefore { perform(.endTable(question.name), &session, at: value.range) }
  }

  private mutating func rows(
    _ question: Question, _ spec: TableSpec, _ rows: [PlainData], _ session: inout Session
  ) {
    let present = session.rows(ofQuestion: question.index).map(\.id)
    let ids = rows.enumerated().map { place, row in row["id"]?.text ?? defaultID(place, spec, present) }
    let named = Set(ids.compactMap { $0 })
    if case .free = spec.rows {
      // The file answers the table: what was drafted and isn't in it goes.
      for id in present where !named.contains(id) {
        perform(.removeRow(question: question.name, row: id), &session, at: rows.first?.range ?? question.range)
      }
    }
    for (place, row) in rows.enumerated() {
      if let id = ids[place], present.contains(id) {
        cells(of: id, question, spec, row, &session)
        if row["id"] == nil { blank(id, question, spec, row, &session) }
      } else if spec.isDerived || spec.byCode != nil {
        guard row["id"] == nil, place < present.count else {
          note(.unknownRow(row["id"]?.text ?? "\(place + 1)", question: question.name), row.range)
          continue
        }
        cells(of: present[place], question, spec, row, &session)
      } else {
        let entries = entries(row, spec, CellRef(question.name)).filter { !refersToItself($0, question, spec) }
        let id = row["id"]?.text ?? positionID(question, spec, place, session)
        perform(.addRow(question: question.name, cells: entries, id: id), &session, at: row.range)
      }
    }
    references(among: rows, question, spec, &session)
  }

  /// Rows without an id are numbered by their place, also where a row of that number was drafted.
  private func defaultID(_ place: Int, _ spec: TableSpec, _ present: [String]) -> String? {
    guard case .free = spec.rows else { return nil }
    let id = (spec.prefix ?? "R") + String(place + 1)
    return present.contains(id) ? id : nil
  }

  /// Without an id of its own a new row of a file is called by its place: `B2`. Where it goes into a register that has
  /// rows already it takes the next number: by its place it would become a row that somebody else wrote.
  private func positionID(_ question: Question, _ spec: TableSpec, _ place: Int, _ session: Session) -> String? {
    guard let prefix = spec.prefix else { return nil }
    if question.register != nil, session.book.carried[Datum.lastRowMember + prefix] != nil { return nil }
    let id = prefix + String(place + 1)
    return session.core.tables[question.index]?.row(id) == nil ? id : nil
  }

  /// What the file leaves out of a row of its own is blank, whatever was drafted there.
  private mutating func blank(
    _ id: String, _ question: Question, _ spec: TableSpec, _ row: PlainData, _ session: inout Session
  ) {
    guard case .map = row, row["$value"] == nil else { return }
    for column in spec.columns where row[column.name] == nil && !column.isRequired {
      let cell = CellRef(question.name, row: id, column: column.name)
      perform(.answer(cell, Answer(.skipped)), &session, at: row.range)
    }
  }

  private func refersToItself(_ entry: CellEntry, _ question: Question, _ spec: TableSpec) -> Bool {
    spec.column(named: entry.column)?.kind.refSource?.tables.contains(question.name) == true
  }

  /// Cells that refer to rows of the same table are answered once all rows are there.
  private mutating func references(
    among rows: [PlainData], _ question: Question, _ spec: TableSpec, _ session: inout Session
  ) {
    guard case .free = spec.rows,
      spec.columns.contains(where: { $0.kind.refSource?.tables.contains(question.name) == true })
    else { return }
    let ids = session.rows(ofQuestion: question.index).map(\.id)
    for (place, row) in rows.enumerated() {
      guard let id = row["id"]?.text ?? (place < ids.count ? ids[place] : nil), ids.contains(id) else { continue }
      for entry in entries(row, spec, CellRef(question.name, row: id)) where refersToItself(entry, question, spec) {
        let cell = CellRef(question.name, row: id, column: entry.column)
        perform(.answer(cell, entry.answer), &session, at: row.range)
      }
    }
  }

  /// The cells that a row of the file gives; a list's row is its text, a tally's its count.
  private mutating func entries(_ row: PlainData, _ spec: TableSpec, _ cell: CellRef) -> [CellEntry] {
    guard case .map(let members, _) = row, row["$value"] == nil else {
      guard let column = spec.columns.first, let answer = read(row, column.kind, cell) else { return [] }
      return [CellEntry(column.name, answer)]
    }
    var found: [CellEntry] = []
    for member in members where member.key != "id" {
      guard let column = spec.column(named: member.key) else {
        let near = nearest(member.key, spec.columns.map(\.name))
        note(.unknownColumn(member.key, question: cell.question, near: near), member.range)
        continue
      }
      let place = CellRef(cell.question, row: cell.row, column: column.name)
      if !column.isRequired, column.kind.isText, member.value.isEmptyText {
        found.append(CellEntry(column.name, Answer(.skipped)))
        continue
      }
      if let answer = read(member.value, column.kind, place) { found.append(CellEntry(column.name, answer)) }
    }
    return found
  }

  private mutating func cells(
    of row: String?, _ question: Question, _ spec: TableSpec, _ value: PlainData, _ session: inout Session
  ) {
    for entry in entries(value, spec, CellRef(question.name, row: row)) {
      let cell = CellRef(question.name, row: row, column: entry.column)
      perform(.answer(cell, entry.answer), &session, at: value.range)
    }
  }
}
