import Playbooks
import Sessions
import Text

/// A line that is no command, at whatever is asked.
extension Conversation {
  /// - Parameter isMeant: a word that could be a command is the answer.
  mutating func answer(_ line: String, isMeant: Bool = false) {
    if let command = bareCommand(line) { return run(command, "") }
    if !isMeant, asksWhatIsMeant(line) { return }
    if line.hasPrefix("? "), isPreviewable { return preview(String(line.dropFirst(2))) }
    switch focus {
    case .question(let index): answerQuestion(index, line)
    case .reply(let index, let row): answerPlace(cell(index, row, nil), playbook.questions[index].kind, line)
    case .cell(let index, let row, let column): answerCell(index, row, column, line)
    case .newRow(let index): answerNewRow(index, line)
    case .run(let index, let row): answerRun(index, row, line)
    case .followUp(let ask): answerFollowUp(ask, line)
    case .gate(let gate): answerGate(gate, line)
    case .finish: answerFinish(line)
    case .finished: answerFinished(line)
    }
  }

  /// At choices and ratings `back` is a command; at a text a lone `quit` asks what was meant.
  private mutating func bareCommand(_ line: String) -> CommandName? {
    guard let command = TypedLine.bareWord(line) else { return nil }
    guard let expected else { return command }
    switch expected {
    case .text, .long: return nil
    case .choice(let offers, _), .multi(let offers, _, _), .ranking(let offers, _):
      return ChoiceReader(offers: offers).exact(line) == nil ? command : nil
    case .number, .scale, .scale4, .yesno, .date, .tally: return command
    }
  }

  var isPreviewable: Bool {
    switch expected {
    case .text, .long, nil: false
    default: true
    }
  }

  func grammar(_ expected: Expected, mayDecline: Bool, mayNotApply: Bool) -> AnswerGrammar {
    let count = headCount
    var grammar = AnswerGrammar(
      expected, today: settings.today, people: count > 1 ? count : nil, mayDecline: mayDecline,
      mayNotApply: mayNotApply)
    grammar.names = session.people.names
    return grammar
  }

  // MARK: Questions

  private mutating func answerQuestion(_ index: Int, _ line: String) {
    let question = playbook.questions[index]
    if case .tally = question.kind { return answerTally(index, line) }
    answerPlace(CellRef(question.name), question.kind, line)
  }

  /// Reads and keeps an answer that isn't in a table.
  mutating func answerPlace(_ place: CellRef, _ kind: AnswerKind, _ line: String) {
    guard let question = playbook.question(named: place.question) else { return ask() }
    var grammar = grammar(
      session.expected(for: kind), mayDecline: question.mayDecline, mayNotApply: question.mayNotApply)
    if case .value(.list(let votes))? = session.answer(place)?.state {
      grammar.votesBefore = votes.compactMap { Int($0) }
    }
    switch grammar.read(line) {
    case .nothing: keepOrRepeat(place, question)
    case .help: explain()
    case .skip: skip(place, reason: nil)
    case .rejected(let rejection): reject(rejection)
    case .answer(let typed):
      keep(place, kind, typed)
    }
  }

  mutating func reject(_ rejection: Rejection) {
    let (problem, hint) = Wording.rejection(rejection)
    if TypedLine.seeksTheEnd(typedLine) { return cannot(problem, Wording.endComes + " " + Wording.toTheEnd) }
    refuse(problem, TypedLine.seeksTheWayOut(typedLine) ? Wording.toLeave : hint)
  }

  /// Keeps an answer; asks first if that hides other answers. One that stands there already changes nothing.
  mutating func keep(_ place: CellRef, _ kind: AnswerKind, _ typed: TypedAnswer) {
    let answer = noted(typed.answer, place)
    if stands(answer, place) { return keepAsItIs(place, session.shown(answer, kind), typed) }
    wish(.answer(place, answer), .answered(place, shown: session.shown(answer, kind), typed: typed))
  }

  /// A text stands on the screen already: it is named, and not shown once more.
  mutating func keepAsItIs(_ place: CellRef, _ shown: String, _ typed: TypedAnswer) {
    let isText = if case .text = typed.content { true } else { false }
    mark(.ok, Wording.kept(isText ? placeName(place) : shown, look))
    goOn(.answered(place, shown: "", typed: nil))
  }

