import CEL
import Playbooks

/// What a goal comes to under answers of which some are missing.
struct Outcome {
  let truth: Truth
  /// What is missing, where the truth is unknown.
  let unknowns: Unknowns?

  static let no = Outcome(truth: .no, unknowns: nil)
  static let yes = Outcome(truth: .yes, unknowns: nil)
}

/// What a search for answers came to.
enum Found: Equatable {
  /// Answers under which the goal comes out as wanted; they were tried on the engine itself.
  case witness([Choice])
  /// Every combination that could matter was tried.
  case impossible
  /// Tried so often without success; there may be answers nobody tried.
  case undecided(tries: Int)

  struct Choice: Equatable {
    let place: String
    let value: String
    let at: OpenPlace
    let content: Trying.Content
  }

  var isWitness: Bool { if case .witness = self { true } else { false } }
}

/// Searches answers that make a goal come out as wanted, with the product's own partial evaluation: where the goal is
/// unknown, branch on the first missing answer; where it is settled the wrong way, go back.
///
/// "Impossible" is only said when every answer that was branched on ranged over all answers that can make a difference:
/// choices, yes and no, scales; numbers and rows when they are only compared with constants.
final class WitnessSearch {
  let playbook: Playbook
  let core: Core
  let domains: Domains
  var tries = 0
  private var budget = 0
  private var isExhaustive = true
  private var chosenTries: [Int: Int64] = [:]
  private static let depthMax = 60
  /// Tables of which one row says everything: the goal looks at rows one by one.
  var singleRowTables: Set<Int> = []
  /// Places where every answer is refused.
  var stuck: Set<OpenPlace> = []
  /// The question whose validations are what is looked for: they refuse nothing meanwhile.
  var uncheckedQuestion: Int?
  var pair: AnswerPair?
  /// What the last search was left waiting for, because it can't be answered.
  private var unanswerable: Set<Int32> = []
  /// Whether what sessions find when they begin is given, rather than unknown.
  private let hasBackground: Bool

  /// - Parameter background: what the session finds; nil: anything, so that what hangs on it stays unknown.
  init(_ playbook: Playbook, background: Background? = nil) {
    self.playbook = playbook
    hasBackground = background != nil
    let graph = Graph(playbook)
    var book =
      background?.session(playbook).book
      ?? Book(questions: playbook.questions.count, gates: playbook.gates.count)
    book.today = background?.day ?? Domains.today
    core = Core(playbook: playbook, graph: graph, book: book)
    core.setElapsed(Double(background?.minutes ?? 0) * 60)
    domains = Domains(playbook)
    core.search = (outside: { [unowned self] slot in self.outside(slot) }, leavesCellsOpen: { _ in true })
    core.touchInputs()
    for gate in playbook.gates.indices { core.touchTries(gate) }
    core.update()
  }

  /// What comes from other sessions and from the clock can't be searched: whatever depends on it stays unknown.
  private func outside(_ slot: Int) -> Value? {
    switch playbook.variables[slot].kind {
    case .input(.today): nil
    case .input(.roundNumber), .input(.elapsedMinutes), .input(.earlier), .use, .register:
      hasBackground ? nil : unknown(slot)
    case .tries(let gate):
      chosenTries[gate].map { .int($0) } ?? .unknown(core.missing.number(of: CellRef("@tries", row: String(gate))))
    case .input: unknown(slot)
    default: nil
    }
  }

  private func unknown(_ slot: Int) -> Value {
    .unknown(core.missing.number(of: CellRef("@outside", row: String(slot))))
  }

  /// Looks for answers under which `goal` comes out as `wanted`.
  ///
  /// Where the playbook names days, what is impossible must be so in other years, too.
  func find(_ wanted: Truth, budget: Int, _ goal: () -> Outcome) -> Found {
    let found = findToday(wanted, budget: budget, goal)
    guard found == .impossible, domains.namesDays, !hasBackground else { return found }
    let today = core.book.today
    defer { begin(today) }
    for day in ["2000-01-03", "2100-01-04"] {
      begin(day)
      guard findToday(wanted, budget: budget, goal) == .impossible else { return .undecided(tries: budget) }
    }
    return found
  }

  private func begin(_ day: String?) {
    core.book.today = day
    core.touchInputs()
    core.update()
  }

  private func findToday(_ wanted: Truth, budget: Int, _ goal: () -> Outcome) -> Found {
    self.budget = budget
    isExhaustive = true
    unanswerable = []
    var trail: [Found.Choice] = []
    let start = tries
    if search(wanted, goal, &trail, depth: 0) { return .witness(trail) }
    return isExhaustive ? .impossible : .undecided(tries: tries - start)
  }

