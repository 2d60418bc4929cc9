import CEL
import Playbooks

// What an update meets lies side by side here: in a playbook of very many rules, each place in memory that is looked at
// costs more than what is done with it.

/// One cell: what it is, how high it stands, and where its readers begin.
struct GraphNode: Sendable {
  enum Kind: UInt8 { case input, relevance, value, column, calculation, strict, table, reply, rule, gate }

  let kind: Kind
  /// Of a slot, question, calculation and so on; of a column its place among all columns.
  let index: Int32
  /// How many steps it stands above the inputs.
  let height: Int32
  /// Its readers end where those of the next cell begin.
  let firstReader: Int32
}

/// One column of a table question.
struct GraphColumn: Sendable {
  let question: Int32
  let column: Int32
}

/// One question; -1 where there is no such node or slot.
struct GraphQuestion: Sendable {
  let slot: Int32
  /// The node of its value.
  let value: Int32
  /// The node of replies that are given per row.
  let reply: Int32
  /// The slot of `votes(q)`.
  let votes: Int32
  let isTable: Bool
  /// Its answers end some day.
  let holds: Bool
  /// A whole number is read as one.
  let readsWhole: Bool
  let isRequired: Bool
  /// It takes the reply to what a rule asks.
  let isReply: Bool
  /// What it is called by on the screen, counted from 1; 0 for a companion or a reply, which has no number.
  let number: Int32
  /// How long it takes, or one row of it.
  let seconds: Int32
  /// 1 for what has no rows; -1: as many as another table has.
  let rowsExpected: Int32
}

/// One rule.
struct GraphRule: Sendable {
  let conditions: [Program]
  /// The condition, where it is a single one.
  let condition: Program?
  /// About the session as a whole: what it comes to while it holds, where that doesn't depend on more.
  let lasting: [Activation]?
  let isAboutRows: Bool
}

extension GraphRule {
  /// Rules that come to the same share it.
  static func all(of playbook: Playbook) -> [GraphRule] {
    var known: [[Activation]] = []
    return playbook.rules.map { rule in
      let conditions = rule.when?.conjuncts ?? []
      var lasting: [Activation]?
      if let one = rule.lastingActivation {
        let place = known.firstIndex { $0[0].isSame(as: one) } ?? known.count
        if place == known.count { known.append([one]) }
        lasting = known[place]
      }
      return GraphRule(
        conditions: conditions, condition: conditions.count == 1 ? conditions[0] : nil, lasting: lasting,
        isAboutRows: rule.forEach != nil)
    }
  }
}

extension GraphQuestion {
  /// The numbers of a playbook's questions; 0 for those that have none.
  static func numbers(in playbook: Playbook) -> [Int32] {
    var last: Int32 = 0
    return playbook.questions.map { question in
      guard question.companionOf == nil, question.replyOf == nil else { return 0 }
      last += 1
      return last
    }
  }
}

extension GraphDraft {
  func part(_ question: Question, number: Int32) -> GraphQuestion {
    let index = question.index
    let (seconds, rows) = question.time
    return GraphQuestion(
      slot: Int32(question.slot), value: valueNode[index], reply: replyNode[index] ?? -1,
      votes: votesSlot[index].map(Int32.init) ?? -1, isTable: question.table != nil, holds: question.holdsWeeks != nil,
      readsWhole: question.kind.readsWhole, isRequired: question.isRequired, isReply: question.replyOf != nil,
      number: number, seconds: Int32(clamping: seconds), rowsExpected: Int32(clamping: rows ?? -1))
  }
}

extension GraphNode {
  static func all(_ cells: [Cell], height: [Int32], firstReader: [Int32]) -> ([GraphNode], [GraphColumn]) {
    var columns: [GraphColumn] = []
    var nodes: [GraphNode] = []
    nodes.reserveCapacity(cells.count + 1)
    for (node, cell) in cells.enumerated() {
      nodes.append(GraphNode(cell, height: height[node], firstReader: firstReader[node], columns: &columns))
    }
    nodes.append(GraphNode(kind: .input, index: -1, height: 0, firstReader: firstReader[cells.count]))
    return (nodes, columns)
  }

  private init(_ cell: Cell, height: Int32, firstReader: Int32, columns: inout [GraphColumn]) {
    let (kind, index): (Kind, Int) =
      switch cell {
      case .input(let slot): (.input, slot)
      case .relevance(let question): (.relevance, question)
      case .value(let question): (.value, question)
      case .column: (.column, columns.count)
      case .calculation(let index): (.calculation, index)
      case .strict(let slot): (.strict, slot)
      case .table(let index): (.table, index)
      case .reply(let question): (.reply, question)
      case .rule(let index): (.rule, index)
      case .gate(let index): (.gate, index)
      }
    if case .column(let question, let column) = cell {
      columns.append(GraphColumn(question: Int32(question), column: Int32(column)))
    }
    self.init(kind: kind, index: Int32(index), height: height, firstReader: firstReader)
  }
}
