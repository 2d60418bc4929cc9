/// What somebody wishes to do. It may be refused; what has happened can't be.
public enum Command: Hashable, Sendable {
  /// Gives or replaces an answer; nil takes it back, so that the question is open again.
  case answer(CellRef, Answer?, reason: String? = nil)
  /// Adds a row with what is known of it; columns left out stay open.
  /// Its id is the next free one, unless it is named.
  case addRow(question: String, cells: [CellEntry], at: Int? = nil, id: String? = nil)
  case removeRow(question: String, row: String)
  /// Moves a row to a place, counted from 0.
  case moveRow(question: String, row: String, to: Int)
  /// The table is complete: open cells of finished rows are blank, and rules about all rows may speak.
  case endTable(String)
  case reopenTable(String)
  case note(CellRef, String)
  case park(String)
  case people(Int, names: [String])
  case undo
  case redo
  /// Asks to go through a gate. Never refused: the event says whether it was open.
  case tryGate(String)
  case override(gate: String, reason: String)
  case finish
  case reopen
  /// Several wishes at once: all of them or none, and one line in the journal.
  case many([Command])
}

/// One cell of a row that is being added.
public struct CellEntry: Hashable, Sendable {
  public let column: String
  public let answer: Answer

  public init(_ column: String, _ answer: Answer) {
    self.column = column
    self.answer = answer
  }
}

/// Why a wish can't be met. Holds names of the playbook, never what somebody typed.
public enum Refusal: Error, Hashable, Sendable {
  case unknownQuestion(String, near: String?)
  case unknownColumn(String, question: String, near: String?)
  case unknownRow(String, question: String)
  case noRows(question: String)
  case rowNeeded(question: String)
  case rowsAreFixed(question: String)
  case tooManyRows(question: String, limit: Int)
  case wrongKind(CellRef, expected: String)
  case notAChoice(CellRef, codes: [String])
  case notARow(CellRef, of: [String])
  case standsAlone(CellRef, code: String)
  case tooMany(CellRef, limit: Int)
  case tooSmall(CellRef, minimum: String)
  case tooLarge(CellRef, maximum: String)
  case notWhole(CellRef)
  case tooLong(CellRef, characters: Int)
  case empty(CellRef)
  case cannotDecline(CellRef)
  case cannotSkipRequired(CellRef)
  /// The playbook's own words why the answer isn't acceptable.
  case notAccepted(CellRef, message: String)
  case nothingToUndo
  case nothingToRedo
  case unknownGate(String, near: String?)
  case gateIsOpen(String)
  case gateIsHard(String, need: String)
  case noSuchFollowUp(String)
  case noSuchPlaybook(String)
  case reasonNeeded
  case alreadyFinished
  case notFinished
  case stillOpen(questions: [String])
  case rowIdTaken(String, question: String)
  case rowIdUnsuitable(String, question: String)
}
