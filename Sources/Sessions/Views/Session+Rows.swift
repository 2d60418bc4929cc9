import CEL
import Playbooks

/// One row of a table question as a person sees it.
public struct RowView {
  public let id: String
  public let record: Record
  /// Proposed by the playbook, and not yet touched.
  public let isDrafted: Bool
  /// Once proposed, then edited; the reason for it is gone.
  public let isOrphan: Bool
  public let isAdded: Bool
}

extension Session {
  public func rows(ofQuestion index: Int) -> [RowView] {
    (core.tables[index]?.rows ?? []).map { row in
      RowView(
        id: row.id, record: row.record, isDrafted: row.draft != nil && !row.isEdited, isOrphan: row.isOrphan,
        isAdded: book.tables[index]?.row(row.id)?.isAdded == true)
    }
  }

  public func isDone(table index: Int) -> Bool { core.tables[index]?.isDone == true }

  /// What a cell shows: what was typed, else what was drafted.
  public func value(of column: Column, in row: RowView) -> Value { row.record.value(at: column.field) }

  /// The first cell of a row that still has to be asked, in column order.
  public func nextColumn(ofQuestion index: Int, row: String) -> Int? {
    guard let spec = playbook.questions[index].kind.table, let live = core.tables[index]?.row(row) else { return nil }
    let typed = book.tables[index]?.row(row)
    return spec.columns.indices.first { column in
      guard typed?.cells[column] == nil else { return false }
      if case .unknown = live.record.value(at: spec.columns[column].field) { return true }
      return false
    }
  }

  /// Whether a column applies in a row.
  public func applies(_ column: Column, in row: RowView) -> Bool {
    core.test(column.when, [.record(row.record)]) == .yes
  }

  /// Whether it is known that a column doesn't apply in a row.
  public func isLeftOut(_ column: Column, in row: RowView) -> Bool {
    core.test(column.when, [.record(row.record)]) == .no
  }

  /// Whether a column may apply in some row: what it depends on besides the row doesn't exclude it.
  public func mayApply(_ column: Column) -> Bool {
    !(column.when?.conjuncts ?? []).contains { condition in
      condition.reads.fields.isEmpty && core.evaluate(condition, [.absent]) == .bool(false)
    }
  }

  /// What a row is called in a sentence.
  public func shortText(of record: Record) -> String { core.shortText(of: record) }

  /// The choices of a question or cell at present: written ones, computed ones, or the rows that can be referred to.
  public func choices(for kind: AnswerKind) -> [ChoiceItem] {
    var items: [ChoiceItem] = []
    if let set = kind.choices, kind.refSource == nil {
      items = set.choices.map { ChoiceItem(code: $0.code, label: $0.label, hint: $0.hint) }
      if let program = set.from, case .list(let list) = core.evaluate(program, [.absent]) {
        items += list.elements.compactMap(item)
      }
    }
    if let source = kind.refSource {
      for element in candidates(of: source) { if let item = item(element) { items.append(item) } }
      items += source.extra.map { ChoiceItem(code: $0.code, label: $0.label, hint: $0.hint) }
    }
    return items
  }

  /// The rows that can be referred to; those of a table that is still open, too.
  private func candidates(of source: RefSource) -> [Value] {
    var found: [Value] = []
    for (place, program) in source.rows.enumerated() {
      if case .list(let list) = core.evaluate(program, [.absent]) {
        found += list.elements
      } else if place < source.tables.count, let question = playbook.question(named: source.tables[place]) {
        found += (core.tables[question.index]?.rows ?? []).map { .record($0.record) }
      }
    }
    return found
  }

  private func item(_ value: Value) -> ChoiceItem? {
    guard let id = identity(of: value) else { return nil }
    guard case .record(let record) = value else { return ChoiceItem(code: id, label: id, hint: nil) }
    return ChoiceItem(code: id, label: core.shortText(of: record), hint: nil)
  }
}

/// Something that can be picked.
public struct ChoiceItem: Hashable, Sendable {
  public let code: String
  public let label: String
  public let hint: String?
}
