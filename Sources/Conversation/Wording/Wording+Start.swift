import Text

/// The first screen.
extension Wording {
  static func banner(_ version: String) -> String { "sounding \(version) — guided assessments and retrospectives" }
  static let promise = "Everything stays on this machine: no network, no account."

  static func chooseStart(_ count: Int, isAccessible: Bool) -> String {
    let numbers = count == 1 ? "Type 1" : count == 2 ? "Type 1 or 2" : "Type 1 to \(count)"
    return "\(numbers), or /help." + (isAccessible ? "" : " Screen reader? Type /set accessible on.")
  }

  static let tryIt = "Try it: 3 questions, about a minute, makes a sample report"
  static func startPlaybook(_ count: Int) -> String {
    "Start a playbook (\(count) \(count == 1 ? "is" : "are") installed)"
  }
  /// The last lines of the demo: start, go on, get help.
  static let afterDemo = [
    "Start a real one: sounding run quick-assessment",
    "More: sounding help, or /help in a conversation",
  ]
  static let demoGoes = "Enter leaves, and the three answers go; /keep keeps them. The report stays."
  static let demoStays = "Kept: sounding resume demo"
  static let lookAtExample = "Look at a finished example report"

  static func unfinished(_ session: StartFacts.Unfinished) -> String {
    "Resume \"\(sanitizedLine(session.title))\", \(session.answered) of \(session.total)"
      + (session.stopped.map { ", stopped \($0)" } ?? "")
  }

  static func nextStep(_ title: String, _ reason: String) -> String {
    "Next step: \(title)" + (reason.isEmpty ? "" : " (\(reason.trimmingSuffix { $0 == "." }))")
  }

  /// What comes next, once a session is finished: the playbook, the coach's line, and how to begin.
  public static func nextOnTheWay(_ title: String, _ reason: String, command: String) -> [String] {
    let line = sanitizedLine(reason)
    let title = sanitizedLine(title)
    let end = title.hasSuffix("?") ? "" : "."
    return ["Next: " + (line.isEmpty ? title : "\(title)\(end) \(line)"), "  \(command)"]
  }

  static func listed(_ playbook: StartFacts.Listed) -> String {
    let minutes =
      playbook.minutes.lowerBound == playbook.minutes.upperBound
      ? "\(playbook.minutes.lowerBound)" : "\(playbook.minutes.lowerBound) to \(playbook.minutes.upperBound)"
    let time = playbook.minutes.upperBound > 0 ? ", about \(minutes) minutes" : ""
    return "\(sanitizedLine(playbook.title))\(time) (\(playbook.name))"
  }

  static func overdue(_ count: Int) -> String {
    "\(count == 1 ? "One promise is" : "\(count) promises are") past the date. Look there first: sounding list actions"
  }

  static let pressAgainToLeave = "Press Ctrl-C again or type /quit to leave."
  static func onlyInSession(_ name: CommandName) -> String {
    "/\(name.rawValue) works inside a session. Type a number to start one."
  }
  static func noStart(_ count: Int) -> String { "Type a number from 1 to \(count), the name of a playbook, or /quit." }

  static func startHelp(columns: Int) -> [String] {
    let text = [
      "Type a number from the list, or the name of a playbook. Then questions come one by one; every answer is saved at once, and you can stop at any time.",
      "/help TOPIC explains more: \(HelpTopic.names). /help COMMAND explains a command, for example /help back. /quit leaves.",
    ]
    return text.flatMap { wrapped($0, width: columns) }
  }
}
