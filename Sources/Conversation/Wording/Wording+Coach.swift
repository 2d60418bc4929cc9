import Playbooks
import Sessions

/// What is said about what was just answered, and at gates and the end.
extension Wording {
  static func kept(_ shown: String, _ look: Look) -> String { look.isAccessible ? "Kept: \(shown)." : "kept: \(shown)" }
  static let leftBlank = "left blank"
  static let noteKept = "Note"
  static func noteStays(_ note: String) -> String { "Your note stays: \(quoted(note))" }
  static func noteStaysHint(_ place: String) -> String { "To change the note: /go \(place), then /note and the words." }
  static func parkedKept(_ count: Int) -> String { count == 1 ? "Parked" : "Parked, \(count) in all" }
  static let reopened = "Open again"
  static let skippedHint = "It comes again at the end. /list open shows what is open."

  static func backTo(_ place: String, _ shown: String?) -> String {
    if let shown, [complete, openAgain].contains(shown) { return "\(place) is \(shown)" }
    return "\(place) is back to \(shown.map { $0.isEmpty ? blank : $0 } ?? "no answer")"
  }
  private static let blank = "blank"
  static let undone = "Taken back"
  static func reasonGone(_ gate: String) -> String { "Your reason at \(quoted(gate)) is taken back" }
  static func reasonBack(_ gate: String) -> String { "Your reason at \(quoted(gate)) stands again" }

  static func rowIsBack(_ row: String) -> String { "\(row) is back" }
  static func rowIsGone(_ row: String) -> String { "\(row) is gone" }
  static func rowsInOrder(_ rows: [String]) -> String { "The order is \(joined(rows, last: "and"))" }

  static func inColumn(_ column: String, _ problem: String) -> String {
    let prefix = "Not saved: "
    return problem.hasPrefix(prefix)
      ? "\(prefix)\(column): \(problem.dropFirst(prefix.count))" : "\(column): \(problem)"
  }

  // MARK: Findings

  static func finding(_ severity: Severity, _ text: String, more: Int) -> String {
    let rest = more > 0 ? "  (and \(more) more in /status)" : ""
    return "\(severityWord(severity)): \(text)\(rest)"
  }

  static let recommendationHint = "/status lists all advice; /action notes down who does what by when."
  static func goOnWith(_ place: String, isSection: Bool) -> String {
    isSection ? "/go \(place) goes there." : "Next could be: sounding run \(place)"
  }

  static func findingsHint(_ id: String) -> String { "/why \(id) shows what this rests on." }

  static func severityWord(_ severity: Severity) -> String {
    switch severity {
    case .info: "Good to know"
    case .watch: "Keep an eye on it"
    case .medium: "To fix soon"
    case .high: "Risky"
    }
  }

  static func findingText(_ id: String, _ row: String?, _ text: String) -> String {
    "\(text) (\(id)\(row.map { " \($0)" } ?? ""))"
  }

  static func noteFinding(_ id: String, _ row: String?, _ text: String, holds: Bool) -> String {
    let name = id + (row.map { " \($0)" } ?? "")
    return holds ? "\(name) now holds: \(text)" : "\(name) no longer holds"
  }

  static func noteProbe(_ question: String, _ reason: String) -> String { "\(question): \(reason)" }

  static func noteSection(_ title: String, minutes: Int?, _ schedule: Conversation.Schedule) -> String {
    let planned = minutes.map { ", \(counted($0, "minute")) planned" } ?? ""
    return "\(title)\(planned) — \(Wording.schedule(schedule))"
  }

  static func noteSpread(
    _ place: String, low: Int, _ lowest: [String], high: Int, _ highest: [String]
  ) -> String {
    let who = { (vote: Int, names: [String]) in names.isEmpty ? "the \(vote)" : "\(joined(names)) (\(vote))" }
    return "\(place): wide spread. Ask \(who(low, lowest)) and \(who(high, highest)) to explain first"
  }

  static func noteGate(_ name: String, _ from: String, _ to: String) -> String { "gate \(name): \(from) -> \(to)" }

  // MARK: Gates

