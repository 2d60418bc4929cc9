import Playbooks

extension Session {
  /// What a step back or forward would change here, as changes of answers and rows; nil where it would change none, such as
  /// another version of the playbook, or a gate.
  func changes(of step: Event) -> [Change]? {
    let last: UndoStep?
    switch step {
    case .undone: last = log.undo.last
    case .redone: last = log.redo.last
    default: last = nil
    }
    let changes = last.map(log.snapshots)?.flatMap(changes) ?? []
    return changes.isEmpty ? nil : changes
  }

  private func changes(_ snapshot: Snapshot) -> [Change] {
    switch snapshot {
    case .answer(let index, let answer, _): [.set(CellRef(playbook.questions[index].name), answer)]
    case .mark(let key, let answer): CellRef(text: key).map { [.set($0, answer)] } ?? []
    case .table(let index, let table): changes(playbook.questions[index], from: book.tables[index], to: table)
    case .override, .parked, .version: []
    }
  }

  private func changes(_ question: Question, from old: TableBook?, to new: TableBook?) -> [Change] {
    let (before, after) = (old ?? TableBook(), new ?? TableBook())
    var changes: [Change] = []
    for row in before.rows {
      let then = after.row(row.id)
      if !row.isRemoved, row.isAdded, then.map(\.isRemoved) ?? true {
        changes.append(.removeRow(question: question.name, row: row.id))
      } else if row.isRemoved, then?.isRemoved != true {
        changes.append(.addRow(question: question.name, row: row.id, at: nil))
      }
      for (column, answer) in row.cells.sorted(by: { $0.key < $1.key }) where then?.cells[column] != answer {
        guard then != nil || !row.isAdded else { continue }
        changes.append(.set(cell(question, row.id, column), then?.cells[column]))
      }
    }
    for row in after.rows {
      let now = before.row(row.id)
      if now == nil, row.isAdded, !row.isRemoved {
        changes.append(.addRow(question: question.name, row: row.id, at: nil))
      }
      for (column, answer) in row.cells.sorted(by: { $0.key < $1.key }) where now?.cells[column] == nil {
        changes.append(.set(cell(question, row.id, column), answer))
      }
    }
    if before.order != after.order, let order = after.order {
      for (place, row) in order.enumerated() { changes.append(.moveRow(question: question.name, row: row, to: place)) }
    }
    return changes
  }

  private func cell(_ question: Question, _ row: String, _ column: Int) -> CellRef {
    CellRef(question.name, row: row.isEmpty ? nil : row, column: question.table?.columns[column].name)
  }
}
