import CEL
import Playbooks

extension Session {
  /// Every row id that a table question ever had, removed rows too: none is used again.
  public func rowIDsEverGiven(ofQuestion index: Int) -> [String] {
    let typed = book.tables[index]?.rows.map(\.id) ?? []
    let drafted = book.tables[index].map { Array($0.draftIDs.values) } ?? []
    return typed + drafted + (core.tables[index]?.rows.map(\.id) ?? [])
  }

  /// Rows that somebody added to a table question, removed ones too, and when (UTC; empty where that isn't known).
  public func rowsAdded(toQuestion index: Int) -> [(id: String, time: String)] {
    let added = book.tables[index]?.rows.filter(\.isAdded).map(\.id) ?? []
    guard !added.isEmpty else { return [] }
    let name = playbook.questions[index].name
    var times: [String: String] = [:]
    for item in log.history where item.cell.question == name {
      guard let row = item.cell.row, times[row] == nil else { continue }
      times[row] = item.time
    }
    return added.map { ($0, times[$0] ?? "") }
  }

  /// Rows that rules draft into a register; those with a gate are there once it lets people through.
  public func registerDrafts(_ name: String) -> [(id: String, cells: [Datum.Member])] {
    var found: [(id: String, cells: [Datum.Member])] = []
    for rule in playbook.rules {
      for effect in rule.effects {
        guard case .draftRegister(name, let cells, let at) = effect else { continue }
        if let at, gate(at)?.isPassable != true { continue }
        for activation in core.activations[rule.index] { found.append(drafted(rule, activation, cells)) }
      }
    }
    return found
  }

  /// The row's own id, if the draft names one (`id`), else the rule and its row.
  private func drafted(
    _ rule: Rule, _ activation: Activation, _ cells: [(column: String, value: CellSource)]
  ) -> (id: String, cells: [Datum.Member]) {
    var members = cells.map { cell in
      switch cell.value {
      case .wording(let template): Datum.Member(cell.column, .string(core.render(template, activation.locals)))
      case .value(let program): Datum.Member(cell.column, Datum(core.evaluate(program, activation.locals)))
      }
    }
    var id = "\(rule.id)" + (activation.row.map { "-\($0)" } ?? "")
    if let index = members.firstIndex(where: { $0.name == "id" }), case .string(let text) = members[index].value {
      id = text
      members.remove(at: index)
    }
    return (id, members)
  }
}
