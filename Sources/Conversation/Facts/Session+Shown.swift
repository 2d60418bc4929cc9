import CEL
import Playbooks
import Sessions
import Text

extension Session {
  /// An answer as people read it: wordings instead of codes, days with their weekday, votes as median and range.
  func shown(_ answer: Answer, _ kind: AnswerKind) -> String {
    let text =
      switch answer.state {
      case .value(let value): shown(value, kind)
      case .declined: Wording.dontKnow
      case .notApplicable: Wording.doesNotApply
      case .skipped: Wording.forLater
      }
    return answer.isApproximate ? Wording.about(text) : text
  }

  private func shown(_ value: AnswerValue, _ kind: AnswerKind) -> String {
    switch value {
    case .text(let text): return sanitized(text)
    case .code(let code): return label(code, kind)
    case .int(let number): return amount(String(number), kind)
    case .dec(let number): return amount(number, kind)
    case .bool(let yes): return yes ? "yes" : "no"
    case .date(let text): return CalendarDay(iso: text)?.spoken ?? sanitizedLine(text)
    case .list(let parts):
      if case .tally = kind { return Wording.summaryKept(parts.first.flatMap { Int($0) } ?? 0) }
      if case .scale = kind, let votes = Votes(parts.map { Int($0) }) { return Wording.votes(votes) }
      return parts.isEmpty ? Wording.none : parts.map { label($0, kind) }.joined(separator: ", ")
    case .rows: return ""
    }
  }

  /// The wording of a code; a row with its id: `B1 Month-end report`.
  private func label(_ code: String, _ kind: AnswerKind) -> String {
    guard let item = choices(for: kind).first(where: { $0.code == code }) else {
      return sanitizedLine(text(of: .string(code), rendering(kind)))
    }
    let offer = Offer(item.code, sanitizedLine(item.label))
    return offer.isRowID && offer.label != offer.code ? "\(offer.code) \(offer.label)" : offer.label
  }

  private func amount(_ number: String, _ kind: AnswerKind) -> String {
    switch kind {
    case .number(let spec): return DecimalText(number).map { Wording.amount($0, spec.unit) } ?? number
    case .scale(let spec): return spec.labels.first { $0.value == number }.map { "\(number) (\($0.label))" } ?? number
    case .scale4(let spec):
      let label = spec.labels.first { DecimalText($0.value)?.description == number }?.label
      let usual = zip(CoverageReader.values, Wording.coverage).first { $0.0 == number }?.1
      return (label ?? usual).map { "\(number) (\($0))" } ?? number
    default: return number
    }
  }

  /// A question's answer in words; for a table, how many rows it has. Nil while there is none.
  func shown(question index: Int) -> String? {
    let question = playbook.questions[index]
    if question.table != nil, question.aggregates == nil {
      let count = rows(ofQuestion: index).count
      if case .value? = answer(CellRef(question.name))?.state { return Wording.rowCount(count) }
      if let answer = answer(CellRef(question.name)), answer.state != .skipped { return shown(answer, question.kind) }
      return count > 0 && isDone(table: index) ? Wording.rowCount(count) : nil
    }
    return answer(CellRef(question.name)).map { shown($0, question.kind) }
  }
}
