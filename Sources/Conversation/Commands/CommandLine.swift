import Diagnostics

/// A typed line, told apart: a command, or an answer.
public enum TypedLine: Equatable, Sendable {
  /// Everything that doesn't begin with a slash; `//text` is the answer `/text`.
  case answer(String)
  case command(CommandName, argument: String)
  /// A slash and a word that is no command.
  case unknown(String, nearest: CommandName?)
  /// A slash and a beginning that several commands share.
  case ambiguous(String, [CommandName])

  /// Longest command line that is read; longer ones are cut off.
  static let argumentCharactersMax = 4000

  public init(_ line: String) {
    let text = line.trimmed
    guard text.hasPrefix("/") else {
      self = .answer(line)
      return
    }
    if text.hasPrefix("//") {
      self = .answer(String(text.dropFirst()))
      return
    }
    let (first, rest) = text.dropFirst().firstWord
    let word = first.lowercased()
    let argument = String(rest.prefix(TypedLine.argumentCharactersMax))
    if word == "?" || word.isEmpty {
      self = .command(.help, argument: argument)
    } else if word == "what", argument.firstWord.0.lowercased() == "if" {
      self = .command(.ifThen, argument: argument.firstWord.1)
    } else if let (name, lead) = TypedLine.exact(word) {
      self = .command(name, argument: [lead, argument].filter { !$0.isEmpty }.joined(separator: " "))
    } else {
      let names = CommandName.allCases.filter { $0.rawValue.hasPrefix(word) }
      switch names.count {
      case 1: self = .command(names[0], argument: argument)
      case 0:
        let near =
          TypedLine.meant[word]
          ?? nearest(to: word, among: CommandName.allCases.map(\.rawValue)).flatMap(CommandName.init)
        self = .unknown(String(word.prefix(40)), nearest: near)
      default: self = .ambiguous(word, names)
      }
    }
  }

  /// Words of those who look for a command that has another name.
  private static let meant: [String: CommandName] = [
    "change": .go, "correct": .go, "jump": .go, "goto": .go, "whatif": .ifThen, "what-if": .ifThen, "suppose": .ifThen,
    "leave": .pause, "save": .pause,
  ]

  /// A command by its name or another of its names; `/whynot X` is `/why not X`.
  private static func exact(_ word: String) -> (CommandName, lead: String)? {
    if word == "whynot" || word == "why-not" { return (.why, "not") }
    if let name = CommandName(rawValue: word) { return (name, "") }
    return CommandTable.entries.first { $0.aliases.contains(word) }.map { ($0.name, "") }
  }

  /// Words that mean a command without a slash, where the answer is a choice or a rating.
  static func bareWord(_ line: String) -> CommandName? {
    let word = line.trimmed
    guard word.utf8.count <= bareWordBytesMax else { return nil }
    return switch word.lowercased() {
    case "help": .help
    case "back": .back
    case "skip": .skip
    case "why": .why
    case "next": .next
    case "quit", "exit", ":q", ":q!", ":wq": .quit
    default: nil
    }
  }

  /// No such word is longer, whatever letters of other scripts its lower case is made of.
  private static let bareWordBytesMax = 16

  /// Words of somebody who wants to be done, where they answer nothing.
  static func seeksTheEnd(_ word: String) -> Bool { ["finish", "done", "submit"].contains(word.trimmed.lowercased()) }

  /// Words of somebody who looks for the way out, where they answer nothing.
  static func seeksTheWayOut(_ line: String) -> Bool {
    ["q", "bye", "stop", "end"].contains(line.trimmed.lowercased())
  }
}

extension CommandTable {
  /// Whether a word without its slash is a command's name.
  static func isCommand(_ word: String) -> Bool {
    let word = word.lowercased()
    return CommandName(rawValue: word) != nil || entries.contains { $0.aliases.contains(word) }
  }

  /// What Tab offers after a slash.
  public static let completions: [Completion] = entries.map { Completion("/" + $0.name.rawValue, $0.summary) }
}
