import Playbooks

/// One set of answers that would open a gate.
public struct Way: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public let cell: CellRef
    public let value: AnswerValue
    /// The place has an answer now, which would have to change.
    public let isChange: Bool
  }

  public let steps: [Step]
}

/// What a search found, and whether it looked everywhere it meant to.
public struct WaysThere: Sendable {
  public let ways: [Way]
  /// False where the search ran out of tries: there may be shorter ways.
  public let isComplete: Bool
  public let isOpenAlready: Bool
}

extension Session {
  /// Tries a search may make before it says "not found".
  public static let triesMax = 20_000

  /// The smallest sets of answers that would open a gate, honouring questions marked unchangeable.
  ///
  /// Looks at one answer, then two, then three, among the places the gate depends on. Every way found was tried on the
  /// engine itself.
  public func ways(toOpen name: String, tries: Int = Session.triesMax) -> WaysThere {
    guard let gate = playbook.gate(named: name) else {
      return WaysThere(ways: [], isComplete: true, isOpenAlready: false)
    }
    let trial = Trial(self)
    if trial.isOpen(gate) == .yes { return WaysThere(ways: [], isComplete: true, isOpenAlready: true) }
    var search = GoalSearch(session: self, gate: gate, trial: trial, tries: tries)
    for size in 1...3 {
      let ways = search.ways(of: size)
      if !ways.isEmpty { return WaysThere(ways: ways, isComplete: !search.isExhausted, isOpenAlready: false) }
      if search.isExhausted { break }
    }
    return WaysThere(ways: [], isComplete: !search.isExhausted, isOpenAlready: false)
  }
}

/// Breadth first over sets of places, each with the answers worth trying.
private struct GoalSearch {
  let session: Session
  let gate: Gate
  let trial: Trial
  var tries: Int
  private(set) var isExhausted = false

  init(session: Session, gate: Gate, trial: Trial, tries: Int) {
    (self.session, self.gate, self.trial, self.tries) = (session, gate, trial, tries)
  }

  private static let waysMax = 5

  mutating func ways(of size: Int) -> [Way] {
    var found: [Way] = []
    extend([], from: 0, size: size, places: places, &found)
    return found
  }

  /// The places the gate depends on, those it misses first.
  private var places: [CellRef] {
    var found: [CellRef] = []
    func add(_ cell: CellRef) { if !found.contains(cell) { found.append(cell) } }
    for need in session.state(of: gate).missing { for cell in need.questions { expand(cell, add) } }
    return found
  }

  /// A table stands for its cells and its end.
  private func expand(_ cell: CellRef, _ add: (CellRef) -> Void) {
    guard let question = session.playbook.question(named: cell.question), question.isChangeable else { return }
    guard let spec = question.table, cell.column == nil else { return add(cell) }
    if !session.isDone(table: question.index) { add(CellRef(question.name)) }
    for row in session.rows(ofQuestion: question.index).prefix(12) {
      for column in spec.columns {
        add(CellRef(question.name, row: row.id.isEmpty ? nil : row.id, column: column.name))
      }
    }
  }

  private mutating func extend(_ steps: [Way.Step], from start: Int, size: Int, places: [CellRef], _ found: inout [Way])
  {
    guard steps.count < size, start < places.count else { return }
    for index in start..<places.count {
      let cell = places[index]
      let old = trial.answer(cell)
      for value in trial.candidates(cell) where old?.state != .value(value) {
        guard tries > 0, found.count < GoalSearch.waysMax else {
          isExhausted = isExhausted || tries <= 0
          trial.set(cell, old)
          return
        }
        tries -= 1
        trial.set(cell, .value(value))
        let step = Way.Step(cell: cell, value: value, isChange: old?.isGiven == true)
        if steps.count + 1 == size {
          if trial.isOpen(gate) == .yes { found.append(Way(steps: steps + [step])) }
        } else {
          extend(steps + [step], from: index + 1, size: size, places: places, &found)
        }
      }
      trial.set(cell, old)
    }
  }
}
