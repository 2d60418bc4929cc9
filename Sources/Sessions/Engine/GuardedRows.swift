import CEL
import Playbooks

/// A table of which single rows have codes of their own, such as the money row of the capacities.
///
/// A row is one line of a report and can be left out of it. What is computed over all rows can't: it is as hidden as the
/// most hidden row that it may name or count.
struct GuardedRows: Sendable {
  let question: Int
  private let variable: Variable
  /// What `rows(q)` stands for, where anything reads it.
  private let list: Variable?
  private let record: RecordType
  private let byCode: RecordType?
  private let rows: [Choice]

  /// Those of a playbook; most have none.
  static func all(of playbook: Playbook) -> [GuardedRows] {
    var found: [GuardedRows] = []
    for question in playbook.questions {
      guard let spec = question.table, case .fixed(let rows, _) = spec.rows,
        rows.contains(where: { !$0.sensitivity.isEmpty })
      else { continue }
      found.append(
        GuardedRows(
          question: question.index, variable: playbook.variables[question.slot],
          list: playbook.variables.first { $0.kind == .rowsOf(question.index) }, record: spec.record,
          byCode: spec.byCode, rows: rows))
    }
    return found
  }

  private var all: Sensitivity { rows.reduce(into: []) { $0.formUnion($1.sensitivity) } }

  /// The codes of the rows that a program may tell something of.
  ///
  /// `capacities.tools.rating` looks at a single row. How many rows there are stands in the playbook: it says nothing of
  /// any of them.
  func codes(readBy program: Program) -> Sensitivity {
    let reads = program.reads
    let readsList = list.map { reads.variables.contains($0.slot) } ?? false
    guard readsList || reads.variables.contains(variable.slot) else { return [] }
    let named = reads.fields.filter { $0.type === byCode }.map { $0.type.fields[$0.index].name }
    guard readsList || named.isEmpty else {
      return rows.reduce(into: []) { if named.contains($1.code) { $0.formUnion($1.sensitivity) } }
    }
    let readsCells =
      reads.fields.contains { $0.type === record }
      || reads.wholeRecords.contains { $0 == ObjectIdentifier(record) || $0 == byCode.map { ObjectIdentifier($0) } }
    return readsCells || !program.type.isPlain ? all : []
  }

  /// Whether a program gives rows of this table, each for what stands in it alone.
  func isRowByRow(_ program: Program) -> Bool {
    guard let own = list else { return false }
    var list = program.expr
    while case .comprehension(let loop) = list.kind, loop.macro == .filter || loop.macro == .sortedBy {
      if loop.body.mentions(own.name) || loop.body.mentions(variable.name) { return false }
      list = loop.target
    }
    guard case .ident(own.name) = list.kind else { return false }
    return true
  }
}

/// What a cell has in common with the rows that it may tell something of.
struct RowCodes: Sendable {
  let node: Int32
  let codes: Sensitivity
}

extension Expr {
  fileprivate func mentions(_ name: String) -> Bool {
    if case .ident(name) = kind { return true }
    return kind.children.contains { $0.mentions(name) }
  }
}

extension Type {
  /// A single value that can't hold a row.
  fileprivate var isPlain: Bool {
    switch self {
    case .bool, .int, .double, .string, .timestamp: true
    default: false
    }
  }
}
