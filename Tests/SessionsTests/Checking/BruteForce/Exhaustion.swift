import CEL
import Playbooks

@testable import Sessions

/// Everything that can be answered in a small playbook, tried on the engine itself.
struct Exhaustion {
  let playbook: Playbook
  /// One complete set of answers that a session would take, and what the engine makes of it.
  struct Moment {
    let answers: [AnswerState]
    let relevance: [Truth]
    let holds: [Truth]
    /// By gate: whether each need holds.
    let needs: [[Truth]]
    let slots: [Value]
    /// What is concluded, for comparing two moments. What nobody will ever know doesn't hold.
    let conclusions: [String]
  }
  private(set) var moments: [Moment] = []
  /// What was answered on the way, in order, and which needs of the first gate fail for good there.
  private(set) var ways: [(answers: [AnswerState], closed: Set<Int>)] = []
  let core: Core

  init(_ playbook: Playbook) {
    self.playbook = playbook
    var book = Book(questions: playbook.questions.count, gates: playbook.gates.count)
    book.today = Domains.today
    core = Core(playbook: playbook, graph: Graph(playbook), book: book)
    go(0, [])
  }

  static func answers(_ question: Question) -> [AnswerState] {
    let values: [AnswerValue] =
      switch question.kind {
      case .yesno: [.bool(true), .bool(false)]
      case .choice(let set): set.codes.map { .code($0) }
      case .scale(let spec): (spec.low...spec.high).map { .int(Int64($0)) }
      default: []
      }
    return values.map { .value($0) } + (question.mayDecline ? [.declined] : [])
  }

  func set(_ index: Int, _ state: AnswerState?) {
    let question = playbook.questions[index]
    let change = Change.set(CellRef(question.name), state.map { Answer($0) })
    core.book.apply(change, question)
    core.touch(question, change)
    core.update()
  }

  private mutating func go(_ index: Int, _ answers: [AnswerState]) {
    let closed = Set(core.gates[0].failing.filter { !$0.isOpen }.map(\.need))
    if !closed.isEmpty { ways.append((answers, closed)) }
    guard index < playbook.questions.count else {
      moments.append(moment(answers))
      return
    }
    var isTaken = false
    for state in Self.answers(playbook.questions[index]) {
      set(index, state)
      guard takes(index) else { continue }
      isTaken = true
      go(index + 1, answers + [state])
    }
    set(index, nil)
    // Where every answer is refused, the question stays open.
    if !isTaken { go(index + 1, answers + [.skipped]) }
  }

  /// Whether no validation refuses the answer; they read no later questions.
  private func takes(_ index: Int) -> Bool {
    core.relevance[index] != .yes || playbook.questions[index].validations.allSatisfy { core.test($0.that) != .no }
  }

  private func moment(_ answers: [AnswerState]) -> Moment {
    let holds = playbook.rules.map { core.test($0.when) }
    let needs = playbook.gates.map { gate in gate.needs.map { core.test($0.that) } }
    let truths = core.relevance + holds + needs.flatMap { $0 }
    let shown = playbook.carries.map { carry in
      if case .unknown = core.slots[carry.slot] { "" } else { "\(core.slots[carry.slot])" }
    }
    return Moment(
      answers: answers, relevance: core.relevance, holds: holds, needs: needs,
      slots: (0..<playbook.variables.count).map { core.slots[$0] },
      conclusions: truths.map { "\($0 == .yes)" } + shown)
  }

  /// What an expression comes to in a moment.
  func value(_ program: Program, _ moment: Moment) -> Value { program.evaluate(moment.slots) }

  func holds(_ condition: Condition?, _ moment: Moment) -> Bool {
    (condition?.conjuncts ?? []).allSatisfy { $0.test(moment.slots) == .yes }
  }
}
