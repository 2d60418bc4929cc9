import Sessions

/// Why the session doesn't take something: what was not done and why, and what to type.
extension Wording {
  public static func refusal(_ refusal: Refusal) -> (problem: String, hint: String) {
    switch refusal {
    case .unknownQuestion, .unknownColumn, .unknownRow, .unknownGate, .noRows, .rowNeeded, .rowsAreFixed, .tooManyRows,
      .rowIdTaken:
      places(refusal)
    case .wrongKind, .notAChoice, .notARow, .standsAlone, .tooMany, .tooSmall, .tooLarge, .notWhole, .tooLong, .empty,
      .cannotDecline, .cannotSkipRequired, .notAccepted:
      answers(refusal)
    default: course(refusal)
    }
  }

  private static func places(_ refusal: Refusal) -> (String, String) {
    switch refusal {
    case .unknownQuestion(let name, let near), .unknownGate(let name, let near), .unknownColumn(let name, _, let near):
      ("There is nothing called \(name).", near.map { "Did you mean \($0)?" } ?? "/list shows the questions.")
    case .unknownRow(let row, _): ("There is no row \(row).", "/rows shows the rows.")
    case .noRows: ("Not saved: this question has no rows.", "")
    case .rowNeeded: ("Not saved: it isn't clear which row is meant.", "Name a row, for example B2.")
    case .rowsAreFixed:
      ("Not saved: the rows of this table are given.", "/go and a row's name changes what stands in it.")
    case .tooManyRows(_, let limit):
      ("Not saved: a table has at most \(limit) rows.", "Merge some, or use /park for the rest.")
    case .rowIdTaken(let row, _): ("Not saved: there is a row \(row) already.", "")
    default: ("", "")
    }
  }

  private static func answers(_ refusal: Refusal) -> (String, String) {
    switch refusal {
    case .wrongKind(_, let expected): ("Not saved: this takes a \(expected).", "? shows what to type.")
    case .notAChoice, .notARow: ("Not saved: that is not one of the choices.", "? shows them.")
    case .standsAlone(_, let code): ("Not saved: \(code) can't stand with others.", "Type it alone, or leave it out.")
    case .tooMany(_, let limit): ("Not saved: \(limit) at most.", "Name the most important ones.")
    case .tooSmall(_, let minimum): ("Not saved: the least here is \(minimum).", "Type \(minimum) or more.")
    case .tooLarge(_, let maximum): ("Not saved: the most here is \(maximum).", "Type \(maximum) or less.")
    case .notWhole: ("Not saved: this takes a whole number.", "Type it without a fraction.")
    case .tooLong: ("Not saved: that is too long for an answer.", "Keep the heart of it here.")
    case .empty: ("Not saved: there is nothing in it.", "Type an answer, or - to leave it for later.")
    case .cannotDecline: ("Not saved: this one needs an answer.", "A rough one will do; - leaves it for later.")
    case .cannotSkipRequired: ("Not saved: this one can't be left out.", "Type an answer; /pause keeps all and stops.")
    case .notAccepted(_, let message): ("Not saved: \(message)", "Change it, or ? for help.")
    default: ("", "")
    }
  }

  private static func course(_ refusal: Refusal) -> (String, String) {
    switch refusal {
    case .nothingToUndo: ("There is nothing to undo.", "")
    case .nothingToRedo: ("There is nothing to do again.", "")
    case .gateIsOpen: ("That gate is open: no reason is needed.", "")
    case .gateIsHard(_, let need): ("Not without this: \(need)", "Type its number to work on it.")
    case .reasonNeeded: ("A reason is needed to go ahead.", "Type a sentence; the report will show it.")
    case .alreadyFinished: ("This session is finished.", "/review shows it, /report writes it.")
    case .notFinished: ("This session isn't finished yet.", "")
    case .stillOpen(let names):
      ("Not finished: \(counted(names.count, "question")) still open.", "/list open shows them.")
    default: ("", "")
    }
  }
}
