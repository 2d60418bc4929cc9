import Playbooks
import Sessions
import Text

/// What follows when something is on disk, and when it isn't.
extension Conversation {
  mutating func stored(at time: String) {
    unsaved = nil
    waitedSeconds = 0
    switch waiting {
    case .store(let event, let after):
      waiting = nil
      let before = session.isQuiet(event, at: time) ? nil : session
      session.apply(event, time: time)
      confirm(after, before: before)
    case .action(let draft):
      waiting = nil
      mark(.ok, Wording.actionKept(draft, nil, look))
      ask()
    case .report, .editor, .rescue, nil: break
    }
  }

  mutating func actionKept(_ id: String, _ reserved: Event?, at time: String) {
    unsaved = nil
    waitedSeconds = 0
    if let reserved { session.apply(reserved, time: time) }
    guard case .action(let draft) = waiting else { return }
    waiting = nil
    mark(.ok, Wording.actionKept(draft, id, look))
    ask()
  }

  /// - Parameter before: the session as it was; nil where nothing but the answer is another one now.
  private mutating func confirm(_ after: After, before: Session?) {
    switch after {
    case .answered(let place, let shown, let typed): confirmAnswer(place, shown, typed)
    case .row(let index, let row, let hasNote): confirmRow(index, row, hasNote)
    case .ratedRows(let index, let column, let rows): confirmRatings(index, column, rows)
    case .endedTable(let index):
      mark(
        .ok, Wording.saved(endedText(index), look))
    case .pastedRows(_, let count): mark(.ok, Wording.saved(Wording.rowCount(count), look))
    case .removedRow(let row): mark(.ok, Wording.saved(Wording.removed(row), look))
    case .movedRow(let row): mark(.ok, Wording.saved(Wording.moved(row), look))
    case .noted: mark(.ok, Wording.saved(Wording.noteKept, look))
    case .parked: mark(.ok, Wording.saved(Wording.parkedKept(session.parked.count), look))
    case .undone, .redone: if let before { confirmUndo(before) }
    case .people:
      mark(.ok, Wording.saved(Wording.peopleSet(session.people.count, session.people.names.map(sanitizedLine)), look))
    case .replied: mark(.ok, Wording.saved(Wording.noteKept, look))
    case .putOff: mark(.ok, Wording.saved(Wording.forLater, look))
    case .triedGate(let gate): return showGate(gate, wasTried: true)
    case .overrode(let gate):
      confirmOverride()
      if playbook.gates[gate].name == Conversation.finishGate { return finish() }
    case .finished: return showFinished()
    case .reopened: mark(.ok, Wording.saved(Wording.reopened, look))
    }
    react(since: before, to: after)
    if stays(after) || dialog != nil { return ask() }
    goOn(after)
  }

  private func endedText(_ index: Int) -> String {
    Wording.labelled(questionLabel(index), Wording.rowCount(session.rows(ofQuestion: index).count), look)
  }

  /// Notes and the like don't move on.
  private func stays(_ after: After) -> Bool {
    switch after {
    case .noted, .parked, .people: true
    default: false
    }
  }

  /// To the next cell of a row that was gone to, else to what follows from the answers.
  mutating func goOn(_ after: After) {
    if isDetour, case .cell(let index, let row, let column) = focus, case .answered = after,
      let spec = playbook.questions[index].table,
      let view = session.rows(ofQuestion: index).first(where: { $0.id == row }),
      let next = spec.columns.first(where: { $0.index > column && !isNote($0, spec) && session.applies($0, in: view) })
    {
      return go(to: .cell(question: index, row: row, column: next.index))
    }
    if case .row(let index, let row, _) = after, session.isDone(table: index) || isDetour,
      let cell = blankCell(of: row, index)
    {
      (isDetour, addsTo) = (true, index)
      return go(to: cell)
    }
    if let table = tableGoneTo(after), let place = placeInTable(table, after) {
      (isDetour, addsTo) = (true, table)
      return go(to: place)
    }
    advance()
  }

