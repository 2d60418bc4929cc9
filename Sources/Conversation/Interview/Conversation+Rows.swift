import Playbooks
import Sessions
import Text

/// Answers in tables: cell by cell, and a row on one line.
extension Conversation {
  // MARK: A cell

  mutating func answerCell(_ index: Int, _ row: String, _ columnIndex: Int, _ line: String) {
    guard let column = column_(index, columnIndex) else { return ask() }
    let place = cell(index, row, columnIndex)
    if rateRows(index, row, column, line) || takesNextRow(index, column, place, line) { return }
    if line.trimmed == ";" || (!column.kind.isText || isUntouched(index, row)) && RowLine.cells(line).count > 1 {
      let columns = playbook.questions[index].table.map { columnsNow($0).filter { $0.index >= columnIndex } } ?? []
      return answerCells(index, row, columns, RowLine.cells(line, of: columns.count))
    }
    switch read(line, column) {
    case .nothing: emptyCell(index, row, column)
    case .help: explain()
    case .skip: blank(index, row, column)
    case .rejected(let rejection): reject(rejection)
    case .answer(let typed): keepCell(index, row, column, place, typed)
    }
  }

  /// At the last text of a row, which may be blank: a line that begins as rows here begin is the next row. Whoever types
  /// cards for a room, one after the other, need not say each time that nobody signed.
  private mutating func takesNextRow(_ index: Int, _ column: Column, _ place: CellRef, _ line: String) -> Bool {
    guard let spec = playbook.questions[index].table, case .free = spec.rows, column.kind.isText, !column.isRequired,
      column.index == columnsNow(spec).last?.index, session.answer(place) == nil, let first = spec.columns.first
    else { return false }
    let cells = RowLine.cells(line, of: columnsNow(spec).count)
    guard cells.count > 1, case .choice = first.kind, case .answer = read(cells[0], first) else { return false }
    addRow(index, spec, cells, after: [.answer(place, Answer(.skipped))])
    return true
  }

  /// A text that a row can't be without has to be there; "don't know" would be no row.
  func read(_ line: String, _ column: Column, isFirst: Bool = false) -> Reading {
    let mayDecline = !(column.kind.isText && column.isRequired) || isFirst
    var grammar = grammar(session.expected(for: column.kind), mayDecline: mayDecline, mayNotApply: mayDecline)
    grammar.near = suggestedDay(column)
    return grammar.read(line)
  }

  /// The day that is suggested for a column; else for the next one that has one: a beginning lies near its end.
  private func suggestedDay(_ column: Column) -> CalendarDay? {
    let columns = focus.question.flatMap { playbook.questions[$0].table?.columns } ?? []
    for column in columns.dropFirst(column.index) {
      if case .date = column.kind,
        case .date(let day)? = suggestedValue(column.suggestion, column.kind, locals: [.absent])
      {
        return CalendarDay(iso: day)
      }
    }
    return nil
  }

  /// A given row that nobody has typed into, and that has several cells.
  private func isUntouched(_ index: Int, _ row: String) -> Bool {
    guard let spec = playbook.questions[index].table, spec.columns.count > 1 else { return false }
    return !spec.columns.contains { session.answer(cell(index, row, $0.index)) != nil }
  }

  /// The columns that may apply as things are: the parts of a row on one line. A column that doesn't takes none of them:
  /// what stood in it would be in no report. Nor does one that chooses among rows that aren't there.
  func columnsNow(_ spec: TableSpec) -> [Column] { spec.columns.filter { session.mayApply($0) && !isIdle($0) } }

  /// Whether a column may be blank, and there is nothing to choose from for it yet.
  private func isIdle(_ column: Column) -> Bool { !column.isRequired && lacksChoices(column.kind) }

  /// The cells of a new row that nobody is asked for.
  private func idleCells(_ spec: TableSpec) -> [CellEntry] {
    spec.columns.filter { session.mayApply($0) && isIdle($0) }.map { CellEntry($0.name, Answer(.skipped)) }
  }

  /// `fatal; none; people` at a cell: this one and those behind it.
  private mutating func answerCells(_ index: Int, _ row: String, _ columns: [Column], _ texts: [String]) {
    guard texts.count <= columns.count else { return rejectCells(texts.count, columns) }
    var commands: [Command] = []
    var hasNote = false
    for (column, text) in zip(columns, texts) {
      let place = cell(index, row, column.index)
      switch read(text, column) {
      case .answer(let typed):
        hasNote = hasNote || typed.note != nil
        commands.append(.answer(place, noted(typed.answer, place)))
      case .nothing, .skip, .help: commands.append(.answer(place, Answer(.skipped)))
      case .rejected(let rejection): return reject(rejection, in: column)
      }
    }
    wish(ending(index, .many(commands)), .row(question: index, row: row, hasNote: hasNote))
  }

