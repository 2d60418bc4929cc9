import Text

/// Beginning, going on, tables, leaving.
extension Wording {
  static func accessibleOn(from source: String?) -> String {
    "Accessible mode: on" + (source.map { " (from \($0))." } ?? ".")
  }

  /// `45`, `20 to 30`.
  static func minutes(_ minutes: ClosedRange<Int>) -> String {
    minutes.lowerBound == minutes.upperBound
      ? "\(minutes.lowerBound)" : "\(minutes.lowerBound) to \(minutes.upperBound)"
  }

  static let theEnd = "the end"
  static let earlierToday = "earlier today"
  static let yesterday = "yesterday"

  static let beginHint =
    "? explains a question, - leaves it for later, /back goes back, /help lists the commands."

  static func rowsInvited(_ range: ClosedRange<Int>, limit: Int, isList: Bool) -> String {
    let what = isList ? "line" : "row"
    let count: String
    if range.upperBound >= limit {
      count = "One \(what) at a time"
    } else if range.lowerBound == range.upperBound {
      count = counted(range.upperBound, what)
    } else {
      count =
        range.lowerBound == 0
        ? "Up to \(counted(range.upperBound, what))" : "\(range.lowerBound) to \(counted(range.upperBound, what))"
    }
    return "\(count); an empty line ends the \(isList ? "list" : "table")."
  }

  static func oneLine(_ columns: [String]) -> String {
    "Cell by cell, or a row on one line: \(columns.joined(separator: "; "))"
  }

  static func fixedRows(_ count: Int, hasNote: Bool, isRated: Bool) -> String {
    "\(counted(count, "row")), one after the other" + (isRated ? ", or all on one line: 3 2 4 …" : ".")
      + (hasNote ? " A remark may follow: 2 one person only" : "")
  }

  /// The choices of a column, where they don't stand on the screen.
  static func columnTakes(_ choices: [String]) -> String { "It takes \(joined(choices, last: "or"))." }
  static func columnTakes(_ title: String, _ choices: [String]) -> String {
    "\(title): \(joined(choices, last: "or"))."
  }
  static let rowEndHint = "A semicolon at the very end leaves the rest of a row blank."
  static let oneTextHint =
    "Kept as one text. A whole row on one line is typed at its first cell; /undo takes this back."

  static func pastedLine(_ number: Int, _ line: String) -> String {
    "Not saved: of line \(number), \(quoted(shortened(line, to: 40))), it isn't clear where it belongs."
  }
  static func pastedParts(_ number: Int, _ line: String, _ count: Int) -> String {
    "Not saved: line \(number), \(quoted(shortened(line, to: 40))), has \(count) parts."
  }
  static let semicolonInside = "Write a semicolon inside a text as \\; ."
  static func pastedLineHint(_ columns: [String]) -> String {
    "Each line is a row: \(columns.joined(separator: "; ")). All are taken, or none."
  }
  static let oneRowAtATime = "Several lines at once are one answer. Send one row at a time."
  static func cellsLeft(_ columns: [String]) -> String { "Left: \(columns.joined(separator: "; "))." }

  static func noRowKnown(isList: Bool) -> String {
    "Not saved: \"don't know\" is no \(isList ? "line of a list" : "row of a table")."
  }
  static let oneRowNeeded = "A rough one will do; - leaves it for later."
  static let goOnWithoutRows = "An empty line goes on without; - leaves it for later."
  static let goOnWithRows = "An empty line goes on with what is there."

  static func givenRows(_ count: Int) -> String { "\(counted(count, "row")), one after the other." }

  /// Said when as many rows are there as are asked for, once more with the first one beyond, and when no more fit.
  static func rowsFull(_ count: Int, asked: Int, limit: Int) -> String? {
    let rows = "\(counted(count, "row")) now"
    if count >= limit { return "\(rows), and no more fit. Enter goes on." }
    if count == asked { return "\(rows), as many as are asked for. Enter goes on; one more is fine too." }
    return count == asked + 1 ? "\(rows), \(asked) are asked for. All are kept, up to \(limit); Enter goes on." : nil
  }

  static func rowsHint(_ row: String) -> String {
    "Enter on an empty line goes on. /rows shows all, /go \(row) changes one, /drop \(row) removes it."
  }

  static func runOffer(_ row: String, _ playbook: String, isDone: Bool) -> String {
    if isDone { return "\(row): the session of its own (\(playbook)) is done. Look at it again? y/n" }
    return "\(row): a short session of its own (\(playbook)). Start it now? y/n"
  }
  static let noRowsToRun = "Each row of an earlier table gets a session here, and there is no row yet."
  static let noRowsToRunHint = "/list shows what can be answered."
  static func isAbout(_ row: String) -> String { "this session is about \(row)" }
  static let isAboutHint = "Enter goes on. Each row has a session of its own."
  static func heading(_ title: String, _ about: String) -> String { about.isEmpty ? title : "\(title) · \(about)" }
  static func cameBack(_ row: String, _ outcome: String) -> String {
    outcome.isEmpty ? "\(row): done" : "\(row): \(outcome)"
  }
  static let rowsGiven = "Enter goes on. /go and the name of a row changes what stands in it."

  static func endTable(_ count: Int, _ range: ClosedRange<Int>) -> String {
    count == 0
      ? "Nothing here yet. Go on without? y/n"
      : "\(counted(count, "row")), \(range.lowerBound) are asked for. Go on all the same? y/n"
  }

  static let tableEnded = "That's all of them"
  static func blank(_ name: String) -> String { "\(name) left blank" }
  static func removed(_ row: String) -> String { "\(row) removed. /undo brings it back" }
  static func moved(_ row: String) -> String { "\(row) moved" }
  static func rowStays(_ row: String) -> String { "\(row) stays." }
  static func dropRow(_ row: String) -> String { "Remove \(row)? y/n" }

  static let pressAgainInRound =
    "Press Ctrl-C again or type /quit to leave. The votes of this round are not saved yet; all else is."
  static let pressAgain = "Press Ctrl-C again or type /quit to leave. Everything is saved."
  static let endComes = "The end comes by itself, when everything was asked."
  static let toTheEnd = "/fast asks only what is needed; /status shows what is missing."
  static let toLeave = "To leave, type /quit: everything so far is saved."
  static func left(session: String?, option: String) -> String {
    "Everything is saved. Go on any time with: sounding resume" + (session.map { " \($0)" } ?? "") + option
  }
  static func didYouMean(_ command: CommandName) -> String { "Did you mean /\(command.rawValue)? [y/N]" }
}
