import Playbooks
import Sessions

/// What commands say.
extension Wording {
  static func state(_ label: String, title: String, left: Int) -> String {
    "\(title), \(label), about \(counted(left, "question")) left. Everything is saved as you go."
  }
  static func stateAtEnd(_ title: String) -> String { "\(title). Everything is saved as you go." }

  static let atTheStart = "This is the first question."
  static let whichQuestion = "Which question?"
  static let goHint = "Type a number, a name or words of it: /go Q7. /list shows them all."
  static func noQuestion(_ text: String) -> String { "No question is called \(quoted(text))." }
  static func severalPlaces(_ names: [String]) -> String { "That could be \(joined(names, last: "or"))." }
  static func doesNotApplyNow(_ name: String) -> String { "\(name) doesn't apply at present." }
  static func whyNotHint(_ name: String) -> String { "/why not \(name) says why." }
  static let fastOn = "Only what is needed from here on. /fast again asks everything."
  static let fastOff = "Everything is asked again."
  static let nothingToSkip = "There is no question to leave out here."
  static let nothingOpen = "Nothing is open."
  static let findWhat = "Find what?"
  static let findHint = "Type words: /find month-end"
  static func notFound(_ text: String) -> String { "\(quoted(text)) is in no question and no answer." }

  static func stateSign(_ state: QuestionState) -> String {
    switch state {
    case .answered: "✓"
    case .declined: "?"
    case .notApplicable: "–"
    case .skipped: "…"
    case .unasked, .inactive: "·"
    }
  }

  static func stateWord(_ state: QuestionState) -> String {
    switch state {
    case .answered: "Answered"
    case .declined: "Don't know"
    case .notApplicable: "Doesn't apply"
    case .skipped: "For later"
    case .unasked: "Open"
    case .inactive: "Inactive"
    }
  }

  static func progress(answered: Int, left: ClosedRange<Int>) -> String {
    let rest: String
    if left.upperBound == 0 {
      rest = "none open"
    } else if left.lowerBound == left.upperBound {
      rest = "\(left.lowerBound) open"
    } else {
      rest = "\(left.lowerBound) to \(left.upperBound) open"
    }
    return "\(counted(answered, "question")) answered, \(rest)."
  }

  static let adviceTitle = "What would help"
  static let findingsTitle = "What stands out"
  static let parkedTitle = "Parked"
  static func moreFindings(_ count: Int) -> String { "… and \(count) more: /status" }
  static func andMore(_ count: Int) -> String { "… and \(count) more" }

  // MARK: What would change

  static func versionNow(_ version: String) -> String { "Version \(version) of the playbook" }
  static let changesVerdict = "This changes a verdict."
  static func becomesInactive(_ count: Int) -> String {
    count == 1
      ? "1 answer becomes inactive: it is kept, but doesn't count."
      : "\(count) answers become inactive: they are kept, but don't count."
  }
  static let goOnAnyway = "Change it all the same? y/n"
  static let nothingChanged = "Nothing was changed."
  static let yesOrNo = "Type y or n."
  static let ifHow = "Which question, which answer?"
  static let ifHint = "Type a question, =, and an answer: /if sponsor = no"
  static let ifTable = "Whole tables can't be tried out."
  static func ifTitle(_ place: String, _ shown: String) -> String { "If \(place) were: \(shown)" }
  static let nothingElseChanges = "Nothing else would change."
  static let nothingSaved = "Nothing was saved."
  static func notUnderstood(_ problem: String) -> String { "Not tried: " + problem.dropFirst("Not saved: ".count) }
  static func asked(_ name: String) -> String { "+ asked: \(name)" }
  static func notAskedAnyMore(_ name: String) -> String { "- not asked any more: \(name)" }
  static func inactiveNow(_ count: Int) -> String { "- \(counted(count, "answer")) would not count" }
  static func activeAgain(_ count: Int) -> String { "+ \(counted(count, "answer")) would count again" }
  static func comes(_ severity: Severity, _ id: String, _ text: String) -> String {
    "+ \(severity.rawValue) \(id): \(text)"
  }
  /// A conclusion that was drawn no longer holds, and why.
  static func retracted(_ id: String, _ text: String, _ reason: String) -> String {
    // A long reason is for those who ask.
    let isShort = !reason.isEmpty && reason.count <= 80
    return "No longer: \(text) (" + (isShort ? "\(id): \(reason))" : "/why not \(id))")
  }
  static let reasonHint = "This came after a gate was passed. /keep and a few words say why it was changed."
  static func goes(_ id: String, _ text: String) -> String { "- gone \(id): \(text)" }
  static func valueChange(_ name: String, _ from: String, _ to: String) -> String {
    "\(name): \(from.isEmpty ? "-" : from) -> \(to.isEmpty ? "-" : to)"
  }