  /// More parts than cells: the cells are named, because it may be that one was typed that stands there already.
  private mutating func rejectCells(_ count: Int, _ columns: [Column]) {
    let (problem, hint) = Wording.rejection(.tooManyCells(count, columns: columns.count))
    // Rows that were pasted together: what is pasted at once is one answer.
    if typedLine.trimmed.contains(where: \.isNewline) { return refuse(problem, Wording.oneRowAtATime) }
    refuse(problem, Wording.cellsLeft(columns.map { sanitizedLine($0.title) }) + " " + hint)
  }

  /// What was wrong with one part of a row typed on one line; its choices are named, because they aren't on the screen.
  private mutating func reject(_ rejection: Rejection, in column: Column) {
    let (problem, hint) = Wording.rejection(rejection)
    let choices = choiceWords(column)
    refuse(
      Wording.inColumn(sanitizedLine(column.title), problem), choices.isEmpty ? hint : Wording.columnTakes(choices))
  }

  /// `1 Sponsor`, `2 Supporter`: what may be typed for a column.
  func choiceWords(_ column: Column) -> [String] {
    ChoiceList(expected: session.expected(for: column.kind)).items.map { "\($0.key) \($0.label)" }
  }

  /// Keeps what there is; a blank cell that may be blank stays so.
  private mutating func emptyCell(_ index: Int, _ row: String, _ column: Column) {
    let place = cell(index, row, column.index)
    let given = session.answer(place)
    // What is left blank when a rule asks about it is left blank for good, and that has to be kept.
    let isAskedAgain = given?.state == .skipped && pendingWording(place) != nil
    if given != nil, !isAskedAgain { return walk(on: column.index, index, row) }
    guard let view = session.rows(ofQuestion: index).first(where: { $0.id == row }) else { return ask() }
    if !shown(column, in: view, of: index).isEmpty, isDetour { return walk(on: column.index, index, row) }
    if let value = suggestedValue(column.suggestion, column.kind, locals: [.record(view.record)]) {
      let answer = Answer(.value(value))
      let after = After.answered(place, shown: session.shown(answer, column.kind), typed: nil)
      return wish(ending(index, .answer(place, answer)), after)
    }
    if column.isRequired {
      tell(sanitizedLine(session.render(column.ask, locals: [.record(view.record)])))
      return ask()
    }
    blank(index, row, column)
  }

  /// After a cell that stays as it is: to the next one, or to the next row of a table that somebody went to.
  private mutating func walk(on column: Int, _ index: Int, _ row: String) {
    if let next = walking(after: column, index, row) { return go(to: next) }
    goOn(.answered(cell(index, row, column), shown: "", typed: nil))
  }

  /// The next cell of a row that is walked through on purpose (`/go B2`).
  private func walking(after column: Int, _ index: Int, _ row: String) -> Focus? {
    guard isDetour, let spec = playbook.questions[index].table,
      let view = session.rows(ofQuestion: index).first(where: { $0.id == row })
    else { return nil }
    let next = spec.columns.first { $0.index > column && !isNote($0, spec) && session.applies($0, in: view) }
    return next.map { .cell(question: index, row: row, column: $0.index) }
  }

  private mutating func blank(_ index: Int, _ row: String, _ column: Column) {
    let place = cell(index, row, column.index)
    let command = Command.answer(place, Answer(.skipped))
    let shown = column.isRequired ? Wording.forLater : ""
    wish(ending(index, command), .answered(place, shown: shown, typed: nil))
  }

  private mutating func keepCell(
    _ index: Int, _ row: String, _ column: Column, _ place: CellRef, _ typed: TypedAnswer
  ) {
    var answer = typed.answer
    var commands: [Command] = []
    if let remark = typed.note, let note = noteColumn(after: column, index) {
      answer.note = nil
      commands.append(.answer(cell(index, row, note.index), .value(.text(remark))))
    }
    answer = noted(answer, place)
    if commands.isEmpty, stands(answer, place) {
      return keepAsItIs(place, session.shown(answer, column.kind), typed)
    }
    commands.insert(.answer(place, answer), at: 0)
    let command = commands.count == 1 ? commands[0] : .many(commands)
    wish(ending(index, command), .answered(place, shown: session.shown(typed.answer, column.kind), typed: typed))
  }

  private func noteColumn(after column: Column, _ index: Int) -> Column? {
    guard let spec = playbook.questions[index].table, let next = column_(index, column.index + 1) else { return nil }
    return isNote(next, spec) ? next : nil
  }

  /// With the last open cell of given rows the table is ended, too: nothing is left to ask in it.
  func ending(_ index: Int, _ command: Command) -> Command {
    let question = playbook.questions[index]
    guard let spec = question.table, !session.isDone(table: index) else { return command }
    switch spec.rows {
    case .free: if case .form = question.kind {} else { return command }
    case .fixed(_, let more): if more.map({ $0.upperBound > 0 }) ?? false { return command }
    case .from: break
    }
    guard let event = try? session.decide(command) else { return command }
    var trial = self
    trial.session.apply(event)
    guard trial.nextCell(of: index, spec) == nil else { return command }
    return .many(flat(command) + [.endTable(question.name)])
  }

  private func flat(_ command: Command) -> [Command] {
    if case .many(let commands) = command { return commands }
    return [command]
  }

