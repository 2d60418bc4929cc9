import Playbooks

/// What a gate misses, one thing after the other, each with the least that was found to settle it.
public struct GoalPlan: Sendable {
  public struct Part: Sendable {
    /// What is missing, in the playbook's words.
    public let text: String
    /// The questions it rests on.
    public let questions: [Int]
    /// Rows that have to be there first, each with its question.
    public var rows: [CellRef] = []
    public var steps: [Way.Step] = []
    public var outcome: Outcome
  }

  public enum Outcome: Sendable {
    /// Its rows and answers settle it.
    case settled
    /// It rests only on answers that the playbook doesn't let anybody change.
    case fixed
    case notFound
  }

  public internal(set) var parts: [Part] = []
  public internal(set) var opens = false
  public internal(set) var tries = 0
}

extension Session {
  /// Settles what a gate misses part by part, each on the session that the parts before it leave.
  ///
  /// Every step was tried on the engine itself; whether there is a smaller plan isn't known.
  public func plan(toOpen name: String, tries: Int = Session.triesMax) -> GoalPlan {
    guard let gate = playbook.gate(named: name) else { return GoalPlan() }
    var planner = Planner(session: self, gate: gate, triesLeft: tries)
    return planner.plan()
  }

  /// How many of a gate's needs are met, as far as they can be counted: those about rows aren't.
  public func needsMet(of name: String) -> Int {
    guard let gate = playbook.gate(named: name) else { return 0 }
    return gate.needs.count { $0.forEach == nil && $0.that != nil && core.holds($0, []) == .yes }
  }
}

private struct Planner {
  var session: Session
  let gate: Gate
  var triesLeft: Int
  private var tries = 0

  /// More parts are no plan any more.
  private static let partsMax = 12
  private static let triesOfPart = 600

  init(session: Session, gate: Gate, triesLeft: Int) {
    (self.session, self.gate, self.triesLeft) = (session, gate, triesLeft)
  }

  mutating func plan() -> GoalPlan {
    var plan = GoalPlan()
    var seen: Set<String> = []
    // What was settled may show more that is needed: rows that were picked want their own.
    while let need = session.state(of: gate).missing.first(where: { !seen.contains($0.key) }) {
      guard plan.parts.count < Planner.partsMax else { break }
      seen.insert(need.key)
      if need.isOpen, plan.parts.contains(where: { $0.text == need.text }) { continue }
      plan.parts.append(settle(need))
    }
    plan.opens = session.state(of: gate).missing.isEmpty
    plan.tries = tries
    return plan
  }

  /// Finds the least for one need, and goes on with the session that has it.
  private mutating func settle(_ need: MissingNeed) -> GoalPlan.Part {
    let questions = Set(need.questions.compactMap { session.playbook.question(named: $0.question)?.index })
    var part = GoalPlan.Part(text: need.text, questions: questions.sorted(), outcome: .notFound)
    let places = places(need.questions, in: session)
    if places.isEmpty, need.questions.allSatisfy(isFixed) { part.outcome = .fixed }
    for size in 1...2 where part.outcome == .notFound {
      if let steps = search(need, places, size, in: session) { accept(steps, in: session, &part) }
    }
    for cell in need.questions where part.outcome == .notFound {
      guard let (longer, row) = withRow(cell.question) else { continue }
      let cells = self.places([row], in: longer)
      for size in 0...3 where part.outcome == .notFound {
        guard let steps = search(need, cells, size, in: longer) else { continue }
        part.rows = [row]
        accept(steps, in: longer, &part)
      }
    }
    if part.outcome == .notFound, let steps = fill(need, places, in: session) { accept(steps, in: session, &part) }
    return part
  }

  private mutating func accept(_ steps: [Way.Step], in base: Session, _ part: inout GoalPlan.Part) {
    var next = base
    if !steps.isEmpty {
      guard let event = try? next.decide(.many(steps.map(\.command))) else { return }
      next.apply(event)
    }
    session = next
    part.steps = steps
    part.outcome = .settled
  }

  private func isFixed(_ cell: CellRef) -> Bool {
    session.playbook.question(named: cell.question)?.isChangeable == false
  }

  // MARK: Places

  /// Where answers could settle it: what is open first. A table stands for its cells and its end.
  private func places(_ cells: [CellRef], in base: Session) -> [CellRef] {
    var found: [CellRef] = []
    func add(_ cell: CellRef) { if !found.contains(cell) { found.append(cell) } }
    for cell in cells {
      guard let question = base.playbook.question(named: cell.question), question.isChangeable else { continue }
      guard let spec = question.table, cell.column == nil else {
        add(cell)
        continue
      }
      if cell.row == nil, !base.isDone(table: question.index) { add(CellRef(question.name)) }
      for row in base.rows(ofQuestion: question.index) where cell.row == nil || cell.row == row.id {
        for column in spec.columns where base.applies(column, in: row) {
          add(CellRef(question.name, row: row.id.isEmpty ? nil : row.id, column: column.name))
        }
      }
    }
    // Cells as a person meets them.
    let columns = { (cell: CellRef) -> Int in
      let spec = base.playbook.question(named: cell.question)?.table
      return cell.column.flatMap { spec?.column(named: $0)?.index } ?? 0
    }
    if Set(found.map { [$0.question, $0.row ?? ""] }).count == 1 { found.sort { columns($0) < columns($1) } }
    let isGiven = { (cell: CellRef) in base.answer(cell)?.isGiven == true }
    return found.filter { !isGiven($0) } + found.filter(isGiven)
  }

