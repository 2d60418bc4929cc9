import CEL
import Playbooks
import Sessions
import Text

/// Questions that are answered by sessions of another playbook, one for each row.
extension Conversation {
  /// Whether the session for a row is finished: what it carries is there.
  func isRun(_ row: RowView) -> Bool {
    !zip(row.record.type.fields, row.record.fields).contains { field, value in
      guard !["id", "number", "from", "of", "title"].contains(field.name), case .unknown = value else { return false }
      return true
    }
  }

  mutating func presentRun(_ index: Int, _ row: String, isFirst: Bool) {
    guard case .run(let spec) = playbook.questions[index].kind,
      let view = session.rows(ofQuestion: index).first(where: { $0.id == row })
    else { return }
    if isFirst { presentTable(index) }
    tableOnScreen = index
    tell(Wording.runOffer(name(of: view, in: index), spec.playbook, isDone: isRun(view)))
  }

  mutating func answerRun(_ index: Int, _ row: String, _ line: String) {
    let word = line.trimmed.lowercased()
    if SpecialWords.yes.contains(word) { return startRun(index, row) }
    if word == "?" { return explain() }
    let isDone = session.rows(ofQuestion: index).first { $0.id == row }.map(isRun) ?? false
    if isDone, word.isEmpty || SpecialWords.no.contains(word) { return advance() }
    if SpecialWords.no.contains(word) || word == "-" { return skip(cell(index, nil, nil), reason: nil) }
    refuse(Wording.yesOrNo, "")
  }

  /// The row this session is held for, where an answer would make it another one's: what it brings goes to that row.
  func rowGiven(by question: String) -> String? {
    guard case .inside(let row, _, let given)? = nesting, given.contains(question) else { return nil }
    return sanitizedLine(row)
  }

  private mutating func startRun(_ index: Int, _ row: String) {
    if readOnly != nil { return refuse(Wording.notStored(Wording.cannotBeSaved), Wording.onlyReadHint) }
    guard case .run(let spec) = playbook.questions[index].kind,
      let view = session.rows(ofQuestion: index).first(where: { $0.id == row })
    else { return advance() }
    let gives = spec.gives.compactMap { give -> RunRequest.Given? in
      let value = session.evaluate(give.value, locals: [.record(view.record)])
      guard case .string(let text) = value else { return nil }
      return RunRequest.Given(question: give.name, value: .code(text))
    }
    let request = RunRequest(
      playbook: spec.playbook, cell: cell(index, row, nil), gives: gives, row: name(of: view, in: index),
      outer: playbook.title)
    outputs.append(.open(.run(request)))
  }
}
