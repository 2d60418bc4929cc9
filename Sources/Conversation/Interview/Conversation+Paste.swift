import Playbooks
import Sessions
import Text

/// Rows that are pasted together: cards from a wall, a list from a mail, cells from a spreadsheet.
extension Conversation {
  /// All of them are taken, or none. One paste is one answer, and one step of undo. False where it is one text.
  mutating func pasteRows(_ index: Int, _ spec: TableSpec, _ text: String) -> Bool {
    let lines = RowLine.pastedLines(text)
    guard lines.count > 1, let rows = rows(ofPasted: lines, spec) else { return false }
    let columns = columnsNow(spec)
    let hint = Wording.pastedLineHint(columns.map { sanitizedLine($0.title) })
    var commands: [Command] = []
    for (place, cells) in rows.enumerated() {
      let line = sanitizedLine(lines[place]).onOneLine
      if cells.count == 1, isChoice(spec.columns[0]) {
        refuse(Wording.pastedLine(place + 1, line), hint)
        return true
      }
      if cells.count > columns.count {
        refuse(Wording.pastedParts(place + 1, line, cells.count), hint + " " + Wording.semicolonInside)
        return true
      }
      guard let entries = entries(spec, cells) else { return true }
      // What stands in no column is blank: nobody is asked about each cell of a list that was pasted.
      let left = columns.filter { column in
        !column.isRequired && !entries.contains { $0.column == column.name }
      }.map { CellEntry($0.name, Answer(.skipped)) }
      commands.append(.addRow(question: playbook.questions[index].name, cells: entries + left))
    }
    wish(adding(to: index, commands), .pastedRows(question: index, count: commands.count))
    return true
  }

  /// nil where the lines are one text. In a list of short texts each line is a row; in a table one of them has cells.
  private func rows(ofPasted lines: [String], _ spec: TableSpec) -> [[String]]? {
    if spec.columns.count == 1 {
      if case .text = spec.columns[0].kind { return lines.map { [$0] } }
      return nil
    }
    let rows = lines.map { cells(ofPasted: $0, spec) }
    return rows.contains { $0.count > 1 } ? rows : nil
  }

  /// Semicolons or tabs between the cells; else a choice that the line begins with, and the rest.
  private func cells(ofPasted line: String, _ spec: TableSpec) -> [String] {
    let cells = RowLine.pastedCells(line)
    guard cells.count == 1, isChoice(spec.columns[0]), let parts = RowLine.wordAndRest(line),
      case .answer = read(parts[0], spec.columns[0])
    else { return cells }
    return parts
  }

  private func isChoice(_ column: Column) -> Bool {
    if case .choice = column.kind { return true }
    return false
  }
}
