import CEL
import Playbooks

extension Core {
  /// What the finished session for one row of a `type: run` question carries; nil until there is one.
  func run(_ question: Question, _ row: String) -> Datum? { book.carried["\(CellRef(question.name, row: row))"] }

  /// Fills rows with what their sessions carry; what isn't there yet is unknown. True if anything came out differently.
  func fillRuns(_ question: Question, _ table: LiveTable) -> Bool {
    guard case .run = question.kind else { return false }
    var changed = false
    for row in table.rows {
      let carried = run(question, row.id)
      let open = Value.unknown(missing.number(of: CellRef(question.name, row: row.id)))
      for (index, field) in row.record.type.fields.enumerated() where !Core.rowFields.contains(field.name) {
        let value: Value
        if let carried {
          value = carried[field.name].map { Core.value(of: $0, as: field.type, rowsAreBlank: true) } ?? .absent
        } else {
          value = open
        }
        guard !isSame(row.record.fields[index], value) else { continue }
        row.record.fields[index] = value
        changed = true
      }
    }
    return changed
  }

  /// Fields that every row has by itself.
  static let rowFields: Set<String> = ["id", "number", "from", "of", "title"]

  /// Replies given per row, read as a field of those rows: unknown while the rule asks, absent where it doesn't.
  func recomputeReplies(_ index: Int) -> Bool {
    let question = playbook.questions[index]
    guard let field = question.replyField, let rule = question.replyOf, let rows = question.replyPerRow else {
      return false
    }
    let asking = Set(activations[rule].compactMap(\.row))
    var changed = false
    for element in elements(rows) ?? [] {
      guard case .record(let record) = element, record.type === field.record, let id = identity(of: element) else {
        continue
      }
      let value: Value
      if !asking.contains(id) {
        value = .absent
      } else if let answer = book.marks["\(CellRef(question.name, row: id))"] {
        value = answer.isGiven ? self.value(of: answer, kind: question.kind) : Core.blank(question.kind)
      } else {
        value = .unknown(missing.number(of: CellRef(question.name, row: id)))
      }
      guard !isSame(record.fields[field.field], value) else { continue }
      record.fields[field.field] = value
      changed = true
    }
    return changed
  }
}