  // MARK: History

  static func noHistory(_ place: String) -> String { "\(place) has no answers yet." }
  static let takenBack = "taken back"
  static let complete = "complete"
  static let openAgain = "open again"
  static func historyLine(_ time: String, _ place: String, _ shown: String, _ reason: String?) -> String {
    let at = time.isEmpty ? "" : "\(time.prefix(10)) \(time.dropFirst(11).prefix(5))  "
    return at + "\(place): \(shown.isEmpty ? leftBlank : shown)" + (reason.map { " (\($0))" } ?? "")
  }
  static let noInactive = "All answers count."
  static func inactiveTitle(_ count: Int) -> String { "\(counted(count, "answer")) kept, not counted:" }
  static func inactiveLine(_ place: String, _ shown: String, _ reason: String) -> String {
    "\(place): \(shown)" + (reason.isEmpty ? "" : "  (\(reason))")
  }
  static func waitToBeConfirmed(_ names: [String]) -> String {
    "\(names.count == 1 ? "1 answer counts once it is" : "\(names.count) answers count once they are") confirmed: "
      + names.joined(separator: "; ") + "."
  }

  // MARK: Writing

  static let noteWhat = "A note about what?"
  static let noteHint = "Type it after the command, at a question: /note numbers from the controller"
  static let nothingToNote = "There is no question here."
  static let nothingParked = "Nothing is parked. /park and a thought keeps it for later."
  static let actionWhat = "Who does what by when?"
  static let actionHint = "For example: /action Show the file to two users @Ana by 14 May"
  static func overdueHint(_ id: String) -> String { "/action \(id) done closes it, /action \(id) dropped gives it up." }
  static func actionAlone(_ id: String) -> String { "\(id) alone says nothing: an action needs words." }
  static func actionKept(_ draft: ActionDraft, _ id: String?, _ look: Look) -> String {
    if let id = draft.id { return saved("\(id): \(draft.status ?? "")", look) }
    let who = draft.owner.map { ", \($0)" } ?? ", no owner yet"
    let due = draft.due.flatMap { CalendarDay(iso: $0)?.spoken }.map { ", by \($0)" } ?? ", no day yet"
    return saved("Action\(id.map { " \($0)" } ?? ""): \(draft.text)\(who)\(due)", look)
  }
  static let keepWhat = "Why was it changed? Type the reason: /keep the controller counted again"
  static let nothingToKeep = "Nothing was changed yet."
  static func onOrOff(_ name: String) -> String { "Type /\(name) on or /\(name) off." }

  static func agendaLine(_ title: String, minutes: Int?, used: Int, open: Int, isHere: Bool, _ look: Look) -> String {
    let time = minutes.map { ", \(counted($0, "minute"))" + (used > 0 ? ", \(used) used" : "") } ?? ""
    let rest = open == 0 ? ", done" : ", \(counted(open, "question")) open"
    if look.isAccessible { return "\(isHere ? "Here: " : "")\(title)\(time)\(rest)" }
    return "\(isHere ? "›" : " ") \(title)\(time)\(rest)"
  }

