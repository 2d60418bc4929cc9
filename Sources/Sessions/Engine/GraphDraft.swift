import CEL
import Playbooks

/// Where the live records of a record type are found.
enum RecordHome: Sendable {
  case question(Int)
  case computed(Int)
  case slot(Int)
}

/// The graph while it is being put together.
struct GraphDraft {
  let playbook: Playbook
  var cells: [Cell] = []
  var edges: [(reader: Int32, source: Int32)] = []
  var nodeOfSlot: [Int32]
  var relevanceNode: [Int32] = []
  var valueNode: [Int32] = []
  var ruleNode: [Int32]
  var gateNode: [Int32] = []
  var calculationNode: [Int32] = []
  var tableNode: [Int32] = []
  var columnNodes: [[Int32]] = []
  var homes: [ObjectIdentifier: RecordHome] = [:]
  var rowsSlot: [Int: Int] = [:]
  var votesSlot: [Int: Int] = [:]
  var drafters: [Int: [Int]] = [:]
  var replyNode: [Int: Int32] = [:]
  var fields: [ObjectIdentifier: [Int: Int32]] = [:]
  let guarded: [GuardedRows]
  /// Codes of single rows that a cell may tell something of.
  var rowCodes: [RowCodes] = []

  init(_ playbook: Playbook) {
    self.playbook = playbook
    guarded = GuardedRows.all(of: playbook)
    nodeOfSlot = Array(repeating: -1, count: playbook.variables.count)
    ruleNode = Array(repeating: -1, count: playbook.rules.count)
    for rule in playbook.rules {
      for effect in rule.effects {
        if case .draft(let question, _) = effect { drafters[question, default: []].append(rule.index) }
      }
    }
  }

  // MARK: Cells

  private mutating func add(_ cell: Cell) -> Int32 {
    cells.append(cell)
    return Int32(cells.count - 1)
  }

  mutating func addCells() {
    for question in playbook.questions { addCells(of: question) }
    for (slot, variable) in playbook.variables.enumerated() {
      switch variable.kind {
      case .rowsOf(let question):
        nodeOfSlot[slot] = valueNode[question]
        rowsSlot[question] = slot
      case .votes(let question):
        nodeOfSlot[slot] = valueNode[question]
        votesSlot[question] = slot
      default: break
      }
    }
    for calculation in playbook.calculations { addCells(of: calculation) }
    for table in playbook.tables { addCells(of: table) }
    // Rules that wait for a moment are looked at when it comes, not kept up to date.
    for rule in playbook.rules where rule.on == nil { ruleNode[rule.index] = add(.rule(rule.index)) }
    for gate in playbook.gates { gateNode.append(add(.gate(gate.index))) }
    for (slot, variable) in playbook.variables.enumerated() where nodeOfSlot[slot] < 0 {
      switch variable.kind {
      case .data: addHome(variable)
      case .strict, .strictQuestion: nodeOfSlot[slot] = add(.strict(slot: slot))
      case .use, .register, .input, .tries:
        nodeOfSlot[slot] = add(.input(slot: slot))
        addHome(variable)
        if case .use(let index) = variable.kind { addRest(of: playbook.uses[index], variable) }
      case .question, .rowsOf, .votes, .calculation, .table: break
      }
    }
  }

  private mutating func addHome(_ variable: Variable) {
    guard case .list(.record(let type)) = variable.type, homes[ObjectIdentifier(type)] == nil else { return }
    homes[ObjectIdentifier(type)] = .slot(variable.slot)
  }

  /// What isn't released of a used value whose playbook releases single columns: a cell of its own, as hidden as there.
  private mutating func addRest(of use: Use, _ variable: Variable) {
    guard let released = use.released, case .list(.record(let type)) = variable.type else { return }
    let rest = add(.input(slot: variable.slot))
    for (index, field) in type.fields.enumerated() where field.name != "id" && !released.columns.contains(field.name) {
      fields[ObjectIdentifier(type), default: [:]][index] = rest
    }
  }

  private mutating func addCells(of question: Question) {
    relevanceNode.append(add(.relevance(question.index)))
    let node = add(.value(question.index))
    valueNode.append(node)
    nodeOfSlot[question.slot] = node
    if let field = question.replyField {
      let reply = add(.reply(question.index))
      replyNode[question.index] = reply
      fields[ObjectIdentifier(field.record), default: [:]][field.field] = reply
    }
    guard let spec = question.kind.table else {
      columnNodes.append([])
      return
    }
    let type = ObjectIdentifier(spec.record)
    homes[type] = .question(question.index)
    for index in spec.record.fields.indices where fields[type]?[index] == nil {
      fields[type, default: [:]][index] = node
    }
    var columns: [Int32] = []
    for (index, column) in spec.columns.enumerated() {
      let cell = add(.column(question: question.index, column: index))
      fields[type, default: [:]][column.field] = cell
      columns.append(cell)
    }
    columnNodes.append(columns)
  }

  private mutating func addCells(of calculation: Calculation) {
    let node = add(.calculation(calculation.index))
    calculationNode.append(node)
    if let slot = calculation.slot { nodeOfSlot[slot] = node }
    if let owner = calculation.owner { fields[ObjectIdentifier(owner.record), default: [:]][owner.field] = node }
  }

  private mutating func addCells(of table: ComputedTable) {
    let node = add(.table(table.index))
    tableNode.append(node)
    nodeOfSlot[table.slot] = node
    let type = ObjectIdentifier(table.spec.record)
    homes[type] = .computed(table.index)
    for index in table.spec.record.fields.indices { fields[type, default: [:]][index] = node }
  }

