import CEL
import Diagnostics

/// A checked playbook: everything that can be known before anybody is asked anything.
///
/// Only the compiler makes one, and only of a text without mistakes. Questions, calculations and the rest refer to
/// each other by their place in these lists; values live in slots, one for each of `variables`.
public struct Playbook: Sendable {
  public internal(set) var name = ""
  public internal(set) var version = ""
  public internal(set) var title = ""
  public internal(set) var subtitle: String?
  public internal(set) var about: Template?
  /// The coach's opening line.
  public internal(set) var say: Template?
  /// The honest estimate, `45` or `30..90`.
  public internal(set) var minutes = 0...0
  public internal(set) var isRepeatable = false
  /// The question that says what the sessions of this playbook are about.
  public internal(set) var subject: Int?
  public internal(set) var reviewEveryWeeks: Int?
  public internal(set) var covers: [String] = []
  public internal(set) var sections: [Section] = []
  /// In document order; companions and replies to rules stand right behind what they belong to.
  public internal(set) var questions: [Question] = []
  public internal(set) var calculations: [Calculation] = []
  public internal(set) var tables: [ComputedTable] = []
  public internal(set) var data: [DataEntry] = []
  public internal(set) var rules: [Rule] = []
  /// In document order; the last one is `finish`, which every playbook has.
  public internal(set) var gates: [Gate] = []
  public internal(set) var uses: [Use] = []
  public internal(set) var carries: [Carry] = []
  public internal(set) var report: [ReportBlock] = []
  public internal(set) var declassifications: [Declassification] = []
  public internal(set) var tests: [PlaybookTest] = []
  /// What each slot holds.
  public internal(set) var variables: [Variable] = []
  /// The names and functions of the playbook's expressions, for one more that somebody asks about a session.
  public internal(set) var environment = Environment()
  /// Calculations, relevance and rows in an order in which each stands behind all it reads.
  public internal(set) var order: [Computed] = []
  public internal(set) var source = SourceText(name: "", text: "")
  /// Named reasons in the file for which findings of a check are accepted.
  public internal(set) var waivers: [Waiver] = []

  /// The codes of the registers that are read, by name.
  public internal(set) var registerSensitivity: [String: Sensitivity] = [:]

  /// The question for how many people there are: it suggests `head_count`.
  public internal(set) var headCountQuestion: Int?

  var questionIndex: [String: Int] = [:]
  var calculationIndex: [String: Int] = [:]
  var ruleIndex: [String: [Int]] = [:]
  var gateIndex: [String: Int] = [:]
  var variableIndex: [String: Int] = [:]

  /// The text as it was loaded.
  public var text: String { source.text }

  public func question(named name: String) -> Question? { questionIndex[name].map { questions[$0] } }
  public func calculation(named name: String) -> Calculation? { calculationIndex[name].map { calculations[$0] } }
  /// The rules of that id; one written with `each:` has several.
  public func rules(withID id: String) -> [Rule] { (ruleIndex[id] ?? []).map { rules[$0] } }
  public func gate(named name: String) -> Gate? { gateIndex[name].map { gates[$0] } }
  public func slot(named name: String) -> Int? { variableIndex[name] }
  public func table(named name: String) -> ComputedTable? { tables.first { $0.name == name } }
}

/// An ordered part of a playbook.
public struct Section: Sendable {
  public let index: Int
  public let name: String
  public let title: String
  public let say: Template?
  public let when: Condition?
  /// Length of the time box in minutes; display only.
  public let minutes: Program?
  public let questions: Range<Int>
  public let range: SourceRange
}

/// What a slot holds.
public struct Variable: Sendable {
  public enum Kind: Hashable, Sendable {
    /// The value of a question; a table with fixed rows as a record with a field for each row.
    case question(Int)
    /// The rows of a table with fixed rows as a list: `rows(capacities)`.
    case rowsOf(Int)
    /// Votes behind a scale: `votes(q)`.
    case votes(Int)
    case calculation(Int)
    /// The calculation with declined answers counted as 0: `strict(area_a)`.
    case strict(Int)
    /// The question's answer with declined counted as 0: `strict(practices)`.
    case strictQuestion(Int)
    case data(Int)
    case table(Int)
    case use(Int)
    case register(String)
    case input(Input)
    /// How often a gate was tried, this time included.
    case tries(gate: Int)
  }
  public let slot: Int
  public let name: String
  public let type: Type
  public let kind: Kind
}

/// What comes from outside the answers; recorded in the journal, never unknown (but `earlier`).
public enum Input: String, Hashable, Sendable, CaseIterable {
  case today
  case elapsedMinutes = "elapsed_minutes"
  case roundNumber = "round_number"
  /// How many people there are, once that was said; absent before.
  case headCount = "head_count"
  case earlier, session, answer
  case openPoints = "open_points"
  case topic
  /// The day the present stage of the journey was entered.
  case entered
}

/// Something that follows from answers. `Playbook.order` lists all of them.
public enum Computed: Hashable, Sendable {
  /// Whether a question applies.
  case relevance(question: Int)
  /// Which rows a table has: drafts and rows taken from elsewhere.
  case rows(question: Int)
  /// Cells of a column that follow from others: drafted ones, and whether it applies.
  case column(question: Int, column: Int)
  case calculation(Int)
  case table(Int)
  case rule(Int)
}

/// A value carried in from earlier sessions or a register. Missing tables are empty, all else is absent.
public struct Use: Sendable {
  public enum Pick: Hashable, Sendable {
    /// The latest finished session of this round that has it.
    case latest
    /// Every finished session, oldest first: records of what it carries plus `date`, `session`, `round_number`.
    case all
    /// The latest finished session with the same subject as the named question.
    case same(question: String)
  }
  public let index: Int
  public let slot: Int
  public let name: String
  /// Sources in order of the text; a member of nil means the session as a whole.
  public let from: [(playbook: String, member: String?)]
  /// What people know it by: its title where it comes from.
  public let title: String
  /// The titles of the playbooks it comes from; none for a register.
  public let sourceTitles: [String]
  public let pick: Pick
  public let type: Type
  /// The codes of what is carried: it is as hidden here as where it was answered.
  public let sensitivity: Sensitivity
  /// Columns that its playbook releases by name, and the codes that are left of them and of which rows there are.
  public let released: (columns: [String], codes: Sensitivity)?
  public let range: SourceRange
}

/// A value later sessions may read.
public struct Carry: Sendable {
  public let name: String
  public let slot: Int
  public let type: Type
  public let range: SourceRange
}

/// A constant at the top of the file.
public struct DataEntry: Sendable {
  public let index: Int
  public let slot: Int
  public let name: String
  public let about: String?
  public let origin: String?
  public let value: Value
  public let type: Type
  public let range: SourceRange
}

/// A computed thing that may go to a lower audience than what it was computed from.
public struct Declassification: Sendable {
  public let name: String
  public let columns: [String]
  public let audience: String
  public let because: String
  public let range: SourceRange

  /// What stays of the codes: nothing for `public`; what the house may see for `shared`; else what the team may see.
  public var codesLeft: Sensitivity { .left(for: audience) }
}

extension Sensitivity {
  /// What stays of the codes of something that is released to an audience.
  static func left(for audience: String) -> Sensitivity {
    switch audience {
    case "public": []
    case "shared": .inHouse
    default: .candid
    }
  }
}

/// A finding of a check that the author accepts, and why.
public struct Waiver: Hashable, Sendable {
  public let check: String
  public let name: String
  public let because: String
  public let range: SourceRange
}