  private func search(_ wanted: Truth, _ goal: () -> Outcome, _ trail: inout [Found.Choice], depth: Int) -> Bool {
    tries += 1
    budget -= 1
    guard budget >= 0, depth < Self.depthMax else {
      isExhaustive = false
      return false
    }
    let outcome = goal()
    let truth = outcome.truth == .error ? .no : outcome.truth
    let missing: Unknowns?
    switch truth {
    case .unknown: missing = outcome.unknowns
    case wanted:
      // Whether the answers so far are all acceptable may hang on others.
      guard let pending = pendingValidations(trail.lazy.map(\.at)), !isStuck(pending) else { return true }
      missing = pending
    default: return false
    }
    if let missing, isStuck(missing) { return false }
    guard let place = missing.flatMap(firstPlace), let options = options(place) else {
      isExhaustive = false
      unanswerable.formUnion(missing?.ids ?? [])
      return false
    }
    if !options.isComplete { isExhaustive = false }
    var isAnyTaken = false
    for option in options.values {
      let undo = set(place, option)
      defer { undo() }
      guard !isRefused(place) else { continue }
      isAnyTaken = true
      guard !isAnyRefused(trail.lazy.map(\.at)) else { continue }
      trail.append(Found.Choice(place: name(of: place), value: option.text, at: place, content: option.content))
      if search(wanted, goal, &trail, depth: depth + 1) { return true }
      trail.removeLast()
      if budget < 0 { return false }
    }
    guard !isAnyTaken else { return false }
    // Nothing can be answered there: the question stays open, and others may decide.
    stuck.insert(place)
    defer { stuck.remove(place) }
    return search(wanted, goal, &trail, depth: depth + 1)
  }

  func options(_ place: OpenPlace) -> Domains.Options? {
    guard let options = domains.options(place, core) else { return nil }
    guard case .question(let index) = place, singleRowTables.contains(index) else { return options }
    let few = options.values.filter { if case .rows(let count) = $0.content { count <= 1 } else { true } }
    return Domains.Options(values: few, isComplete: true)
  }

  /// The missing answer that stands first in the playbook; nil if only things from outside are missing.
  func firstPlace(_ unknowns: Unknowns) -> OpenPlace? {
    for number in unknowns.ids {
      switch core.missing.place(of: number) {
      case .question(let index):
        guard case .from(let program, _)? = playbook.questions[index].table?.rows,
          case .unknown(let missing) = core.evaluate(program)
        else {
          if stuck.contains(.question(index)) { continue }
          return .question(index)
        }
        // Which rows there are isn't known yet: what that depends on comes first.
        guard !missing.contains(number), let first = firstPlace(missing) else { continue }
        return first
      case .cell(let cell):
        if cell.question == "@outside" { continue }
        if cell.question == "@tries" { return .tries(Int(cell.row ?? "") ?? 0) }
        guard let question = playbook.question(named: cell.question) else { continue }
        if stuck.contains(.cell(cell, question.index)) { continue }
        return .cell(cell, question.index)
      }
    }
    return nil
  }

  /// Slots from outside that the last search was left waiting for.
  var awaited: Set<Int> {
    var slots: Set<Int> = []
    var open = Array(unanswerable)
    while let number = open.popLast() {
      switch core.missing.place(of: number) {
      case .cell(let cell):
        if cell.question == "@outside", let slot = cell.row.flatMap({ Int($0) }) { slots.insert(slot) }
      case .question(let index):
        // Which rows there are may hang on others.
        guard case .from(let program, _)? = playbook.questions[index].table?.rows,
          case .unknown(let rows) = core.evaluate(program), !rows.contains(number)
        else { continue }
        open += rows.ids
      }
    }
    return slots
  }

  func name(of place: OpenPlace) -> String {
    switch place {
    case .question(let index): playbook.questions[index].name
    case .cell(let cell, _): "\(cell)"
    case .tries(let gate): "tries('\(playbook.gates[gate].name)')"
    }
  }

  /// Puts an option in place, and gives back how to take it away.
  func set(_ place: OpenPlace, _ option: Trying) -> () -> Void {
    switch (place, option.content) {
    case (.tries(let gate), .tries(let count)):
      return change(gate) {
        self.chosenTries[gate] = count
      } back: {
        self.chosenTries[gate] = nil
      }
    case (.question(let index), .rows(let count)): return setRows(index, count)
    case (.question(let index), .answer(let answer)):
      return answerCell(CellRef(playbook.questions[index].name), index, answer)
    case (.cell(let cell, let index), .answer(let answer)): return answerCell(cell, index, answer)
    default: return {}
    }
  }

  private func change(_ gate: Int, _ forth: () -> Void, back: @escaping () -> Void) -> () -> Void {
    forth()
    core.touchTries(gate)
    core.update()
    return { [self] in
      back()
      core.touchTries(gate)
      core.update()
    }
  }

  private func answerCell(_ cell: CellRef, _ index: Int, _ answer: Answer) -> () -> Void {
    let question = playbook.questions[index]
    let old = core.book.answer(cell, question)
    apply(.set(cell, answer), question)
    return { [self] in apply(.set(cell, old), question) }
  }

  /// So many rows, all cells still open, and the table ended.
  private func setRows(_ index: Int, _ count: Int) -> () -> Void {
    let question = playbook.questions[index]
    let before = core.book.tables[index]
    for row in 0..<count {
      apply(.addRow(question: question.name, row: "\(question.table?.prefix ?? "R")\(row + 1)", at: nil), question)
    }
    let cell = CellRef(question.name)
    let old = core.book.answers[index]
    apply(.set(cell, Answer(.value(.rows))), question)
    return { [self] in
      core.book.tables[index] = before
      apply(.set(cell, old), question)
    }
  }

  private func apply(_ change: Change, _ question: Question) {
    core.book.apply(change, question)
    core.touch(question, change)
    core.update()
  }
}

/// A missing answer that can be branched on.
enum OpenPlace: Hashable {
  case question(Int)
  case cell(CellRef, Int)
  case tries(Int)
}
