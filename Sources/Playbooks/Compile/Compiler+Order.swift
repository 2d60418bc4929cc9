import CEL
import Diagnostics

extension Compiler {
  /// Third pass: who reads whom; cycles are errors, and `Playbook.order` is an order in which each stands behind what
  /// it reads.
  ///
  /// Edges go by column: reading a row's cell is an edge to that column, reading a table one to its set of rows.
  mutating func compileOrder() {
    var graph = ReadGraph(playbook)
    graph.addAll()
    let reading = graph.reading()
    let components = reading.components()
    for component in components where component.count > 1 || reading.readsItself(component[component.startIndex]) {
      reportCycle(graph.cycle(in: Array(component), reading), graph)
    }
    playbook.order.reserveCapacity(graph.nodes.count)
    for component in components {
      for node in component { if let computed = graph.nodes[node].computed { playbook.order.append(computed) } }
    }
  }

  private mutating func reportCycle(_ cycle: [Int], _ graph: ReadGraph) {
    guard let first = cycle.first else { return }
    let names = cycle.map { graph.nodes[$0].name }
    var notes: [Diagnostic.Note] = []
    for (place, node) in cycle.enumerated() {
      let read = graph.nodes[cycle[(place + 1) % cycle.count]].name
      notes.append(.init("'\(graph.nodes[node].name)' reads '\(read)'", at: graph.nodes[node].range))
    }
    let message =
      cycle.count == 1
      ? "'\(names[0])' reads itself"
      : "a circle: \((names + [names[0]]).map { "'\($0)'" }.joined(separator: " reads "))"
    report(
      message, root, at: graph.nodes[first].range, hint: "one of them has to do without the other",
      notes: cycle.count == 1 ? [] : notes)
  }
}

/// The graph of what reads what.
struct ReadGraph {
  struct Node {
    let name: String
    let range: SourceRange
    let computed: Computed?
  }

  let playbook: Playbook
  private(set) var nodes: [Node] = []
  /// Who reads what, in any order and perhaps more than once.
  private var edges: [Reading.Edge] = []
  private var relevance: [Int] = []
  private var rows: [Int?] = []
  private var calculations: [Int] = []
  private var tables: [Int] = []
  private var rules: [Int] = []
  /// Nodes of cells: columns, per-row calculations and replies, by record type and field.
  private var cells: [ObjectIdentifier: [Int: Int]] = [:]

  init(_ playbook: Playbook) { self.playbook = playbook }

  private mutating func node(_ name: String, _ range: SourceRange, _ computed: Computed?) -> Int {
    nodes.append(Node(name: name, range: range, computed: computed))
    return nodes.count - 1
  }

  private mutating func read(_ source: Int, by reader: Int) {
    edges.append(Reading.Edge(reader: Int32(reader), source: Int32(source)))
  }

  /// The edges in order, for going through them.
  func reading() -> Reading { Reading(edges, count: nodes.count) }

  mutating func addAll() {
    addNodes()
    for question in playbook.questions { addEdges(question) }
    for calculation in playbook.calculations { addEdges(calculation) }
    for table in playbook.tables {
      for block in table.blocks { addBlock(block, rows: tables[table.index], table.spec) }
    }
    for rule in playbook.rules { addEdges(rule) }
  }

  private mutating func addNodes() {
    for question in playbook.questions {
      relevance.append(node(question.name, question.range, .relevance(question: question.index)))
      guard let spec = question.table else {
        rows.append(nil)
        if let owner = question.replyField {
          cells[ObjectIdentifier(owner.record), default: [:]][owner.field] = relevance[question.index]
        }
        continue
      }
      rows.append(node(question.name, question.range, .rows(question: question.index)))
      addColumns(spec, question.name, question.index)
    }
    for calculation in playbook.calculations {
      let name = calculation.owner.map { "\($0.record.name).\(calculation.name)" } ?? calculation.name
      let place = node(name, calculation.range, .calculation(calculation.index))
      calculations.append(place)
      if let owner = calculation.owner { cells[ObjectIdentifier(owner.record), default: [:]][owner.field] = place }
    }
    for table in playbook.tables {
      tables.append(node(table.name, table.range, .table(table.index)))
      addColumns(table.spec, table.name, nil)
    }
    for rule in playbook.rules { rules.append(node(rule.id, rule.range, .rule(rule.index))) }
  }

