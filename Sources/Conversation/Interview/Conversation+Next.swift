import Playbooks
import Sessions

/// What to ask next, from the session alone.
extension Conversation {
  /// What follows from the answers: follow-ups first, then document order, then what was left for later, gates, the end.
  var nextFocus: Focus { following.focus }

  /// What follows, and the follow-up that is its turn, whatever is asked first.
  var following: (focus: Focus, followUp: PendingAsk?) {
    let question = nextQuestion
    let cell = unfinishedRow(of: question)
    let followUp = cell == nil ? openFollowUp(before: question) : nil
    if session.isFinished { return (.finished, followUp) }
    if let focus = cell ?? followUp.map(focus(of:)) ?? question.map(focus(ofQuestion:)) { return (focus, followUp) }
    return (nextGate.map { .gate($0) } ?? .finish, followUp)
  }

  /// A row that was begun is finished before a follow-up speaks.
  private func unfinishedRow(of next: Int?) -> Focus? {
    guard let index = next, let spec = playbook.questions[index].table,
      case .cell(_, let row, _)? = nextCell(of: index, spec)
    else { return nil }
    let isBegun = spec.columns.contains { session.answer(cell(index, row, $0.index)) != nil }
    return isBegun ? nextCell(of: index, spec) : nil
  }

  /// The first follow-up that wasn't put off.
  private func openFollowUp(before next: Int?) -> PendingAsk? {
    session.pendingFollowUps.first { ask in
      guard !putOff.contains(ask.mark), !isLater(ask, before: next) else { return false }
      if case .cell(let cell) = ask.target { return timesSkipped(cell) <= skipsWithRow(cell) }
      return true
    }
  }

  /// A cell that was left blank while its row was typed wasn't asked about yet; one for remarks isn't asked with its row.
  private func skipsWithRow(_ cell: CellRef) -> Int {
    guard cell.row != nil, let name = cell.column, let spec = playbook.question(named: cell.question)?.table,
      let column = spec.column(named: name)
    else { return 0 }
    return isNote(column, spec) ? 0 : 1
  }

  /// A follow-up about an answer that is there is asked once in a sitting, whatever comes.
  mutating func remember(asked followUp: PendingAsk?) {
    guard let ask = followUp, case .cell(let cell) = ask.target, case .value? = session.answer(cell)?.state else {
      return
    }
    putOff.insert(ask.mark)
  }

  /// A reply that is a question of its own waits for its place in the order.
  private func isLater(_ ask: PendingAsk, before next: Int?) -> Bool {
    if isFast, session.playbook.rules[ask.rule].effects.isEmpty { return true }
    return isAhead(ask, of: next)
  }

  /// What it is about wasn't asked yet: rows may stand there that nobody has looked at, from last time.
  private func isAhead(_ ask: PendingAsk, of next: Int?) -> Bool {
    guard let next, case .cell(let cell) = ask.target, let question = playbook.question(named: cell.question)?.index
    else { return false }
    return question > next && session.isOpen(question) && !isBegun(question)
  }

  private func focus(of ask: PendingAsk) -> Focus {
    guard case .cell(let cell) = ask.target, let question = playbook.question(named: cell.question) else {
      return .followUp(ask)
    }
    if let name = cell.column, let column = question.table?.columns.firstIndex(where: { $0.name == name }) {
      return .cell(question: question.index, row: cell.row ?? "", column: column)
    }
    if let row = cell.row { return .reply(question: question.index, row: row) }
    return focus(ofQuestion: question.index)
  }

  /// The first open question in document order; one left for later comes again once, at the end.
  var nextQuestion: Int? {
    guard isFast else { return first(of: playbook.questions.indices) { session.isOpen($0) && isAskable($0) } }
    let open = playbook.questions.indices.filter { isAskable($0) && session.isOpen($0) }
    return first(of: decisiveFirst(open)) { _ in true }.map { groundwork(of: $0, among: open) }
  }

  /// The first open question without which this one can't be put: its wording or its choices come from there.
  private func groundwork(of index: Int, among open: [Int]) -> Int {
    let question = playbook.questions[index]
    let kinds = [question.kind] + (question.table?.columns ?? []).map(\.kind)
    let named =
      session.placesMissing(in: question.ask).map(\.question) + kinds.flatMap { $0.refSource?.tables ?? [] }
    let before = named.compactMap { playbook.question(named: $0)?.index }.filter { place in
      place < index && open.contains(place) && timesSkipped(CellRef(playbook.questions[place].name)) < 2
    }
    return before.min().map { groundwork(of: $0, among: open) } ?? index
  }

