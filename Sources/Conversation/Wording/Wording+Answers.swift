import Sessions

/// Answers put into words.
extension Wording {
  static let dontKnow = "don't know"
  static let doesNotApply = "doesn't apply"
  static let forLater = "left for later"
  static let none = "none"
  /// The coverage scale where a playbook has no wordings of its own.
  static let coverage = AnswerWords.coverage

  static func about(_ text: String) -> String { "about \(text)" }

  static func rowCount(_ count: Int) -> String { count == 0 ? "none" : counted(count, "row") }

  /// `median 3.5, range 2–5 (6 votes)`.
  static func votes(_ votes: Votes) -> String {
    let cast = votes.cast.count
    let range = votes.low == votes.high ? "all \(votes.low)" : "range \(votes.low)–\(votes.high)"
    return "median \(votes.medianShown), \(range) (\(counted(cast, "vote")))"
  }

  static func rated(_ row: String, _ value: String) -> String { "\(row): \(value)" }

  static func ratingCount(_ count: Int, rows: Int) -> String {
    "Not saved: \(counted(count, "answer")), but \(counted(rows, "row")) to go."
  }
  static func ratingCountHint(_ rows: Int) -> String { "Type one for this row, or \(rows) for all that are open." }

  /// Of a tally whose counts are thrown away.
  static func summaryKept(_ votes: Int) -> String { "\(counted(votes, "vote")); only the average is kept" }

  /// `Ask the 2 and the 5 to explain first.`
  static func wideSpread(_ votes: Votes) -> String {
    "Wide spread. Ask the \(votes.low) and the \(votes.high) to explain first.  /votes to change"
  }

  /// `Q3  4`, and in accessible mode `Q3: 4`.
  static func labelled(_ label: String, _ text: String, _ look: Look) -> String {
    label.isEmpty ? text : label + (look.isAccessible ? ": " : "  ") + text
  }

  static func saved(_ what: String, _ look: Look) -> String {
    look.isAccessible ? "\(what). Answer saved." : "\(what) — saved"
  }

  static let noteAdded = "note added"
  static let emptyHint = "Nothing was typed. - leaves the question for later, ? explains it."
  static let givenBackHint = "Your text is back on the line: change it, or Ctrl-U clears it."
  static let emptiedHint = "The line is empty again; Up brings your text back."
  static let changeThisOrBefore = "Change it, or /back to change what stands before it."
  static func readAs(_ value: String) -> String { "read as \(value)" }

  static func notStored(_ reason: String) -> String { "Not saved: \(reason)." }
  static func onlyRead(_ reason: String) -> String { "This session can only be read now: \(reason)." }
  static let cannotBeSaved = "this session can only be read now"
  static let onlyReadHint = "To look around: /review, /status, /why, /report html PATH. /rescue PATH writes a copy."
  static let notStoredHint = "Your text is back on the line; Enter tries again. All before it is safe."
  static func whatHelps(_ hint: String) -> String { hint.prefix(1).uppercased() + hint.dropFirst() + "." }
  static let nothingToRetry = "Nothing is waiting to be saved."
  static let rescueWhere = "Which file shall it be written to?"
  static let rescueExample = "Name a new file, best on another disk: /rescue /media/stick/session.jsonl"
  static func rescued(_ lines: Int, isWhole: Bool) -> String {
    "\(counted(lines, "line")) written and flushed" + (isWhole ? ", the one that couldn't be saved too:" : ":")
  }
  static let afterRescue = "It is a whole journal, and can take the place of this one. /quit leaves."
  static func notRescued(_ path: String, _ reason: String) -> String { "Not written: \(path): \(reason)." }
}
