/// What a refusal says, in messages that must not quote what was answered (answers files, logs).
extension Refusal {
  /// Why it was not done: lower case, no full stop.
  public var reason: String {
    switch self {
    case .unknownQuestion(let name, _): "there is no question '\(name)'"
    case .unknownColumn(let name, let question, _): "the question '\(question)' has no column '\(name)'"
    case .unknownRow(let row, let question): "the question '\(question)' has no row '\(row)'"
    case .noRows(let question): "the question '\(question)' has no rows"
    case .rowNeeded(let question): "the question '\(question)' has rows, and none is named"
    case .rowsAreFixed(let question): "the rows of '\(question)' can't be added to"
    case .tooManyRows(let question, let limit): "'\(question)' takes at most \(limit) rows"
    case .wrongKind(let cell, let expected): "'\(cell)' wants \(named(expected))"
    case .notAChoice(let cell, _): "'\(cell)' is not one of the choices"
    case .notARow(let cell, let tables): "'\(cell)' names no row of \(tables.joined(separator: ", "))"
    case .standsAlone(let cell, let code): "'\(cell)': '\(code)' can't stand beside others"
    case .tooMany(let cell, let limit): "'\(cell)' takes at most \(limit)"
    case .tooSmall(let cell, let minimum): "'\(cell)' is less than \(minimum)"
    case .tooLarge(let cell, let maximum): "'\(cell)' is more than \(maximum)"
    case .notWhole(let cell): "'\(cell)' wants a whole number"
    case .tooLong(let cell, _): "'\(cell)' is too long"
    case .empty(let cell): "'\(cell)' is empty"
    case .cannotDecline(let cell): "'\(cell)' doesn't take \"don't know\""
    case .cannotSkipRequired(let cell): "'\(cell)' is required"
    case .notAccepted(let cell, let message): "'\(cell)': \(message)"
    case .nothingToUndo: "there is nothing to undo"
    case .nothingToRedo: "there is nothing to redo"
    case .unknownGate(let name, _): "there is no gate '\(name)'"
    case .gateIsOpen(let name): "the gate '\(name)' is open"
    case .gateIsHard(_, let need): "this can't be passed over: \(need)"
    case .noSuchPlaybook(let name): "there is no playbook '\(name)'"
    case .noSuchFollowUp(let rule): "\(rule) asks nothing now"
    case .reasonNeeded: "a reason is needed"
    case .alreadyFinished: "the session is finished"
    case .notFinished: "the session isn't finished"
    case .stillOpen(let questions): "still open: " + questions.joined(separator: ", ")
    case .rowIdTaken(let row, let question): "'\(question)' has a row '\(row)' already"
    case .rowIdUnsuitable(_, let question): "a row id of '\(question)' can't be used"
    }
  }

  /// One of a kind with its article.
  private func named(_ expected: String) -> String {
    switch expected {
    case "text", "choice", "number", "date", "row": "a " + expected
    case "scale": "a step of its scale"
    default: expected
    }
  }

  /// What to type instead, where that can be said.
  public var remedy: String? {
    switch self {
    case .unknownQuestion(_, let near?), .unknownColumn(_, _, let near?), .unknownGate(_, let near?):
      "did you mean '\(near)'?"
    case .notAChoice(_, let codes): "use one of: " + codes.joined(separator: ", ")
    case .rowIdUnsuitable: "use letters, digits, '_' and '-'"
    case .tooLong: "at most 64 KiB"
    case .tooMany, .tooSmall, .tooLarge, .wrongKind, .notWhole, .notARow: nil
    default: nil
    }
  }
}
