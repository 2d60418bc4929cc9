/// One line of a session's history, as a person reads it.
public struct HistoryItem: Hashable, Sendable {
  /// The place of the event in the session.
  public let event: Int
  let written: EventTime
  public let cell: CellRef
  public let old: Answer?
  public let new: Answer?
  public let reason: String?

  /// UTC wall time of the event, for display only.
  public var time: String { written.text }
}

/// Every change of an answer, oldest first.
///
/// A long session has very many of them, so each is kept small and made whole when it is looked at.
public struct History: RandomAccessCollection, Equatable, Sendable {
  private struct Entry: Sendable {
    let event: Int32
    /// A question of the playbook; below zero: -1 - the index of another place.
    var place: Int32
    let time: EventTime.Short
    let old: Answer?
    let new: Answer?
  }

  /// What few changes have beside them.
  private struct Rest: Sendable {
    let time: EventTime?
    let reason: String?
  }

  private var entries: [Entry] = []
  private var rest: [Int: Rest] = [:]
  /// Places of the playbook's questions, and those that aren't a whole question of it.
  private var questions: [CellRef]
  private var others: [CellRef] = []

  init(_ questions: [CellRef]) { self.questions = questions }

  public var startIndex: Int { 0 }
  public var endIndex: Int { entries.count }

  public subscript(index: Int) -> HistoryItem {
    let entry = entries[index]
    let beside = rest.isEmpty ? nil : rest[index]
    return HistoryItem(
      event: Int(entry.event), written: beside?.time ?? EventTime(entry.time),
      cell: entry.place < 0 ? others[-1 - Int(entry.place)] : questions[Int(entry.place)], old: entry.old,
      new: entry.new, reason: beside?.reason)
  }

  public static func == (left: History, right: History) -> Bool { left.elementsEqual(right) }

  /// What stood there before a change.
  func old(_ index: Int) -> Answer? { entries[index].old }

  mutating func reserve(_ count: Int) { entries.reserveCapacity(count) }

  /// One answer to a question of the playbook.
  mutating func add(question: Int, event: Int, time: EventTime, old: Answer?, new: Answer?, reason: String?) {
    add(place: Int32(truncatingIfNeeded: question), event, time, old, new, reason)
  }

  mutating func add(cell: CellRef, event: Int, time: EventTime, old: Answer?, new: Answer?, reason: String?) {
    others.append(cell)
    add(place: -Int32(truncatingIfNeeded: others.count), event, time, old, new, reason)
  }

  private mutating func add(
    place: Int32, _ event: Int, _ time: EventTime, _ old: Answer?, _ new: Answer?, _ reason: String?
  ) {
    if reason != nil || time.short == nil {
      rest[entries.count] = Rest(time: time.short == nil ? time : nil, reason: reason)
    }
    entries.append(
      Entry(
        event: Int32(truncatingIfNeeded: event), place: place, time: time.short ?? .none, old: old, new: new))
  }

  /// The same changes beside another version of the playbook: their places are called as they were then.
  func beside(_ questions: [CellRef]) -> History {
    var history = self
    history.questions = questions
    var known = [Int32](repeating: 0, count: self.questions.count)
    for index in entries.indices where entries[index].place >= 0 {
      let question = Int(entries[index].place)
      if known[question] == 0 {
        history.others.append(self.questions[question])
        known[question] = -Int32(truncatingIfNeeded: history.others.count)
      }
      history.entries[index].place = known[question]
    }
    return history
  }
}

/// What one step of undo or redo puts back.
enum UndoStep {
  /// One answer to one question: what stood there before that item of the history, at this place of it.
  case answer(question: Int32, item: Int32)
  case snapshots([Snapshot])
}

/// What must be put back to undo one command.
enum Snapshot {
  case answer(Int, Answer?, Standing?)
  case table(Int, TableBook?)
  case mark(String, Answer?)
  case override(Int, Override?)
  case parked([String])
  /// The session as it was before or after an upgrade. Always alone.
  indirect case version(Session)
}

extension Book {
  /// What `snapshot` would put back, read from the present state.
  func present(_ snapshot: Snapshot) -> Snapshot {
    switch snapshot {
    case .answer(let question, _, _): .answer(question, answers[question], standings[question])
    case .table(let question, _): .table(question, tables[question])
    case .mark(let key, _): .mark(key, marks[key])
    case .override(let gate, _): .override(gate, overrides[gate])
    case .parked: .parked(parked)
    case .version: snapshot
    }
  }

  mutating func restore(_ snapshot: Snapshot) {
    switch snapshot {
    case .answer(let question, let answer, let standing):
      answers[question] = answer
      standings[question] = standing
    case .table(let question, let table):
      // Ids that drafted rows were given are kept: they are never used for another row.
      let known = tables[question]
      tables[question] = table
      if let known {
        tables[question, default: TableBook()].draftIDs = known.draftIDs
        tables[question, default: TableBook()].lastNumber = known.lastNumber
      }
    case .mark(let key, let answer): marks[key] = answer
    case .override(let gate, let override): overrides[gate] = override
    case .parked(let lines): parked = lines
    case .version: break
    }
  }
}
