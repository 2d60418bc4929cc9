import CEL
import Playbooks

extension Core {
  /// One value, or one per row; true if any came out differently.
  func recomputeCalculation(_ index: Int) -> Bool {
    let calculation = playbook.calculations[index]
    if let owner = calculation.owner, let iteration = calculation.forEach {
      return recomputePerRow(calculation, iteration, field: owner.field, of: owner.record)
    }
    guard let slot = calculation.slot else { return false }
    return set(slot, value(of: calculation, []))
  }

  /// Fields of rows that the iteration doesn't reach are absent.
  private func recomputePerRow(
    _ calculation: Calculation, _ iteration: Iteration, field: Int, of type: RecordType
  ) -> Bool {
    var reached: Set<ObjectIdentifier> = []
    var changed = false
    for element in elements(iteration) ?? [] {
      guard case .record(let record) = element, record.type === type else { continue }
      reached.insert(ObjectIdentifier(record))
      changed = put(value(of: calculation, [element]), field, record) || changed
    }
    for record in allRecords(of: type) where !reached.contains(ObjectIdentifier(record)) {
      changed = put(.absent, field, record) || changed
    }
    return changed
  }

  private func put(_ value: Value, _ field: Int, _ record: Record) -> Bool {
    guard !isSame(record.fields[field], value) else { return false }
    record.fields[field] = value
    return true
  }

  /// Every live record of a type: rows of its table question, of its computed table, or of the data that declares it.
  private func allRecords(of type: RecordType) -> [Record] {
    switch graph.home(of: type) {
    case .question(let index)?: return tables[index]?.rows.map(\.record) ?? []
    case .computed(let index)?: return computed[index] ?? []
    case .slot(let slot)?:
      guard case .list(let list) = slots[slot] else { return [] }
      return list.elements.compactMap { if case .record(let record) = $0 { record } else { nil } }
    case nil: return []
    }
  }

  func value(of calculation: Calculation, _ locals: [Value], isStrict: Bool = false) -> Value {
    switch test(calculation.when, locals) {
    case .no, .error: return .absent
    case .unknown: return unknowns(calculation.when, locals).map(Value.unknown) ?? .absent
    case .yes: break
    }
    let value =
      switch calculation.body {
      case .value(let program): evaluate(program, locals)
      case .pick(let rows): pick(rows, locals)
      case .add(let columns, let rows): add(columns, rows, locals)
      case .weigh(let lines): weigh(lines, locals)
      case .mean(let items): mean(items.map { isStrict ? $0.strict : $0.value }, locals, countsDeclined: isStrict)
      case .all(let lines): all(lines, locals)
      case .because(let index): because(of: playbook.calculations[index], locals)
      }
    return rounded(value, places: calculation.places)
  }

  func recomputeStrict(_ slot: Int) -> Bool {
    switch playbook.variables[slot].kind {
    case .strict(let index): return set(slot, value(of: playbook.calculations[index], [], isStrict: true))
    case .strictQuestion(let index):
      let value = slots[playbook.questions[index].slot]
      return set(slot, value == .declined ? zero(of: playbook.variables[slot].type) : value)
    default: return false
    }
  }

  /// Half up to `places` decimals: `floor(x * 10^n + 0.5 + 1e-9) / 10^n`; 0 places give a whole number.
  func rounded(_ value: Value, places: Int?) -> Value {
    guard let places, case .double(let number) = value, number.isFinite else { return value }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let whole = (number * scale + 0.5 + 1e-9).rounded(.down)
    if places == 0 { return Int64(exactly: whole).map(Value.int) ?? value }
    return .double(whole / scale)
  }

  private func zero(of type: Type) -> Value { type == .int ? .int(0) : .double(0) }

  /// The wording beside the row that a `pick` took.
  private func because(of calculation: Calculation, _ locals: [Value]) -> Value {
    guard case .pick(let rows) = calculation.body else { return .absent }
    for row in rows {
      switch test(row.when, locals) {
      case .no, .error: continue
      case .unknown: return .unknown(unknowns(row.when, locals) ?? Unknowns([Int32]()))
      case .yes:
        let value = evaluate(row.value, locals)
        // What isn't known yet has no reason yet.
        if case .unknown = value { return value }
        return row.because.map { .string(render($0, locals)) } ?? .string("")
      }
    }
    return .absent
  }

  // MARK: The seven kinds

  /// First match. While an earlier row may still match, the result is open, unless every row that can match agrees.
  private func pick(_ rows: [PickRow], _ locals: [Value]) -> Value {
    var open: Unknowns?
    var possible: [Value] = []
    for row in rows {
      switch test(row.when, locals) {
      case .no, .error: continue
      case .unknown:
        if let more = unknowns(row.when, locals) { open = open?.union(more) ?? more }
        possible.append(evaluate(row.value, locals))
      case .yes:
        let value = evaluate(row.value, locals)
        guard let open else { return value }
        return possible.allSatisfy { $0 == value } ? value : .unknown(open)
      }
    }
    return open.map(Value.unknown) ?? .absent
  }

