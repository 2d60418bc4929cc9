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
/// A long session has very many of them, so each is kept small and made whole when it is looked at; and copies of a session
/// share them, each up to its own last one, so that going on from a copy costs one change and not all.
public struct History: RandomAccessCollection, Equatable {
  private struct Entry {
    let event: Int32
    /// A question of the playbook; below zero: -1 - the index of another place.
    var place: Int32
    let time: EventTime.Short
    let old: Answer?
    let new: Answer?
  }

  /// What few changes have beside them.
  private struct Rest {
    let time: EventTime?
    let reason: String?
  }

  /// Only ever grows while several histories share it.
  private final class Shared {
    @exclusivity(unchecked) var entries: [Entry]
    @exclusivity(unchecked) var rest: [Int: Rest]
    /// Places that aren't a whole question of the playbook.
    @exclusivity(unchecked) var others: [CellRef]

    init(_ entries: [Entry] = [], _ rest: [Int: Rest] = [:], _ others: [CellRef] = []) {
      (self.entries, self.rest, self.others) = (entries, rest, others)
    }
  }

  private var shared = Shared()
  public private(set) var count = 0
  /// Places of the playbook's questions.
  private var questions: [CellRef]

  init(_ questions: [CellRef]) { self.questions = questions }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(index: Int) -> HistoryItem {
    let entry = shared.entries[index]
    let beside = shared.rest.isEmpty ? nil : shared.rest[index]
    return HistoryItem(
      event: Int(entry.event), written: beside?.time ?? EventTime(entry.time),
      cell: entry.place < 0 ? shared.others[-1 - Int(entry.place)] : questions[Int(entry.place)], old: entry.old,
      new: entry.new, reason: beside?.reason)
  }

  public static func == (left: History, right: History) -> Bool { left.elementsEqual(right) }

  /// What stood there before a change.
  func old(_ index: Int) -> Answer? { shared.entries[index].old }

  /// Whether there is a change of a question's answer, or in its rows, that is wanted: by its place in the playbook, or by
  /// what it is called where it isn't one of a whole question.
  func contains(question isWanted: (Int) -> Bool, other isOther: (CellRef) -> Bool) -> Bool {
    shared.entries[..<count].contains { entry in
      entry.place < 0 ? isOther(shared.others[-1 - Int(entry.place)]) : isWanted(Int(entry.place))
    }
  }

  /// How often a place was left for later since it last had an answer. `question`: its index, if it is a whole question.
  func timesSkipped(_ cell: CellRef, question: Int?) -> Int {
    var times = 0
    for entry in shared.entries[..<count].reversed() {
      guard entry.place < 0 ? shared.others[-1 - Int(entry.place)] == cell : Int(entry.place) == question else {
        continue
      }
      guard entry.new?.state == .skipped else { return times }
      if entry.new?.note == entry.old?.note { times += 1 }
    }
    return times
  }

  mutating func reserve(_ count: Int) {
    makeLast()
    shared.entries.reserveCapacity(count)
  }

  /// One answer to a question of the playbook.
  mutating func add(question: Int, event: Int, time: EventTime, old: Answer?, new: Answer?, reason: String?) {
    makeLast()
    add(place: Int32(truncatingIfNeeded: question), event, time, old, new, reason)
  }

  mutating func add(cell: CellRef, event: Int, time: EventTime, old: Answer?, new: Answer?, reason: String?) {
    makeLast()
    shared.others.append(cell)
    add(place: -Int32(truncatingIfNeeded: shared.others.count), event, time, old, new, reason)
  }

  private mutating func add(
    place: Int32, _ event: Int, _ time: EventTime, _ old: Answer?, _ new: Answer?, _ reason: String?
  ) {
    if reason != nil || time.short == nil {
      shared.rest[count] = Rest(time: time.short == nil ? time : nil, reason: reason)
    }
    shared.entries.append(
      Entry(
        event: Int32(truncatingIfNeeded: event), place: place, time: time.short ?? .none, old: old, new: new))
    count += 1
  }

  /// Makes sure that nothing stands behind the last change of this history, so that one can be added.
  private mutating func makeLast() {
    guard shared.entries.count != count else { return }
    if isKnownUniquelyReferenced(&shared) {
      for index in count..<shared.entries.count { shared.rest[index] = nil }
      shared.entries.removeSubrange(count...)
    } else {
      shared = Shared(Array(shared.entries[..<count]), shared.rest.filter { $0.key < count }, shared.others)
    }
  }

  /// The same changes beside another version of the playbook: their places are called as they were then.
  func beside(_ questions: [CellRef]) -> History {
    let own = Shared(Array(shared.entries[..<count]), shared.rest.filter { $0.key < count }, shared.others)
    var known = [Int32](repeating: 0, count: self.questions.count)
    for index in own.entries.indices where own.entries[index].place >= 0 {
      let question = Int(own.entries[index].place)
      if known[question] == 0 {
        own.others.append(self.questions[question])
        known[question] = -Int32(truncatingIfNeeded: own.others.count)
      }
      own.entries[index].place = known[question]
    }
    var history = self
    (history.shared, history.questions) = (own, questions)
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
