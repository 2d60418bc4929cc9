/// The parts of the manual page that stand in the program's own tables, in man(7) markup.
public enum Manual {
  public static var commands: String {
    var text = ".SH CONVERSATION\nA line that starts with a slash is a command; // begins an answer with a slash.\n"
    for group in CommandGroup.allCases {
      text += ".SS \(group.rawValue)\n"
      for name in group.commands {
        let entry = CommandTable.entry(name)
        text += ".TP\n.B \(escaped(entry.usage))\n\(escaped(entry.details))\n"
      }
    }
    return text
  }

  /// Pages of `/help TOPIC` as they are, each under its own heading.
  public static func topics(_ topics: [HelpTopic]) -> String {
    topics.map { ".SH \($0.rawValue.uppercased())\n" + literal($0.lines) }.joined()
  }

  /// Lines that keep their line ends.
  public static func literal(_ lines: [String]) -> String {
    ".nf\n" + lines.map { escaped($0) + "\n" }.joined() + ".fi\n"
  }

  /// Hyphens and backslashes as man wants them; no line begins with a control character.
  public static func escaped(_ text: some StringProtocol) -> String {
    let body = text.reduce(into: "") { result, character in
      switch character {
      case "-": result += "\\-"
      case "\\": result += "\\e"
      default: result.append(character)
      }
    }
    return body.hasPrefix(".") || body.hasPrefix("'") ? "\\&" + body : body
  }
}
