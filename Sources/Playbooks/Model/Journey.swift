import CEL
import Diagnostics

/// The way through the playbooks: stages, what leads from one to the next, and lines the coach says on the way.
public struct Journey: Sendable {
  public internal(set) var name = ""
  public internal(set) var title = ""
  public internal(set) var stages: [JourneyStage] = []
  public internal(set) var transitions: [JourneyTransition] = []
  /// Playbooks offered at every stage.
  public internal(set) var anytime: [String] = []
  public internal(set) var glossary: [GlossaryTerm] = []
  public internal(set) var tests: [PlaybookTest] = []
  /// Variables, data, used values and lines (as `rules`) the transitions are written with.
  public internal(set) var playbook = Playbook()

  public func stage(named name: String) -> JourneyStage? { stages.first { $0.name == name } }
}

public struct JourneyStage: Sendable {
  public let index: Int
  public let name: String
  public let title: String
  public let say: Template?
  public let playbooks: [String]
  /// Belongs to a round of pilots.
  public let hasRounds: Bool
  public let range: SourceRange
}

/// A way from one stage to another; offered while its condition holds, taken by the person.
public struct JourneyTransition: Sendable {
  /// What it does to the number of the round.
  public enum Round: String, Hashable, Sendable, CaseIterable { case first, next }

  public let index: Int
  /// May stand twice, with different stages to go to.
  public let id: String
  /// Stages it starts from; empty: any.
  public let from: [Int]
  public let to: Int
  /// None: always offered.
  public let when: Condition?
  public let say: Template?
  public let round: Round?
  /// The text that is the reason, for the decision register.
  public let override: Program?
  /// Words by which a person may ask for it whatever the condition says.
  public let topic: String?
  public let covers: [String]
  public let range: SourceRange
}

/// What a word means: answers `what is ...`.
public struct GlossaryTerm: Hashable, Sendable {
  public let term: String
  public let also: [String]
  public let text: String
  public let covers: [String]
}

/// Lines the coach says in any playbook, and the glossary.
public struct Universal: Sendable {
  /// The lines as rules with moments; its variables are what their programs read.
  public internal(set) var playbook = Playbook()
  public internal(set) var glossary: [GlossaryTerm] = []
}
