import Playbooks
import Sessions
import Text

/// Showing what is asked, and asking it.
extension Conversation {
  /// Goes on with what follows from the answers.
  mutating func advance() {
    (isDetour, addsTo) = (false, nil)
    let (next, followUp) = following
    remember(asked: followUp)
    go(to: next)
  }

  /// Asks something, from its first line on.
  mutating func go(to new: Focus, isResuming: Bool = false) {
    let old = focus
    focus = new
    if case .gate(let gate) = new { return enterGate(gate, isResuming: isResuming) }
    if case .finish = new, isDemo { return finishDemo() }
    // The report that was written says what was answered before.
    if case .finished = new, isDemo, !isResuming, old != .finished { return report("html", defaultFormat: "html") }
    present(isFirst: isResuming || !isOnScreen(new, after: old))
    ask()
  }

  /// Inside a table only the next cell is shown, also after a follow-up in between.
  private func isOnScreen(_ new: Focus, after old: Focus) -> Bool {
    guard isInTable(new), let table = new.question else { return false }
    switch old {
    case .followUp: return session.isDone(table: table) || tableOnScreen == table
    case .reply: return tableOnScreen == table
    case .cell, .newRow, .run: return old.question == table
    case .question, .gate, .finish, .finished: return false
    }
  }

  private func isInTable(_ focus: Focus) -> Bool {
    switch focus {
    case .cell, .newRow, .run: true
    default: false
    }
  }

  /// The block of what is asked. Inside a table only the cell, unless the table is new on the screen.
  mutating func present(isFirst: Bool) {
    if isFirst, let index = focus.question {
      noteSection(index)
      noteProbe(index)
      sectionLine(index)
    }
    if isFirst, let index = focus.question, let say = playbook.questions[index].say {
      show([""])
      speak(say)
    }
    switch focus {
    case .question(let index): show(screen(of: index).lines(look))
    case .reply(let index, let row): show(replyScreen(index, row).lines(look))
    case .cell(let index, let row, let column):
      if isFirst { presentTable(index) }
      tableOnScreen = index
      presentCell(index, row, column)
    case .newRow(let index):
      if isFirst { presentTable(index) }
      tableOnScreen = index
      presentNewRow(index)
    case .run(let index, let row): presentRun(index, row, isFirst: isFirst)
    case .followUp(let followUp):
      show([""])
      coach(followUp.wording)
      presentRowAsked(followUp)
    case .gate, .finish, .finished: presentEnd()
    }
  }

  /// A reply that becomes a row of a table: which cell is typed, and what stands in the row already.
  private mutating func presentRowAsked(_ followUp: PendingAsk) {
    guard case .newRow(let name, let column, let cells) = followUp.target,
      let spec = playbook.question(named: name)?.table, spec.columns.count > 1, !cells.isEmpty,
      let asked = spec.column(named: column)
    else { return }
    let given = cells.compactMap { cell in
      spec.column(named: cell.column).map { session.shown(cell.answer, $0.kind).onOneLine }
    }
    let parts = [followUpLabel(followUp)] + given + [sanitizedLine(session.render(asked.ask))]
    show(look.wrap(parts.joined(separator: look.isAccessible ? ", " : " · "), role: .title))
  }

  /// What the coach says at the start of a section: before its first answer.
  private mutating func sectionLine(_ index: Int) {
    let section = playbook.sections[playbook.questions[index].section]
    guard let say = section.say, index == section.questions.first else { return }
    guard isFresh(section) else { return }
    show([""])
    speak(say)
  }

  /// Nothing was answered in it yet.
  func isFresh(_ section: Section) -> Bool { !session.wasChanged(anyOf: section.questions) }

  /// Asks on one line, with the short prompt of what is asked.
  mutating func ask(prefill: String? = nil) {
    if startBlindRound() { return }
    var ask = currentAsk(prefill: prefill)
    ask.title = windowTitle
    outputs.append(.ask(ask))
  }

  private var windowTitle: String {
    let title = sanitizedLine(session.opening?.title ?? playbook.title)
    return focus.question.flatMap(number(of:)).map { Wording.windowTitle(title, question: $0) } ?? title
  }

