/// The words after a slash. `CommandTable` says what each does.
public enum CommandName: String, CaseIterable, Sendable {
  case back, next, go, list, find, skip, na, rows, drop, move, fast
  case why, ifThen = "if", goal, status, scale, example, what, history, inactive
  case note, edit, undo, redo, park, action, keep
  case people, votes, blind, timer, agenda
  case review, report, export, pause, quit
  case help, set, retry, rescue
}

/// One command, as help, completion and the manual show it.
public struct CommandEntry: Sendable {
  public let name: CommandName
  public let aliases: [String]
  /// `[n]`, `QUESTION = ANSWER`; empty if it takes none.
  public let arguments: String
  /// What it does, in a few words without a full stop.
  public let summary: String
  /// Two sentences.
  public let details: String
  public let example: String
  public let related: [CommandName]

  /// `/go QUESTION`.
  public var usage: String { "/" + name.rawValue + (arguments.isEmpty ? "" : " " + arguments) }
}

/// How commands are grouped in help.
public enum CommandGroup: String, CaseIterable, Sendable {
  case move = "Move"
  case understand = "Understand"
  case write = "Write"
  case group = "Group"
  case finish = "Finish"
  case tool = "Tool"

  public var commands: [CommandName] {
    switch self {
    case .move: [.back, .next, .go, .list, .find, .skip, .na, .rows, .drop, .move, .fast]
    case .understand: [.why, .ifThen, .goal, .status, .scale, .example, .what, .history, .inactive]
    case .write: [.note, .edit, .undo, .redo, .park, .action, .keep]
    case .group: [.people, .votes, .blind, .timer, .agenda]
    case .finish: [.review, .report, .export, .pause, .quit]
    case .tool: [.help, .set, .retry, .rescue]
    }
  }
}
