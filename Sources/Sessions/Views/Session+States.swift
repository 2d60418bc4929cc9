import CEL
import Playbooks

extension Session {
  /// The answer kept for a place, also where it doesn't count at present.
  public func answer(_ cell: CellRef) -> Answer? {
    if cell.row == nil, cell.column == nil {
      return core.graph.questionNames.number(of: cell.question).flatMap { core.book.answers[$0] }
    }
    return playbook.question(named: cell.question).flatMap { core.book.answer(cell, $0) }
  }

  /// How a question stands. A question that doesn't apply is inactive, whether it was asked before or not.
  public func state(ofQuestion index: Int) -> QuestionState {
    guard core.relevance[index] != .no, core.relevance[index] != .error else { return .inactive }
    if let answer = core.counted(index) {
      switch answer.state {
      case .value: return .answered
      case .declined: return .declined
      case .notApplicable: return .notApplicable
      case .skipped: return isDoneByRuns(index) ? .answered : .skipped
      }
    }
    if core.graph.questions[index].isTable, core.tables[index]?.isDone == true { return .answered }
    return .unasked
  }

  /// Left for later, and done since: each row's own session brought what it carries.
  private func isDoneByRuns(_ index: Int) -> Bool {
    guard case .run = playbook.questions[index].kind else { return false }
    return core.tables[index]?.isDone == true
  }

  /// The question applies, and its answer has to be confirmed before it counts again.
  public func mustConfirm(question index: Int) -> Bool { core.relevance[index] == .yes && core.mustConfirm(index) }

  /// What an answer that has to be confirmed meant when it was given, where an upgrade changed that: empty where the
  /// playbook didn't say; nil where it means what it meant.
  public func meaningBefore(ofQuestion index: Int) -> String? {
    guard mustConfirm(question: index), let meant = book.meant[index] else { return nil }
    return meant == playbook.questions[index].meaning ?? "" ? nil : meant
  }

  public func relevance(ofQuestion index: Int) -> Relevance { relevance(of: index) }

  /// The value of a slot as the rules see it.
  public func value(ofSlot slot: Int) -> Value { core.slots[slot] }

  public func value(ofQuestion index: Int) -> Value { core.slots[playbook.questions[index].slot] }

  /// A wording as somebody would say it now: sentences that speak of something not known yet are left out.
  public func spoken(_ template: Template) -> String { core.spoken(template) }

  /// A wording as a report prints it: sentences that know none of what they speak of are left out, and so are those that
  /// speak of what may not be seen.
  public func written(
    _ template: Template, locals: [Value] = [], isSeen: (Program) -> Bool = { _ in true }
  ) -> String {
    core.written(template, locals, isSeen: isSeen)
  }

  /// A wording with its expressions filled in.
  public func render(_ template: Template, locals: [Value] = []) -> String { core.render(template, locals) }

  /// A value as a person reads it.
  public func text(of value: Value, _ rendering: Rendering = .plain) -> String { core.text(of: value, rendering) }

  public func evaluate(_ program: Program, locals: [Value] = []) -> Value { core.evaluate(program, locals) }

  public func holds(_ condition: Condition?, locals: [Value] = []) -> Truth { core.test(condition, locals) }

  /// The elements that `for: … as x` runs over now.
  public func elements(_ iteration: Iteration) -> [Value] { core.elements(iteration) ?? [] }

  /// The number of a question on the screen, which never changes; nil for companions and replies.
  public func number(ofQuestion index: Int) -> Int? {
    let number = core.graph.questions[index].number
    return number > 0 ? Int(number) : nil
  }

  /// How many questions have a number, and how many of those apply or may come to.
  public var numbered: (all: Int, possible: Int) {
    var (all, possible) = (0, 0)
    for (index, part) in core.graph.questions.enumerated() where part.number > 0 {
      all += 1
      if core.relevance[index] != .no, core.relevance[index] != .error { possible += 1 }
    }
    return (all, possible)
  }

  // MARK: What is open

  /// Applies, and nobody has said anything final about it.
  public func isOpen(_ index: Int) -> Bool {
    guard core.relevance[index] == .yes else { return false }
    switch state(ofQuestion: index) {
    case .unasked, .skipped: return !isReplyDone(index)
    case .answered, .declined, .notApplicable, .inactive: return false
    }
  }

  /// Required questions that apply and are open, in document order.
  public var requiredOpenQuestions: [Int] {
    playbook.questions.indices.filter { playbook.questions[$0].isRequired && isOpen($0) }
  }

  /// The question to ask next: the first that applies and is open, in document order; what was put off comes last.
  public var nextQuestion: Int? {
    playbook.questions.indices.first { isOpen($0) && state(ofQuestion: $0) == .unasked }
      ?? playbook.questions.indices.first { isOpen($0) && playbook.questions[$0].isRequired }
  }

  /// A follow-up's question with rows of its own: done when each row has a reply.
  private func isReplyDone(_ index: Int) -> Bool {
    guard core.graph.questions[index].isReply else { return false }
    let question = playbook.questions[index]
    guard question.replyPerRow != nil, let rule = question.replyOf else { return false }
    return core.activations[rule].allSatisfy { book.marks["\(CellRef(question.name, row: $0.row))"] != nil }
  }

  // MARK: Progress

  public var progress: Progress {
    var progress = Progress()
    for (index, part) in core.graph.questions.enumerated() {
      switch core.relevance[index] {
      case .no, .error: continue
      case .unknown:
        progress.perhaps += 1
        progress.secondsPerhaps += seconds(ofQuestion: index)
      case .yes:
        if isOpen(index) {
          progress.open += 1
          progress.secondsOpen += seconds(ofQuestion: index)
          if part.isRequired { progress.required += 1 }
        } else {
          progress.answered += 1
        }
      }
    }
    return progress
  }

  /// How long a question takes: 20 seconds for a text, 8 for anything else, for each cell of a table.
  func seconds(ofQuestion index: Int) -> Int {
    let part = core.graph.questions[index]
    if part.rowsExpected >= 0 { return Int(part.seconds) * Int(part.rowsExpected) }
    return Int(part.seconds) * max(1, core.tables[index]?.rows.count ?? 1)
  }
}

extension Question {
  /// How long it takes, or one of its rows; and how many rows are expected where that doesn't hang on another table.
  var time: (seconds: Int, rows: Int?) {
    guard let spec = kind.table else { return (kind.seconds, 1) }
    let row = spec.columns.reduce(0) { $0 + $1.kind.seconds }
    switch spec.rows {
    case .fixed(let choices, _): return (row, choices.count)
    case .from: return (row, nil)
    case .free(let range): return (row, max(1, (range.lowerBound + min(range.upperBound, 7)) / 2))
    }
  }
}

extension AnswerKind {
  fileprivate var seconds: Int {
    switch self {
    case .text, .long: 20
    default: 8
    }
  }
}

/// How far a session is. Under branching the number of questions left is a range.
public struct Progress: Hashable, Sendable {
  public var answered = 0
  /// Questions that apply and are open.
  public var open = 0
  /// Open questions that are required.
  public var required = 0
  /// Questions that may come to apply.
  public var perhaps = 0
  var secondsOpen = 0
  var secondsPerhaps = 0

  public var atLeast: Int { open }
  public var atMost: Int { open + perhaps }
  /// Half of what is undecided.
  public var likely: Int { open + perhaps / 2 }
  public var minutesLeft: Int { (secondsOpen + secondsPerhaps / 2 + 59) / 60 }
}
