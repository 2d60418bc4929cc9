import CEL
import Playbooks

extension Core {
  /// One column in all rows; true if any cell came out differently.
  func recomputeColumn(_ index: Int, _ column: Int) -> Bool {
    let question = playbook.questions[index]
    guard let spec = question.kind.table, let table = tables[index] else { return false }
    var changed = false
    for row in table.rows {
      let value = cell(question, spec.columns[column], column, row, isDone: table.isDone)
      let field = spec.columns[column].field
      guard !isSame(row.record.fields[field], value) else { continue }
      row.record.fields[field] = value
      changed = true
    }
    return changed
  }

  private func cell(_ question: Question, _ column: Column, _ index: Int, _ row: LiveRow, isDone: Bool) -> Value {
    let ref = cellRef(question, column, row)
    switch test(column.when, [.record(row.record)]) {
    case .no, .error: return .absent
    case .unknown: return .unknown(unknowns(column.when, [.record(row.record)]) ?? missing.number(of: ref))
    case .yes: break
    }
    if let answer = book.tables[question.index]?.row(row.id)?.cells[index] {
      if answer.isGiven { return value(of: answer, kind: column.kind) }
      if !column.isRequired { return Core.blank(column.kind) }
      return .unknown(missing.number(of: ref))
    }
    if let draft = row.draft, let value = drafted(question, index, draft) { return value }
    let isDone = isDone && search?.leavesCellsOpen(question.index) != true
    if isDone, case .tally = question.kind { return .int(0) }
    if isDone && !column.isRequired { return Core.blank(column.kind) }
    return .unknown(missing.number(of: ref))
  }

  /// A blank cell of a finished row: no text, no references, otherwise "don't know".
  static func blank(_ kind: AnswerKind) -> Value {
    switch kind {
    case .text, .long: .string("")
    case .refs, .multi, .ranking: .list([])
    default: .declined
    }
  }

  /// What a draft puts into a column, if it says anything about it and what it says is there.
  private func drafted(_ question: Question, _ column: Int, _ draft: DraftSource) -> Value? {
    let cells: [(column: Int, value: CellSource)]
    switch draft.maker {
    case .block(let index): cells = question.prefill[index].cells
    case .rule(let index): cells = playbook.rules[index].draft(into: question.index)
    }
    guard let cell = cells.first(where: { $0.column == column }) else { return nil }
    switch cell.value {
    case .value(let program):
      let value = evaluate(program, draft.locals)
      if case .error = value { return nil }
      if case .int(let number) = value, question.kind.table?.columns[column].kind.isDecimal == true {
        return .double(Double(number))
      }
      return value
    case .wording(let template): return .string(render(template, draft.locals))
    }
  }

  func cellRef(_ question: Question, _ column: Column, _ row: LiveRow) -> CellRef {
    CellRef(question.name, row: row.id.isEmpty ? nil : row.id, column: column.name)
  }
}
