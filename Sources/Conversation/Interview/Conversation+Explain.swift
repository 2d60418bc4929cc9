import Playbooks
import Sessions
import Text

/// Why something is asked, what it means, what would change.
extension Conversation {
  /// `?`: why it is asked, the scale, an example.
  mutating func explain() {
    guard let index = focus.question else {
      if case .followUp(let ask) = focus { return explainFollowUp(ask) }
      return run(.help, "")
    }
    let question = playbook.questions[index]
    var column: Column?
    if case .cell(_, _, let place) = focus { column = column_(index, place) }
    if case .newRow = focus { column = column_(index, 0) }
    let reason = column?.why ?? question.why
    if let reason { tell(sanitized(session.render(reason))) }
    show(ChoiceList(expected: expected ?? .text(or: [])).lines(look))
    if let example = column?.example ?? question.example {
      tell(Wording.example(sanitized(session.render(example))))
    }
    if case .newRow = focus, let spec = question.table {
      for column in columnsNow(spec) where column.index > 0 {
        let choices = choiceWords(column)
        if !choices.isEmpty { tell(Wording.columnTakes(sanitizedLine(column.title), choices)) }
      }
    }
    tell(Wording.howToAnswer(expected ?? .text(or: []), people: headCount), .hint)
    tell(Wording.alwaysPossible(mayDecline: question.mayDecline), .hint)
    ask()
  }

  private mutating func explainFollowUp(_ ask: PendingAsk) {
    tell(Wording.followUp(playbook.rules[ask.rule].id))
    tell(Wording.alwaysPossible(mayDecline: true), .hint)
    self.ask()
  }

  mutating func explainScale() {
    let lines = ChoiceList(expected: expected ?? .text(or: [])).lines(look)
    if lines.isEmpty {
      tell(Wording.howToAnswer(expected ?? .text(or: []), people: headCount))
    } else {
      show(lines)
    }
    ask()
  }

  mutating func example() {
    let question = focus.question.map { playbook.questions[$0] }
    let example = question?.example.map { session.render($0) }
    tell(example.map { Wording.example(sanitized($0)) } ?? Wording.noExample)
    ask()
  }

  // MARK: What would change

  /// `? 3` at a question: what the answer would change.
  mutating func preview(_ line: String) {
    guard let place = currentPlace, let kind = kind(of: place) else { return ask() }
    previewAnswer(place, kind, line)
  }

  /// `/if sponsor = no`.
  mutating func whatIf(_ argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(\.trimmed)
    guard parts.count == 2, !parts[1].isEmpty else { return refuse(Wording.ifHow, Wording.ifHint) }
    guard case .found(let place) = place(named: parts[0]), let kind = kind(of: place) else {
      return refuse(Wording.noQuestion(sanitizedLine(parts[0])), Wording.ifHint)
    }
    previewAnswer(place, kind, parts[1])
  }

  private mutating func previewAnswer(_ place: CellRef, _ kind: AnswerKind, _ line: String) {
    guard kind.table == nil else { return refuse(Wording.ifTable, Wording.ifHint) }
    switch grammar(session.expected(for: kind), mayDecline: true, mayNotApply: true).read(line) {
    case .answer(let typed):
      do throws(Refusal) {
        let difference = try session.preview(.answer(place, typed.answer))
        tell(Wording.ifTitle(placeTitle(place), session.shown(typed.answer, kind)), .title)
        let lines = differenceLines(difference)
        if lines.isEmpty { tell(Wording.nothingElseChanges) } else { show(lines) }
        tell(Wording.nothingSaved, .hint)
        ask()
      } catch { refuse(error) }
    case .rejected(let rejection):
      let (problem, hint) = Wording.rejection(rejection)
      refuse(problem.hasPrefix("Not saved: ") ? Wording.notUnderstood(problem) : problem, hint)
    case .nothing, .help, .skip: refuse(Wording.ifHow, Wording.ifHint)
    }
  }

