import Playbooks
import Sessions

/// What is asked.
enum Focus: Equatable {
  /// A question that is answered by one line.
  case question(Int)
  /// One reply of a question that has one for each row.
  case reply(question: Int, row: String)
  /// A cell; the row is empty in a form.
  case cell(question: Int, row: String, column: Int)
  /// The first cell of a row that isn't there yet.
  case newRow(question: Int)
  /// A row that is answered by a session of another playbook.
  case run(question: Int, row: String)
  /// A follow-up whose reply becomes a row or a note.
  case followUp(PendingAsk)
  /// A gate with what it misses.
  case gate(Int)
  /// Everything is asked: look over it and finish.
  case finish
  case finished

  /// The question this is about.
  var question: Int? {
    switch self {
    case .question(let question), .reply(let question, _), .cell(let question, _, _), .newRow(let question),
      .run(let question, _):
      question
    case .followUp, .gate, .finish, .finished: nil
    }
  }
}

/// A small question of the program's own.
enum Dialog: Equatable {
  /// The change hides answers: do it?
  case consent(Pending)
  /// `quit` typed at a free-text question.
  case meantCommand(CommandName, text: String)
  /// An empty table, or one with fewer rows than invited.
  case endTable(question: Int)
  /// A few words at a closed gate: they may be the reason to go ahead, or a slip.
  case reason(gate: Int, String)
  /// A row is to be removed.
  case dropRow(question: Int, row: String)
  /// Votes typed one by one.
  case voting(question: Int, votes: [Int?])
  /// The coach offers something.
  case offer(Offering)
}

/// A wish with what to do once it is stored.
struct Pending: Equatable {
  var command: Command
  var after: After
}

/// What the conversation waits for.
enum Waiting: Equatable {
  case store(Event, After)
  case action(ActionDraft)
  case rescue
  case report
  case editor
}

/// What to say and do when something is stored.
enum After: Equatable {
  /// An answer: what is shown of it, and how it was read.
  case answered(CellRef, shown: String, typed: TypedAnswer?)
  /// A row of cells; words behind a cell became its note.
  case row(question: Int, row: String, hasNote: Bool = false)
  /// Several rows, each with one word of a line.
  case ratedRows(question: Int, column: Int, rows: [String])
  case endedTable(question: Int)
  case removedRow(String)
  case pastedRows(question: Int, count: Int)
  case movedRow(String)
  case noted
  case parked
  case undone
  case redone
  case people
  case triedGate(Int)
  case overrode(Int)
  case replied
  case putOff
  case finished
  case reopened
}
