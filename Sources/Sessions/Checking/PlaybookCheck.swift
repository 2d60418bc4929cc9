import CEL
import Diagnostics
import Playbooks

/// Limits of a check.
public struct CheckLimits: Sendable {
  /// Evaluations for one goal.
  public var triesPerGoal = 500
  /// Evaluations altogether, before goals get fewer each.
  public var triesAltogether = 30_000
  /// Evaluations that each goal has of its own, however many went into others.
  public var triesOfItsOwn = 60
  /// Whether this is as long as a search can be.
  public var isDeep = false

  /// The day a search takes place on.
  public static let day = Domains.today

  public init() {}

  public static var deep: CheckLimits {
    var limits = CheckLimits()
    limits.triesPerGoal = 200_000
    limits.triesAltogether = 20_000_000
    limits.triesOfItsOwn = 2_000
    limits.isDeep = true
    return limits
  }
}

/// What a check of a playbook looked at and found, beside what the compiler says.
public struct PlaybookCheck: Sendable {
  public internal(set) var diagnostics: [Diagnostic] = []
  public internal(set) var goals = 0
  public internal(set) var tries = 0
  /// Goals that were not settled within the limits, or that depend on other sessions.
  public internal(set) var undecided = 0
  /// Goals of which it is proved that no answers reach them.
  public internal(set) var proved = 0
  /// Goals that some answers reach; those were tried on the engine itself.
  public internal(set) var witnessed = 0
  public internal(set) var waived = 0
  /// What the scores of the playbook go from and to.
  public internal(set) var scores: [ScoreRange] = []
  public internal(set) var burden: Burden?
  /// Answers under which a finding shows, by its check and what it is about.
  public internal(set) var witnesses: [Witness] = []

  /// Looks for what a reader of the playbook would miss: conditions that never or always hold, gates that can't open,
  /// defects of arithmetic, rules that contradict each other, things nobody uses, expressions that cost too much.
  ///
  /// Only what is proved, or has answers that show it, is reported. Findings the playbook waives by name are counted and left out.
  public static func run(_ playbook: Playbook, limits: CheckLimits = CheckLimits()) -> PlaybookCheck {
    var checker = Checker(playbook, limits)
    checker.checkQuestions()
    checker.checkRules()
    checker.checkGates()
    checker.checkDefects()
    checker.checkExclusions()
    checker.checkGateStates()
    checker.checkChoices()
    checker.checkScores()
    checker.checkBetter()
    checker.checkUses()
    checker.checkAbsent()
    checker.checkDivisions()
    checker.checkSilentQuestions()
    checker.checkCosts()
    checker.checkReading()
    checker.applyWaivers()
    return checker.result
  }
}

/// The work of one check.
struct Checker {
  let playbook: Playbook
  let search: WitnessSearch
  let limits: CheckLimits
  var result = PlaybookCheck()
  private var names: [(check: String, name: String, diagnostic: Diagnostic)] = []
  /// Slots whose values stand in wordings and reports.
  let shownSlots: Set<Int>

  init(_ playbook: Playbook, _ limits: CheckLimits) {
    self.playbook = playbook
    self.limits = limits
    search = WitnessSearch(playbook)
    shownSlots = playbook.shownPrograms.reduce(into: []) { $0.formUnion($1.reads.variables) }
  }

  /// What a search is to tell, for when it can't.
  struct Aim {
    let name: String
    let range: SourceRange
    /// As in "whether rule R-1 can hold".
    let whether: String
  }

  /// Tries a goal; true only if it is proved that no answers make it come out as wanted.
  ///
  /// - Parameter needing: what has to hold for that; where it contradicts itself nothing needs to be tried.
  mutating func isImpossible(
    _ wanted: Truth, _ aim: Aim, needing programs: [Program] = [], for iteration: Iteration? = nil,
    _ goal: () -> Outcome
  ) -> Bool {
    if Contradiction(core: search.core, iteration: iteration).isCertain(programs) {
      result.goals += 1
      result.proved += 1
      return true
    }
    return switch settle(wanted, aim, goal) {
    case .impossible: true
    case .witness, .undecided: false
    }
  }

  mutating func settle(_ wanted: Truth, _ aim: Aim, _ goal: () -> Outcome) -> Found {
    result.goals += 1
    let isRich = search.tries < limits.triesAltogether
    let found = search.find(wanted, budget: isRich ? limits.triesPerGoal : limits.triesOfItsOwn, goal)
    result.tries = search.tries
    switch found {
    case .undecided(let tries): noteUndecided(aim, tries: tries)
    case .impossible: result.proved += 1
    case .witness: result.witnessed += 1
    }
    return found
  }

  private mutating func noteUndecided(_ aim: Aim, tries: Int) {
    result.undecided += 1
    let outside = search.awaited.sorted().compactMap { playbook.variables[$0].outside(of: playbook) }
    let reason =
      outside.isEmpty
      ? "not found in \(tries) tries" + (limits.isDeep ? "" : "; --deep searches longer")
      : "it hangs on \(outside.joined(separator: " and "))"
    report(
      "undecided", aim.name, "not decided: whether \(aim.whether)", aim.range, hint: reason,
      severity: .note)
  }

  mutating func report(
    _ check: String, _ name: String, _ message: String, _ range: SourceRange, hint: String? = nil,
    severity: Diagnostic.Severity = .warning, witness: [Found.Choice]? = nil
  ) {
    if let witness { result.witnesses.append(Witness(check: check, name: name, message: message, answers: witness)) }
    names.append(
      (
        check, name,
        Diagnostic(severity, message, file: playbook.source.name, at: range, hint: hint, check: check)
      ))
  }

  /// Leaves out what the playbook waives; a waiver that waives nothing is itself reported.
  mutating func applyWaivers() {
    for waiver in playbook.waivers {
      let before = names.count
      names.removeAll { $0.check == waiver.check && $0.name == waiver.name }
      result.witnesses.removeAll { $0.check == waiver.check && $0.name == waiver.name }
      result.waived += before - names.count
      guard before == names.count else { continue }
      report("idle-waiver", waiver.name, "this waiver waives nothing", waiver.range, hint: "take it out")
    }
    result.diagnostics = names.map(\.diagnostic).inReadingOrder()
  }
}