  private mutating func addColumns(_ spec: TableSpec, _ name: String, _ question: Int?) {
    for column in spec.columns {
      let computed = question.map { Computed.column(question: $0, column: column.index) }
      cells[ObjectIdentifier(spec.record), default: [:]][column.field] = node(
        "\(name).\(column.name)", column.range, computed)
    }
  }

  // MARK: Edges

  private mutating func read(_ program: Program?, by reader: Int) {
    guard let program else { return }
    for slot in program.reads.variables { if let source = source(ofSlot: slot) { read(source, by: reader) } }
    for field in program.reads.fields {
      if let source = cells[ObjectIdentifier(field.type)]?[field.index] { read(source, by: reader) }
    }
    for type in program.reads.wholeRecords {
      for source in (cells[type] ?? [:]).values { read(source, by: reader) }
    }
  }

  private mutating func read(_ condition: Condition?, by reader: Int) {
    for program in condition?.conjuncts ?? [] { read(program, by: reader) }
  }

  private mutating func read(_ template: Template?, by reader: Int) {
    for case .value(let program, _) in template?.parts ?? [] { read(program, by: reader) }
  }

  private func source(ofSlot slot: Int) -> Int? {
    switch playbook.variables[slot].kind {
    case .question(let index), .strictQuestion(let index), .votes(let index): rows[index] ?? relevance[index]
    case .rowsOf(let index): rows[index]
    case .calculation(let index), .strict(let index): index < calculations.count ? calculations[index] : nil
    case .table(let index): tables[index]
    case .data, .use, .register, .input, .tries: nil
    }
  }

  private mutating func addEdges(_ question: Question) {
    let own = relevance[question.index]
    read(question.when, by: own)
    if question.section < playbook.sections.count { read(playbook.sections[question.section].when, by: own) }
    if let owner = question.companionOf { read(relevance[owner], by: own) }
    if let rule = question.replyOf { read(rules[rule], by: own) }
    guard let spec = question.table, let rows = rows[question.index] else { return }
    read(own, by: rows)
    if case .from(let program, _) = spec.rows { read(program, by: rows) }
    for block in question.prefill { addBlock(block, rows: rows, spec) }
    for column in spec.columns {
      guard let cell = cells[ObjectIdentifier(spec.record)]?[column.field] else { continue }
      read(column.when, by: cell)
    }
  }

  private mutating func addBlock(_ block: RowBlock, rows: Int, _ spec: TableSpec) {
    read(block.forEach?.list, by: rows)
    read(block.when, by: rows)
    read(block.id, by: rows)
    addCells(block.cells, spec)
  }

  private mutating func addCells(_ content: [(column: Int, value: CellSource)], _ spec: TableSpec) {
    for (column, value) in content where column < spec.columns.count {
      guard let cell = cells[ObjectIdentifier(spec.record)]?[spec.columns[column].field] else { continue }
      switch value {
      case .wording(let template): read(template, by: cell)
      case .value(let program): read(program, by: cell)
      }
    }
  }

  private mutating func addEdges(_ calculation: Calculation) {
    let own = calculations[calculation.index]
    read(calculation.forEach?.list, by: own)
    read(calculation.when, by: own)
    switch calculation.body {
    case .value(let program): read(program, by: own)
    case .pick(let lines):
      for line in lines {
        read(line.when, by: own)
        read(line.value, by: own)
      }
    case .add(_, let lines): for line in lines { read(line.when, by: own) }
    case .weigh(let lines):
      for line in lines {
        read(line.weight, by: own)
        read(line.value, by: own)
      }
    case .mean(let items): for item in items { read(item.value, by: own) }
    case .all(let needs):
      for need in needs {
        read(need.forEach?.list, by: own)
        read(need.that, by: own)
      }
    case .because(let owner):
      read(calculations[owner], by: own)
      guard case .pick(let lines) = playbook.calculations[owner].body else { return }
      for line in lines { read(line.because, by: own) }
    }
  }

  private mutating func addEdges(_ rule: Rule) {
    let own = rules[rule.index]
    read(rule.forEach?.list, by: own)
    read(rule.when, by: own)
    for case .draft(let question, let block) in rule.effects {
      guard let rows = rows[question], let spec = playbook.questions[question].table else { continue }
      read(own, by: rows)
      addBlock(block, rows: rows, spec)
    }
  }
}
