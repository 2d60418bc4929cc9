import CEL
import Playbooks
import Sessions

extension ReportBuilder {
  /// Title and value of each column of one row or form, as far as the audience may see them; blanks are left out.
  func fields(_ fields: ReportFields, _ locals: [Value]) -> [ReportSection.Block] {
    guard shows(sensitivity.sensitivity(of: fields.value)),
      case .record(let record) = session.evaluate(fields.value, locals: locals),
      let question = playbook.questions.first(where: { $0.table?.record === record.type }), let spec = question.table
    else { return [] }
    let rows = session.rows(ofQuestion: question.index)
    guard let row = rows.first(where: { $0.record === record }) ?? rows.first(where: { isSame($0, record) }),
      shows(rowSensitivity(spec, row.id))
    else { return [] }
    let codes = sensitivity.sensitivity(ofQuestion: question.index)
    let lines = spec.columns.compactMap { column -> AnswerLine? in
      let treatment = treatment(codes.union(sensitivity.sensitivity(ofColumn: column.index, question: question.index)))
      guard treatment != .hide else { return nil }
      let value = session.value(of: column, in: row)
      if case .unknown = value { return nil }
      let place = CellRef(question.name, row: row.id, column: column.name)
      let answer = cellText(value, column.kind, place, range: treatment == .range)
      return answer.isEmpty ? nil : AnswerLine(question: column.name, title: column.title, answer: answer, note: nil)
    }
    return lines.isEmpty ? [] : [.answers(lines)]
  }

  private func isSame(_ row: RowView, _ record: Record) -> Bool {
    guard case .string(let id)? = record.value(of: "id") else { return true }
    return row.id == id
  }
}
