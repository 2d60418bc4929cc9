/// One line of a session's history, as a person reads it.
public struct HistoryItem: Hashable, Sendable {
  /// The place of the event in the session.
  public let event: Int
  /// UTC wall time of the event, for display only.
  public let time: String
  public let cell: CellRef
  public let old: Answer?
  public let new: Answer?
  public let reason: String?
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
