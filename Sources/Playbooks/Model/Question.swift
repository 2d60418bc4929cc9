import CEL
import Diagnostics

/// One thing to ask.
///
/// A class, because everybody looks at questions all the time: a copy of so many members would cost more than most of what is
/// done with them. Only the compiler changes one, before anybody else sees it.
public final class Question: @unchecked Sendable {
  public internal(set) var index: Int
  public let name: String
  public internal(set) var section: Int
  public let slot: Int
  /// A short heading for reports and lists.
  public let title: String
  public let ask: Template
  public let why: Template?
  public let example: Template?
  public let say: Template?
  public let kind: AnswerKind
  public let when: Condition?
  /// Must be answered to finish, while it applies.
  public let isRequired: Bool
  /// "Don't know" is taken.
  public let mayDecline: Bool
  /// "Doesn't apply" is taken.
  public let mayNotApply: Bool
  public let sensitivity: Sensitivity
  public let covers: [String]
  public let validations: [Validation]
  public let suggestion: Suggestion?
  /// Rows drafted from other answers; rules may draft more.
  public let prefill: [RowBlock]
  /// The register whose rows it edits, and which of them are shown (`this` is the row).
  public let register: String?
  public let show: Condition?
  /// The question it belongs to (`practices_evidence` to `practices`).
  public let companionOf: Int?
  /// The rule whose `ask` it takes the reply to.
  public internal(set) var replyOf: Int?
  /// Set with `replyOf` when there is one reply for each row: what the rule runs over.
  public internal(set) var replyPerRow: Iteration?
  /// The field of those rows by which the reply is read.
  public internal(set) var replyField: RowField?
  /// Only these aggregates of a tally are kept, never its counts.
  public let aggregates: [String]?
  public let wordLimit: Int?
  public let timerMinutes: Int?
  /// Which answers the author calls better.
  public let better: Better?
  /// May be proposed by `/goal` as something to change.
  public let isChangeable: Bool
  /// After so many weeks the answer is asked for again.
  public let holdsWeeks: Int?
  public let renamedFrom: [String]
  public let meaning: String?
  public let range: SourceRange

  public var table: TableSpec? { kind.table }

  init(
    index: Int, name: String, section: Int, slot: Int, title: String, ask: Template, why: Template?,
    example:
      Template?, say: Template?, kind: AnswerKind, when: Condition?, isRequired: Bool, mayDecline: Bool,
    mayNotApply:
      Bool, sensitivity: Sensitivity, covers: [String], validations: [Validation], suggestion: Suggestion?,
    prefill:
      [RowBlock], register: String?, show: Condition?, companionOf: Int?, replyOf: Int?, replyPerRow: Iteration?,
    replyField: RowField?, aggregates: [String]?, wordLimit: Int?, timerMinutes: Int?, better: Better?,
    isChangeable: Bool,
    holdsWeeks: Int?, renamedFrom: [String], meaning: String?, range: SourceRange
  ) {
    self.index = index
    self.name = name
    self.section = section
    self.slot = slot
    self.title = title
    self.ask = ask
    self.why = why
    self.example = example
    self.say = say
    self.kind = kind
    self.when = when
    self.isRequired = isRequired
    self.mayDecline = mayDecline
    self.mayNotApply = mayNotApply
    self.sensitivity = sensitivity
    self.covers = covers
    self.validations = validations
    self.suggestion = suggestion
    self.prefill = prefill
    self.register = register
    self.show = show
    self.companionOf = companionOf
    self.replyOf = replyOf
    self.replyPerRow = replyPerRow
    self.replyField = replyField
    self.aggregates = aggregates
    self.wordLimit = wordLimit
    self.timerMinutes = timerMinutes
    self.better = better
    self.isChangeable = isChangeable
    self.holdsWeeks = holdsWeeks
    self.renamedFrom = renamedFrom
    self.meaning = meaning
    self.range = range
  }
}

/// Is this answer acceptable, and what to say if not.
public struct Validation: Sendable {
  public let that: Condition
  public let message: Template
}

/// A value that Enter takes; it counts only when taken.
public struct Suggestion: Sendable {
  public let value: Program
  public let because: Template?
}

/// Which way is better: an author's word, which the check holds calculations to.
public enum Better: String, Hashable, Sendable, CaseIterable { case up, down }