  static let gateOpen = "Everything that is needed is there."
  static let gateOverridden = "Open, with your reason."
  static func gateOpenByTries(_ times: Int) -> String {
    "Not everything is there, but this was tried \(times == 1 ? "once" : times == 2 ? "twice" : "\(times) times"): go on with what you have."
  }
  static func isThatTheReason(_ text: String) -> String { "Go ahead without, and \(quoted(text)) is the reason? y/n" }
  static let reasonNotKept = "Not gone ahead; the reason isn't kept."
  static func points(_ count: Int) -> String { counted(count, "point") }
  static func gatePrompt(_ look: Look) -> String { look.isAccessible ? "Number or reason" : "number or why" }
  static func stillBlank(_ need: String, _ columns: [String]) -> String {
    "\(need) Still blank: \(columns.joined(separator: columns.contains { $0.contains(",") } ? "; " : ", "))."
  }
  static let hard = "(can't be skipped)"
  static let gateChoices =
    "Type a number to work on it, or a reason to go ahead without; - leaves it, /pause stops here."
  static let gateChoicesHard = "Type a number to work on it; - leaves it for now, /pause stops here."
  static func noSuchNeed(_ number: Int) -> String { "There is no line \(number)." }
  static let reasonTooShort = "A reason takes a few words."
  static let noQuestionBehind = "Nothing to ask there: it follows from other answers."

  static func gateLine(_ title: String, _ verdict: GateView.Verdict, missing: Int) -> String {
    switch verdict {
    case .open: "\(title): open"
    case .overridden: "\(title): open, with a reason"
    case .closed: "\(title): not yet, \(missing) missing"
    case .unknown: "\(title): not known yet"
    }
  }

  static let scoresTitle = "Scores and results"
  static func scoreLine(_ title: String, _ value: String) -> String { "\(title): \(value)" }
  static func scoreRange(_ low: String, _ high: String) -> String {
    low == high ? "\(low) so far" : "can still become \(low) to \(high)"
  }

  static func gateChange(_ title: String, _ from: GateView.Verdict, _ to: GateView.Verdict) -> String {
    "\"\(title)\" goes from \(verdict(from)) to \(verdict(to))."
  }

  private static func verdict(_ verdict: GateView.Verdict) -> String {
    switch verdict {
    case .open: "open"
    case .closed: "closed"
    case .unknown: "not known yet"
    case .overridden: "open with a reason"
    }
  }

  // MARK: The end

  static let allAsked = "That was the last question"
  static let finishQuestion = "Finish now? y/n  (/review shows all answers, /go changes one)"
  static let notFinishedYet = "It stays open. /review shows all answers, /go Q3 changes one, /pause stops for now."
  static let finishNotUnderstood = "Not saved: no question is open."
  static let isFinished = "This session is finished."
  static func afterInnerFinish(_ outer: String) -> String {
    "/review shows everything; Enter goes back to: \(outer)."
  }
  static let afterFinish = "/report html writes the report, /review shows everything; Enter leaves."
  static func stillOpen(_ labels: [String]) -> String {
    "Not finished: \(joined(labels)) \(labels.count == 1 ? "is" : "are") needed. A rough answer will do; /pause keeps it open."
  }

  // MARK: Votes and people

  static func peopleSet(_ count: Int, _ names: [String]) -> String {
    names.isEmpty
      ? counted(count, "person", "people") : "\(counted(count, "person", "people")): \(names.joined(separator: ", "))"
  }

  static func peopleNow(_ count: Int, _ names: [String]) -> String {
    count <= 1
      ? "One person answers. /people 5 or /people Ana Ben says how many you are." : peopleSet(count, names) + "."
  }

  static func tooManyPeople(_ most: Int) -> String { "Not saved: \(most) people at most." }
  static let noRating = "There is no rating to vote on yet."
  static let noVotes = "no votes yet"

  static func blind(_ isOn: Bool, people: Int) -> String {
    if !isOn { return "Votes are typed together on one line." }
    return people > 1
      ? "At a rating, votes are asked for one by one, unseen."
      : "Votes will be asked for one by one, unseen. Say first how many you are: /people 5"
  }

  static let blindRound =
    "One vote after the other, unseen: pass the keyboard on. x for no vote; /blind off ends the round."
  static func roundGoesOn(_ given: Int, of people: Int) -> String {
    "Not now: \(given) of \(people) have voted, unseen."
  }
  static let roundHint = "x for everybody who doesn't vote. /blind off ends the round and drops its votes."
  static func votesDropped(_ given: Int) -> String { "The round is not finished: \(counted(given, "vote")) not kept." }
  static func voteAgain(_ range: ClosedRange<Int>) -> String {
    "Type \(range.lowerBound) to \(range.upperBound), or x for no vote."
  }
  static func votesShown(_ votes: [Int?]) -> String {
    "Votes: " + votes.map { $0.map(String.init) ?? "x" }.joined(separator: " ")
  }
}
