import Playbooks
import Sessions

/// Rows by what people call them: their id, or the name that is shown.
extension Conversation {
  /// `B2` or `B2.goal`.
  func row(withID word: String) -> CellRef? {
    let parts = word.split(separator: ".", maxSplits: 1).map(String.init)
    guard let id = parts.first else { return nil }
    let here = focus.question.map { [playbook.questions[$0]] } ?? []
    for question in here + playbook.questions {
      guard let spec = question.table else { continue }
      for row in session.rows(ofQuestion: question.index)
      where row.id.lowercased() == id.lowercased() && !row.id.isEmpty {
        let column = parts.count == 2 ? spec.columns.first { $0.name == parts[1] || $0.name.hasPrefix(parts[1]) } : nil
        if parts.count == 2, column == nil { return nil }
        return CellRef(question.name, row: row.id, column: column?.name)
      }
    }
    return nil
  }

  /// `Data skills`, `Report bot`: the name that is shown, whole; of the table that is asked a beginning will do, for the
  /// screen speaks of its rows.
  func row(called word: String) -> CellRef? {
    let here = focus.question.map { namedRows(of: playbook.questions[$0]) } ?? []
    return whole(word, here) ?? only(word, here) ?? whole(word, playbook.questions.flatMap(namedRows))
  }

  /// The row of any table whose name begins so.
  func row(beginning word: String) -> CellRef? { only(word, playbook.questions.flatMap(namedRows)) }

  private typealias NamedRow = (name: String, cell: CellRef)

  private func whole(_ word: String, _ rows: [NamedRow]) -> CellRef? {
    let wanted = ChoiceReader.folded(word)
    return rows.first { $0.name == wanted || named($0) == wanted }?.cell
  }

  /// `c1 report bot`, as a row stands in a table.
  private func named(_ row: NamedRow) -> String { ChoiceReader.folded(row.cell.row ?? "") + " " + row.name }

  /// The same thing may be a row of several tables, a candidate and the page about it: then it is the first of these.
  private func only(_ word: String, _ rows: [NamedRow]) -> CellRef? {
    let wanted = ChoiceReader.folded(word)
    guard !wanted.isEmpty else { return nil }
    let begun = rows.filter { $0.name.hasPrefix(wanted) || named($0).hasPrefix(wanted) }
    return Set(begun.map(\.name)).count == 1 ? begun.first?.cell : nil
  }

  private func namedRows(of question: Question) -> [NamedRow] {
    guard question.table != nil, session.relevance(ofQuestion: question.index) == .yes else { return [] }
    return session.rows(ofQuestion: question.index).compactMap { row in
      let name = session.source(of: row) ?? session.shortText(of: row.record)
      let folded = ChoiceReader.folded(name)
      return folded.isEmpty || row.id.isEmpty ? nil : (folded, CellRef(question.name, row: row.id))
    }
  }
}