  // MARK: A new row

  mutating func answerNewRow(_ index: Int, _ line: String) {
    guard let spec = playbook.questions[index].table, let column = spec.columns.first else { return ask() }
    if line.trimmed.isEmpty || isNone(line, index, spec) { return endTable(index, spec) }
    if pasteRows(index, spec, line) { return }
    if spec.columns.count > 1, RowLine.cells(line).count > 1 || RowLine.isEnded(line) {
      return addRow(index, spec, RowLine.cells(line, of: columnsNow(spec).count))
    }
    switch read(line, column, isFirst: session.rows(ofQuestion: index).isEmpty) {
    case .nothing: endTable(index, spec)
    case .help: explain()
    case .skip: skipTable(index)
    case .rejected(.mayNotDecline): noRowKnown(index, spec)
    case .rejected(let rejection): reject(rejection)
    case .answer(let typed) where typed.content == .declined && !playbook.questions[index].mayDecline:
      noRowKnown(index, spec)
    case .answer(let typed):
      if session.rows(ofQuestion: index).isEmpty, typed.content == .declined || typed.content == .notApplicable {
        return keep(CellRef(playbook.questions[index].name), playbook.questions[index].kind, typed)
      }
      let name = newRowLabel(index)
      wish(
        adding(
          to: index,
          [
            .addRow(
              question: playbook.questions[index].name,
              cells: [CellEntry(column.name, typed.answer)] + idleCells(spec).filter { $0.column != column.name })
          ]),
        .row(question: index, row: name))
    }
  }

  /// "Don't know" where a row is asked for: no row is called so, and what there is may be enough.
  private mutating func noRowKnown(_ index: Int, _ spec: TableSpec) {
    let isEmpty = session.rows(ofQuestion: index).isEmpty
    let isNeeded = isEmpty && playbook.questions[index].isRequired
    refuse(
      Wording.noRowKnown(isList: spec.columns.count == 1),
      isNeeded ? Wording.oneRowNeeded : isEmpty ? Wording.goOnWithoutRows : Wording.goOnWithRows)
  }

  /// `none` at the start of a table that may be empty: no row is called so.
  private func isNone(_ line: String, _ index: Int, _ spec: TableSpec) -> Bool {
    guard case .free(let range) = spec.rows, range.lowerBound == 0, session.rows(ofQuestion: index).isEmpty,
      let column = spec.columns.first, column.kind.isText
    else { return false }
    return SpecialWords.none.contains(SpecialWords.normal(line))
  }

  /// The table stays open, with the rows it has.
  private mutating func skipTable(_ index: Int) {
    if session.isDone(table: index) { return advance() }
    skip(CellRef(playbook.questions[index].name), reason: nil)
  }

  /// `Month-end report; immediate; finance`: cells in the order of the columns, blank ones left out.
  mutating func addRow(
    _ index: Int, _ spec: TableSpec, _ texts: [String], given: [CellEntry] = [], after: [Command] = []
  ) {
    guard var entries = entries(spec, texts) else { return }
    // A blank doesn't take away what the question gave.
    entries.removeAll { entry in entry.answer.state == .skipped && given.contains { $0.column == entry.column } }
    let given = given.filter { given in !entries.contains { $0.column == given.column } }
    let row = Command.addRow(question: playbook.questions[index].name, cells: entries + given)
    let hasNote = entries.contains { $0.answer.note != nil }
    wish(adding(to: index, after + [row]), .row(question: index, row: newRowLabel(index), hasNote: hasNote))
  }

  /// A row that is typed into a table ends that it was left for later.
  func adding(to index: Int, _ commands: [Command]) -> Command {
    let name = playbook.questions[index].name
    let isLater = session.answer(CellRef(name))?.state == .skipped
    let all = (isLater ? [.reopenTable(name)] : []) + commands
    return all.count == 1 ? all[0] : .many(all)
  }

  /// The cells of a row typed on one line; nil where it was refused.
  mutating func entries(_ spec: TableSpec, _ texts: [String]) -> [CellEntry]? {
    let columns = columnsNow(spec)
    guard texts.count <= columns.count else {
      rejectCells(texts.count, columns)
      return nil
    }
    var entries: [CellEntry] = []
    for (column, text) in zip(columns, texts) {
      switch read(text, column) {
      case .answer(let typed): entries.append(CellEntry(column.name, typed.answer))
      case .nothing, .skip, .help:
        if !column.isRequired { entries.append(CellEntry(column.name, Answer(.skipped))) }
      case .rejected(let rejection):
        reject(rejection, in: column)
        return nil
      }
    }
    return entries + idleCells(spec)
  }

  // MARK: The end of a table

  mutating func endTable(_ index: Int, _ spec: TableSpec) {
    if session.isDone(table: index) { return advance() }
    let count = session.rows(ofQuestion: index).count
    if case .free(let range) = spec.rows, count < range.lowerBound {
      tell(Wording.endTable(count, range))
      dialog = .endTable(question: index)
      return ask()
    }
    wish(.endTable(playbook.questions[index].name), .endedTable(question: index))
  }
}