  private func currentAsk(prefill: String?) -> Ask {
    if let dialog { return ask(for: dialog, prefill: prefill ?? "") }
    switch focus {
    case .gate: return plainAsk(Wording.gatePrompt(look), prefill: prefill)
    case .finish, .run: return plainAsk("y/n", prefill: prefill)
    default: break
    }
    let expected = expected
    let items = expected.map { ChoiceList(expected: $0).items } ?? []
    var ask = Ask(
      prompt: PromptText(label: label, expected: expected).styled(look), prefill: prefill ?? presentText ?? "",
      choices: items.map { Completion($0.label, $0.hint ?? $0.key) }, isMultiline: expected.map(isMultiline) ?? false)
    if case .newRow = focus { ask.takesRows = true }
    return ask
  }

  func plainAsk(_ label: String, prefill: String?, isHidden: Bool = false) -> Ask {
    let end = look.isAccessible ? ": " : " › "
    return Ask(
      prompt: look.fit(StyledText([.init(label + end, .prompt)])), prefill: prefill ?? "",
      isHidden: isHidden, isAnswer: false)
  }

  // MARK: What stands at the prompt

  /// `Q3`, `B2`.
  private var label: String {
    switch focus {
    case .question(let index): questionLabel(index)
    case .reply(let index, let row): row.isEmpty ? questionLabel(index) : row
    case .cell(let index, let row, _): isShortID(row) ? row : questionLabel(index)
    case .newRow(let index): newRowLabel(index)
    case .followUp(let ask): followUpLabel(ask)
    case .gate, .finish, .finished, .run: ""
    }
  }

  private func followUpLabel(_ ask: PendingAsk) -> String {
    switch ask.target {
    case .newRow(let name, _, _): playbook.question(named: name).map { newRowLabel($0.index) } ?? ""
    case .note(let place), .cell(let place):
      playbook.question(named: place.question).map { questionLabel($0.index) + "+" } ?? ""
    }
  }

  private func isShortID(_ row: String) -> Bool { Offer(row, "").isRowID }

  /// What a line is read for now; nil where it is a command or a word of a dialog.
  var expected: Expected? {
    switch focus {
    case .question(let index): expected(question: index)
    case .reply(let index, _): session.expected(for: playbook.questions[index].kind)
    case .cell(let index, _, let column): column_(index, column).map { session.expected(for: $0.kind) }
    case .newRow(let index): column_(index, 0).map { session.expected(for: $0.kind) }
    case .followUp(let ask): expected(of: ask)
    case .gate, .finish, .finished, .run: nil
    }
  }

  func column_(_ question: Int, _ column: Int) -> Column? {
    guard let columns = playbook.questions[question].table?.columns, columns.indices.contains(column) else {
      return nil
    }
    return columns[column]
  }

  private func expected(of ask: PendingAsk) -> Expected {
    if case .newRow(let name, let column, _) = ask.target,
      let kind = playbook.question(named: name)?.table?.column(named: column)?.kind
    {
      return session.expected(for: kind)
    }
    return .text(or: [])
  }

  /// A tally's rows may come from the session.
  func expected(question index: Int) -> Expected {
    let question = playbook.questions[index]
    guard case .tally = question.kind else { return session.expected(for: question.kind) }
    return .tally(
      session.rows(ofQuestion: index).map { row in
        let label = session.source(of: row) ?? sanitizedLine(session.shortText(of: row.record))
        return Offer(row.id, label)
      })
  }

  private func isMultiline(_ expected: Expected) -> Bool {
    if case .long = expected { true } else { false }
  }

  /// The answer there is already, as a person would type it.
  var presentText: String? {
    switch focus {
    case .question(let index):
      session.answer(CellRef(playbook.questions[index].name)).flatMap { typed($0, playbook.questions[index].kind) }
    case .cell(let index, let row, let column):
      column_(index, column).flatMap { column in
        if let answer = session.answer(cell(index, row, column.index)) { return typed(answer, column.kind) }
        return drafted(column, row, index)
      }
    case .reply, .newRow, .run, .followUp, .gate, .finish, .finished: nil
    }
  }

  /// A drafted text stands on the line; other drafted values are shown above it.
  private func drafted(_ column: Column, _ row: String, _ index: Int) -> String? {
    guard case .text = column.kind, let view = session.rows(ofQuestion: index).first(where: { $0.id == row }) else {
      return nil
    }
    let text = shown(column, in: view, of: index)
    return text.isEmpty ? nil : text
  }

  /// Only texts stand on the line to be edited; a choice is shown as "So far".
  private func typed(_ answer: Answer, _ kind: AnswerKind) -> String? {
    guard case .value(.text(let text)) = answer.state else { return nil }
    return text
  }
}