  /// `12 of 45 minutes are gone; what is open is planned for 30.`
  static func schedule(_ schedule: Conversation.Schedule) -> String {
    let over = schedule.gone - schedule.planned
    let gone =
      over > 0
      ? "\(counted(schedule.gone, "minute")) gone, \(over) more than planned"
      : "\(schedule.gone) of \(counted(schedule.planned, "minute")) gone"
    return "\(gone); what is open takes about \(schedule.left)."
  }

  static func late(_ minutes: Int, drops: [String]) -> String {
    // Titles may have commas of their own.
    let list = drops.contains { $0.contains(",") } ? drops.joined(separator: "; ") : joined(drops)
    let advice = drops.isEmpty ? "" : " Could be left out: \(list)."
    return "\(counted(minutes, "minute")) short.\(advice) /fast asks only what is needed."
  }

  /// Under `/fast`, where nothing more can be left out.
  static func lateAndFast(_ minutes: Int) -> String {
    "\(counted(minutes, "minute")) short, though only what is needed is asked."
  }

  static let noTable = "There is no table here."
  static let noRows = "No rows yet."
  static let whichRow = "Which row?"
  static func noRow(_ text: String) -> String { "There is no row \(quoted(text))." }
  static func rowHint(_ example: String) -> String { "Name it as it is shown: \(example)" }
  static let whereTo = "To which place? Counted from 1."

  // MARK: Settings

  static func settings(_ settings: Settings, isBlind: Bool) -> String {
    let flags = [("accessible", settings.isAccessible), ("ascii", settings.isASCII), ("blind", isBlind)]
    return flags.map { "\($0) \($1 ? "on" : "off")" }.joined(separator: ", ")
      + ", hints \(settings.hints.mode.rawValue), width \(settings.columns)"
  }
  static func unknownSetting(_ key: String) -> String { "There is no setting \(quoted(key)), or its value is missing." }
  static let settingHint =
    "Keys: \(Setting.allCases.map(\.rawValue).joined(separator: ", ")). Example: /set accessible on"
  static func settingValue(_ setting: Setting, _ value: String) -> String {
    "\(setting.rawValue) can't be \(quoted(value)). It takes \(values(of: setting))."
  }
  static func values(of setting: Setting) -> String {
    switch setting {
    case .accessible, .ascii, .bell, .blind, .notify: "on or off"
    case .hints: "on, off or fading"
    case .color: "auto, always or never"
    case .theme: "default or safe"
    case .editor: "emacs or vi"
    case .width: "a number from 24 to 500"
    }
  }

  // MARK: What Tab says

  static let whyNotOffer = "what keeps something away"
  static let topicOffer = "a page about it"
  static let nothingElse = "only what is open"
  static func settingNow(_ setting: Setting, _ value: String) -> String { "\(setting.rawValue) is now \(value)." }

  // MARK: Reports and the timer

  static func reportWritten(_ path: String) -> String { "Report written: \(path)" }
  static func reportFailed(_ path: String?, _ reason: String) -> String {
    "Could not write \(path ?? "the report"): \(reason). The session itself is saved."
  }
  static let reportFailedHint = "Try another place: /report html /tmp/r.html"
  static func reportWord(_ word: String) -> String {
    "\(quoted(word)) is neither a format, nor an audience, nor a file."
  }
  static let reportHint = "For example: /report html team notes.html"
  static func timerLeft(_ seconds: Int) -> String { "\(duration(seconds)) left." }
  static let noTimer = "No timer is running. /timer 5m starts one."
  static let timerOff = "The timer is off."
  static func timerStarted(_ seconds: Int) -> String { "\(duration(seconds)), from now." }
  static let oneMinuteLeft = "One minute left."
  static let timeIsUp = "Time is up."
  static func timerNotUnderstood(_ word: String) -> String { "\(quoted(word)) is not a length of time." }
  static let timerHint = "Type minutes: /timer 5m, or /timer off."

  static func duration(_ seconds: Int) -> String {
    seconds < 60 || seconds % 60 != 0 && seconds < 120 ? counted(seconds, "second") : counted(seconds / 60, "minute")
  }
}
