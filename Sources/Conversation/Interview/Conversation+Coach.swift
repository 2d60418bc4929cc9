import Playbooks
import Sessions
import Text

/// What the coach and the rules say after something changed.
extension Conversation {
  mutating func react(since before: Session?, to after: After) {
    let difference = before.map { reactToRules(since: $0) } ?? Difference()
    switch after {
    case .answered(let place, _, _): remarkOn(place)
    case .row(let index, let row, _): remarkOn(cell(index, row, nil))
    case .pastedRows(let index, let count): remarkOnPaste(index, count)
    default: break
    }
    facilitatorNotes(difference)
    if case .answered(let place, _, let typed) = after, case .votes(let votes)? = typed?.content,
      let range = scaleRange(place), votes.isWide(on: range)
    {
      noteSpread(place, votes)
    }
  }

  private mutating func reactToRules(since before: Session) -> Difference {
    let new = session.transitions.dropFirst(before.transitions.count)
    let first = new.filter { !wasSaid($0) }
    for line in session.lines(of: first) where !line.isQuestion { coachLine(line) }
    let difference = before.difference(to: session)
    if !newFindings(difference), !new.isEmpty { newRecommendation(before) }
    retractions(difference)
    return difference
  }

  /// `once` means once in a session: a rule that held before stays silent.
  private func wasSaid(_ transition: Transition) -> Bool {
    guard transition.isActive else { return true }
    if playbook.rules[transition.rule].fires == .always { return false }
    return session.transitions.contains { earlier in
      earlier.rule == transition.rule && earlier.row == transition.row && earlier.isActive
        && earlier.event < transition.event
    }
  }

  private mutating func coachLine(_ line: CoachLine) {
    mark(.coach, sanitized(line.text))
    if let place = line.goto {
      tell(Wording.goOnWith(place, isSection: playbook.sections.contains { $0.name == place }), .hint)
    }
  }

  /// The worst new conclusion, in one line; all of them stand in `/status`.
  private mutating func newFindings(_ difference: Difference) -> Bool {
    let coming = difference.findingsComing.filter { !asks($0) && !$0.text.isEmpty }
    guard let worst = coming.first else { return false }
    mark(.warn, Wording.finding(worst.severity, sanitizedLine(worst.text), more: coming.count - 1))
    if coming.count > 0 { hint("findings", Wording.findingsHint(worst.id)) }
    return true
  }

  /// What no longer holds after a changed answer, and the first reason.
  private mutating func retractions(_ difference: Difference) {
    let going = difference.findingsGoing.filter {
      // A failing line of a checklist that is mended needs no word.
      $0.rule >= 0 && !asks($0) && !$0.text.isEmpty
    }
    for finding in going.prefix(2) {
      let reason = session.whatFails(rule: finding.id, row: finding.row) ?? ""
      let name = finding.id + (finding.row.map { "@\($0)" } ?? "")
      tell(Wording.retracted(name, sanitizedLine(finding.text), sanitizedLine(reason)), .hint)
    }
  }

  /// Advice that wasn't there before, in one line; all of it stands in `/status`.
  private mutating func newRecommendation(_ before: Session) {
    let known = Set(before.recommendations.filter { !$0.text.isEmpty }.map { "\($0.id) \($0.row ?? "")" })
    let new = session.recommendations.first { !known.contains("\($0.id) \($0.row ?? "")") && !$0.text.isEmpty }
    guard let new else { return }
    mark(.coach, sanitizedLine(new.text))
    hint("recommendations", Wording.recommendationHint)
  }

  /// A finding whose rule asks or says something speaks for itself.
  private func asks(_ finding: Finding) -> Bool {
    guard playbook.rules.indices.contains(finding.rule) else { return false }
    return playbook.rules[finding.rule].effects.contains { effect in
      switch effect {
      case .ask, .say: true
      default: false
      }
    }
  }

  /// What changed, for the facilitator's own screen: rules by id, gates, wide votes.
  private mutating func facilitatorNotes(_ difference: Difference) {
    for finding in difference.findingsComing {
      outputs.append(
        .facilitator(StyledText(Wording.noteFinding(finding.id, finding.row, sanitizedLine(finding.text), holds: true)))
      )
    }
    for finding in difference.findingsGoing {
      outputs.append(.facilitator(StyledText(Wording.noteFinding(finding.id, finding.row, "", holds: false))))
    }
    for gate in difference.gates {
      outputs.append(.facilitator(StyledText(Wording.noteGate(gate.name, gate.from.rawValue, gate.to.rawValue))))
    }
  }

  // MARK: Follow-ups

  mutating func answerFollowUp(_ ask: PendingAsk, _ line: String) {
    let text = line.trimmed
    if text == "?" { return explain() }
    if text.isEmpty {
      coach(ask.wording)
      return self.ask()
    }
    if text == "-" || SpecialWords.meaning(of: SpecialWords.normal(text), isFreeText: true) != nil {
      return putOff(ask)
    }
    switch ask.target {
    case .note(let place): wish(.note(place, text), .noted)
    case .newRow(let question, let column, let cells): addRow(for: ask, question, column, cells, line)
    case .cell: advance()
    }
    if case .store(let event, .noted) = waiting { waiting = .store(event, .replied) }
  }

  private mutating func addRow(
    for ask: PendingAsk, _ name: String, _ column: String, _ cells: [CellEntry], _ line: String
  ) {
    guard let question = playbook.question(named: name), let kind = question.table?.column(named: column)?.kind else {
      return advance()
    }
    if let spec = question.table, spec.columns.count > 1, RowLine.cells(line).count > 1, spec.columns[0].name == column
    {
      return addRow(question.index, spec, RowLine.cells(line, of: columnsNow(spec).count), given: cells)
    }
    switch grammar(session.expected(for: kind), mayDecline: false, mayNotApply: false).read(line) {
    case .answer(let typed):
      let row = newRowLabel(question.index)
      wish(
        .addRow(question: name, cells: [CellEntry(column, typed.answer)] + cells),
        .row(question: question.index, row: row))
    case .rejected(let rejection): reject(rejection)
    case .nothing, .help: explain()
    case .skip: putOff(ask)
    }
  }

  /// Remembered in the journal where it can be, else for this sitting.
  mutating func putOff(_ ask: PendingAsk) {
    putOff.insert(ask.mark)
    guard let event = try? session.decide(.answer(ask.mark, Answer(.skipped))) else { return advance() }
    store(event, .putOff)
  }
}
