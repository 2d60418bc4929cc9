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
  /// The cells, and one place more for where the last one's readers end.
  let nodes: [GraphNode]
  let columns: [GraphColumn]
  let questions: [GraphQuestion]
  let rules: [GraphRule]
  let maximumHeight: Int
  /// Readers of all cells, one cell's after the other's.
  let readers: [Int32]
  private let firstSource: [Int32]
  private let sources: [Int32]
  /// Node of each slot, or -1 for constants.
  let nodeOfSlot: [Int32]
  let relevanceNode: [Int32]
  let ruleNode: [Int32]
  let gateNode: [Int32]
  let calculationNode: [Int32]
  /// By question: its place.
  let places: [CellRef]
  let questionNames: NameTable
  /// Nodes of a table question's columns.
  let columnNodes: [[Int32]]
  /// Slots of values that may hold records into which something is written.
  let writtenSlots: [Int]
  let written: WrittenTypes
  /// The slot of the minutes that passed, if the playbook reads them.
  let elapsedSlot: Int?
  /// Slots of `rows(q)`, by question.
  let rowsSlot: [Int: Int]
  /// Rules that draft rows into a question, by question.
  let drafters: [Int: [Int]]
  private let fields: [ObjectIdentifier: [Int: Int32]]
  private let homes: [ObjectIdentifier: RecordHome]
  /// Tables of which single rows have codes of their own, and the cells that may tell something of those.
  let guarded: [GuardedRows]
  let rowCodes: [RowCodes]

  /// The cell that fills a field of rows.
  func fieldNode(_ read: Reads.FieldRead) -> Int32? { fields[ObjectIdentifier(read.type)]?[read.index] }

  func fieldNodes(of type: ObjectIdentifier) -> [Int32] { Array((fields[type] ?? [:]).values) }

  /// Where the live records of a type are.
  func home(of type: RecordType) -> RecordHome? { homes[ObjectIdentifier(type)] }

  /// How many cells there are.
  var count: Int { nodes.count - 1 }

  func height(of node: Int) -> Int32 { nodes[node].height }

  func cell(_ node: Int32) -> Cell {
    let place = Int(nodes[Int(node)].index)
    return switch nodes[Int(node)].kind {
    case .input: .input(slot: place)
    case .relevance: .relevance(place)
    case .value: .value(place)
    case .column: .column(question: Int(columns[place].question), column: Int(columns[place].column))
    case .calculation: .calculation(place)
    case .strict: .strict(slot: place)
    case .table: .table(place)
    case .reply: .reply(place)
    case .rule: .rule(place)
    case .gate: .gate(place)
    }
  }

  /// Where the readers of a cell stand among all readers.
  func readerPlaces(of node: Int) -> Range<Int> { Int(nodes[node].firstReader)..<Int(nodes[node + 1].firstReader) }

  /// The cells that read this one.
  func readers(of node: Int) -> ArraySlice<Int32> { readers[readerPlaces(of: node)] }

  /// The cells that this one reads.
  func sources(of node: Int) -> ArraySlice<Int32> { sources[Int(firstSource[node])..<Int(firstSource[node + 1])] }

  init(_ playbook: Playbook) {
    var draft = GraphDraft(playbook)
    draft.addCells()
    draft.addEdges()
    let count = draft.cells.count
    nodeOfSlot = draft.nodeOfSlot
    relevanceNode = draft.relevanceNode
    ruleNode = draft.ruleNode
    gateNode = draft.gateNode
    calculationNode = draft.calculationNode
    columnNodes = draft.columnNodes
    places = playbook.questions.map { CellRef($0.name) }
    let numbers = GraphQuestion.numbers(in: playbook)
    questions = playbook.questions.map { draft.part($0, number: numbers[$0.index]) }
    rules = GraphRule.all(of: playbook)
    questionNames = NameTable(playbook.questions.map(\.name))
    homes = draft.homes
    fields = draft.fields
    (guarded, rowCodes) = (draft.guarded, draft.rowCodes)
    let written = WrittenTypes(draft.fields)
    self.written = written
    writtenSlots = playbook.variables.indices.filter { written.mayBeIn(playbook.variables[$0].type) }
    rowsSlot = draft.rowsSlot
    drafters = draft.drafters
    elapsedSlot = playbook.variables.indices.first {
      if case .input(.elapsedMinutes) = playbook.variables[$0].kind { true } else { false }
    }
    (firstSource, sources) = compressed(draft.edges.map { ($0.reader, $0.source) }, count: count)
    let (firstReader, readers) = compressed(draft.edges.map { ($0.source, $0.reader) }, count: count)
    let (height, maximumHeight) = heights(
      count: count, firstSource: firstSource, sources: sources, firstReader: firstReader, readers: readers)
    (self.readers, self.maximumHeight) = (readers, maximumHeight)
    (nodes, columns) = GraphNode.all(draft.cells, height: height, firstReader: firstReader)
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
