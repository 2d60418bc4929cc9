import CEL
import Diagnostics

/// What kind of answer a question or a cell takes.
public indirect enum AnswerKind: Sendable {
  case text(TextSpec)
  case long(TextSpec)
  case choice(ChoiceSet)
  case multi(ChoiceSet)
  case number(NumberSpec)
  /// Whole steps between two labelled ends.
  case scale(ScaleSpec)
  /// 0, 0.25, 0.5, 1.
  case scale4(ScaleSpec)
  case yesno
  case date
  case ref(RefSource)
  case refs(RefSource)
  case ranking(RefSource)
  case table(TableSpec)
  /// A table with the one column `text`.
  case list(TableSpec)
  /// A table of counts: columns `count` and, for number codes, `value`.
  case tally(TableSpec)
  /// One row, read as a record.
  case form(TableSpec)
  /// One session of another playbook for each row.
  case run(RunSpec)

  public var table: TableSpec? {
    switch self {
    case .table(let spec), .list(let spec), .tally(let spec), .form(let spec): spec
    case .run(let spec): spec.table
    default: nil
    }
  }

  /// Somebody's own words, of one line or more.
  public var isText: Bool {
    switch self {
    case .text, .long: true
    default: false
    }
  }

  public var refSource: RefSource? {
    switch self {
    case .ref(let source), .refs(let source), .ranking(let source): source
    default: nil
    }
  }

  public var choices: ChoiceSet? {
    switch self {
    case .choice(let set), .multi(let set): set
    case .text(let spec), .long(let spec): spec.extra.isEmpty ? nil : ChoiceSet(choices: spec.extra)
    case .ref(let source), .refs(let source), .ranking(let source):
      source.extra.isEmpty ? nil : ChoiceSet(choices: source.extra)
    default: nil
    }
  }
}

public struct TextSpec: Sendable {
  /// Codes that may be given instead of a text: `or: { none: Nothing yet }`.
  public let extra: [Choice]
}

/// One of the offered answers.
public struct Choice: Hashable, Sendable {
  public let code: String
  public let label: String
  public let hint: String?
  public let sensitivity: Sensitivity
  public let range: SourceRange
}

/// The offered answers, in their order.
public struct ChoiceSet: Sendable {
  /// Written in the file; empty when they come from elsewhere.
  public var choices: [Choice] = []
  /// Gives a list of records with `id` (and `name` or `title`, else their first text), or a list of codes.
  public var from: Program?
  /// Codes that exclude all others.
  public var alone: [String] = []
  /// Any other text is an answer, too.
  public var allowsText = false
  /// How many are invited.
  public var picks: ClosedRange<Int>?

  public func label(of code: String) -> String? { choices.first { $0.code == code }?.label }
  public var codes: [String] { choices.map(\.code) }
}

public struct NumberSpec: Sendable {
  public let unit: String?
  public let min: Double?
  public let max: Double?
  public let isWhole: Bool
}

public struct ScaleSpec: Sendable {
  public let low: Int
  public let high: Int
  /// Wordings of some or all steps, by value as written in the file.
  public let labels: [(value: String, label: String)]
}

/// Where the rows that can be picked come from.
public struct RefSource: Sendable {
  /// Names of tables (questions, computed tables, calculations, uses or registers).
  public let tables: [String]
  /// The rows of each of them, in order.
  public let rows: [Program]
  /// Codes beside the rows: `or: { none: No goal }`.
  public let extra: [Choice]
  /// `or: text`.
  public let allowsText: Bool
  /// How many are invited; outside them an answer is taken after one question.
  public let picks: ClosedRange<Int>?
  /// How many of a ranking count.
  public let top: Int?
}

public struct RunSpec: Sendable {
  public let playbook: String
  /// What the inner session is given: names there, values from the row (`this`).
  public let gives: [(name: String, value: Program)]
  public let table: TableSpec
}
