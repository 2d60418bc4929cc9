/// `docs/playbook-reference.md`: every key of the format, from the parser's own tables.
public func playbookReference() -> String {
  var lines = [
    "# The keys of playbooks", "",
    "Made from the parser's tables; a test keeps them the same. Keys marked * have to be there.", "",
  ]
  for table in KeyTables.all {
    lines += ["## \(table.what)", "", "| Key | Written as | Meaning |", "|---|---|---|"]
    for key in table.keys {
      let mark = table.required.contains(key.name) ? " *" : ""
      lines.append("| `\(key.name)`\(mark) | \(cell(key.shape.inWords)) | \(cell(key.about)) |")
    }
    lines.append("")
  }
  return lines.joined(separator: "\n")
}

/// Bars would end a cell of a table.
private func cell(_ text: String) -> String {
  text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
}

extension Shape {
  /// How a value is written, for people.
  var inWords: String {
    switch self {
    case .text: "text"
    case .name: "name"
    case .wording: "wording with `{...}`"
    case .cel: "expression"
    case .condition: "condition, or a list of them"
    case .flag: "`true` or `false`"
    case .whole: "whole number"
    case .number: "number"
    case .range: "`2` or `1..7`"
    case .names: "names"
    case .texts: "text or texts"
    case .letters: "letters"
    case .word(let words): "one of " + words.map { "`\($0)`" }.joined(separator: " ")
    case .map(let table): table
    case .maps(let table): "list of: \(table)"
    case .open(let inner): "map of: \(inner.inWords)"
    case .list(let inner): "list of: \(inner.inWords)"
    case .either(let shapes): shapes.map(\.inWords).joined(separator: ", or ")
    case .anything: "as it comes"
    }
  }
}
