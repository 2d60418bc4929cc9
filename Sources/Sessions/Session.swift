import CEL
import Playbooks

/// One run through one playbook: a value that only events change.
///
/// `decide` says what a wish would do, as events; the caller writes them to the journal and then applies them. Findings,
/// gates, scores and progress are computed from the answers each time, never stored.
public struct Session {
  public internal(set) var playbook: Playbook
  var shared: Core
  /// What happened, in order, for history and undo.
  var log: SessionLog
  /// Answers of other writers between which nobody has chosen yet.
  var contested: [MergeWatch.Contest] = []
  /// Playbooks that an upgrade may name, by checksum of their text.
  var versions: [String: Playbook] = [:]

  public init(_ playbook: Playbook) {
    self.init(playbook, graph: Graph(playbook))
  }

  init(_ playbook: Playbook, graph: Graph) {
    self.playbook = playbook
    shared = Core(
      playbook: playbook, graph: graph,
      book: Book(questions: playbook.questions.count, gates: playbook.gates.count))
    log = SessionLog(graph.places)
  }

  var core: Core { shared }
  var book: Book { shared.book }

  public var opening: Opening? { book.opening }
  public var isFinished: Bool { book.isClosed }
  /// The local day on which the present sitting started, `YYYY-MM-DD`.
  public var today: String? { book.today }
  /// The local day on which the first one started.
  public var firstDay: String? { log.firstDay }
  public var parked: [String] { book.parked }
  public var people: (count: Int, names: [String]) { (book.people, book.peopleNames) }
  /// UTC times of the first event, and of closing; nil while it isn't closed.
  public var openedAt: String? { log.openedAt }
  public var closedAt: String? { log.closedAt }
  /// Number of events applied.
  public var eventCount: Int { log.events }

  /// Applies what has happened. `time` is the event's UTC wall time, for display and for the minutes that passed.
  public mutating func apply(_ event: Event, time: String = "") {
    begin(EventTime(time))
    switch event {
    case .opened(let opening):
      shared.book.opening = opening
      shared.touchInputs()
    case .sat(let day, _):
      shared.book.today = day
      if log.firstDay == nil { log.firstDay = day }
      log.sat()
      shared.touchInputs()
    case .changed(let changes, let reason): change(changes, reason: reason)
    case .noted(let cell, let text): note(cell, text)
    case .parked(let text):
      log.remember([.parked(shared.book.parked)])
      shared.book.parked.append(text)
    case .undone: stepBack()
    case .redone: stepForward()
    case .triedGate(let name, _):
      if let gate = playbook.gate(named: name) {
        shared.book.tries[gate.index] += 1
        shared.touchTries(gate.index)
      }
    case .overrode(let name, let reason, let needs):
      if let gate = playbook.gate(named: name) {
        log.remember([.override(gate.index, shared.book.overrides[gate.index])])
        shared.book.overrides[gate.index] = Override(reason: reason, needs: Set(needs))
      }
    case .carried(let name, let value, let from):
      shared.book.carried[name] = value
      shared.book.carriedFrom[name] = from
      shared.touchInputs()
    case .gathered(let count, let names):
      shared.book.people = count
      shared.book.peopleNames = names
      shared.touchInput(.headCount)
    case .closed:
      shared.book.isClosed = true
      log.closedAt = time
    case .reopened:
      shared.book.isClosed = false
      log.closedAt = nil
    case .upgraded(let version): upgrade(to: version)
    case .foreign: break
    }
    conclude()
    // A gate may count its tries: whether this one led through shows afterwards.
    if case .triedGate(let name, let passed) = event, let gate = playbook.gate(named: name) {
      log.tried(gate: name, isOpen: passed || state(of: gate).isPassable)
    }
  }

  mutating func begin(_ time: EventTime) {
    if !isKnownUniquelyReferenced(&shared) { shared = shared.copy() }
    log.begin(time)
  }

  /// Looks at what follows from what has just happened.
  mutating func conclude() {
    shared.setElapsed(log.elapsedSeconds)
    shared.update()
    guard !shared.changedRules.isEmpty else { return }
    log.note(transitions: shared.activations, changed: shared.changedRules)
    shared.changedRules.removeAll(keepingCapacity: true)
  }

  // MARK: Changing answers

