/// Splits a row typed on one line: `Invoices; finance; 6`. A semicolon inside a cell is written `\;`.
enum RowLine {
  /// The cells, trimmed; empty ones stay, except an empty one at the very end.
  static func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in line {
      if isEscaped {
        cell += character == ";" ? ";" : "\\" + String(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == ";" {
        cells.append(cell.trimmed)
        cell = ""
      } else {
        cell.append(character)
      }
    }
    if isEscaped { cell += "\\" }
    if !cell.trimmed.isEmpty || cells.isEmpty { cells.append(cell.trimmed) }
    return cells
  }

  /// Whether a semicolon at the very end says that the rest of the row stays blank.
  static func isEnded(_ line: String) -> Bool {
    let text = line.trimmed
    return text.hasSuffix(";") && !text.hasSuffix("\\;")
  }

  /// The cells of a row that has so many left. A semicolon at the very end ends the row: what is left stays blank.
  static func cells(_ line: String, of count: Int) -> [String] {
    let cells = cells(line)
    guard isEnded(line), cells.count < count else { return cells }
    return cells + Array(repeating: "", count: count - cells.count)
  }

  /// The lines of a text that was pasted, without the signs of a list before them.
  static func pastedLines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { line in
      let plain = line.trimmed
      let isItem = ["- ", "* ", "• ", "– "].contains { plain.hasPrefix($0) }
      return isItem ? String(plain.dropFirst(2)).trimmed : plain
    }.filter { !$0.isEmpty }
  }

  /// The cells of a pasted line: from a spreadsheet they come with tabs between them, which arrive as four spaces.
  static func pastedCells(_ line: String) -> [String] {
    guard !line.contains(";") else { return cells(line) }
    let spaced = line.map { $0 == "\t" ? "    " : String($0) }.joined()
    return spaced.split(separator: "    ").map(\.trimmed)
  }

  /// `start: look at numbers`, `stop - copying`, `keep, lunch`: a short word, a sign, and the rest.
  static func wordAndRest(_ line: String) -> [String]? {
    for sign in [":", " - ", " – ", ","] {
      let parts = line.split(separator: sign, maxSplits: 1).map(\.trimmed)
      if parts.count == 2, !parts.contains("") { return parts }
    }
    return nil
  }

  /// The line that gives these cells back.
  static func line(_ cells: [String]) -> String {
    cells.map { $0.split(separator: ";", omittingEmptySubsequences: false).joined(separator: "\\;") }
      .joined(separator: "; ")
  }
}
