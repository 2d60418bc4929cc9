import CEL
import Playbooks

/// Goes through the ways in which the open answers below one cell can be completed, on a copy of the session.
///
/// Only places that the cell depends on are branched on. Where nothing in between can turn round once it is known, a
/// branch ends as soon as the cell is settled; where rows or rules come and go with answers, every open place is answered
/// first. So what is said to be complete is: the cell takes no value that wasn't visited.
final class Completions {
  private let playbook: Playbook
  /// Copied only when something has to be tried.
  private lazy var core = copied()
  private let session: Session
  private let slice: Slice
  private var budget: Int
  private var isComplete = true
  /// Tables that the search itself ended: their blank cells are still to be filled.
  private var ended: Set<Int> = []

  init(_ session: Session, of node: Int32, budget: Int) {
    playbook = session.playbook
    self.session = session
    slice = Slice(session, of: node)
    self.budget = budget
  }

  /// Something that the cell depends on is still open.
  var isAwaited: Bool {
    slice.hasOpenRows
      || slice.questions.contains { index in
        session.core.relevance[index] != .no && session.core.counted(index)?.isGiven != true
          && session.core.tables[index]?.isDone != true
      }
  }

  private func copied() -> Core {
    let core = session.core.copy()
    core.setElapsed(session.elapsedSeconds)
    core.update()
    return core
  }

  enum Look {
    case open
    case settled(() -> Void)
  }

  /// Calls `look` at the core of each completion; true if those were all.
  func visit(_ look: (Core) -> Look) -> Bool {
    if slice.hasOpenRows { isComplete = false }
    if !slice.canTurn, case .settled(let take) = look(session.core) {
      take()
      return isComplete
    }
    visitFrom(look)
    return isComplete
  }

  private func visitFrom(_ look: (Core) -> Look) {
    budget -= 1
    guard budget >= 0 else {
      isComplete = false
      return
    }
    let found = look(core)
    if !slice.canTurn, case .settled(let take) = found { return take() }
    guard let place = nextPlace else {
      if case .settled(let take) = found { take() } else { isComplete = false }
      return
    }
    guard let answers = answers(place) else {
      isComplete = false
      if case .settled(let take) = found { take() }
      return
    }
    for answer in answers {
      let undo = put(answer, at: place)
      visitFrom(look)
      undo()
      if budget < 0 { return }
    }
  }

  // MARK: Places

  private enum Place {
    case question(Question)
    case cell(CellRef, Question, Column)
  }

  /// The first open place that the cell depends on, in the order of the playbook.
  private var nextPlace: Place? {
    for index in slice.questions where core.relevance[index] == .yes {
      let question = playbook.questions[index]
      if core.counted(index)?.isGiven != true { if core.tables[index]?.isDone != true { return .question(question) } }
      if let place = openCell(of: question) { return place }
    }
    return nil
  }

  private func openCell(of question: Question) -> Place? {
    guard ended.contains(question.index), let spec = question.table else { return nil }
    for row in core.tables[question.index]?.rows ?? [] {
      for column in spec.columns where core.test(column.when, [.record(row.record)]) == .yes {
        guard case .unknown = row.record.value(at: column.field) else { continue }
        let cell = core.cellRef(question, column, row)
        guard core.book.answer(cell, question)?.isGiven != true else { continue }
        return .cell(cell, question, column)
      }
    }
    return nil
  }

  // MARK: Answers

  /// Everything that can be said at a place; nil where that can't be listed.
  private func answers(_ place: Place) -> [Answer]? {
    switch place {
    case .question(let question):
      guard question.replyPerRow == nil, graphReadsOnlyValue(of: question) else { return nil }
      guard let values = Domain(core).values(of: question) else { return nil }
      return values.map(Answer.value) + (question.mayDecline ? [Answer(.declined)] : [])
        + (question.mayNotApply ? [Answer(.notApplicable)] : [])
    case .cell(_, _, let column):
      guard let values = Domain(core).values(of: column.kind) else { return nil }
      return values.map(Answer.value) + [Answer(.declined), Answer(.notApplicable)]
    }
  }

  /// The single votes behind a rating are as many as there are people.
  private func graphReadsOnlyValue(of question: Question) -> Bool { core.graph.questions[question.index].votes < 0 }

  /// Gives an answer, and gives back how to take it away again.
  private func put(_ answer: Answer, at place: Place) -> () -> Void {
    let (cell, question): (CellRef, Question) =
      switch place {
      case .question(let question): (CellRef(question.name), question)
      case .cell(let cell, let question, _): (cell, question)
      }
    let (old, standing) = (core.book.answer(cell, question), core.book.standings[question.index])
    let isEnd = answer.state == .value(.rows)
    if isEnd { ended.insert(question.index) }
    core.search = (outside: { _ in nil }, leavesCellsOpen: { [unowned self] in self.ended.contains($0) })
    set(cell, answer, question)
    return { [self] in
      if isEnd { ended.remove(question.index) }
      set(cell, old, question)
      core.book.standings[question.index] = standing
      core.touch(core.graph.questions[question.index].value)
      core.update()
    }
  }

  private func set(_ cell: CellRef, _ answer: Answer?, _ question: Question) {
    core.book.apply(.set(cell, answer), question)
    core.touch(question, .set(cell, answer))
    core.update()
  }
}
