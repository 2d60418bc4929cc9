import Playbooks

/// Finds the questions and columns of one version of a playbook in another: by their name, or by a name they once had.
struct UpgradeMap {
  let old: Playbook
  let new: Playbook

  func question(_ question: Question) -> Question? { counterpart(of: question.name) }

  func counterpart(of name: String) -> Question? {
    new.question(named: name) ?? new.questions.first { $0.renamedFrom.contains(name) }
  }

  /// The new column, by its place.
  func column(_ column: Column, in spec: TableSpec) -> Column? {
    spec.column(named: column.name) ?? spec.columns.first { $0.renamedFrom.contains(column.name) }
  }

  /// A mark's key under the new version; nil where nothing stands there any more.
  func mark(_ key: String) -> String? {
    guard let cell = CellRef(text: key) else { return nil }
    if !new.rules(withID: cell.question).isEmpty { return key }
    guard let question = counterpart(of: cell.question), question.replyPerRow != nil || question.table != nil else {
      return nil
    }
    return "\(CellRef(question.name, row: cell.row, column: cell.column))"
  }

  /// Why an answer that fits the new question may still mean something else.
  func doubt(_ old: Question, _ new: Question) -> UpgradeFate.Reason? {
    if old.meaning != new.meaning { return .meaningChanged }
    if let added = new.table?.columns, let known = old.table {
      let isAdded = added.contains { column in
        column.isRequired && ([column.name] + column.renamedFrom).allSatisfy { known.column(named: $0) == nil }
      }
      return isAdded ? .columnsAdded : nil
    }
    return old.kind.isSame(as: new.kind) ? nil : .kindChanged
  }
}

extension AnswerKind {
  /// Codes of choices that one kind has and the other has not.
  static func codesGone(_ old: AnswerKind, _ new: AnswerKind) -> [String] {
    guard let now = new.choices?.codes else { return [] }
    return (old.choices?.codes ?? []).filter { !now.contains($0) }
  }

  /// Whether an answer says the same under both kinds: the same sort of answer on the same scale.
  func isSame(as other: AnswerKind) -> Bool {
    switch (self, other) {
    case (.text, .text), (.text, .long), (.long, .text), (.long, .long): true
    case (.choice, .choice), (.multi, .multi), (.yesno, .yesno), (.date, .date), (.scale4, .scale4): true
    case (.ref, .ref), (.refs, .refs), (.ranking, .ranking): true
    case (.number(let a), .number(let b)): a.unit == b.unit
    case (.scale(let a), .scale(let b)): a.low == b.low && a.high == b.high
    default: table != nil && other.table != nil
    }
  }
}
