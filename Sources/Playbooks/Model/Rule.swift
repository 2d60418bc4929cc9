import CEL
import Diagnostics

/// A condition and what follows. A class, finished before anybody reads it, since rules are handed on all the time.
public final class Rule: Sendable {
  public enum Fires: String, Hashable, Sendable, CaseIterable { case once, always, sticky }

  public enum Effect: Sendable {
    case say(Template)
    case ask(FollowUp)
    /// The first severity whose condition holds.
    case flag([(when: Condition?, severity: Severity)])
    case recommend(Template, ActionDraft?)
    /// A row offered to the risk register.
    case risk([(column: String, value: CellSource)])
    case draft(question: Int, RowBlock)
    case draftRegister(String, [(column: String, value: CellSource)], at: String?)
    case block(gate: Int, isHard: Bool)
    case carry(calculation: Int)
    /// A playbook or a section to go to; always a suggestion.
    case goto(String)
    /// `next-section`, `finish` or `keep-as-note`.
    case offer(String)
  }

  public let index: Int
  public let id: String
  /// With `each:`, the question this copy is for.
  public let copy: String?
  public let forEach: Iteration?
  public let when: Condition?
  /// Wording of flags, risks and blocks.
  public let text: Template?
  public let effects: [Effect]
  public let fires: Fires
  public let on: Moment?
  public let sensitivity: Sensitivity
  public let covers: [String]
  public let excludes: [String]
  public let range: SourceRange

  init(
    index: Int, id: String, copy: String?, forEach: Iteration?, when: Condition?, text: Template?, effects: [Effect],
    fires: Fires, on: Moment?, sensitivity: Sensitivity, covers: [String], excludes: [String], range: SourceRange
  ) {
    (self.index, self.id, self.copy, self.forEach, self.when) = (index, id, copy, forEach, when)
    (self.text, self.effects, self.fires, self.on) = (text, effects, fires, on)
    (self.sensitivity, self.covers, self.excludes, self.range) = (sensitivity, covers, excludes, range)
  }
}

/// When a rule with `on:` is looked at.
public enum Moment: String, Hashable, Sendable, CaseIterable {
  case open, resume, section, answer, gate, override, finish, asked, compare, export
}

/// How much a finding matters.
public enum Severity: String, Hashable, Comparable, Sendable, CaseIterable {
  case info, watch, medium, high

  private var rank: Int {
    switch self {
    case .info: 0
    case .watch: 1
    case .medium: 2
    case .high: 3
    }
  }

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// A follow-up question a rule asks, and where its reply goes.
public struct FollowUp: Sendable {
  public enum Target: Sendable {
    case question(Int)
    /// Cells of the row at hand; each one still blank is asked for in turn.
    case cells(question: Int, columns: [Int])
    /// One more row of a table; the reply goes into one column, the others are given.
    case newRow(question: Int, column: Int, cells: [(column: Int, value: CellSource)])
    /// A question of its own (one for each row if the rule has rows).
    case reply(question: Int)
    /// A note on a question; nil when the condition reads none.
    case note(question: Int?)
  }
  public let wording: Template
  public let into: Target
}

/// What to offer as an action beside a recommendation.
public struct ActionDraft: Sendable {
  public let what: Template?
  public let who: Template?
  public let due: Program?
}

/// Requirements to go on.
public struct Gate: Sendable {
  public internal(set) var index: Int
  public let name: String
  public let title: String
  public let say: Template?
  public internal(set) var needs: [Need]
  /// May be passed with a reason (never past needs that are hard).
  public let mayOverride: Bool
  /// Answers that override it: the condition, and the text that is the reason.
  public let overrideBy: (when: Condition, reason: Program)?
  /// A stage of the journey.
  public let then: String?
  public let covers: [String]
  /// The gate `finish` of a playbook that doesn't write it.
  public let isImplied: Bool
  public let range: SourceRange
}

/// One requirement of a gate, or one line of a checklist.
public struct Need: Sendable {
  public let forEach: Iteration?
  /// Must hold; nil for a need that fails while `blockedByRule` is active, or that a required question is answered.
  public let that: Condition?
  public let otherwise: Template?
  public let rule: String?
  public let isHard: Bool
  public let blockedByRule: Int?
  public let requiredQuestion: Int?
  public let covers: [String]
  public let range: SourceRange
}
