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
    let bytes = text.utf8
    let open = UInt8(ascii: "["), close = UInt8(ascii: "]"), dot = UInt8(ascii: ".")
    var end = bytes.firstIndex { $0 == open || $0 == dot } ?? bytes.endIndex
    guard end > bytes.startIndex else { return nil }
    let question = String(text[..<end])
    var (row, column): (String?, String?)
    if end < bytes.endIndex, bytes[end] == open {
      let start = bytes.index(after: end)
      guard let closing = bytes[start...].firstIndex(of: close), closing > start else { return nil }
      row = String(text[start..<closing])
      end = bytes.index(after: closing)
    }
    if end < bytes.endIndex {
      guard bytes[end] == dot, bytes.index(after: end) < bytes.endIndex else { return nil }
      column = String(text[bytes.index(after: end)...])
    }
    self.init(question, row: row, column: column)
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
  /// Few answers have anything beside them, and a session holds each answer several times over.
  private var beside: Beside?

  private struct Facts: Hashable, Sendable {
    var isApproximate = false
    var note: String?
    var source: String?
    var evidence: String?
  }

  private final class Beside: Hashable, Sendable {
    let facts: Facts

    init(_ facts: Facts) { self.facts = facts }

    static func == (left: Beside, right: Beside) -> Bool { left.facts == right.facts }
    func hash(into hasher: inout Hasher) { hasher.combine(facts) }
  }

  private var facts: Facts {
    get { beside?.facts ?? Facts() }
    set { beside = newValue == Facts() ? nil : Beside(newValue) }
  }

  /// "about 5"
  public var isApproximate: Bool {
    get { beside?.facts.isApproximate ?? false }
    set { facts.isApproximate = newValue }
  }
  public var note: String? {
    get { beside?.facts.note }
    set { facts.note = newValue }
  }
  /// Who or what says so.
  public var source: String? {
    get { beside?.facts.source }
    set { facts.source = newValue }
  }
  /// `hunch`, `anecdote` or `data`.
  public var evidence: String? {
    get { beside?.facts.evidence }
    set { facts.evidence = newValue }
  }

  public init(
    _ state: AnswerState, isApproximate: Bool = false, note: String? = nil, source: String? = nil,
    evidence: String? = nil
  ) {
    self.state = state
    guard isApproximate || note != nil || source != nil || evidence != nil else { return }
    beside = Beside(Facts(isApproximate: isApproximate, note: note, source: source, evidence: evidence))
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