  /// Whether an answer is there as it is, and nobody has to confirm it.
  func stands(_ answer: Answer, _ place: CellRef) -> Bool {
    guard answer.isGiven, session.answer(place) == answer, let question = playbook.question(named: place.question)
    else { return false }
    return !session.mustConfirm(question: question.index) && !session.contests.contains { $0.cell == place }
  }

  /// A note that was there stays with a new answer that brings none.
  func noted(_ answer: Answer, _ place: CellRef) -> Answer {
    var answer = answer
    answer.note = answer.note ?? session.answer(place)?.note
    return answer
  }

  /// An empty line: the suggestion or the present answer stands, or the question comes again in one line.
  mutating func keepOrRepeat(_ place: CellRef, _ question: Question) {
    if let given = session.answer(place), given.isGiven {
      if place.row == nil, session.mustConfirm(question: question.index) {
        return wish(
          .answer(place, given), .answered(place, shown: session.shown(given, question.kind), typed: nil))
      }
      mark(.ok, Wording.kept(session.shown(given, question.kind), look))
      return advance()
    }
    if place.row == nil, let value = suggestedValue(question.suggestion, question.kind) {
      let answer = Answer(.value(value))
      return wish(.answer(place, answer), .answered(place, shown: session.shown(answer, question.kind), typed: nil))
    }
    tell(sanitizedLine(pendingWording(place) ?? wording(of: question)))
    hint("empty", Wording.emptyHint)
    ask()
  }

  /// What a follow-up asks at a place, with its row's words filled in.
  func pendingWording(_ place: CellRef) -> String? {
    session.pendingFollowUps.first { $0.target == .cell(place) }?.wording
  }

  /// Where words are the answer, a lone `quit`, `q` or `help` may be one: in a table it would be a row.
  private mutating func asksWhatIsMeant(_ line: String) -> Bool {
    let command = ["q", "Q"].contains(line.trimmed) ? .quit : TypedLine.bareWord(line)
    guard let command, [.quit, .help].contains(command) else { return false }
    switch expected {
    case .text, .long: break
    default: return false
    }
    tell(Wording.didYouMean(command))
    dialog = .meantCommand(command, text: line)
    ask()
    return true
  }

  // MARK: Wishes

  /// Decides, asks for consent where answers would be hidden, and has the events written.
  mutating func wish(_ command: Command, _ after: After) {
    if case .answer(let place, _, _) = command, let row = rowGiven(by: place.question) {
      return refuse(Wording.notStored(Wording.isAbout(row)), Wording.isAboutHint)
    }
    do throws(Refusal) {
      if mayNeedConsent(command) {
        let difference = try session.preview(command)
        if difference.needsConsent || closesGate(difference, command) {
          show(consentLines(difference))
          dialog = .consent(Pending(command: command, after: after))
          return ask()
        }
      }
      store(try session.decide(command), after)
    } catch {
      refuse(error)
    }
  }

  /// A changed answer that closes a gate somebody went through.
  private func closesGate(_ difference: Difference, _ command: Command) -> Bool {
    guard case .answer(let place, _, _) = command, session.answer(place)?.isGiven == true else { return false }
    return difference.gates.contains { gate in
      [.open, .overridden].contains(gate.from) && session.wasPassed(gate: gate.name)
    }
  }

  /// Whether it may hide other answers, or close a gate that somebody went through with the answer there was; most answers
  /// can do neither.
  private func mayNeedConsent(_ command: Command) -> Bool {
    switch command {
    case .answer(let place, _, _):
      session.isRead(place) && (session.answer(place)?.isGiven == true || session.mayHide(place))
    case .many, .removeRow: true
    default: false
    }
  }

  mutating func store(_ event: Event, _ after: After) {
    if readOnly != nil { return refuse(Wording.notStored(Wording.cannotBeSaved), Wording.onlyReadHint) }
    waiting = .store(event, after)
    outputs.append(.append(event))
  }

  mutating func refuse(_ refusal: Refusal) {
    let (problem, hint) = Wording.refusal(refusal)
    // What doesn't go with the cell before it may be mended there.
    if case .notAccepted = refusal, cellBefore != nil { return refuse(problem, Wording.changeThisOrBefore) }
    refuse(problem, hint)
  }

  // MARK: Skipping

  mutating func skip(_ place: CellRef, reason: String?) {
    let note = session.answer(place)?.note
    wish(
      .answer(place, Answer(.skipped, note: note), reason: reason),
      .answered(place, shown: Wording.forLater, typed: nil))
  }
}
