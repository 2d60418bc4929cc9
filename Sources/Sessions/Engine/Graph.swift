import CEL
import Playbooks

/// One computed thing of a playbook. Tables add rows to a cell, never cells to the graph.
enum Cell: Hashable, Sendable {
  /// A slot filled from outside: the day, carried values, registers, how often a gate was tried.
  case input(slot: Int)
  /// Does the question apply?
  case relevance(Int)
  /// The effective value of a question: answered, declined, not applicable, absent or unknown. For a table: its rows.
  case value(Int)
  /// One column of a table question, in all rows.
  case column(question: Int, column: Int)
  case calculation(Int)
  /// A mean read with declined answers as 0, for gates.
  case strict(slot: Int)
  case table(Int)
  /// Replies that are given per row, as a field of those rows.
  case reply(Int)
  case rule(Int)
  case gate(Int)
}

/// The static graph of a playbook: what each cell reads, in an order in which each comes after what it reads.
///
/// Edges go by slot and by column: an expression that reads `c.score` depends on the rows of the table that `c`
/// iterates over and on that one column, so that two columns of a table may depend on each other's tables.
final class Graph: Sendable {
  let cells: [Cell]
  /// How many steps a cell stands above the inputs.
  let height: [Int32]
  let maximumHeight: Int
  private let firstReader: [Int32]
  private let readers: [Int32]
  private let firstSource: [Int32]
  private let sources: [Int32]
  /// Node of each slot, or -1 for constants.
  let nodeOfSlot: [Int32]
  let relevanceNode: [Int32]
  let valueNode: [Int32]
  let ruleNode: [Int32]
  let gateNode: [Int32]
  let calculationNode: [Int32]
  /// By question: whether it has rows.
  let isTable: [Bool]
  /// By question: its place, and whether its answers end some day.
  let places: [AnswerPlace]
  let holds: [Bool]
  /// By question: whether a whole number is read as one.
  let readsWhole: [Bool]
  /// By rule about the session as a whole: what it comes to while it holds, where that doesn't depend on more.
  let lastingActivation: [[Activation]?]
  let isAboutRows: [Bool]
  let ruleConditions: [[Program]]
  let questionNames: NameTable
  /// Nodes of a table question's columns.
  let columnNodes: [[Int32]]
  /// Nodes of replies that are given per row, by question.
  let replyNode: [Int: Int32]
  /// The slot of the minutes that passed, if the playbook reads them.
  let elapsedSlot: Int?
  /// Slots of `rows(q)` and `votes(q)`, by question.
  let rowsSlot: [Int: Int]
  let votesSlot: [Int: Int]
  /// Rules that draft rows into a question, by question.
  let drafters: [Int: [Int]]
  private let fields: [ObjectIdentifier: [Int: Int32]]
  private let homes: [ObjectIdentifier: RecordHome]

  /// The cell that fills a field of rows.
  func fieldNode(_ read: Reads.FieldRead) -> Int32? { fields[ObjectIdentifier(read.type)]?[read.index] }

  func fieldNodes(of type: ObjectIdentifier) -> [Int32] { Array((fields[type] ?? [:]).values) }

  /// Where the live records of a type are.
  func home(of type: RecordType) -> RecordHome? { homes[ObjectIdentifier(type)] }

  /// The cells that read this one.
  func readers(of node: Int) -> ArraySlice<Int32> { readers[Int(firstReader[node])..<Int(firstReader[node + 1])] }

  /// The cells that this one reads.
  func sources(of node: Int) -> ArraySlice<Int32> { sources[Int(firstSource[node])..<Int(firstSource[node + 1])] }

  init(_ playbook: Playbook) {
    var draft = GraphDraft(playbook)
    draft.addCells()
    draft.addEdges()
    let count = draft.cells.count
    cells = draft.cells
    nodeOfSlot = draft.nodeOfSlot
    relevanceNode = draft.relevanceNode
    valueNode = draft.valueNode
    ruleNode = draft.ruleNode
    gateNode = draft.gateNode
    calculationNode = draft.calculationNode
    columnNodes = draft.columnNodes
    isTable = playbook.questions.map { $0.table != nil }
    places = playbook.questions.map { AnswerPlace(CellRef($0.name)) }
    holds = playbook.questions.map { $0.holdsWeeks != nil }
    readsWhole = playbook.questions.map(\.kind.readsWhole)
    isAboutRows = playbook.rules.map { $0.forEach != nil }
    ruleConditions = playbook.rules.map { $0.when?.conjuncts ?? [] }
    lastingActivation = playbook.rules.map(\.lastingActivation)
    questionNames = NameTable(playbook.questions.map(\.name))
    replyNode = draft.replyNode
    homes = draft.homes
    fields = draft.fields
    (rowsSlot, votesSlot) = (draft.rowsSlot, draft.votesSlot)
    drafters = draft.drafters
    elapsedSlot = playbook.variables.indices.first {
      if case .input(.elapsedMinutes) = playbook.variables[$0].kind { true } else { false }
    }
    (firstSource, sources) = compressed(draft.edges.map { ($0.reader, $0.source) }, count: count)
    (firstReader, readers) = compressed(draft.edges.map { ($0.source, $0.reader) }, count: count)
    (height, maximumHeight) = heights(
      count: count, firstSource: firstSource, sources: sources, firstReader: firstReader, readers: readers)
  }
}

/// Groups edges by their first end: where each group starts, and the second ends, each once.
private func compressed(_ edges: [(Int32, Int32)], count: Int) -> ([Int32], [Int32]) {
  var starts = [Int32](repeating: 0, count: count + 1)
  for (from, _) in edges { starts[Int(from) + 1] += 1 }
  for index in 0..<count { starts[index + 1] += starts[index] }
  var next = starts
  var ends = [Int32](repeating: 0, count: edges.count)
  for (from, to) in edges {
    ends[Int(next[Int(from)])] = to
    next[Int(from)] += 1
  }
  return (starts, ends)
}

/// Longest distance from an input. A playbook has no cycles (the compiler refuses them); should one slip through, its
/// cells keep the height they have, so that an update still ends.
private func heights(
  count: Int, firstSource: [Int32], sources: [Int32], firstReader: [Int32], readers: [Int32]
) -> ([Int32], Int) {
  var height = [Int32](repeating: 0, count: count)
  var waiting = (0..<count).map { firstSource[$0 + 1] - firstSource[$0] }
  var ready = (0..<count).filter { waiting[$0] == 0 }.map(Int32.init)
  var top: Int32 = 0
  while let node = ready.popLast() {
    let above = height[Int(node)] + 1
    for index in firstReader[Int(node)]..<firstReader[Int(node) + 1] {
      let reader = Int(readers[Int(index)])
      height[reader] = max(height[reader], above)
      top = max(top, height[reader])
      waiting[reader] -= 1
      if waiting[reader] == 0 { ready.append(Int32(reader)) }
    }
  }
  return (height, Int(top))
}
