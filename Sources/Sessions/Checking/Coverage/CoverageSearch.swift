import CEL
import Playbooks

/// Finds answers that lead through the branches of a playbook, many with one set of answers.
public final class CoverageSearch {
  public let goals: [CoverageGoal]
  private let search: WitnessSearch
  private let limits: CheckLimits
  /// Goals that no answers reach: proved, or not found within the limits.
  public private(set) var impossible: Set<CoverageGoal> = []
  public private(set) var undecided: [CoverageGoal: Reason] = [:]

  /// Why a goal that isn't proved impossible wasn't reached.
  public enum Reason: Hashable, Sendable {
    /// It hangs on what comes from outside, in words.
    case awaits([String])
    /// There may be answers nobody tried.
    case notFound(tries: Int)
    /// Answers were found, but the conversation took another way.
    case wentElsewhere
  }

  /// - Parameter background: what sessions find when they begin; nil: anything.
  public init(_ playbook: Playbook, limits: CheckLimits = CheckLimits(), background: Background? = nil) {
    search = WitnessSearch(playbook, background: background)
    goals = CoverageGoal.all(of: playbook)
    self.limits = limits
  }

  var playbook: Playbook { search.playbook }
  private static let triesBeside = 40

  /// Answers for the first of these goals, and for as many others as go with it; nil when none of them can be reached.
  public func scenario(for wanted: [CoverageGoal]) -> Scenario? {
    var scenario: Scenario?
    for goal in wanted where !impossible.contains(goal) && undecided[goal] == nil {
      guard let found = scenario else {
        switch find(goal, budget: limits.triesPerGoal) {
        case .witness(let answers): scenario = Scenario(answers, goal)
        case .impossible: impossible.insert(goal)
        case .undecided(let tries): undecided[goal] = reason(tries)
        }
        continue
      }
      let more = search.replaying(found.answers) { find(goal, budget: Self.triesBeside) }
      if case .witness(let answers) = more { scenario?.add(answers, goal) }
    }
    return scenario
  }

  /// A goal that its scenario didn't reach after all is left alone from then on.
  public func giveUp(_ goal: CoverageGoal) { undecided[goal] = .wentElsewhere }

  private func reason(_ tries: Int) -> Reason {
    let names = search.awaited.sorted().compactMap { playbook.variables[$0].outside(of: playbook) }
    return names.isEmpty ? .notFound(tries: tries) : .awaits(names)
  }

  /// Answers that a place takes, the plainest first; the session is the one they are given in.
  public func candidates(_ cell: CellRef, in session: Session) -> [Answer] {
    guard let question = playbook.question(named: cell.question) else { return [] }
    let place = cell.column == nil ? OpenPlace.question(question.index) : .cell(cell, question.index)
    let options = search.domains.options(place, session.core)?.values ?? []
    return options.compactMap { if case .answer(let answer) = $0.content { answer } else { nil } }
  }

  // MARK: Goals as searches

  private func find(_ goal: CoverageGoal, budget: Int) -> Found {
    let wanted: Truth = [.notAsked, .closed].contains(goal.kind) ? .no : .yes
    return search.find(wanted, budget: budget) { self.outcome(goal) }
  }

  private func outcome(_ goal: CoverageGoal) -> Outcome {
    switch goal.kind {
    case .asked, .notAsked, .refused:
      return playbook.question(named: goal.name).map { search.relevance($0.index) } ?? .no
    case .holds:
      let outcomes = playbook.rules(withID: goal.name).map { rule in
        search.holdsSomewhere(rule.forEach) { search.outcome(rule.when, $0) }
      }
      return outcomes.first { $0.truth == .yes } ?? outcomes.first { $0.truth == .unknown } ?? .no
    case .open, .closed: return playbook.gate(named: goal.name).map { search.gate($0.index) } ?? .no
    case .chosen: return chosen(goal.name)
    }
  }

  private func chosen(_ name: String) -> Outcome {
    guard let equals = name.firstIndex(of: "=") else { return .no }
    let code = String(name[name.index(after: equals)...])
    let path = name[..<equals].split(separator: ".").map(String.init)
    guard let question = path.first.flatMap({ playbook.question(named: $0) }) else { return .no }
    let relevance = search.relevance(question.index)
    guard relevance.truth == .yes else { return relevance.truth == .unknown ? relevance : .no }
    guard path.count > 1 else { return has(search.core.book.answers[question.index], code, CellRef(question.name)) }
    let rows = search.core.tables[question.index]?.rows ?? []
    guard !rows.isEmpty else {
      guard search.core.book.answers[question.index] == nil else { return .no }
      return Outcome(truth: .unknown, unknowns: search.core.missing.number(ofQuestion: question.index))
    }
    var open: Unknowns?
    for row in rows {
      guard let column = question.table?.column(named: path[1]) else { continue }
      guard search.core.test(column.when, [.record(row.record)]) != .no else { continue }
      let cell = search.core.cellRef(question, column, row)
      let outcome = has(search.core.book.answer(cell, question), code, cell)
      if outcome.truth == .yes { return .yes }
      if let more = outcome.unknowns { open = open?.union(more) ?? more }
    }
    return open.map { Outcome(truth: .unknown, unknowns: $0) } ?? .no
  }

  private func has(_ answer: Answer?, _ code: String, _ cell: CellRef) -> Outcome {
    guard let answer else {
      let number =
        cell.column == nil
        ? playbook.question(named: cell.question).map { search.core.missing.number(ofQuestion: $0.index) }
        : search.core.missing.number(of: cell)
      return Outcome(truth: .unknown, unknowns: number)
    }
    switch answer.state {
    case .value(.code(code)): return .yes
    case .value(.list(let codes)): return codes.contains(code) ? .yes : .no
    default: return .no
    }
  }
}

/// Answers to be given in one session, and what they are meant to show.
public struct Scenario: Sendable {
  let answers: [Found.Choice]
  /// Goals that the search says these answers reach.
  public let goals: [CoverageGoal]

  init(_ answers: [Found.Choice], _ goal: CoverageGoal) { self.init(answers, [goal]) }

  private init(_ answers: [Found.Choice], _ goals: [CoverageGoal]) { (self.answers, self.goals) = (answers, goals) }

  mutating func add(_ more: [Found.Choice], _ goal: CoverageGoal) { self = Scenario(answers + more, goals + [goal]) }

  /// What is to be answered at a place; nil: anything.
  public func answer(_ cell: CellRef, question: Int) -> Answer? {
    let wanted: OpenPlace = cell.column == nil ? .question(question) : .cell(cell, question)
    guard case .answer(let answer)? = answers.last(where: { $0.at == wanted })?.content else { return nil }
    return answer
  }

  /// How many rows a table is to get; nil: any number.
  public func rowCount(question: Int) -> Int? {
    for choice in answers.reversed() where choice.at == .question(question) {
      if case .rows(let count) = choice.content { return count }
    }
    return nil
  }

  /// Whether something its validation refuses is to be said first.
  public func triesRefusal(of question: String) -> Bool { goals.contains(CoverageGoal(.refused, question)) }
}
