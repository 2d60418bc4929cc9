/// The place of one answer: a question, or one cell of a table question.
///
/// Its text form is what journals and answer files use: `org`, `budget.one_off` (a form), `stakeholders[S2].stance`
/// (a table), `way[C1]` (one row of a question that is asked per row).
public struct CellRef: Hashable, Sendable, CustomStringConvertible {
  public let question: String
  public let row: String?
  public let column: String?

  public init(_ question: String, row: String? = nil, column: String? = nil) {
    self.question = question
    self.row = row
    self.column = column
  }

  /// Reads the text form; nil where it isn't one.
  public init?(text: String) {
    var rest = Substring(text)
    let name = rest.prefix { $0 != "[" && $0 != "." }
    guard !name.isEmpty else { return nil }
    rest = rest.dropFirst(name.count)
    var row: String?
    if rest.first == "[" {
      guard let close = rest.firstIndex(of: "]") else { return nil }
      row = String(rest[rest.index(after: rest.startIndex)..<close])
      guard row?.isEmpty == false else { return nil }
      rest = rest[rest.index(after: close)...]
    }
    var column: String?
    if rest.first == "." {
      column = String(rest.dropFirst())
      guard column?.isEmpty == false else { return nil }
      rest = ""
    }
    guard rest.isEmpty else { return nil }
    self.init(String(name), row: row, column: column)
  }

  public var description: String {
    question + (row.map { "[\($0)]" } ?? "") + (column.map { ".\($0)" } ?? "")
  }
}

/// What somebody said, typed but not yet a value of the rule language: exactly what the journal keeps.
public enum AnswerValue: Hashable, Sendable {
  case text(String)
  /// A choice's code, or the id of a row.
  case code(String)
  case int(Int64)
  /// A decimal number as canonical text, so that nothing is lost on the way to the journal and back.
  case dec(String)
  case bool(Bool)
  /// A day as `YYYY-MM-DD`.
  case date(String)
  /// Codes or row ids in order; for a scale, the votes of a room.
  case list([String])
  /// A table was ended: its rows stand as they are.
  case rows
}

/// The four things an answer can say; `unasked` is the absence of an answer.
public enum AnswerState: Hashable, Sendable {
  case value(AnswerValue)
  /// "Don't know": a finding of its own, never counted as a value.
  case declined
  case notApplicable
  /// "Later": the question stays open.
  case skipped
}

/// An answer with what was said beside it.
public struct Answer: Hashable, Sendable {
  public var state: AnswerState
  /// "about 5"
  public var isApproximate = false
  public var note: String?
  /// Who or what says so.
  public var source: String?
  /// `hunch`, `anecdote` or `data`.
  public var evidence: String?

  public init(
    _ state: AnswerState, isApproximate: Bool = false, note: String? = nil, source: String? = nil,
    evidence: String? = nil
  ) {
    self.state = state
    self.isApproximate = isApproximate
    self.note = note
    self.source = source
    self.evidence = evidence
  }

  public static func value(_ value: AnswerValue) -> Answer { Answer(.value(value)) }

  /// True unless the question is still open: skipped answers are kept, but asked again.
  public var isGiven: Bool { state != .skipped }
}

/// How a question stands, as `show --json` names it.
public enum QuestionState: String, Sendable {
  case answered, declined
  case notApplicable = "not_applicable"
  case skipped, unasked, inactive
}
