import CEL
import Diagnostics
import Playbooks

extension AnswerSheet {
  /// `way: { C1: { decisions: control, ... } }`: one session of another playbook for each row, answered by the file.
  mutating func runs(_ question: Question, _ run: RunSpec, _ value: PlainData, _ session: inout Session) {
    let rows = session.rows(ofQuestion: question.index)
    switch value {
    case .map(let entries, _):
      for entry in entries {
        guard let row = rows.first(where: { $0.id == entry.key }) else {
          note(.unknownRow(entry.key, question: question.name), entry.range)
          continue
        }
        self.run(question, run, row, entry.value, &session)
      }
    case .list(let items, _):
      for (place, item) in items.enumerated() {
        guard let row = item["id"].flatMap({ id in rows.first { $0.id == id.text } }) ?? rows.dropFirst(place).first
        else {
          note(.unknownRow("\(place + 1)", question: question.name), item.range)
          continue
        }
        self.run(question, run, row, item, &session)
      }
    case .scalar(_, _, let range): note(.wrongKind(CellRef(question.name), expected: "rows"), range)
    }
  }

  private mutating func run(
    _ question: Question, _ run: RunSpec, _ row: RowView, _ value: PlainData, _ session: inout Session
  ) {
    guard let playbook = playbook(run.playbook) else { return note(.noSuchPlaybook(run.playbook), value.range) }
    var inner = Session(playbook)
    if let today = session.today { inner.apply(.sat(day: today, version: "")) }
    inner.give(
      run.gives.compactMap { give in
        guard let target = playbook.question(named: give.name) else { return nil }
        let value = session.evaluate(give.value, locals: [.record(row.record)])
        return Session.answerValue(value, target.kind).map { (give.name, $0) }
      })
    var sheet = AnswerSheet(value, playbook: self.playbook)
    _ = sheet.apply(to: &inner)
    for problem in sheet.problems {
      // A row of the file may carry its id beside the answers.
      if case .unknownQuestion("id", _) = problem.refusal { continue }
      note(problem.refusal, problem.range)
    }
    // A run with required questions left open isn't there yet: its row stays missing.
    guard inner.requiredOpenQuestions.isEmpty else { return }
    perform(
      .carried(name: "\(CellRef(question.name, row: row.id))", value: .record(inner.carries), from: nil), &session)
  }
}

extension Session {
  /// Answers that a run gets from the row it is for; references are taken as they are.
  mutating func give(_ answers: [(String, AnswerValue)]) {
    for (name, value) in answers { apply(.changed([.set(CellRef(name), .value(value))], reason: nil)) }
  }
}
