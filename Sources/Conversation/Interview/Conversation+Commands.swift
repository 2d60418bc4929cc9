import Playbooks
import Sessions
import Text

/// What each command does.
extension Conversation {
  mutating func run(_ name: CommandName, _ argument: String) {
    typedLine = argument.isEmpty ? "/\(name.rawValue)" : "/\(name.rawValue) \(argument)"
    switch CommandGroup.allCases.first(where: { $0.commands.contains(name) }) {
    case .move?: move(name, argument)
    case .understand?: understand(name, argument)
    case .write?: write(name, argument)
    case .group?: together(name, argument)
    case .finish?, .tool?, nil: rest(name, argument)
    }
  }

  private mutating func move(_ name: CommandName, _ argument: String) {
    switch name {
    case .back: goBack(max(1, Int(argument) ?? 1))
    case .next: goNext()
    case .go: goTo(argument)
    case .list: listQuestions(onlyOpen: argument.lowercased().hasPrefix("open"))
    case .find: find(argument)
    case .skip: skipHere(argument)
    case .na: notApplicable(argument)
    case .rows, .drop, .move: changeRows(name, argument)
    default: toggleFast()
    }
  }

  private mutating func understand(_ name: CommandName, _ argument: String) {
    switch name {
    case .why: why(argument)
    case .ifThen: whatIf(argument)
    case .goal: goal(argument)
    case .status: status()
    case .scale: explainScale()
    case .example: example()
    case .what: what(argument)
    case .history: history(argument)
    default: inactive()
    }
  }

  private mutating func write(_ name: CommandName, _ argument: String) {
    switch name {
    case .note: note(argument)
    case .edit: edit(argument)
    case .undo: wishOrRefuse(.undo, .undone)
    case .redo: wishOrRefuse(.redo, .redone)
    case .park: park(argument)
    case .action: action(argument)
    default: keepReason(argument)
    }
  }

  private mutating func together(_ name: CommandName, _ argument: String) {
    switch name {
    case .people: people(argument)
    case .votes: votes(argument)
    case .blind: blind(argument)
    case .timer: setTimer(argument)
    default: agenda()
    }
  }

  private mutating func rest(_ name: CommandName, _ argument: String) {
    switch name {
    case .review: review()
    case .report: report(argument, defaultFormat: "md")
    case .export: report(argument, defaultFormat: "json")
    case .pause, .quit: leave(atEndOfInput: false)
    case .set: set(argument)
    case .retry: retry()
    case .rescue: rescue(argument)
    default: help(argument)
    }
  }

  private mutating func wishOrRefuse(_ command: Command, _ after: After) {
    do throws(Refusal) { store(try session.decide(command), after) } catch {
      let (problem, hint) = Wording.refusal(error)
      cannot(problem, hint)
    }
  }

  // MARK: Help

  private mutating func help(_ argument: String) {
    let word = argument.lowercased().trimmingPrefix { $0 == "/" }
    if word.isEmpty {
      show(Wording.helpScreen(state: stateLine, columns: look.columns).map { StyledText($0) })
    } else if let topic = HelpTopic(rawValue: word) {
      show(topic.lines.map { StyledText($0) })
    } else if case .command(let name, _) = TypedLine("/" + word) {
      show(Wording.help(CommandTable.entry(name), columns: look.columns).map { StyledText($0) })
    } else {
      tell(Wording.noHelp(sanitizedLine(word)))
    }
    ask()
  }

  private var stateLine: String {
    guard let index = focus.question else { return Wording.stateAtEnd(sanitizedLine(playbook.title)) }
    return Wording.state(questionLabel(index), title: sanitizedLine(playbook.title), left: session.progress.likely)
  }

  // MARK: Moving

  /// Stops in document order: every question that applies.
  private var stops: [Int] {
    playbook.questions.indices.filter { index in
      playbook.questions[index].replyPerRow == nil && session.relevance(ofQuestion: index) == .yes
    }
  }

