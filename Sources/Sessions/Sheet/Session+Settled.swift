import CEL
import Playbooks

/// Tables when nobody is there to be asked.
extension Session {
  /// The events that settle tables after an answers file: drafted rows count as they stand, and a table whose required
  /// cells are blank is open again, so that it is named as missing and asked when somebody goes on.
  public func settled() -> [Event] {
    var trial = self
    var events: [Event] = []
    for question in playbook.questions {
      guard let command = trial.settling(question), let event = try? trial.decide(command) else { continue }
      trial.apply(event)
      events.append(event)
    }
    return events
  }

  private func settling(_ question: Question) -> Command? {
    guard let spec = question.kind.table, relevance(ofQuestion: question.index) == .yes else { return nil }
    if case .run = question.kind { return nil }
    let rows = rows(ofQuestion: question.index)
    let hasBlanks = rows.contains { row in
      nextColumn(ofQuestion: question.index, row: row.id).map { spec.columns[$0].isRequired } ?? false
    }
    if case .value(.rows) = answer(CellRef(question.name))?.state {
      return hasBlanks ? .reopenTable(question.name) : nil
    }
    guard case .free = spec.rows, isDrafted(question), answer(CellRef(question.name)) == nil, !hasBlanks else {
      return nil
    }
    // Nothing was drafted: where the question is always asked, a person has to say that there is nothing.
    return rows.isEmpty && question.isRequired && question.when == nil ? nil : .endTable(question.name)
  }

  private func isDrafted(_ question: Question) -> Bool {
    !question.prefill.isEmpty
      || playbook.rules.contains { rule in
        rule.effects.contains { if case .draft(let index, _) = $0 { index == question.index } else { false } }
      }
  }
}
