import CEL
import Playbooks

/// The rows of a table question as they stand: added by a person, fixed, derived from another table, or drafted.
struct LiveTable {
  var rows: [LiveRow] = []
  /// The person said the table is complete (or there is nothing to ask).
  var isDone = false

  func row(_ id: String) -> LiveRow? { rows.first { $0.id == id } }
}

/// One row with its record; the record stays the same object while the row lives.
struct LiveRow {
  let id: String
  let record: Record
  /// The row this one was drafted from or made for.
  var source: Record?
  var draft: DraftSource?
  /// The person changed or confirmed something in it.
  var isEdited = false
  /// Its draft's reason is gone, but the person had made it theirs.
  var isOrphan = false
}

/// Where a drafted row comes from: a block of the question, or a rule.
struct DraftSource {
  enum Maker: Hashable {
    case block(Int)
    case rule(Int)
  }

  let maker: Maker
  let key: String
  let locals: [Value]
}

extension Rule {
  /// The cells that this rule drafts into a table question.
  func draft(into question: Int) -> [(column: Int, value: CellSource)] {
    for effect in effects {
      if case .draft(question, let block) = effect { return block.cells }
    }
    return []
  }
}

extension Rule {
  /// What a rule about the session as a whole comes to while it holds; nil where its severity depends on more.
  var lastingActivation: Activation? {
    guard forEach == nil else { return nil }
    var severity: Severity?
    for effect in effects {
      guard case .flag(let lines) = effect, let first = lines.first else { continue }
      guard first.when == nil else { return nil }
      severity = first.severity
      break
    }
    return Activation(row: nil, severity: severity, locals: [])
  }
}

extension AnswerKind {
  /// A whole number that was given is a whole number to the rule language.
  var readsWhole: Bool {
    switch self {
    case .number(let spec): spec.isWhole
    case .scale: true
    default: false
    }
  }

  /// Takes numbers that the rule language reads as doubles.
  var isDecimal: Bool {
    switch self {
    case .number(let spec): !spec.isWhole
    case .scale4: true
    default: false
    }
  }
}