  mutating func goBack(_ count: Int) {
    dialog = nil
    var count = count
    while count > 0, let before = cellBefore ?? rowBefore {
      isDetour = true
      if before.question == focus.question, let index = before.question { stay(in: index) }
      focus = before
      count -= 1
    }
    if count == 0 { return go(to: focus) }
    goBackQuestions(count)
  }

  /// The cell that was asked before this one: in the same row, or in the row before where rows are given. Cells are asked
  /// like questions, and `/back` is a step to the one before.
  var cellBefore: Focus? {
    guard case .cell(let index, let row, let column) = focus, let spec = playbook.questions[index].table else {
      return nil
    }
    let rows = session.rows(ofQuestion: index)
    guard let place = rows.firstIndex(where: { $0.id == row }) else { return nil }
    if let before = lastCell(of: rows[place], before: column, index, spec) { return before }
    if case .free = spec.rows { return nil }
    return place == 0 ? nil : lastCell(of: rows[place - 1], before: spec.columns.count, index, spec)
  }

  /// In a table that is being typed, before the first cell of a row comes the row before. In one that is done, `/back`
  /// leaves it.
  private var rowBefore: Focus? {
    guard let index = focus.question, let spec = playbook.questions[index].table, case .free = spec.rows,
      !session.isDone(table: index)
    else { return nil }
    let rows = session.rows(ofQuestion: index)
    switch focus {
    case .newRow: return rows.last.flatMap { lastCell(of: $0, before: spec.columns.count, index, spec) }
    case .cell(_, let row, _):
      guard let place = rows.firstIndex(where: { $0.id == row }), place > 0 else { return nil }
      return lastCell(of: rows[place - 1], before: spec.columns.count, index, spec)
    default: return nil
    }
  }

  private func lastCell(of row: RowView, before column: Int, _ index: Int, _ spec: TableSpec) -> Focus? {
    let before = spec.columns.last { $0.index < column && !isNote($0, spec) && session.applies($0, in: row) }
    return before.map { .cell(question: index, row: row.id, column: $0.index) }
  }

  private mutating func goBackQuestions(_ count: Int) {
    // What `/fast` passed over wasn't the question before.
    let stops = stops.filter { !isFast || isBegun($0) || $0 == focus.question }
    let here = focus.question.flatMap { question in stops.firstIndex(of: question) ?? stops.firstIndex { $0 > question }
    }
    let place = (here ?? stops.count) - count
    guard !stops.isEmpty, here != 0 || stops.count == 0 else {
      tell(Wording.atTheStart)
      return ask()
    }
    detour(to: stops[max(0, place)])
  }

  mutating func detour(to index: Int) {
    dialog = nil
    isDetour = true
    focus = .finish
    let question = playbook.questions[index]
    addsTo = nil
    guard question.table != nil else { return go(to: .question(index)) }
    if case .run = question.kind {
      if session.rows(ofQuestion: index).isEmpty { return refuse(Wording.noRowsToRun, Wording.noRowsToRunHint) }
      return go(to: focus(ofQuestion: index))
    }
    if case .form = question.kind { return go(to: formStart(index)) }
    stay(in: index)
    switch focus(ofQuestion: index) {
    case .newRow: return go(to: .newRow(question: index))
    case .question: return go(to: .question(index))
    default: break
    }
    go(to: session.isDone(table: index) ? .newRow(question: index) : focus(ofQuestion: index))
  }

  /// A form is one row: it is walked from its beginning, and Enter keeps what stands in each cell.
  private func formStart(_ index: Int) -> Focus {
    let form = session.rows(ofQuestion: index).first
    let first = playbook.questions[index].table?.columns.first { column in
      form.map { session.applies(column, in: $0) } ?? false
    }
    return .cell(question: index, row: form?.id ?? "", column: first?.index ?? 0)
  }

  private mutating func goNext() {
    dialog = nil
    guard let here = focus.question else {
      focus = .finish
      return advance()
    }
    let open = playbook.questions.indices.filter { session.isOpen($0) && playbook.questions[$0].replyPerRow == nil }
    guard let next = open.first(where: { $0 > here }) ?? open.first(where: { $0 != here }) else {
      isDetour = false
      focus = .finish
      present(isFirst: true)
      return ask()
    }
    isDetour = true
    focus = .finish
    stay(in: next)
    go(to: focus(ofQuestion: next))
  }

