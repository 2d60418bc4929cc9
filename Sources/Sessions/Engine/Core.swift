import CEL
import Playbooks

/// What a session knows: what was said (`book`), and what follows from it, kept up to date cell by cell.
///
/// One answer is one update: the cells that depend on it are looked at again in order of their height, and where a cell
/// comes out as it was, nothing above it is touched. The result is a function of the answers alone.
///
/// Members that every update goes through aren't checked for overlapping access each time: a core is used by one thread, and
/// none of its functions hands out a member to be changed.
final class Core {
  let playbook: Playbook
  let graph: Graph
  @exclusivity(unchecked) var book: Book
  let slots: UnsafeMutableBufferPointer<Value>
  @exclusivity(unchecked) var relevance: [Truth]
  /// What is missing before relevance is known, by question.
  @exclusivity(unchecked) var relevanceUnknowns: [Unknowns?]
  var tables: [Int: LiveTable] = [:]
  var computed: [Int: [Record]] = [:]
  @exclusivity(unchecked) var activations: [[Activation]]
  @exclusivity(unchecked) var gates: [GateState]
  @exclusivity(unchecked) private var agenda: Agenda
  @exclusivity(unchecked) var elapsedSeconds = 0.0
  /// Rules that came out differently since somebody last took note of it.
  @exclusivity(unchecked) var changedRules: [Int] = []
  /// While answers are searched: what a slot filled from outside holds, and in which ended tables cells stay open.
  var search: (outside: (Int) -> Value?, leavesCellsOpen: (Int) -> Bool)?
  /// What `session`, `answer` and `open_points` say while a moment is looked at, by slot.
  var moment: [Int: Value] = [:]
  /// Ids of cells that may be missing: questions come first, table cells as they are met.
  var missing = MissingIDs()

  init(playbook: Playbook, graph: Graph, book: Book) {
    self.playbook = playbook
    self.graph = graph
    self.book = book
    slots = .allocate(capacity: max(1, playbook.variables.count))
    slots.initialize(repeating: .absent)
    relevance = Array(repeating: .yes, count: playbook.questions.count)
    relevanceUnknowns = Array(repeating: nil, count: playbook.questions.count)
    activations = Array(repeating: [], count: playbook.rules.count)
    gates = Array(repeating: GateState(), count: playbook.gates.count)
    agenda = Agenda(heights: graph.maximumHeight, cells: graph.count)
    missing.reserve(playbook.questions.count)
    fillConstants()
    for node in 0..<graph.count { agenda.add(Int32(node), height: graph.height(of: node)) }
    update()
  }

  /// A second core that knows and concludes the same, and goes its own way from here: for "what if".
  func copy() -> Core { Core(copying: self) }

  private init(copying other: Core) {
    (playbook, graph, book) = (other.playbook, other.graph, other.book)
    var copier = RecordCopier(graph.written)
    slots = .allocate(capacity: other.slots.count)
    _ = slots.initialize(from: other.slots)
    for slot in graph.writtenSlots { slots[slot] = copier.copy(slots[slot]) }
    (relevance, relevanceUnknowns) = (other.relevance, other.relevanceUnknowns)
    tables = other.tables.mapValues { copier.copy($0) }
    computed = other.computed.mapValues { $0.map { copier.copy($0) } }
    activations = other.activations.map { copier.copy($0) }
    gates = other.gates.map { copier.copy($0) }
    agenda = Agenda(heights: graph.maximumHeight, cells: graph.count)
    (elapsedSeconds, missing) = (other.elapsedSeconds, other.missing)
  }

  deinit { slots.deinitialize(); slots.deallocate() }

  // MARK: Updating

  func touch(_ node: Int32) {
    guard node >= 0 else { return }
    agenda.add(node, height: graph.height(of: Int(node)))
  }

  func touchSlot(_ slot: Int) { touch(graph.nodeOfSlot[slot]) }

  /// Looks at what was touched, and at what depends on it where something came out differently.
  func update() {
    while let node = agenda.next() {
      guard recompute(node) else { continue }
      for place in graph.readerPlaces(of: Int(node)) { touch(graph.readers[place]) }
    }
  }

  /// True if the cell came out differently.
  private func recompute(_ node: Int32) -> Bool {
    switch graph.cell(node) {
    case .input(let slot): set(slot, input(slot))
    case .relevance(let question): recomputeRelevance(question)
    case .value(let question): recomputeValue(question)
    case .column(let question, let column): recomputeColumn(question, column)
    case .calculation(let index): recomputeCalculation(index)
    case .strict(let slot): recomputeStrict(slot)
    case .table(let index): recomputeTable(index)
    case .reply(let index): recomputeReplies(index)
    case .rule(let index): recomputeRule(index)
    case .gate(let index): recomputeGate(index)
    }
  }

  /// Puts a value into its slot; true if it is another one.
  func set(_ slot: Int, _ value: Value) -> Bool {
    guard !isSame(slots[slot], value) else { return false }
    slots[slot] = value
    return true
  }

  // MARK: Evaluating

  private var globals: UnsafePointer<Value> { UnsafePointer(slots.baseAddress.unsafelyUnwrapped) }

  func test(_ program: Program, _ locals: [Value] = []) -> Truth {
    guard !locals.isEmpty else { return program.test(globals) }
    return locals.withUnsafeBufferPointer { program.test(globals, $0.baseAddress) }
  }

  func evaluate(_ program: Program, _ locals: [Value] = []) -> Value {
    guard !locals.isEmpty else { return program.evaluate(globals) }
    return locals.withUnsafeBufferPointer { program.evaluate(globals, $0.baseAddress) }
  }

  /// `&&` over the conditions: no if one is false or reads something that isn't there, unknown if something is missing.
  func test(_ condition: Condition?, _ locals: [Value] = []) -> Truth {
    guard let condition else { return .yes }
    return test(condition.conjuncts, locals)
  }

  func test(_ conjuncts: [Program], _ locals: [Value] = []) -> Truth {
    var result = Truth.yes
    for program in conjuncts {
      switch test(program, locals) {
      case .no: return .no
      case .yes: break
      case .unknown: if result == .yes { result = .unknown }
      case .error: result = .error
      }
    }
    return result
  }

  /// What is missing before the condition is known.
  func unknowns(_ condition: Condition?, _ locals: [Value] = []) -> Unknowns? {
    var found: Unknowns?
    for program in condition?.conjuncts ?? [] {
      if case .unknown(let more) = evaluate(program, locals) { found = found?.union(more) ?? more }
    }
    return found
  }

  /// The elements that `for: … as x` runs over; nil while the list is unknown.
  func elements(_ iteration: Iteration) -> [Value]? {
    if let question = iteration.table { return tables[question]?.rows.map { .record($0.record) } ?? [] }
    switch evaluate(iteration.list) {
    case .list(let list): return Array(list.elements)
    case .unknown: return nil
    default: return []
    }
  }

  /// Runs `body` for each element, or once where there is nothing to iterate over.
  func each(_ iteration: Iteration?, _ body: ([Value]) -> Void) {
    guard let iteration else { return body([]) }
    for element in elements(iteration) ?? [] { body([element]) }
  }
}

/// The id of a row, or of a code that is iterated over.
func identity(of value: Value) -> String? {
  switch value {
  case .record(let record):
    if case .string(let id)? = record.value(of: "id") { return id }
    return nil
  case .string(let text): return text
  default: return nil
  }
}
