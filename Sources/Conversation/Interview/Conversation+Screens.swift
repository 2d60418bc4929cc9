import CEL
import Playbooks
import Sessions
import Text

/// Questions, cells and tables as blocks of lines.
extension Conversation {
  func screen(of index: Int) -> QuestionScreen {
    let question = playbook.questions[index]
    let given = session.answer(CellRef(question.name))
    let progress = session.progress
    return QuestionScreen(
      section: sanitizedLine(playbook.sections[question.section].title), number: number(of: index),
      progress: shown(progress), minutesLeft: minutesShown(question.section, progress),
      wording: sanitized(wording(of: question)),
      expected: expected(question: index), present: tallied(index) ?? given.flatMap { present($0, question.kind) },
      earlier: lastTime(question),
      suggestion: given?.isGiven == true ? nil : suggestion(question),
      details: confirmLines(question) + (lacksChoices(question.kind) ? [Wording.nothingToChoose] : []),
      isOptional: !question.isRequired)
  }

  /// What it asks; a sentence that speaks of what isn't known yet is left out, if another one is left.
  func wording(of question: Question) -> String {
    let whole = session.render(question.ask)
    guard !session.placesMissing(in: question.ask).isEmpty else { return whole }
    let spoken = session.spoken(question.ask)
    return spoken.isEmpty ? whole : spoken
  }

  /// Whether it asks for one of rows that aren't there.
  func lacksChoices(_ kind: AnswerKind) -> Bool {
    guard let source = kind.refSource, !source.allowsText else { return false }
    return session.choices(for: kind).isEmpty
  }

  private func tallied(_ index: Int) -> String? {
    if case .tally = playbook.questions[index].kind { return countsSoFar(index) }
    return nil
  }

  /// Why an answer that is there has to be confirmed: others said something else, or it was some time ago.
  func confirmLines(_ question: Question) -> [String] {
    let contests = session.contests.filter { $0.cell.question == question.name }
    if contests.isEmpty {
      guard session.mustConfirm(question: question.index) else { return [] }
      let before = session.meaningBefore(ofQuestion: question.index)
      let change = before.map { Wording.meansNow(sanitizedLine(question.meaning ?? ""), before: sanitizedLine($0)) }
      return (change.map { [$0] } ?? []) + [Wording.stillSo]
    }
    return contests.map { contest in
      let shown = contest.other.flatMap { answer in kind(of: contest.cell).map { session.shown(answer, $0) } }
      let place = contest.cell.column == nil ? nil : placeName(contest.cell)
      return Wording.contested(place, shown?.onOneLine ?? Wording.takenBack, at: contest.time)
    } + [Wording.chooseContested]
  }

  /// What was answered in the latest earlier session about the same thing, if that was carried.
  private func lastTime(_ question: Question) -> String? {
    guard question.table == nil, let slot = playbook.slot(named: "earlier"),
      case .list(let earlier) = session.value(ofSlot: slot), case .record(let last)? = earlier.elements.last,
      let value = last.value(of: question.name)
    else { return nil }
    switch value {
    case .unknown, .error, .null, .string(""): return nil
    default: break
    }
    guard case .timestamp(let time)? = last.value(of: "date"), let day = CalendarDay(iso: Day(time).description) else {
      return nil
    }
    var text = session.text(of: value, session.rendering(question.kind))
    // Choices that come from rows are known by their codes only.
    if case .string(let code) = value, let item = session.choices(for: question.kind).first(where: { $0.code == code })
    {
      text = item.label
    }
    return Wording.lastTime(day.spoken, sanitizedLine(text))
  }

  func replyScreen(_ index: Int, _ row: String) -> QuestionScreen {
    var screen = screen(of: index)
    if let wording = pendingWording(cell(index, row, nil)) { screen.wording = sanitized(wording) }
    screen.present = nil
    return screen
  }

  /// Texts stand on the line already; anything else is shown above it.
  private func present(_ answer: Answer, _ kind: AnswerKind) -> String? {
    if case .value(.text) = answer.state, answer.note == nil { return nil }
    if answer.state == .skipped, answer.note == nil { return nil }
    let shown = session.shown(answer, kind)
    return answer.note.map { "\(shown) (\(sanitizedLine($0)))" } ?? shown
  }

  private func suggestion(_ question: Question) -> String? {
    suggestion(question.suggestion, question.kind, locals: [])
  }