  /// Before an answer hides others: which, and whether to go on.
  func consentLines(_ difference: Difference) -> [StyledText] {
    var lines =
      difference.inactive.isEmpty
      ? look.marked(.warn, Wording.changesVerdict)
      : look.marked(.warn, Wording.becomesInactive(difference.inactive.count))
    for place in difference.inactive.prefix(6) {
      let shown = session.answer(place).flatMap { answer in kind(of: place).map { session.shown(answer, $0) } } ?? ""
      lines += look.wrap("\(placeName(place)): \(shown.onOneLine)", indent: 4, hanging: 2)
    }
    if difference.inactive.count > 6 { lines += look.wrap(Wording.andMore(difference.inactive.count - 6), indent: 4) }
    for finding in difference.findingsGoing.prefix(4) where !finding.text.isEmpty {
      lines += look.wrap(Wording.goes(finding.id, sanitizedLine(finding.text)), indent: 4, hanging: 2)
    }
    for gate in difference.gates { lines += look.wrap(gateChange(gate.name, gate.from, gate.to), indent: 4) }
    return lines + look.wrap(Wording.goOnAnyway)
  }

  private func gateChange(_ name: String, _ from: GateView.Verdict, _ to: GateView.Verdict) -> String {
    Wording.gateChange(sanitizedLine(playbook.gate(named: name)?.title ?? name), from, to)
  }

  /// What a change brings and takes away, a line each.
  func differenceLines(_ difference: Difference) -> [StyledText] {
    var texts: [String] = []
    for index in difference.appearing { texts.append(Wording.asked(listName(index))) }
    for index in difference.disappearing { texts.append(Wording.notAskedAnyMore(listName(index))) }
    if !difference.inactive.isEmpty { texts.append(Wording.inactiveNow(difference.inactive.count)) }
    if !difference.returning.isEmpty { texts.append(Wording.activeAgain(difference.returning.count)) }
    for finding in difference.findingsComing {
      texts.append(Wording.comes(finding.severity, finding.id, sanitizedLine(finding.text)))
    }
    for finding in difference.findingsGoing { texts.append(Wording.goes(finding.id, sanitizedLine(finding.text))) }
    for gate in difference.gates { texts.append(gateChange(gate.name, gate.from, gate.to)) }
    for value in difference.calculations {
      texts.append(Wording.valueChange(sanitizedLine(value.name), value.from, value.to))
    }
    return texts.flatMap { look.wrap($0, indent: 2, hanging: 2) }
  }

  // MARK: History

  mutating func history(_ argument: String) {
    var place = currentPlace
    if !argument.isEmpty {
      guard case .found(let found) = self.place(named: argument) else {
        return refuse(Wording.noQuestion(sanitizedLine(argument)), Wording.goHint)
      }
      place = found
    }
    guard let place else { return refuse(Wording.whichQuestion, Wording.goHint) }
    let items = session.history(of: place)
    if items.isEmpty { tell(Wording.noHistory(placeName(place))) }
    for item in items {
      let shown = shown(item) ?? Wording.takenBack
      show(
        look.wrap(
          Wording.historyLine(item.time, placeName(item.cell), shown.onOneLine, item.reason.map(sanitizedLine)),
          indent: 2, hanging: 2))
    }
    ask()
  }

  /// What stood at a place after a change; of a table whether it was done. nil where there was nothing.
  func shown(_ item: HistoryItem) -> String? {
    let isTable = playbook.question(named: item.cell.question)?.table != nil && item.cell.row == nil
    guard let answer = item.new else { return isTable && item.cell.column == nil ? Wording.openAgain : nil }
    if answer.state == .value(.rows) { return Wording.complete }
    return kind(of: item.cell).map { session.shown(answer, $0) }
  }

  mutating func inactive() {
    let answers = session.inactiveAnswers
    let waiting = playbook.questions.indices.filter { session.mustConfirm(question: $0) }
    if answers.isEmpty, waiting.isEmpty { tell(Wording.noInactive) }
    if !answers.isEmpty { tell(Wording.inactiveTitle(answers.count)) }
    for item in answers {
      let shown = kind(of: item.cell).map { session.shown(item.answer, $0) } ?? ""
      show(
        look.wrap(
          Wording.inactiveLine(placeName(item.cell), shown.onOneLine, sanitizedLine(item.reason)), indent: 2, hanging: 2
        ))
    }
    if !waiting.isEmpty { tell(Wording.waitToBeConfirmed(waiting.map(listName))) }
    ask()
  }
}
