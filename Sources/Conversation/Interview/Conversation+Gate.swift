import Playbooks
import Sessions
import Text

/// Gates, the review before the end, and the end.
extension Conversation {
  /// Arriving at a gate tries it. One that was tried before is only shown again after a break, and where no answer is
  /// another one since: coming back with nothing new is no second try.
  mutating func enterGate(_ index: Int, isResuming: Bool) {
    let gate = playbook.gates[index]
    let opens = session.gate(gate.name)?.isPassable == true && !session.wasPassed(gate: gate.name)
    let isNew = !isResuming && session.isChanged(sinceTryOf: gate.name)
    let isTried = session.tries(ofGate: index) > 0 && !isNew && !opens
    if !isTried, readOnly == nil, let event = try? session.decide(.tryGate(gate.name)) {
      return store(event, .triedGate(index))
    }
    showGate(index, wasTried: false)
  }

  mutating func showGate(_ index: Int, wasTried: Bool) {
    let gate = playbook.gates[index]
    guard let view = session.gate(gate.name) else { return }
    focus = .gate(index)
    show([""])
    show(look.wrap(sanitizedLine(gate.title), role: .title))
    if view.isPassable {
      mark(.ok, gateOpenText(view))
      if let say = gate.say { speak(say) }
      for line in session.lines(on: .gate) { coach(line.text) }
      if wasTried { react(since: session, to: .triedGate(index)) }
      return advance()
    }
    for remark in remarks(on: .gate, missing: [Wording.points(view.shownMissing.count)]) { coach(remark.text) }
    for (place, need) in view.shownMissing.enumerated() {
      let text = needText(need) + (need.isHard ? " " + Wording.hard : "")
      show(look.headed("\(place + 1)", text, hanging: 3))
    }
    let isHard = !gate.mayOverride || view.missing.contains(where: \.isHard)
    tell(isHard ? Wording.gateChoicesHard : Wording.gateChoices, .hint)
    ask()
  }

  /// What is missing; of a row that has some of what is asked for also which cells don't.
  func needText(_ need: MissingNeed) -> String {
    let text = sanitizedLine(need.text)
    let open = need.cells.filter(isBlank)
    guard !open.isEmpty, open.count < need.cells.count else { return text }
    let titles = open.compactMap { place in
      place.column.flatMap { playbook.question(named: place.question)?.table?.column(named: $0)?.title }
    }
    return Wording.stillBlank(text, titles.map(sanitizedLine))
  }

  private func gateOpenText(_ view: GateView) -> String {
    if view.verdict == .overridden { return Wording.gateOverridden }
    return session.isOpenByTries(gate: view.name)
      ? Wording.gateOpenByTries(session.timesTried(gate: view.name)) : Wording.gateOpen
  }

  /// A number goes to what is missing; words are a reason to go ahead.
  mutating func answerGate(_ index: Int, _ line: String) {
    let gate = playbook.gates[index]
    guard let view = session.gate(gate.name) else { return advance() }
    let text = line.trimmed
    if text.isEmpty || text == "?" || text == "-" {
      if text == "-" { return goToEnd() }
      tell(Wording.gateChoices, .hint)
      return ask()
    }
    if let number = Int(text) {
      let missing = view.shownMissing
      guard missing.indices.contains(number - 1) else {
        return refuse(Wording.noSuchNeed(number), Wording.gateChoices)
      }
      return goToNeed(missing[number - 1])
    }
    let words = text.split(whereSeparator: \.isWhitespace)
    if words.count < 2 { return refuse(Wording.reasonTooShort, Wording.gateChoices) }
    // A reason stands in every report: what may be a slip is asked about once.
    if words.count < Conversation.reasonWordsMin || CommandTable.isCommand(String(words[0])) {
      tell(Wording.isThatTheReason(sanitizedLine(text)))
      dialog = .reason(gate: index, text)
      return ask()
    }
    override(index, text)
  }

  /// So many words are a sentence.
  private static let reasonWordsMin = 3

  mutating func override(_ index: Int, _ reason: String) {
    do throws(Refusal) {
      store(try session.decide(.override(gate: playbook.gates[index].name, reason: reason)), .overrode(index))
    } catch {
      refuse(error)
    }
  }

