import CEL
import Playbooks
import Sessions

extension ReportBuilder {
  /// A value as its reader reads it: wordings instead of codes, amounts with their unit.
  func shown(_ value: Value, _ kind: AnswerKind) -> String {
    switch (value, kind) {
    case (.double, .scale4(let spec)), (.int, .scale4(let spec)), (.int, .scale(let spec)):
      let text = session.text(of: value)
      guard let label = spec.labels.first(where: { Double($0.value) == Double(text) })?.label else { return text }
      if case .scale4 = kind { return label }
      return "\(text) (\(label))"
    case (.int, .number(let spec)), (.double, .number(let spec)):
      return ReportWords.amount(session.text(of: value), spec.unit)
    case (.string(let code), .choice(let set)) where set.from != nil:
      return session.choices(for: kind).first { $0.code == code }?.label ?? session.text(of: value)
    default: return session.text(of: value, session.rendering(of: kind))
    }
  }

  /// A rough number stays one: `about 8 weeks`.
  func about(_ text: String, _ answer: Answer?) -> String {
    answer?.isApproximate == true && !text.isEmpty ? ReportWords.about(text) : text
  }

  /// A cell of a table question. What nobody filled in is blank, whatever the rules make of it.
  func cellText(_ value: Value, _ kind: AnswerKind, _ place: CellRef, range: Bool) -> String {
    let answer = session.answer(place)
    if case .error(let error) = value, error.kind == .declined, answer?.state != .declined { return "" }
    return range ? rangeText(value) : ReportWords.cell(about(shown(value, kind), answer))
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
