import Playbooks
import Sessions

/// Several rows rated on one line: `4 2 3 dk 2`, or `42352` where that is no answer to one row.
extension Conversation {
  /// One word for each row that is still open, this one first; false where the line is something else. A line of such
  /// words that are too few or too many is refused: it would be a rating with a strange remark.
  mutating func rateRows(_ index: Int, _ row: String, _ column: Column, _ line: String) -> Bool {
    let typed = line.split { $0.isWhitespace || $0 == "," }.map(String.init)
    let words = digits(typed, column) ?? typed
    guard words.count > 1, let spec = playbook.questions[index].table, ratedColumn(spec)?.index == column.index,
      words.allSatisfy(isPlace), headCount != words.count || !isScale(column)
    else { return false }
    let rows = openRows(index, from: row, column)
    guard rows.count > 1 else { return false }
    guard rows.count == words.count else {
      if typed.count == 1 { return false }
      refuse(Wording.ratingCount(words.count, rows: rows.count), Wording.ratingCountHint(rows.count))
      return true
    }
    var commands: [Command] = []
    for (row, word) in zip(rows, words) {
      let place = cell(index, row, column.index)
      switch read(word, column) {
      case .answer(let typed): commands.append(.answer(place, noted(typed.answer, place)))
      case .skip: commands.append(.answer(place, Answer(.skipped)))
      case .nothing, .help, .rejected: return false
      }
    }
    wish(ending(index, .many(commands)), .ratedRows(question: index, column: column.index, rows: rows))
    return true
  }

  /// The digits of a single word that answers no row by itself.
  private func digits(_ typed: [String], _ column: Column) -> [String]? {
    guard typed.count == 1, let word = typed.first,
      word.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      case .rejected = read(word, column)
    else { return nil }
    return word.map(String.init)
  }

  /// The one column of given rows that is asked and takes a number; nil in other tables.
  func ratedColumn(_ spec: TableSpec) -> Column? {
    let asked = spec.columns.filter { !isNote($0, spec) }
    guard asked.count == 1, case .fixed = spec.rows else { return nil }
    switch asked[0].kind {
    case .choice, .scale: return asked[0]
    default: return nil
    }
  }

  private func openRows(_ index: Int, from row: String, _ column: Column) -> [String] {
    session.rows(ofQuestion: index).map(\.id).drop { $0 != row }
      .filter { $0 == row || session.answer(cell(index, $0, column.index)) == nil }
  }

  private func isScale(_ column: Column) -> Bool {
    if case .scale = column.kind { return true }
    return false
  }

  /// A number, a letter, `dk` or `-`: nothing that could be the words of a remark.
  private func isPlace(_ word: String) -> Bool {
    word == "-" || word.lowercased() == "dk" || word.count == 1 && (word.first?.isLetter ?? false)
      || word.allSatisfy { $0.isASCII && $0.isNumber }
  }

  mutating func confirmRatings(_ index: Int, _ column: Int, _ rows: [String]) {
    guard let column = column_(index, column) else { return }
    let views = session.rows(ofQuestion: index).filter { rows.contains($0.id) }
    let parts = views.map { view in
      let value = shown(column, in: view, of: index)
      return Wording.rated(name(of: view, in: index), value.isEmpty ? Wording.forLater : value.onOneLine)
    }
    mark(.ok, Wording.saved(Wording.labelled(questionLabel(index), parts.joined(separator: "; "), look), look))
  }
}
