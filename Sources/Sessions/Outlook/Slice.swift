import CEL
import Playbooks

/// What one cell depends on, near and far.
struct Slice {
  private(set) var nodes: [Int32] = []
  /// Questions whose answers can reach the cell, in the order of the playbook.
  private(set) var questions: [Int] = []
  /// Something in between may turn round after it was known, because it looks at rows or rules one by one: a rule is
  /// silent while it waits for an answer, a row appears with another answer.
  private(set) var canTurn = false
  /// A table in between isn't ended, or its rows come from elsewhere: which rows there will be can't be listed.
  private(set) var hasOpenRows = false

  init(_ session: Session, of node: Int32) {
    let (playbook, core) = (session.playbook, session.core)
    var isSeen = [Bool](repeating: false, count: core.graph.count)
    var waiting = [node]
    isSeen[Int(node)] = true
    var found: Set<Int> = []
    while let next = waiting.popLast() {
      nodes.append(next)
      take(core.graph.cell(next), playbook, core, &found)
      for source in core.graph.sources(of: Int(next)) where !isSeen[Int(source)] {
        isSeen[Int(source)] = true
        waiting.append(source)
      }
    }
    questions = found.sorted()
  }

  private mutating func take(_ cell: Cell, _ playbook: Playbook, _ core: Core, _ found: inout Set<Int>) {
    switch cell {
    case .value(let index):
      found.insert(index)
      if playbook.questions[index].table != nil { takeTable(playbook.questions[index], core) }
    case .calculation(let index): if playbook.calculations[index].forEach != nil { canTurn = true }
    case .rule, .table: canTurn = true
    case .reply:
      // Replies per row are as many as there are rows that a rule asks about.
      hasOpenRows = true
    case .gate(let index):
      if playbook.gates[index].needs.contains(where: { $0.forEach != nil || $0.blockedByRule != nil }) {
        canTurn = true
      }
    case .relevance, .column, .strict, .input: break
    }
  }

  private mutating func takeTable(_ question: Question, _ core: Core) {
    canTurn = true
    guard core.relevance[question.index] != .no, let spec = question.table else { return }
    guard core.tables[question.index]?.isDone != true else { return }
    switch (question.kind, spec.rows) {
    case (.form, .free), (_, .fixed(_, nil)): break
    default: hasOpenRows = true
    }
  }
}
