import Playbooks

extension Book {
  /// The answer that is kept for a place, also where it doesn't count at present.
  func answer(_ cell: CellRef, _ question: Question) -> Answer? {
    guard let column = cell.column else {
      return cell.row == nil ? answers[question.index] : marks["\(cell)"]
    }
    guard let index = question.kind.table?.columns.firstIndex(where: { $0.name == column }) else { return nil }
    return tables[question.index]?.row(cell.row ?? "")?.cells[index]
  }

  /// Can't fail: what names something the playbook doesn't have is left alone.
  mutating func apply(_ change: Change, _ question: Question) {
    let index = question.index
    switch change {
    case .set(let cell, let answer): set(cell, answer, question)
    case .addRow(_, let row, let place):
      var table = tables[index] ?? TableBook()
      if let old = table.index(of: row) {
        table.rows[old].isRemoved = false
        table.rows[old].isAdded = true
      } else {
        table.rows.append(RowBook(id: row, isAdded: true))
      }
      table.lastNumber = max(table.lastNumber, rowNumber(row, prefix: question.kind.table?.prefix))
      if let place { table.move(row, to: place) }
      tables[index] = table
    case .removeRow(_, let row):
      var table = tables[index] ?? TableBook()
      table.rows[table.touch(row)].isRemoved = true
      tables[index] = table
    case .moveRow(_, let row, let place): tables[index, default: TableBook()].move(row, to: place)
    }
  }

  private mutating func set(_ cell: CellRef, _ answer: Answer?, _ question: Question) {
    guard let column = cell.column else {
      if cell.row == nil { setWhole(answer, question) } else { marks["\(cell)"] = answer }
      return
    }
    guard let index = question.kind.table?.columns.firstIndex(where: { $0.name == column }) else { return }
    var table = tables[question.index] ?? TableBook()
    let row = table.touch(cell.row ?? "")
    table.rows[row].cells[index] = answer
    tables[question.index] = table
  }

  private mutating func setWhole(_ answer: Answer?, _ question: Question) {
    setWhole(answer, question.index, holds: question.holdsWeeks != nil)
  }

  /// Giving an answer again confirms it.
  mutating func setWhole(_ answer: Answer?, _ question: Int, holds: Bool) {
    answers[question] = answer
    if holds, answer != nil {
      standings[question] = Standing(since: today)
    } else if !standings.isEmpty {
      standings[question] = nil
    }
  }

  /// The number behind a row id's prefix: `S12` is 12.
  private func rowNumber(_ row: String, prefix: String?) -> Int {
    guard let prefix, row.hasPrefix(prefix) else { return 0 }
    return Int(row.dropFirst(prefix.count)) ?? 0
  }
}

extension TableBook {
  /// Puts a row at a place among the rows that are there.
  mutating func move(_ row: String, to place: Int) {
    var order = order ?? rows.filter { !$0.isRemoved }.map(\.id)
    order.removeAll { $0 == row }
    order.insert(row, at: min(max(0, place), order.count))
    self.order = order
  }
}

extension Snapshot {
  func isSamePlace(as other: Snapshot) -> Bool {
    switch (self, other) {
    case (.answer(let a, _, _), .answer(let b, _, _)), (.table(let a, _), .table(let b, _)): a == b
    case (.mark(let a, _), .mark(let b, _)): a == b
    case (.override(let a, _), .override(let b, _)): a == b
    case (.parked, .parked): true
    default: false
    }
  }
}
