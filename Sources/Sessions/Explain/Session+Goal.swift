import CEL
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
  /// Required questions that are still open then: whatever is answered there, the gate needs an answer.
  public internal(set) var alsoNeeded: [Int] = []
}

/// What a search found, and whether it looked everywhere it meant to.
public struct WaysThere: Sendable {
  public let ways: [Way]
  /// True where everything was tried: there is no smaller set, and without a way none of up to three answers.
  public let isComplete: Bool
  public let isOpenAlready: Bool
  /// Answers that were tried.
  public internal(set) var tries = 0
}

extension Session {
  /// Tries a search may make before it says "not found".
  public static let triesMax = 20_000
  /// More answers at once are no advice any more.
  static let stepsMax = 3

  /// The smallest sets of answers that would open a gate, honouring questions marked unchangeable.
  ///
  /// Looks at one answer, then two, then three, among the places the gate depends on. Every way found was tried on the
  /// engine itself.
  public func ways(toOpen name: String, tries: Int = Session.triesMax) -> WaysThere {
    guard let gate = playbook.gate(named: name) else {
      return WaysThere(ways: [], isComplete: true, isOpenAlready: false)
    }
    let trial = Trial(self)
    if trial.isOpen(gate) == .yes {
      let needed = trial.required(by: gate)
      let ways = needed.isEmpty ? [] : [Way(steps: [], alsoNeeded: needed)]
      return WaysThere(ways: ways, isComplete: true, isOpenAlready: needed.isEmpty)
    }
    var search = GoalSearch(session: self, gate: gate, trial: trial, tries: tries)
    for size in 1...Session.stepsMax {
      let ways = search.ways(of: size)
      if !ways.isEmpty { return WaysThere(ways: ways, isComplete: search.isComplete, isOpenAlready: false) }
      if search.isExhausted { break }
    }
    return WaysThere(ways: [], isComplete: search.isComplete, isOpenAlready: false, tries: tries - search.triesLeft)
  }
}

/// Breadth first over sets of places, each with the answers worth trying.
private struct GoalSearch {
  let session: Session
  let gate: Gate
  let trial: Trial
  private let places: [(cell: CellRef, answers: [AnswerValue])]
  private(set) var triesLeft: Int
  /// The answers tried are all there are, and so are the places.
  private let listsEverything: Bool
  private(set) var isExhausted = false
  private var hasEnough = false

  /// Nothing smaller or other was left out (beyond the ways that are one too many to show).
  var isComplete: Bool { listsEverything && !isExhausted }

  private static let waysMax = 5
  private static let rowsMax = 12

  init(session: Session, gate: Gate, trial: Trial, tries: Int) {
    (self.session, self.gate, self.trial, triesLeft) = (session, gate, trial, tries)
    let slice = Slice(session, of: session.core.graph.gateNode[gate.index])
    var cells: [CellRef] = []
    var listsEverything = !slice.hasOpenRows
    // What the needs name comes first.
    for need in session.state(of: gate).missing {
      for cell in need.questions {
        guard let question = session.playbook.question(named: cell.question) else { continue }
        GoalSearch.add(question, only: cell.column == nil ? nil : cell, session, &cells, &listsEverything)
      }
    }
    for index in slice.questions {
      GoalSearch.add(session.playbook.questions[index], only: nil, session, &cells, &listsEverything)
    }
    var places: [(CellRef, [AnswerValue])] = []
    for cell in cells {
      let (answers, isAll) = trial.candidates(cell)
      listsEverything = listsEverything && isAll
      places.append((cell, answers))
    }
    self.places = places
    self.listsEverything = listsEverything
  }

  /// A table stands for its cells and its end.
  private static func add(
    _ question: Question, only cell: CellRef?, _ session: Session, _ cells: inout [CellRef], _ isAll: inout Bool
  ) {
    guard question.isChangeable else { return }
    func add(_ cell: CellRef) { if !cells.contains(cell) { cells.append(cell) } }
    if let cell { return add(cell) }
    guard let spec = question.table else { return add(CellRef(question.name)) }
    if case .fixed(_, nil) = spec.rows {} else if case .form = question.kind {} else { isAll = false }
    if !session.isDone(table: question.index) { add(CellRef(question.name)) }
    let rows = session.rows(ofQuestion: question.index)
    if rows.count > rowsMax { isAll = false }
    for row in rows.prefix(rowsMax) {
      for column in spec.columns {
        add(CellRef(question.name, row: row.id.isEmpty ? nil : row.id, column: column.name))
      }
    }
  }

  /// The session takes these answers, one after the other.
  private func isAccepted(_ steps: [Way.Step]) -> Bool {
    let commands = steps.map { Command.answer($0.cell, .value($0.value)) }
    return (try? session.decide(.many(commands))) != nil
  }

  mutating func ways(of size: Int) -> [Way] {
    var found: [Way] = []
    hasEnough = false
    extend([], from: 0, size: size, &found)
    return found
  }

  private mutating func extend(_ steps: [Way.Step], from start: Int, size: Int, _ found: inout [Way]) {
    for index in start..<max(start, places.count) {
      let (cell, answers) = places[index]
      let old = trial.answer(cell)
      for value in answers where old?.state != .value(value) {
        guard triesLeft > 0, !hasEnough else {
          isExhausted = isExhausted || triesLeft <= 0
          break
        }
        triesLeft -= 1
        trial.set(cell, .value(value))
        let step = Way.Step(cell: cell, value: value, isChange: old?.isGiven == true)
        if steps.count + 1 < size {
          extend(steps + [step], from: index + 1, size: size, &found)
        } else if trial.isOpen(gate) == .yes, isAccepted(steps + [step]) {
          found.append(Way(steps: steps + [step], alsoNeeded: trial.required(by: gate)))
          hasEnough = found.count >= GoalSearch.waysMax
        }
      }
      trial.set(cell, old)
      if hasEnough || isExhausted { return }
    }
  }
}