  /// Sum of points for the row at hand; a line that isn't there adds nothing.
  private func add(_ columns: [String], _ rows: [AddRow], _ locals: [Value]) -> Value {
    guard let id = locals.first.flatMap(identity(of:)), let column = columns.firstIndex(of: id) else { return .absent }
    var sum = 0.0
    var open: Unknowns?
    for row in rows where row.points[column] != 0 {
      switch evaluate(row.when, locals) {
      case .bool(true): sum += row.points[column]
      case .unknown(let more): open = open?.union(more) ?? more
      default: break
      }
    }
    if let open { return .unknown(open) }
    return Int64(exactly: sum).map(Value.int) ?? .double(sum)
  }

  /// Weighted sum of values between 0 and 1; what isn't there counts as 0.
  private func weigh(_ lines: [WeighLine], _ locals: [Value]) -> Value {
    var sum = 0.0
    var open: Unknowns?
    for line in lines {
      let weight = number(evaluate(line.weight, locals)) ?? 0
      switch evaluate(line.value, locals) {
      case .unknown(let more): open = open?.union(more) ?? more
      case let value: sum += weight * (number(value) ?? 0)
      }
    }
    return open.map(Value.unknown) ?? .double(sum)
  }

  /// Mean of what has a value. For gates, declined answers count as 0; not applicable ones never count.
  private func mean(_ items: [Program], _ locals: [Value], countsDeclined: Bool) -> Value {
    var sum = 0.0
    var count = 0
    var open: Unknowns?
    for item in items {
      switch evaluate(item, locals) {
      case .unknown(let more): open = open?.union(more) ?? more
      case .error(let error):
        if countsDeclined && error.kind == .declined { count += 1 }
      case let value:
        guard let number = number(value) else { continue }
        sum += number
        count += 1
      }
    }
    if let open { return .unknown(open) }
    return count == 0 ? .absent : .double(sum / Double(count))
  }

  /// A checklist: true when every line holds; a line that reads what isn't there fails.
  private func all(_ lines: [Need], _ locals: [Value]) -> Value {
    var open: Unknowns?
    for line in lines {
      switch holds(line, locals) {
      case .no, .error: return .bool(false)
      case .unknown: if let more = unknowns(line.that, locals) { open = open?.union(more) ?? more }
      case .yes: break
      }
    }
    return open.map(Value.unknown) ?? .bool(true)
  }

  func number(_ value: Value) -> Double? {
    switch value {
    case .double(let number): number
    case .int(let number): Double(number)
    case .bool(let flag): flag ? 1 : 0
    default: nil
    }
  }

  // MARK: Computed tables

  func recomputeTable(_ index: Int) -> Bool {
    let table = playbook.tables[index]
    var rows: [Record] = []
    var open: Unknowns?
    for block in table.blocks {
      if let iteration = block.forEach, case .unknown(let more) = evaluate(iteration.list), iteration.table == nil {
        open = open?.union(more) ?? more
      }
      each(block.forEach) { locals in
        switch test(block.when, locals) {
        case .no, .error: return
        case .unknown: if let more = unknowns(block.when, locals) { open = open?.union(more) ?? more }
        case .yes: rows.append(computedRow(table, block, locals, number: rows.count + 1))
        }
      }
    }
    computed[index] = rows
    return set(table.slot, open.map(Value.unknown) ?? .list(rows.map(Value.record)), always: true)
  }

  private func computedRow(_ table: ComputedTable, _ block: RowBlock, _ locals: [Value], number: Int) -> Record {
    let record = Record(table.spec.record)
    var id = (table.spec.prefix ?? "") + String(number)
    if let program = block.id, case .string(let text) = evaluate(program, locals) { id = text }
    func put(_ field: String, _ value: Value) {
      if let index = table.spec.record.index(of: field) { record.fields[index] = value }
    }
    put("id", .string(id))
    put("number", .int(Int64(number)))
    put("from", .string(locals.first.flatMap(identity(of:)) ?? ""))
    for cell in block.cells {
      let field = table.spec.columns[cell.column].field
      switch cell.value {
      case .value(let program): record.fields[field] = evaluate(program, locals)
      case .wording(let template):
        record.fields[field] = unknown(template, locals) ?? .string(render(template, locals))
      }
    }
    return record
  }

  /// New records are new even where their ids are the old ones.
  private func set(_ slot: Int, _ value: Value, always: Bool) -> Bool {
    slots[slot] = value
    return always
  }
}
