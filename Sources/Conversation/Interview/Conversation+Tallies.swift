import Playbooks
import Sessions
import Text

/// Counts of votes or cards for the rows of a table.
extension Conversation {
  mutating func answerTally(_ index: Int, _ line: String) {
    let question = playbook.questions[index]
    let expected = expected(question: index)
    switch grammar(expected, mayDecline: question.mayDecline, mayNotApply: question.mayNotApply).read(line) {
    case .nothing:
      if let counts = countsSoFar(index), session.isDone(table: index) {
        mark(.ok, Wording.kept(counts, look))
        return advance()
      }
      keepOrRepeat(CellRef(question.name), question)
    case .help: explain()
    case .skip: skip(CellRef(question.name), reason: nil)
    case .rejected(let rejection): reject(rejection)
    case .answer(let typed):
      guard case .tally(let counts) = typed.content else { return keep(CellRef(question.name), question.kind, typed) }
      keepCounts(index, counts)
    }
  }

  /// `T1: 6, T2: 4`; nil while nothing is counted.
  func countsSoFar(_ index: Int) -> String? {
    guard let column = playbook.questions[index].table?.column(named: "count") else { return nil }
    let rows = session.rows(ofQuestion: index).filter { session.answer(cell(index, $0.id, column.index)) != nil }
    return rows.isEmpty
      ? nil : rows.map { "\($0.id): \(shown(column, in: $0, of: index))" }.joined(separator: ", ")
  }

  private mutating func keepCounts(_ index: Int, _ counts: [TypedAnswer.Count]) {
    let question = playbook.questions[index]
    if question.aggregates != nil {
      let kept = session.summary(of: counts.map { ($0.code, $0.count) }, for: question)
      let votes = counts.reduce(0) { $0 + $1.count }
      return wish(
        .answer(CellRef(question.name), .value(kept)),
        .answered(CellRef(question.name), shown: Wording.summaryKept(votes), typed: nil))
    }
    guard let column = question.table?.column(named: "count") else { return ask() }
    let rows = session.rows(ofQuestion: index).map(\.id)
    var commands: [Command] = rows.map { row in
      let count = counts.first { $0.code == row }?.count ?? 0
      return .answer(cell(index, row, column.index), .value(.int(Int64(count))))
    }
    commands.append(.endTable(question.name))
    let shown = counts.map { "\($0.code): \($0.count)" }.joined(separator: ", ")
    wish(.many(commands), .answered(CellRef(question.name), shown: shown, typed: nil))
  }
}
