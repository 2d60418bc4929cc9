import JSON
import Playbooks

extension PlainData {
  var isNull: Bool {
    guard case .scalar(let text, false, _) = self else { return false }
    return text == "null" || text == "~" || text.isEmpty
  }

  /// `""`: a text cell left blank, an optional text left open.
  var isEmptyText: Bool { text == "" && isQuoted }

  var isQuoted: Bool {
    if case .scalar(_, let isQuoted, _) = self { isQuoted } else { false }
  }
}

extension Answer {
  /// The states that answer files name.
  static func named(_ state: String) -> Answer? {
    switch state {
    case "declined": Answer(.declined)
    case "not_applicable": Answer(.notApplicable)
    case "skipped": Answer(.skipped)
    default: nil
    }
  }
}

extension TableSpec {
  /// One row for each row of another table.
  var isDerived: Bool { if case .from = rows { true } else { false } }

  /// Fixed rows, one for each code.
  var isTally: Bool { if case .fixed = rows { true } else { false } }
}

extension AnswerValue {
  /// The value a file gives, typed by the kind of question; nil where it isn't of that kind.
  init?(_ data: PlainData, _ kind: AnswerKind) {
    switch data {
    case .list(let items, _):
      let texts = items.compactMap(\.text)
      guard texts.count == items.count else { return nil }
      switch kind {
      case .multi, .refs, .ranking, .scale: self = .list(texts)
      default: return nil
      }
    case .map: return nil
    case .scalar(let text, _, _):
      guard let value = AnswerValue(text, kind) else { return nil }
      self = value
    }
  }

  private init?(_ text: String, _ kind: AnswerKind) {
    switch kind {
    case .text, .long: self = .text(text)
    case .choice, .ref: self = .code(text)
    case .multi, .refs, .ranking: self = .list(text.isEmpty ? [] : [text])
    case .number, .scale4:
      guard JSONNumber(text: text) != nil else { return nil }
      self = Int64(text).map(AnswerValue.int) ?? .dec(text)
    case .scale:
      guard let number = Int64(text) else { return nil }
      self = .int(number)
    case .yesno:
      switch text.lowercased() {
      case "true", "yes": self = .bool(true)
      case "false", "no": self = .bool(false)
      default: return nil
      }
    case .date:
      guard Day(text) != nil else { return nil }
      self = .date(text)
    case .table, .list, .tally, .form, .run: return nil
    }
  }
}

extension Session {
  /// What kind of answer a place takes.
  func kind(of cell: CellRef) -> AnswerKind? {
    guard let question = playbook.question(named: cell.question) else { return nil }
    guard let name = cell.column else { return question.kind }
    return question.kind.table?.column(named: name)?.kind
  }

  /// The command that puts the reply to a follow-up where it belongs; nil puts it off.
  public func command(replying value: AnswerValue?, to ask: PendingAsk) -> Command? {
    guard let value else { return .answer(ask.mark, Answer(.skipped)) }
    switch ask.target {
    case .cell(let cell): return .answer(cell, .value(value))
    case .newRow(let question, let column, let cells):
      return .addRow(question: question, cells: [CellEntry(column, .value(value))] + cells)
    case .note(let cell):
      guard case .text(let text) = value else { return nil }
      return .note(cell, text)
    }
  }
}