  /// The value in words with the reason for it; nil where there is none to take.
  func suggestion(_ suggestion: Suggestion?, _ kind: AnswerKind, locals: [Value]) -> String? {
    guard let value = suggestedValue(suggestion, kind, locals: locals) else { return nil }
    let shown = session.shown(Answer(.value(value)), kind)
    guard let because = suggestion?.because else { return shown }
    let reason = sanitizedLine(session.render(because, locals: locals))
    return reason.isEmpty ? shown : "\(shown) (\(reason.trimmingSuffix { $0 == "." }))"
  }

  func suggestedValue(_ suggestion: Suggestion?, _ kind: AnswerKind, locals: [Value] = []) -> AnswerValue? {
    guard let suggestion else { return nil }
    switch Session.answerValue(session.evaluate(suggestion.value, locals: locals), kind) {
    case .text(""), .code(""), .list([]), nil: return nil
    case .some(let value): return value
    }
  }

  // MARK: Numbers and progress

  func number(of index: Int) -> Int? { session.number(ofQuestion: index) }

  func question(numbered number: Int) -> Int? { playbook.questions.indices.first { self.number(of: $0) == number } }

  /// `Q3`; a follow-up has the number of what it belongs to, and a plus.
  func questionLabel(_ index: Int) -> String {
    if let number = number(of: index) { return "Q\(number)" }
    let owner = (0..<index).last { number(of: $0) != nil }
    return owner.flatMap(number(of:)).map { "Q\($0)+" } ?? "Q"
  }

  private func shown(_ progress: Progress) -> QuestionScreen.Progress {
    if progress.atLeast == progress.atMost {
      let numbered = session.numbered
      if numbered.possible == numbered.all { return .of(numbered.all) }
    }
    return .aboutLeft(progress.likely)
  }

  /// Of a section with a time box what is left of that; else, from the sixth answer on, the pace of this session times
  /// what is left of it.
  private func minutesShown(_ section: Int, _ progress: Progress) -> QuestionScreen.MinutesLeft? {
    if let box = minutes(ofSection: section) {
      return .ofPart(max(0, box - minutesUsed(inSection: section)), of: box)
    }
    guard progress.answered >= 5, progress.likely > 0 else { return nil }
    return .about(progress.minutesLeft)
  }

  /// A section's time box; nil where it has none, or it isn't known yet.
  func minutes(ofSection section: Int) -> Int? {
    playbook.sections[section].minutes.flatMap { Int(session.text(of: session.evaluate($0))) }
  }

  // MARK: Tables

  mutating func presentTable(_ index: Int) {
    choicesOnScreen = nil
    let question = playbook.questions[index]
    var block = screen(of: index)
    block.expected = .text(or: [])
    block.present = nil
    if let spec = question.table { block.details = confirmLines(question) + tableDetails(question, spec) }
    show(block.lines(look))
    let rows = session.rows(ofQuestion: index)
    if !rows.isEmpty, isWorthShowing(index, rows) { show(tableLines(index)) }
  }

  /// Fixed rows without any answer are asked one by one; a list of them would only be in the way.
  private func isWorthShowing(_ index: Int, _ rows: [RowView]) -> Bool {
    guard let spec = playbook.questions[index].table else { return false }
    return rows.contains { row in spec.columns.contains { !shown($0, in: row, of: index).isEmpty } }
  }

  private func tableDetails(_ question: Question, _ spec: TableSpec) -> [String] {
    if case .form = question.kind { return [] }
    let columns = columnsNow(spec).filter { !isNote($0, spec) }
    switch spec.rows {
    case .free(let range):
      var details = [Wording.rowsInvited(range, limit: spec.limit, isList: columns.count == 1)]
      if columns.count > 1 { details.append(Wording.oneLine(columns.map { shortAsk($0) })) }
      return details
    case .fixed(let rows, _):
      let invited = Wording.fixedRows(
        rows.count, hasNote: spec.columns.contains { isNote($0, spec) },
        isRated: rows.count > 1 && ratedColumn(spec) != nil)
      return columns.count > 1 ? [invited, Wording.oneLine(columns.map { shortAsk($0) })] : [invited]
    case .from:
      let rows = Wording.givenRows(session.rows(ofQuestion: question.index).count)
      return columns.count > 1 ? [rows, Wording.oneLine(columns.map { shortAsk($0) })] : [rows]
    }
  }

  private func shortAsk(_ column: Column) -> String { sanitizedLine(column.title) }

