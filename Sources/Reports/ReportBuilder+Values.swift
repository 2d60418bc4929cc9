import CEL
import Playbooks
import Sessions

extension ReportBuilder {
  /// A cell of a table question. What nobody filled in is blank, whatever the rules make of it.
  func cellText(_ value: Value, _ kind: AnswerKind, _ place: CellRef, range: Bool) -> String {
    let answer = session.answer(place)
    if case .error(let error) = value, error.kind == .declined, answer?.state != .declined { return "" }
    return range ? rangeText(value) : ReportWords.cell(session.said(value, kind, by: answer))
  }

  /// The one row of a form, as far as the audience may see it: `From Monday 2026-01-26; To Friday 2026-03-13`.
  func formText(_ question: Question, _ spec: TableSpec) -> String {
    guard let row = session.rows(ofQuestion: question.index).first else { return "" }
    let codes = sensitivity.sensitivity(ofQuestion: question.index)
    return spec.columns.compactMap { column in
      let own = sensitivity.sensitivity(ofColumn: column.index, question: question.index).union(codes)
      let value = session.value(of: column, in: row)
      switch value {
      case .unknown, .error, .null: return nil
      default: break
      }
      let text = cellText(
        value, column.kind, CellRef(question.name, row: row.id, column: column.name), range: treatment(own) == .range)
      return treatment(own) == .hide || text.isEmpty ? nil : "\(column.title): \(text)"
    }.joined(separator: "; ")
  }
}
