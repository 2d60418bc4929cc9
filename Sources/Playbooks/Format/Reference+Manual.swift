/// The keys of playbooks as sections of sounding-playbook(5), from the parser's own tables, in man(7) markup.
public func playbookManualKeys() -> String {
  var text = ""
  for table in KeyTables.all {
    text += ".SS \(manual(table.what.prefix(1).uppercased() + table.what.dropFirst()))\n"
    for key in table.keys {
      let mark = table.required.contains(key.name) ? " (has to be there)" : ""
      text += ".TP\n.B \(manual(key.name))\n"
      text += manual("\(sentence(key.about)) Written as \(key.shape.inWords)\(mark).") + "\n"
    }
  }
  return text
}

private func sentence(_ text: String) -> String {
  let body = text.prefix(1).uppercased() + text.dropFirst()
  return body.hasSuffix(".") ? body : body + "."
}

/// Hyphens and backslashes as man(7) wants them, and no line that begins with a control character. Marks of code go.
private func manual(_ text: String) -> String {
  let body = text.reduce(into: "") { result, character in
    switch character {
    case "-": result += "\\-"
    case "\\": result += "\\e"
    case "`": break
    default: result.append(character)
    }
  }
  return body.hasPrefix(".") || body.hasPrefix("'") ? "\\&" + body : body
}