  /// The session with one more row, its required cells filled, and the table ended.
  private func withRow(_ name: String) -> (Session, CellRef)? {
    guard let question = session.playbook.question(named: name), question.isChangeable, let spec = question.table,
      case .free = spec.rows
    else { return nil }
    let trial = Trial(session)
    let cells = spec.columns.filter(\.isRequired).compactMap { column in
      trial.candidates(CellRef(name, row: "", column: column.name)).answers.first { $0 != .list([]) }
        .map { CellEntry(column.name, .value($0)) }
    }
    var longer = session
    guard let adding = try? longer.decide(.addRow(question: name, cells: cells)) else { return nil }
    longer.apply(adding)
    if let ending = try? longer.decide(.endTable(name)) { longer.apply(ending) }
    return longer.rows(ofQuestion: question.index).last.map { (longer, CellRef(name, row: $0.id)) }
  }

  // MARK: Trying

  /// So many answers at once that the need isn't missed any more and the session takes them.
  private mutating func search(_ need: MissingNeed, _ places: [CellRef], _ size: Int, in base: Session) -> [Way.Step]? {
    let trial = Trial(base)
    var left = min(triesLeft, Planner.triesOfPart)
    let before = left
    defer {
      tries += before - left
      triesLeft -= before - left
    }
    func extend(_ steps: [Way.Step], from start: Int) -> [Way.Step]? {
      if steps.count == size {
        return !isMissed(need, trial) && isTaken(steps, by: base) ? steps : nil
      }
      for (place, cell) in places.enumerated().dropFirst(start) {
        let old = trial.answer(cell)
        defer { trial.set(cell, old) }
        for value in Planner.sorted(trial.candidates(cell).answers) where old?.state != .value(value) && left > 0 {
          left -= 1
          trial.set(cell, .value(value))
          let step = Way.Step(cell: cell, value: value, isChange: old?.isGiven == true)
          if let found = extend(steps + [step], from: place + 1) { return found }
        }
      }
      return nil
    }
    return extend([], from: 0)
  }

  /// All that is open there answered, and whatever isn't needed for it taken out again.
  private mutating func fill(_ need: MissingNeed, _ places: [CellRef], in base: Session) -> [Way.Step]? {
    let trial = Trial(base)
    let open = places.filter { base.answer($0)?.isGiven != true }
    // A table is ended when its cells are there.
    let ordered = open.filter { $0.column != nil } + open.filter { $0.column == nil }
    guard ordered.count <= Planner.fillMax else { return nil }
    var steps: [Way.Step] = []
    for cell in ordered {
      guard let value = Planner.sorted(trial.candidates(cell).answers).first else { continue }
      trial.set(cell, .value(value))
      steps.append(Way.Step(cell: cell, value: value, isChange: false))
    }
    tries += steps.count
    triesLeft -= steps.count
    guard !steps.isEmpty, !isMissed(need, trial), isTaken(steps, by: base) else { return nil }
    for step in steps.reversed() {
      trial.set(step.cell, nil)
      let fewer = steps.filter { $0.cell != step.cell }
      if isMissed(need, trial) || !isTaken(fewer, by: base) {
        trial.set(step.cell, .value(step.value))
      } else {
        steps = fewer
      }
    }
    return steps
  }

  /// More cells at once are no advice.
  private static let fillMax = 40

  private func isMissed(_ need: MissingNeed, _ trial: Trial) -> Bool {
    if let index = trial.session.requiredQuestion(of: need) { return trial.required(by: gate).contains(index) }
    return trial.core.gates[gate.index].failing.contains { gate.key(of: $0) == need.key }
  }

  private func isTaken(_ steps: [Way.Step], by base: Session) -> Bool {
    steps.isEmpty || (try? base.decide(.many(steps.map(\.command)))) != nil
  }

  /// "None of them" settles much, and says nothing: it is tried last.
  private static func sorted(_ answers: [AnswerValue]) -> [AnswerValue] {
    answers.filter { $0 != .list([]) } + answers.filter { $0 == .list([]) }
  }
}

extension Way.Step {
  var command: Command { value == .rows ? .endTable(cell.question) : .answer(cell, .value(value)) }
}

extension Session {
  /// The question that a need is about by itself: it has to be answered, whatever the answer.
  fileprivate func requiredQuestion(of need: MissingNeed) -> Int? {
    guard need.key.hasPrefix("question/") else { return nil }
    return playbook.question(named: String(need.key.dropFirst("question/".count)))?.index
  }
}