  /// The table that somebody went to and has just typed into.
  private func tableGoneTo(_ after: After) -> Int? {
    guard isDetour else { return nil }
    switch after {
    case .row(let index, _, _), .pastedRows(let index, _): return index
    case .ratedRows(let index, _, _): return index == addsTo ? index : nil
    case .answered(let place, _, _):
      return addsTo.flatMap { place.row != nil && playbook.questions[$0].name == place.question ? $0 : nil }
    default: return nil
    }
  }

  /// Who went to a table to add rows, or to fill it, says with Enter when they are done. One that was filled with its last
  /// cell is left.
  private func placeInTable(_ index: Int, _ after: After) -> Focus? {
    guard let spec = playbook.questions[index].table else { return nil }
    if !session.isDone(table: index), let cell = nextCell(of: index, spec) { return cell }
    if case .row = after { return .newRow(question: index) }
    return takesRows(spec) ? .newRow(question: index) : nil
  }

  /// In a row that was added to a table somebody went to: the first cell that has nothing yet.
  private func blankCell(of row: String, _ index: Int) -> Focus? {
    guard let spec = playbook.questions[index].table,
      let view = session.rows(ofQuestion: index).first(where: { $0.id == row })
    else { return nil }
    let column = spec.columns.first { column in
      session.answer(cell(index, row, column.index)) == nil && session.applies(column, in: view)
        && !isNote(column, spec)
    }
    return column.map { .cell(question: index, row: row, column: $0.index) }
  }

  private mutating func confirmAnswer(_ place: CellRef, _ shown: String, _ typed: TypedAnswer?) {
    var parts = [placeName(place)]
    let isText = typed.map { if case .text = $0.content { true } else { false } } ?? false
    if shown.isEmpty {
      parts.append(Wording.leftBlank)
    } else if !isText {
      parts.append(shown)
    }
    var text = parts.count == 2 ? Wording.labelled(parts[0], parts[1], look) : parts[0]
    if typed?.note != nil { text += ", " + Wording.noteAdded }
    if case .readAs(let value)? = typed?.remark { text += ", " + Wording.readAs(value) }
    mark(.ok, Wording.saved(text, look))
    if let note = noteThatStays(place, typed) {
      show(look.wrap(Wording.noteStays(sanitizedLine(note)), role: .hint, indent: 2))
      hint("noteStays", Wording.noteStaysHint(nameToGoTo(place)))
    }
    if case .votes(let votes)? = typed?.content, let range = scaleRange(place), votes.isWide(on: range) {
      mark(.warn, Wording.wideSpread(votes))
    }
    if isLateChange(place) { hint("reason", Wording.reasonHint) }
    if typed == nil, shown == Wording.forLater, place.column == nil { hint("skipped", Wording.skippedHint) }
    if isText, place.column != nil, RowLine.cells(typedLine).count > 1 { hint("oneText", Wording.oneTextHint) }
  }

  /// The note beside an answer that was changed without a word about it.
  private func noteThatStays(_ place: CellRef, _ typed: TypedAnswer?) -> String? {
    guard typed?.note == nil, let last = session.history.last, last.cell == place, let old = last.old, old.isGiven,
      let new = session.answer(place), new.state != old.state
    else { return nil }
    return new.note
  }

  /// What `/go` takes for a place: `Q3`, `B2.goal`.
  private func nameToGoTo(_ place: CellRef) -> String {
    guard let name = place.column else {
      return place.row ?? playbook.question(named: place.question).map { questionLabel($0.index) } ?? place.question
    }
    return place.row.map { Offer($0, "").isRowID ? "\($0).\(name)" : place.description } ?? place.description
  }

  /// The answer was another one before, and a gate was gone through since.
  private func isLateChange(_ place: CellRef) -> Bool {
    guard let last = session.history.last, last.cell == place, last.old?.isGiven == true, last.reason == nil,
      last.old != last.new
    else { return false }
    return playbook.gates.dropLast().contains { session.wasPassed(gate: $0.name) }
  }