  private func first(of questions: some Collection<Int>, where isWanted: (Int) -> Bool) -> Int? {
    questions.first { isWanted($0) && isUnasked($0) }
      ?? questions.first { isWanted($0) && timesSkipped(CellRef(playbook.questions[$0].name)) < 2 }
  }

  /// What the next gate misses comes first, and of that what most of its needs wait for; then what is required.
  func decisiveFirst(_ open: [Int]) -> [Int] {
    let gate = session.gates.first { !$0.isPassable }
    let missed = (gate?.missing ?? []).flatMap { need in
      Set(need.questions.compactMap { playbook.question(named: $0.question)?.index })
    }
    let weights = Dictionary(missed.map { ($0, 1) }, uniquingKeysWith: +)
    let decisive = open.filter { weights[$0] != nil }.sorted { (weights[$1] ?? 0, $0) < (weights[$0] ?? 0, $1) }
    return decisive + open.filter { weights[$0] == nil && playbook.questions[$0].isRequired }
  }

  /// A note alone doesn't put a question off.
  private func isUnasked(_ index: Int) -> Bool {
    session.state(ofQuestion: index) == .unasked || timesSkipped(CellRef(playbook.questions[index].name)) == 0
  }

  /// Replies that are asked per row come as follow-ups only.
  /// A table made from another one waits until that has rows.
  private func isAskable(_ index: Int) -> Bool {
    let question = playbook.questions[index]
    if case .from? = question.table?.rows { return !session.rows(ofQuestion: index).isEmpty }
    return question.replyPerRow == nil
  }

  /// How often a place was left for later since it last had an answer.
  func timesSkipped(_ cell: CellRef) -> Int { session.timesSkipped(cell) }

  func focus(ofQuestion index: Int) -> Focus {
    let question = playbook.questions[index]
    guard let spec = question.table else { return .question(index) }
    if case .tally = question.kind { return .question(index) }
    if case .run = question.kind {
      let rows = session.rows(ofQuestion: index)
      // Its rows come from another table: where that has none, nothing can be asked.
      guard let row = rows.first(where: { !isRun($0) }) ?? rows.first else { return .newRow(question: index) }
      return .run(question: index, row: row.id)
    }
    return nextCell(of: index, spec) ?? .newRow(question: index)
  }

  /// The first cell that has nothing in it yet: of typed and given rows any, of drafted rows those that are required.
  func nextCell(of index: Int, _ spec: TableSpec) -> Focus? {
    for row in session.rows(ofQuestion: index) {
      for column in spec.columns where isToAsk(column, in: row, of: index, spec) {
        return .cell(question: index, row: row.id, column: column.index)
      }
    }
    return nil
  }

  private func isToAsk(_ column: Column, in row: RowView, of index: Int, _ spec: TableSpec) -> Bool {
    guard session.answer(cell(index, row.id, column.index)) == nil, session.applies(column, in: row) else {
      return false
    }
    if isNote(column, spec) { return false }
    guard shown(column, in: row, of: index).isEmpty else { return false }
    if case .free = spec.rows, !row.isAdded, !row.id.isEmpty { return column.isRequired }
    return true
  }

  /// A column for remarks is filled by words after the cell before it, and not asked for by itself.
  func isNote(_ column: Column, _ spec: TableSpec) -> Bool {
    guard column.name == "note", !column.isRequired, column.index > 0 else { return false }
    if case .text = column.kind { return true }
    return false
  }

  /// The first gate before the end that hasn't been passed. One that answers can override waits for no reason typed here.
  private var nextGate: Int? {
    playbook.gates.dropLast().first { gate in
      guard let view = session.gate(gate.name), view.isPassable || gate.overrideBy == nil else { return false }
      // Where nothing can be saved, nobody can go through one.
      return !view.isPassable || readOnly == nil && !session.wasPassed(gate: gate.name)
    }?.index
  }

  func cell(_ question: Int, _ row: String?, _ column: Int?) -> CellRef {
    let question = playbook.questions[question]
    let columns = question.table?.columns ?? []
    let name = column.flatMap { columns.indices.contains($0) ? columns[$0].name : nil }
    return CellRef(question.name, row: row?.isEmpty ?? true ? nil : row, column: name)
  }
}