  private mutating func goToNeed(_ need: MissingNeed) {
    let blank = need.questions.first { $0.column != nil && (session.answer($0)?.state ?? .skipped) == .skipped }
    guard
      let place = need.cells.first(where: isBlank) ?? need.cells.first ?? blank ?? need.questions.first(where: {
        session.answer($0) == nil
      }) ?? need.questions.first,
      let question = playbook.question(named: place.question)
    else {
      return refuse(Wording.noQuestionBehind, Wording.gateChoices)
    }
    isDetour = true
    if let name = place.column, let row = place.row,
      let column = question.table?.columns.firstIndex(where: { $0.name == name })
    {
      return go(to: .cell(question: question.index, row: row, column: column))
    }
    if case .question = focus(ofQuestion: question.index) { return go(to: .question(question.index)) }
    go(to: .newRow(question: question.index))
  }

  /// A cell of a row that nobody has said anything about, or only that it isn't known.
  private func isBlank(_ place: CellRef) -> Bool {
    guard let question = playbook.question(named: place.question),
      let column = place.column.flatMap({ question.table?.column(named: $0) }),
      let row = session.rows(ofQuestion: question.index).first(where: { $0.id == place.row })
    else { return false }
    if case .value? = session.answer(place)?.state { return false }
    return session.answer(place) != nil || shown(column, in: row, of: question.index).isEmpty
  }

  mutating func confirmOverride() { sayLines(on: .override) }

  // MARK: The end

  /// Leaves a closed gate as it is.
  private mutating func goToEnd() {
    isDetour = true
    focus = .finish
    presentEnd()
    ask()
  }

  /// Everything is asked: a short look over it, and the question whether to finish.
  mutating func presentEnd() {
    if case .finished = focus { return showFinishedAgain() }
    show([""])
    show(look.wrap(Wording.allAsked, role: .title))
    show(statusLines(isShort: true))
    tell(Wording.finishQuestion)
  }

  mutating func answerFinish(_ line: String) {
    let word = line.trimmed.lowercased()
    if SpecialWords.yes.contains(word) || word == "finish" { return finish() }
    if SpecialWords.no.contains(word) || word.isEmpty {
      tell(Wording.notFinishedYet, .hint)
      return ask()
    }
    refuse(Wording.finishNotUnderstood, Wording.finishQuestion)
  }

  /// What every playbook ends with.
  static let finishGate = "finish"

  /// What blocks finishing is fixed first, or gets a reason.
  mutating func finish() {
    do throws(Refusal) {
      let event = try session.decide(.finish)
      if let gate = playbook.gates.first(where: { $0.name == Conversation.finishGate }),
        let view = session.gate(gate.name), !view.isPassable, view.missing.contains(where: { !$0.isOpen })
      {
        return enterGate(gate.index, isResuming: false)
      }
      store(event, .finished)
    } catch {
      if case .stillOpen(let names) = error, let index = names.first.flatMap({ playbook.question(named: $0)?.index }) {
        tell(
          Wording.stillOpen(names.compactMap { playbook.question(named: $0).map { questionLabel($0.index) } }), .warn)
        isDetour = true
        return go(to: focus(ofQuestion: index))
      }
      refuse(error)
    }
  }

  mutating func showFinished() {
    focus = .finished
    isDetour = false
    dialog = nil
    show([""])
    sayLines(on: .finish)
    if isDemo { return report("html", defaultFormat: "html") }
    tell(afterFinish, .hint)
    ask()
  }

  private var afterFinish: String {
    if case .inside(_, let outer, _)? = nesting { return Wording.afterInnerFinish(sanitizedLine(outer)) }
    return Wording.afterFinish
  }

  private mutating func showFinishedAgain() {
    show([""])
    tell(Wording.isFinished)
    tell(afterFinish, .hint)
  }

  mutating func answerFinished(_ line: String) {
    if line.trimmed.isEmpty { return leave(atEndOfInput: false) }
    refuse(Wording.isFinished, afterFinish)
  }
}
