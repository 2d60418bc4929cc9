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

  /// The line that gives these cells back.
  static func line(_ cells: [String]) -> String {
    cells.map { $0.split(separator: ";", omittingEmptySubsequences: false).joined(separator: "\\;") }
      .joined(separator: "; ")
  }
}
