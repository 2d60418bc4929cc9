import CEL
import Playbooks

/// Which answers meet in an expression, directly or by what is calculated from them.
///
/// What is computed with some numbers says nothing about numbers that never meet them: of those, the ones beside the
/// constants they are compared with are all that can make a difference.
struct Kinship {
  private enum Node: Hashable {
    case slot(Int)
    case field(ObjectIdentifier, Int)
    case record(ObjectIdentifier)
  }

  private var numbers: [Node: Int] = [:]
  /// Each node's way to the one that stands for its kin.
  private var parents: [Int] = []
  private var computing: Set<Int> = []
  private var constants: [Int: Set<Double>] = [:]
  private let playbook: Playbook

  init(_ playbook: Playbook) {
    self.playbook = playbook
    joinNamesOfOneThing()
    for program in playbook.programs { take([program], nil) }
    for calculation in playbook.calculations { take(calculation) }
    for question in playbook.questions {
      guard let spec = question.table else { continue }
      for block in question.prefill { take(block, spec.columns.map(\.field), spec.record) }
    }
    for rule in playbook.rules {
      for effect in rule.effects {
        if case .draft(let index, let block) = effect, let spec = playbook.questions[index].table {
          take(block, spec.columns.map(\.field), spec.record)
        }
      }
    }
    joinWholeRecords()
    gather()
  }

  /// Whether anything is computed with what meets this question's (or this cell's) number.
  func isComputedWith(_ question: Question, _ column: Column? = nil) -> Bool {
    kin(question, column).map { computing.contains($0) } ?? false
  }

  /// Constants that stand in expressions with it.
  func constants(_ question: Question, _ column: Column? = nil) -> Set<Double> {
    kin(question, column).flatMap { constants[$0] } ?? []
  }

  private func kin(_ question: Question, _ column: Column?) -> Int? {
    var node = Node.slot(question.slot)
    if let column, let record = question.table?.record { node = .field(ObjectIdentifier(record), column.field) }
    return numbers[node].map(root)
  }

  // MARK: Gathering

  /// A question may be read under several names.
  private mutating func joinNamesOfOneThing() {
    for variable in playbook.variables {
      switch variable.kind {
      case .rowsOf(let index), .votes(let index), .strictQuestion(let index):
        join([.slot(variable.slot), .slot(playbook.questions[index].slot)])
      case .strict(let index):
        if let slot = playbook.calculations[index].slot { join([.slot(variable.slot), .slot(slot)]) }
      default: break
      }
    }
  }

  private mutating func take(_ calculation: Calculation) {
    var target = calculation.slot.map { Node.slot($0) }
    if let owner = calculation.owner { target = .field(ObjectIdentifier(owner.record), owner.field) }
    var isComputing = calculation.places != nil
    let programs: [Program]
    switch calculation.body {
    case .value(let program): programs = [program]
    case .pick(let rows): programs = rows.map(\.value)
    case .weigh(let lines): (programs, isComputing) = (lines.flatMap { [$0.weight, $0.value] }, true)
    case .mean(let items): (programs, isComputing) = (items.map(\.value), true)
    case .add, .all, .because: programs = []
    }
    take(programs, target, isComputing: isComputing)
  }

  private mutating func take(_ block: RowBlock, _ fields: [Int], _ record: RecordType) {
    for cell in block.cells {
      guard case .value(let program) = cell.value, fields.indices.contains(cell.column) else { continue }
      take([program], .field(ObjectIdentifier(record), fields[cell.column]))
    }
  }

  private var found: [(node: Int, isComputing: Bool, constants: Set<Double>)] = []
  private var whole: Set<ObjectIdentifier> = []

  /// What stands in these expressions meets, and meets what they define.
  private mutating func take(_ programs: [Program], _ target: Node?, isComputing: Bool = false) {
    var nodes = target.map { [$0] } ?? []
    var literals = Literals()
    for program in programs {
      literals.collect(program.expr)
      for slot in program.reads.variables {
        if case .data(let index) = playbook.variables[slot].kind {
          literals.collect(playbook.data[index].value)
        } else {
          nodes.append(.slot(slot))
        }
      }
      nodes += program.reads.fields.map { .field(ObjectIdentifier($0.type), $0.index) }
      nodes += program.reads.wholeRecords.map { .record($0) }
      whole.formUnion(program.reads.wholeRecords)
    }
    guard let first = nodes.first else { return }
    join(nodes)
    let node = number(of: first)
    found.append((node, isComputing || literals.computes, literals.numbers))
  }

  private mutating func joinWholeRecords() {
    for node in Array(numbers.keys) {
      if case .field(let record, _) = node, whole.contains(record) { join([node, .record(record)]) }
    }
  }

  private mutating func gather() {
    for (node, isComputing, numbers) in found {
      let root = root(node)
      if isComputing { computing.insert(root) }
      constants[root, default: []].formUnion(numbers)
    }
    found = []
  }

  // MARK: Joining

  private mutating func number(of node: Node) -> Int {
    if let number = numbers[node] { return number }
    numbers[node] = parents.count
    parents.append(parents.count)
    return parents.count - 1
  }

  private func root(_ number: Int) -> Int {
    var at = number
    while parents[at] != at { at = parents[at] }
    return at
  }

  private mutating func join(_ nodes: [Node]) {
    let members = nodes.map { number(of: $0) }
    guard let head = members.first.map(root) else { return }
    for member in members.dropFirst() { parents[root(member)] = head }
  }
}