  func scaleRange(_ place: CellRef) -> ClosedRange<Int>? {
    guard let question = playbook.question(named: place.question) else { return nil }
    let kind = place.column.flatMap { question.table?.column(named: $0)?.kind } ?? question.kind
    if case .scale(let range, _) = session.expected(for: kind) { return range }
    return nil
  }

  /// `Q3`, or `B2 goal` for a cell.
  func placeName(_ place: CellRef) -> String {
    guard let question = playbook.question(named: place.question) else { return place.description }
    guard let name = place.column, let column = question.table?.column(named: name) else {
      return place.row ?? questionLabel(question.index)
    }
    let isOnlyColumn = question.table?.columns.count == 1
    let title = isOnlyColumn ? "" : sanitizedLine(column.title)
    guard let row = place.row else {
      return [questionLabel(question.index), title].filter { !$0.isEmpty }.joined(separator: " ")
    }
    let view = session.rows(ofQuestion: question.index).first { $0.id == row }
    let short = view.map { shortName(of: $0, in: question.index) } ?? row
    return [short, title].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private mutating func confirmRow(_ index: Int, _ row: String, _ hasNote: Bool) {
    guard let spec = playbook.questions[index].table,
      let view = session.rows(ofQuestion: index).first(where: { $0.id == row })
    else { return mark(.ok, Wording.saved(row, look)) }
    let cells = spec.columns.map { shown($0, in: view, of: index).onOneLine }.filter { !$0.isEmpty }
    let name = shortName(of: view, in: index)
    let text = cells.count == 1 ? name : Wording.labelled(name, cells.joined(separator: "; "), look)
    mark(.ok, Wording.saved(hasNote ? text + ", " + Wording.noteAdded : text, look))
    if cells.count > 1, let open = blankCell(of: row, index), case .cell(_, _, let column) = open,
      spec.columns.dropFirst(column).contains(where: { !$0.isRequired && !isNote($0, spec) })
    {
      hint("rowEnd", Wording.rowEndHint)
    }
  }

  private mutating func confirmUndo(_ before: Session) {
    let difference = before.difference(to: session)
    if before.opening?.playbook != session.opening?.playbook {
      // What is on the screen was the other version's.
      (tableOnScreen, choicesOnScreen) = (nil, nil)
      mark(.ok, Wording.saved(Wording.versionNow(session.playbook.version), look))
      return show(differenceLines(difference))
    }
    let isAnswer = session.history.count > before.history.count && session.history.last?.cell.row == nil
    if !isAnswer, let change = rowChange(since: before) {
      mark(.ok, Wording.saved(change, look))
      return show(differenceLines(difference))
    }
    mark(.ok, Wording.saved(whatIsBack(before), look))
    show(differenceLines(difference))
  }

  /// An answer that is another one now, or a reason at a gate; what was parked needs no words.
  private func whatIsBack(_ before: Session) -> String {
    for (then, now) in zip(before.gates, session.gates) where then.reason != now.reason {
      let title = sanitizedLine(now.title ?? now.name)
      return now.reason == nil ? Wording.reasonGone(title) : Wording.reasonBack(title)
    }
    guard session.history.count > before.history.count, let item = session.history.last else {
      return Wording.undone
    }
    return Wording.backTo(placeName(item.cell), shown(item))
  }

  /// Rows that came back or went with an undo.
  private func rowChange(since before: Session) -> String? {
    for question in playbook.questions where question.table != nil {
      let then = before.rows(ofQuestion: question.index).map(\.id)
      let now = session.rows(ofQuestion: question.index).map(\.id)
      if let back = now.first(where: { !then.contains($0) }) { return Wording.rowIsBack(back) }
      if let gone = then.first(where: { !now.contains($0) }) { return Wording.rowIsGone(gone) }
      if then != now { return Wording.rowsInOrder(now) }
    }
    return nil
  }

  func kind(of place: CellRef) -> AnswerKind? {
    guard let question = playbook.question(named: place.question) else { return nil }
    guard let name = place.column else { return question.kind }
    return question.table?.column(named: name)?.kind
  }
}