  // MARK: Edges

  private mutating func read(_ reader: Int32, _ source: Int32) {
    guard source >= 0, source != reader else { return }
    edges.append((reader, source))
  }

  private mutating func read(_ reader: Int32, _ program: Program?) {
    guard let program else { return }
    for rows in guarded {
      let codes = rows.codes(readBy: program)
      if !codes.isEmpty { rowCodes.append(RowCodes(node: reader, codes: codes)) }
    }
    for slot in program.reads.variables { read(reader, nodeOfSlot[slot]) }
    for field in program.reads.fields {
      if let node = fields[ObjectIdentifier(field.type)]?[field.index] { read(reader, node) }
    }
    for type in program.reads.wholeRecords {
      for node in (fields[type] ?? [:]).values { read(reader, node) }
    }
  }

  private mutating func read(_ reader: Int32, _ condition: Condition?) {
    for program in condition?.conjuncts ?? [] { read(reader, program) }
  }

  private mutating func read(_ reader: Int32, _ template: Template) {
    for part in template.parts { if case .value(let program, _) = part { read(reader, program) } }
  }

  private mutating func read(_ reader: Int32, _ iteration: Iteration?) {
    guard let iteration else { return }
    if let question = iteration.table { read(reader, valueNode[question]) }
    read(reader, iteration.list)
  }

  private mutating func read(_ reader: Int32, _ source: CellSource) {
    switch source {
    case .value(let program): read(reader, program)
    case .wording(let template): read(reader, template)
    }
  }

  private mutating func read(_ reader: Int32, _ need: Need) {
    read(reader, need.forEach)
    read(reader, need.that)
    // A rule that is silent because something is missing keeps the gate open to question.
    if let rule = need.blockedByRule {
      read(reader, ruleNode[rule])
      read(reader, playbook.rules[rule].forEach)
      read(reader, playbook.rules[rule].when)
    }
  }

  mutating func addEdges() {
    for question in playbook.questions { addEdges(of: question) }
    for calculation in playbook.calculations { addEdges(of: calculation) }
    for table in playbook.tables {
      let node = tableNode[table.index]
      for block in table.blocks {
        read(node, block.forEach)
        read(node, block.when)
        read(node, block.id)
        for cell in block.cells { read(node, cell.value) }
      }
    }
    for rule in playbook.rules where ruleNode[rule.index] >= 0 {
      let node = ruleNode[rule.index]
      read(node, rule.forEach)
      read(node, rule.when)
      for effect in rule.effects {
        if case .flag(let lines) = effect { for line in lines { read(node, line.when) } }
      }
    }
    for gate in playbook.gates { for need in gate.needs { read(gateNode[gate.index], need) } }
    for (slot, variable) in playbook.variables.enumerated() {
      switch variable.kind {
      case .strict(let index): addBody(of: playbook.calculations[index], to: nodeOfSlot[slot])
      case .strictQuestion(let index): read(nodeOfSlot[slot], valueNode[index])
      case .input(.earlier): if let subject = playbook.subject { read(nodeOfSlot[slot], valueNode[subject]) }
      default: break
      }
    }
  }

  private mutating func addEdges(of question: Question) {
    let relevance = relevanceNode[question.index]
    read(relevance, question.when)
    read(relevance, playbook.sections[question.section].when)
    if let owner = question.companionOf { read(relevance, relevanceNode[owner]) }
    if let rule = question.replyOf { read(relevance, ruleNode[rule]) }
    let value = valueNode[question.index]
    read(value, relevance)
    if let reply = replyNode[question.index], let rule = question.replyOf {
      read(reply, ruleNode[rule])
      read(reply, question.replyPerRow)
    }
    guard let spec = question.kind.table else { return }
    if case .from(let program, _) = spec.rows { read(value, program) }
    for block in question.prefill {
      read(value, block.forEach)
      read(value, block.when)
      read(value, block.id)
    }
    let drafters = drafters[question.index] ?? []
    for rule in drafters { read(value, ruleNode[rule]) }
    for (index, column) in spec.columns.enumerated() {
      let node = columnNodes[question.index][index]
      read(node, value)
      read(node, column.when)
      for block in question.prefill { for cell in block.cells where cell.column == index { read(node, cell.value) } }
      for rule in drafters {
        for cell in playbook.rules[rule].draft(into: question.index) where cell.column == index {
          read(node, cell.value)
        }
      }
    }
  }

  private mutating func addEdges(of calculation: Calculation) {
    addBody(of: calculation, to: calculationNode[calculation.index])
  }

  private mutating func addBody(of calculation: Calculation, to node: Int32) {
    read(node, calculation.forEach)
    read(node, calculation.when)
    if let owner = calculation.owner, case .question(let index)? = homes[ObjectIdentifier(owner.record)] {
      read(node, valueNode[index])
    }
    switch calculation.body {
    case .value(let program): read(node, program)
    case .pick(let rows):
      for row in rows {
        read(node, row.when)
        read(node, row.value)
      }
    case .add(_, let rows): for row in rows { read(node, row.when) }
    case .weigh(let lines):
      for line in lines {
        read(node, line.weight)
        read(node, line.value)
      }
    case .mean(let items):
      for item in items {
        read(node, item.value)
        read(node, item.strict)
      }
    case .because(let index): addBody(of: playbook.calculations[index], to: node)
    case .all(let lines): for line in lines { read(node, line) }
    }
  }
}
