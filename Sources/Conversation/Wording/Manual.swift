/// The part of the manual page that lists the commands of the conversation, in man(7) markup.
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

  /// Hyphens and backslashes as man wants them; no line begins with a control character.
  private static func escaped(_ text: String) -> String {
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
