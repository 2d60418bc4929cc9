import Playbooks

extension CoverageSearch {
  /// What a playbook's own test answers, where that comes through one of these branches; it begins with the test's
  /// background.
  public func scenario(from test: PlaybookTest, for open: [CoverageGoal]) -> Scenario? {
    guard ["on", "session", "answer", "topic", "minutes"].allSatisfy({ test.inputs[$0] == nil }) else { return nil }
    let session = test.played(on: playbook).session
    let reached = session.covered
    let goals = open.filter(reached.contains)
    guard let first = goals.first else { return nil }
    var scenario = Scenario(choices(in: session), first)
    for goal in goals.dropFirst() { scenario.add([], goal) }
    return scenario
  }

  /// What was answered in a session, as a search would have answered it.
  private func choices(in session: Session) -> [Found.Choice] {
    var found: [Found.Choice] = []
    func add(_ place: OpenPlace, _ name: String, _ content: Trying.Content) {
      found.append(Found.Choice(place: name, value: "", at: place, content: content))
    }
    for question in playbook.questions {
      if let answer = session.book.answers[question.index], answer.state != .value(.rows) {
        add(.question(question.index), question.name, .answer(answer))
      }
      guard let table = session.book.tables[question.index] else { continue }
      let added = table.rows.filter { $0.isAdded && !$0.isRemoved }
      add(.question(question.index), question.name, .rows(added.count))
      for row in table.rows where !row.isRemoved {
        for (column, answer) in row.cells.sorted(by: { $0.key < $1.key }) {
          guard let column = question.table?.columns[column] else { continue }
          let cell = CellRef(question.name, row: row.id.isEmpty ? nil : row.id, column: column.name)
          add(.cell(cell, question.index), "\(cell)", .answer(answer))
        }
      }
    }
    return found
  }
}
