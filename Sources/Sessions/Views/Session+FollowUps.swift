import CEL
import Playbooks

/// A question that a rule asks because of an answer.
public struct PendingAsk: Hashable, Sendable {
  public let rule: Int
  public let row: String?
  public let wording: String
  /// Where the reply goes.
  public let target: Target

  public enum Target: Hashable, Sendable {
    /// A question of its own, or one reply for each row.
    case cell(CellRef)
    /// One more row of a table: the reply is this column, the others are given.
    case newRow(question: String, column: String, cells: [CellEntry])
    /// A note on a question.
    case note(CellRef)
  }

  /// What remembers that it was put off: the rule and its row.
  public let mark: CellRef
}

extension Session {
  /// Follow-ups whose reply is still open, in the order of the rules.
  public var pendingFollowUps: [PendingAsk] {
    var found: [PendingAsk] = []
    for index in holdingRules {
      let rule = playbook.rules[index]
      for effect in rule.effects {
        guard case .ask(let followUp) = effect else { continue }
        for activation in core.activations[rule.index] {
          if let one = pending(rule, followUp, activation) { found.append(one) }
        }
      }
    }
    return found
  }

  private func pending(_ rule: Rule, _ followUp: FollowUp, _ activation: Activation) -> PendingAsk? {
    let mark = CellRef(rule.id, row: activation.row)
    guard book.marks["\(mark)"] == nil else { return nil }
    func ask(_ target: PendingAsk.Target, _ wording: Template = followUp.wording) -> PendingAsk {
      PendingAsk(
        rule: rule.index, row: activation.row, wording: core.render(wording, activation.locals), target: target,
        mark: mark)
    }
    switch followUp.into {
    case .question(let index):
      let cell = CellRef(playbook.questions[index].name)
      let isWanted =
        isOpen(index) || isUnheeded(cell, rule, activation) && reads(rule, slot: playbook.questions[index].slot)
      return isWanted ? ask(.cell(cell)) : nil
    case .reply(let index):
      let question = playbook.questions[index]
      let cell = CellRef(question.name, row: question.replyPerRow == nil ? nil : activation.row)
      return answer(cell) == nil ? ask(.cell(cell)) : nil
    case .cells(let index, let columns):
      let question = playbook.questions[index]
      guard let row = activation.row, let spec = question.kind.table else { return nil }
      for (place, column) in columns.enumerated() {
        let cell = CellRef(question.name, row: row, column: spec.columns[column].name)
        guard isBlank(cell, question) else { continue }
        return ask(.cell(cell), place == 0 ? followUp.wording : spec.columns[column].ask)
      }
      guard columns.count == 1, let column = columns.first, reads(rule, spec, column) else { return nil }
      let cell = CellRef(question.name, row: row, column: spec.columns[column].name)
      return isUnheeded(cell, rule, activation) ? ask(.cell(cell)) : nil
    case .newRow(let index, let column, let cells):
      let question = playbook.questions[index]
      guard let spec = question.kind.table else { return nil }
      let entries = cells.compactMap { cell -> CellEntry? in
        answerValue(cell.value, spec.columns[cell.column].kind, activation.locals).map {
          CellEntry(spec.columns[cell.column].name, .value($0))
        }
      }
      return ask(.newRow(question: question.name, column: spec.columns[column].name, cells: entries))
    case .note(let index):
      // Where the condition reads no question, the reply stays with the rule: then its mark is there, and it is asked no more.
      guard let index else { return ask(.note(mark)) }
      let cell = CellRef(playbook.questions[index].name)
      return answer(cell)?.note == nil ? ask(.note(cell)) : nil
    }
  }

  /// There is an answer, and it wasn't changed since the rule began to hold.
  private func isUnheeded(_ cell: CellRef, _ rule: Rule, _ activation: Activation) -> Bool {
    guard case .value? = answer(cell)?.state else { return false }
    let began = log.transitions.last { $0.rule == rule.index && $0.row == activation.row && $0.isActive }?.event ?? 0
    return (log.history.last { $0.cell == cell }?.event ?? 0) <= began
  }

  /// The rule finds fault with the very answer it asks for: it is asked once more, and then left alone.
  private func reads(_ rule: Rule, slot: Int) -> Bool {
    rule.when?.conjuncts.contains { $0.reads.variables.contains(slot) } == true
  }

  private func reads(_ rule: Rule, _ spec: TableSpec, _ column: Int) -> Bool {
    rule.when?.conjuncts.contains { program in
      program.reads.fields.contains { $0.type === spec.record && $0.index == spec.columns[column].field }
    } == true
  }

  private func isBlank(_ cell: CellRef, _ question: Question) -> Bool {
    guard let answer = book.answer(cell, question) else { return true }
    if case .value(.text(let text)) = answer.state { return text.isEmpty }
    return answer.state == .skipped
  }

  /// A drafted value in the form in which answers are kept.
  func answerValue(_ source: CellSource, _ kind: AnswerKind, _ locals: [Value]) -> AnswerValue? {
    switch source {
    case .wording(let template): .text(core.render(template, locals))
    case .value(let program): Session.answerValue(core.evaluate(program, locals), kind)
    }
  }

  /// A value of the rule language in the form in which answers are kept; nil where there is none.
  public static func answerValue(_ value: Value, _ kind: AnswerKind) -> AnswerValue? {
    switch (value, kind) {
    case (.string(let text), .text), (.string(let text), .long): return .text(text)
    case (.string(let code), _): return .code(code)
    case (.bool(let flag), _): return .bool(flag)
    case (.int(let number), _): return .int(number)
    case (.double(let number), _):
      return Int64(exactly: number).map(AnswerValue.int) ?? .dec(Core.plain(number))
    case (.timestamp(let time), _): return .date(Day(time).description)
    case (.list(let list), _):
      return .list(list.elements.compactMap { if case .string(let text) = $0 { text } else { nil } })
    default: return nil
    }
  }
}
