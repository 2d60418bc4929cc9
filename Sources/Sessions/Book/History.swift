/// One line of a session's history, as a person reads it.
public struct HistoryItem: Hashable, Sendable {
  /// The place of the event in the session.
  public let event: Int
  let written: EventTime
  let place: AnswerPlace
  public let old: Answer?
  public let new: Answer?
  public let reason: String?

  /// UTC wall time of the event, for display only.
  public var time: String { written.text }
  public var cell: CellRef { place.cell }
}

/// A place of answers, kept once for all answers to a question.
final class AnswerPlace: Hashable, Sendable {
  let cell: CellRef

  init(_ cell: CellRef) { self.cell = cell }

  static func == (left: AnswerPlace, right: AnswerPlace) -> Bool { left === right || left.cell == right.cell }
  func hash(into hasher: inout Hasher) { hasher.combine(cell) }
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