  /// The rows as a table where it fits, else a line for each; in accessible mode as `name: value` lines.
  func tableLines(_ index: Int, indent: Int = 2) -> [StyledText] {
    guard let spec = playbook.questions[index].table else { return [] }
    let rows = session.rows(ofQuestion: index)
    let columns = spec.columns.filter { column in rows.contains { !shown(column, in: $0, of: index).isEmpty } }
    if columns.isEmpty { return [] }
    if case .form = playbook.questions[index].kind, let form = rows.first {
      return columns.flatMap {
        look.wrap("\(shortAsk($0)): \(shown($0, in: form, of: index).onOneLine)", indent: indent, hanging: 2)
      }
    }
    let table = TextTable(
      header: [""] + columns.map { shortAsk($0) },
      rows: rows.map { row in [name(of: row, in: index)] + columns.map { shown($0, in: row, of: index).onOneLine } })
    if look.isAccessible { return table.spokenLines().map { StyledText($0) } }
    let lines = table.lines(width: 1000)
    if lines.contains(where: { displayWidth($0) > look.columns - indent }) {
      return table.rows.flatMap { row in
        let cells = labelled(Array(row.dropFirst()), Array(table.header.dropFirst())).joined(separator: "; ")
        return look.wrap("\(row[0])  \(cells)", indent: indent, hanging: 4)
      }
    }
    return lines.enumerated().map {
      StyledText(String(repeating: " ", count: indent) + $1, $0 == 0 && columns.count > 1 ? .title : nil)
    }
    .dropFirst(columns.count > 1 ? 0 : 1).map(\.self)
  }

  /// The cells of a row in a line: in a wide table with what each is, for without columns nobody could tell.
  private func labelled(_ cells: [String], _ titles: [String]) -> [String] {
    let isWide = titles.count > Conversation.plainCellsMax
    return zip(titles, cells).enumerated().compactMap { place, cell in
      if cell.1.isEmpty { return nil }
      return isWide && place > 0 ? "\(cell.0): \(cell.1)" : cell.1
    }
  }

  /// So many cells can be told apart without their titles.
  private static let plainCellsMax = 6

  mutating func presentCell(_ index: Int, _ row: String, _ column: Int) {
    guard let column = column_(index, column), let view = session.rows(ofQuestion: index).first(where: { $0.id == row })
    else { return }
    let locals = [Value.record(view.record)]
    let wording = sanitizedLine(
      pendingWording(cell(index, row, column.index)) ?? session.render(column.ask, locals: locals))
    var name = column.index == 0 ? name(of: view, in: index) : shortName(of: view, in: index)
    if row.isEmpty { name = "" }
    let text = [name, wording].filter { !$0.isEmpty }.joined(separator: look.isAccessible ? ", " : " · ")
    show(look.wrap(text, role: column.index == 0 ? .title : nil))
    let place = Choices(question: index, column: column.index)
    if choicesOnScreen != place { show(ChoiceList(expected: session.expected(for: column.kind)).lines(look)) }
    choicesOnScreen = place
    let present = shown(column, in: view, of: index)
    if present.isEmpty, let suggestion = suggestion(column.suggestion, column.kind, locals: locals) {
      show(look.wrap(Wording.suggested(suggestion), indent: 2))
    }
    if case .text = column.kind { return }
    if !present.isEmpty { show(look.wrap(Wording.presentAnswer(present, look), indent: 2)) }
  }

  mutating func presentNewRow(_ index: Int) {
    guard let spec = playbook.questions[index].table, let column = spec.columns.first else { return }
    guard takesRows(spec) else { return tell(Wording.rowsGiven, .hint) }
    let count = session.rows(ofQuestion: index).count
    if case .free(let range) = spec.rows,
      let full = Wording.rowsFull(count, asked: range.upperBound, limit: spec.limit)
    {
      tell(full, .hint)
    }
    if let last = session.rows(ofQuestion: index).last { hint("rows", Wording.rowsHint(name(of: last, in: index))) }
    if spec.columns.count > 1 {
      let wording = sanitizedLine(session.render(column.ask))
      show(look.wrap("\(newRowLabel(index)) \(look.isAccessible ? "-" : "·") \(wording)", role: .title))
    }
    show(ChoiceList(expected: session.expected(for: column.kind)).lines(look))
    choicesOnScreen = Choices(question: index, column: 0)
  }

  /// Whether rows can be added.
  func takesRows(_ spec: TableSpec) -> Bool {
    switch spec.rows {
    case .free: true
    case .fixed(_, let more): more.map { $0.upperBound > 0 } ?? false
    case .from: false
    }
  }

  /// The id the next row will have.
  func newRowLabel(_ index: Int) -> String {
    let question = playbook.questions[index]
    guard let event = try? session.decide(.addRow(question: question.name, cells: [])),
      case .changed(let changes, _) = event, case .addRow(_, let row, _)? = changes.first
    else { return questionLabel(index) }
    return row
  }
}
