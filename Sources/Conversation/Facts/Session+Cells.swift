import CEL
import Playbooks
import Sessions
import Text

extension Conversation {
  /// What a cell shows: what was typed, else what was drafted; empty where there is nothing, or its column doesn't apply.
  func shown(_ column: Column, in row: RowView, of question: Int) -> String {
    if session.isLeftOut(column, in: row) { return "" }
    if let answer = session.answer(cell(question, row.id, column.index)) {
      return answer.state == .skipped ? "" : session.shown(answer, column.kind)
    }
    switch session.value(of: column, in: row) {
    case .unknown, .error, .null: return ""
    case .string(""): return ""
    case .list(let list) where list.elements.isEmpty: return ""
    case let value: return sanitized(session.text(of: value, session.rendering(column.kind)))
    }
  }

  /// `B2`, or the wording of a fixed row.
  func shortName(of row: RowView, in question: Int) -> String {
    Offer(row.id, "").isRowID ? row.id : name(of: row, in: question)
  }

  /// What a row is called: its id with its own wording.
  func name(of row: RowView, in question: Int) -> String {
    let short = sanitizedLine(session.shortText(of: row.record))
    guard let spec = playbook.questions[question].table else { return short }
    if case .fixed(let choices, _) = spec.rows, choices.contains(where: { $0.code == row.id }) { return short }
    if case .from = spec.rows, let of = session.source(of: row) { return "\(row.id) \(of)" }
    return row.id
  }
}

extension Session {
  /// The wording of the row that a row was made for.
  func source(of row: RowView) -> String? {
    guard case .record(let record)? = row.record.value(of: "of") else { return nil }
    return sanitizedLine(shortText(of: record))
  }

  /// How often a gate was tried, as the rules see it.
  func timesTried(gate name: String) -> Int {
    guard let gate = playbook.gate(named: name) else { return 0 }
    return tries(ofGate: gate.index)
  }
}