  /// Who goes to a table that isn't done stays in it until they say so, whatever is open before it.
  private mutating func stay(in index: Int) {
    addsTo = nil
    switch playbook.questions[index].kind {
    case .table, .list: if !session.isDone(table: index) { addsTo = index }
    default: break
    }
  }

  private mutating func goTo(_ argument: String) {
    guard !argument.isEmpty else { return refuse(Wording.whichQuestion, Wording.goHint) }
    switch place(named: argument) {
    case .found(let place): go(toPlace: place)
    case .several(let places): refuse(Wording.severalPlaces(places.map { listName($0) }), "")
    case .none: refuse(Wording.noQuestion(sanitizedLine(argument)), Wording.goHint)
    }
  }

  func listName(_ index: Int) -> String {
    "\(questionLabel(index)) \(sanitizedLine(playbook.questions[index].title))"
  }

  private mutating func go(toPlace place: CellRef) {
    guard let question = playbook.question(named: place.question) else { return ask() }
    if let row = place.row, let spec = question.table {
      let column = place.column.flatMap { name in spec.columns.firstIndex { $0.name == name } } ?? 0
      if isLeftOut(place) { return refuse(Wording.doesNotApplyNow(placeName(place)), "") }
      dialog = nil
      isDetour = true
      if focus.question != question.index { focus = .finish }
      if case .run = question.kind { return go(to: .run(question: question.index, row: row)) }
      return go(to: .cell(question: question.index, row: row, column: column))
    }
    if session.relevance(ofQuestion: question.index) != .yes {
      return refuse(Wording.doesNotApplyNow(listName(question.index)), Wording.whyNotHint(question.name))
    }
    detour(to: question.index)
  }

  /// A cell that was named and doesn't apply: what was typed there would be in no report.
  func isLeftOut(_ place: CellRef) -> Bool {
    guard let question = playbook.question(named: place.question), let name = place.column,
      let column = question.table?.column(named: name),
      let view = session.rows(ofQuestion: question.index).first(where: { $0.id == place.row })
    else { return false }
    return session.isLeftOut(column, in: view)
  }

  private mutating func toggleFast() {
    isFast.toggle()
    tell(isFast ? Wording.fastOn : Wording.fastOff)
    dialog = nil
    focus = .finish
    advance()
  }

  private mutating func skipHere(_ reason: String) {
    let note = reason.isEmpty ? nil : reason
    switch focus {
    case .question(let index): skip(CellRef(playbook.questions[index].name), reason: note)
    case .reply(let index, let row): skip(cell(index, row, nil), reason: note)
    case .cell(let index, let row, let column): skip(cell(index, row, column), reason: note)
    case .newRow(let index) where !session.isDone(table: index):
      skip(CellRef(playbook.questions[index].name), reason: note)
    case .newRow: advance()
    case .run(let index, _): skip(cell(index, nil, nil), reason: note)
    case .followUp(let ask): putOff(ask)
    case .gate, .finish, .finished: cannot(Wording.nothingToSkip)
    }
  }

  private mutating func notApplicable(_ reason: String) {
    guard let place = currentPlace, let question = playbook.question(named: place.question) else {
      return cannot(Wording.nothingToSkip)
    }
    if place.column == nil, !question.mayNotApply { return reject(.mayNotBeNotApplicable) }
    let answer = Answer(.notApplicable, note: reason.isEmpty ? nil : reason)
    wish(.answer(place, answer), .answered(place, shown: Wording.doesNotApply, typed: nil))
  }

  /// The place the next line would answer.
  var currentPlace: CellRef? {
    switch focus {
    case .question(let index): CellRef(playbook.questions[index].name)
    case .reply(let index, let row): cell(index, row, nil)
    case .cell(let index, let row, let column): cell(index, row, column)
    case .newRow(let index), .run(let index, _): CellRef(playbook.questions[index].name)
    case .followUp, .gate, .finish, .finished: nil
    }
  }
}