  private mutating func change(_ changes: [Change], reason: String?) {
    if changes.count == 1, case .set(let cell, let answer) = changes[0], cell.row == nil, cell.column == nil,
      let index = shared.graph.questionNames.number(of: cell.question), !shared.graph.questions[index].isTable
    {
      return take(answer, index, reason: reason)
    }
    var snapshots: [Snapshot] = []
    if let first = changes.first, let question = playbook.question(named: first.question) {
      log.spend(onSection: question.section)
    }
    for change in changes {
      guard let question = playbook.question(named: change.question) else {
        if case .set(let cell, let answer) = change { mark(cell, answer, &snapshots) }
        continue
      }
      let snapshot = Session.snapshot(before: change, question, shared.book)
      if !snapshots.contains(where: { $0.isSamePlace(as: snapshot) }) { snapshots.append(snapshot) }
      if case .set(let cell, let answer) = change {
        let old = shared.book.answer(cell, question)
        log.add(cell: cell, old: old, new: answer, reason: reason)
        if old != answer { log.changed() }
      } else {
        log.changed()
      }
      shared.book.apply(change, question)
      if !contested.isEmpty { contested.removeAll { $0.cell.question == question.name } }
      shared.touch(question, change)
    }
    log.remember(snapshots)
  }

  /// One answer to one question: what a session is made of, and what resuming replays by the thousand.
  mutating func take(_ answer: Answer?, _ index: Int, reason: String?) {
    let part = shared.graph.questions[index]
    let old = shared.book.answers[index]
    if old != answer { log.changed() }
    if part.holds || !shared.book.standings.isEmpty {
      log.add(question: index, old: old, new: answer, reason: reason)
      log.remember([.answer(index, old, shared.book.standings[index])])
      shared.book.setWhole(answer, index, holds: part.holds)
    } else {
      log.take(index, old: old, new: answer, reason: reason)
      shared.book.answers[index] = answer
    }
    if !contested.isEmpty {
      let name = shared.graph.places[index].question
      contested.removeAll { $0.cell.question == name }
    }
    shared.touch(part.value)
    shared.touch(part.reply)
  }

  /// Remembers that a follow-up was put off.
  private mutating func mark(_ cell: CellRef, _ answer: Answer?, _ snapshots: inout [Snapshot]) {
    snapshots.append(.mark("\(cell)", shared.book.marks["\(cell)"]))
    shared.book.marks["\(cell)"] = answer
  }

  private static func snapshot(before change: Change, _ question: Question, _ book: Book) -> Snapshot {
    if case .set(let cell, _) = change, cell.row == nil, cell.column == nil {
      return .answer(question.index, book.answers[question.index], book.standings[question.index])
    }
    if case .set(let cell, _) = change, cell.column == nil { return .mark("\(cell)", book.marks["\(cell)"]) }
    return .table(question.index, book.tables[question.index])
  }

  private mutating func note(_ cell: CellRef, _ text: String) {
    guard let question = playbook.question(named: cell.question) else {
      guard !playbook.rules(withID: cell.question).isEmpty else { return }
      var answer = shared.book.marks["\(cell)"] ?? Answer(.skipped)
      answer.note = [answer.note, text].compactMap { $0 }.joined(separator: "\n")
      return change([.set(cell, answer)], reason: nil)
    }
    var answer = shared.book.answer(cell, question) ?? Answer(.skipped)
    answer.note = [answer.note, text].compactMap { $0 }.joined(separator: "\n")
    change([.set(cell, answer)], reason: nil)
  }

  private mutating func stepBack() {
    guard let snapshots = log.undo.popLast().map(log.snapshots) else { return }
    if case .version(let earlier)? = snapshots.first {
      let here = self
      become(earlier)
      log.redo = [.snapshots([.version(here)])]
      return
    }
    log.redo.append(.snapshots(restore(snapshots)))
  }

  private mutating func stepForward() {
    guard let snapshots = log.redo.popLast().map(log.snapshots) else { return }
    if case .version(let later)? = snapshots.first {
      let here = self
      become(later)
      log.undo.append(.snapshots([.version(here)]))
      return
    }
    log.undo.append(.snapshots(restore(snapshots)))
  }

  /// Puts the snapshots back and gives what stood there before.
  private mutating func restore(_ snapshots: [Snapshot]) -> [Snapshot] {
    var before: [Snapshot] = []
    for snapshot in snapshots {
      let present = shared.book.present(snapshot)
      before.append(present)
      switch snapshot {
      case .answer, .table: log.changed()
      default: break
      }
      log.addRestored(present, snapshot, playbook)
      shared.book.restore(snapshot)
      shared.touch(snapshot)
    }
    return before
  }
}

extension Change {
  var question: String {
    switch self {
    case .set(let cell, _): cell.question
    case .addRow(let question, _, _), .removeRow(let question, _), .moveRow(let question, _, _): question
    }
  }
}
