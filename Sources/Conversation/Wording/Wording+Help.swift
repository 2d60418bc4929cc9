import Text

/// Help for commands.
extension Wording {
  /// The screen of `/help`: at most 22 lines with the state above it.
  public static func helpScreen(state: String, columns: Int) -> [String] {
    var lines = wrapped(state, width: columns)
    lines += wrapped(
      "Type your answer and press Enter. ? explains the question, - leaves it for later.", width: columns)
    lines.append("")
    for group in CommandGroup.allCases {
      let usages = group.commands.map { CommandTable.entry($0).shortUsage }
      let label = padded(group.rawValue, to: 12)
      lines += wrapped(label + usages.joined(separator: "  "), width: columns - 2, indent: 12).map { "  " + $0 }
    }
    lines.append("")
    lines += wrapped("/help COMMAND says more, for example /help back. Topics: \(HelpTopic.names).", width: columns)
    return lines
  }

  /// `/help back`: how to write it, two sentences, an example, and what goes with it.
  public static func help(_ entry: CommandEntry, columns: Int) -> [String] {
    var lines = [entry.usage] + wrapped(entry.details, width: columns)
    lines += wrapped("Example: \(entry.example)", width: columns)
    if !entry.related.isEmpty {
      lines += wrapped("See also: \(entry.related.map { "/" + $0.rawValue }.joined(separator: " "))", width: columns)
    }
    return lines
  }

  /// For a word after `/help` that is neither a command nor a topic.
  public static func noHelp(_ word: String) -> String {
    "No help for \(quoted(word)). /help lists all commands; topics: \(HelpTopic.names)."
  }

  public static func unknownCommand(_ word: String, nearest: CommandName?) -> String {
    let hint = nearest.map { " Did you mean /\($0.rawValue)?" } ?? ""
    return "Unknown command /\(word).\(hint) (/help lists all)"
  }

  public static func ambiguousCommand(_ word: String, _ names: [CommandName]) -> String {
    "/\(word) could be \(joined(names.map { "/" + $0.rawValue }, last: "or")). Type a little more."
  }
}

extension CommandEntry {
  /// For the screen of all commands: the usage where it is short, else the bare word.
  var shortUsage: String {
    usage.count <= 14 ? usage.map { $0 == " " ? "\u{A0}" : String($0) }.joined() : "/" + name.rawValue
  }
}
