import CEL
import Diagnostics

extension Compiler {
  private static let forms = ["is", "pick", "add", "weigh", "mean", "all"]

  /// Compiles a calculation, once, when something first needs its type.
  mutating func ensureCalculation(_ index: Int) {
    guard calculations[index].progress == .pending else { return }
    calculations[index].progress = .running
    settleHead(index)
    if let type = staticType(index) {
      publish(index, type)
    } else if calculations[index].owner == nil {
      publish(index, .dyn)
    }
    let (body, type) = compileBody(index)
    calculations[index].body = body
    publish(index, type)
    calculations[index].progress = .done
  }

  /// What it runs over, its codes and places.
  private mutating func settleHead(_ index: Int) {
    let fields = calculations[index].fields
    if let carryRule = calculations[index].carryRule { calculations[index].scope.renamed = rules[carryRule].renamed }
    if let node = fields["codes"] { settleCodes(index, node) }
    calculations[index].places = whole(fields["places"])
    if let places = calculations[index].places, !(0...9).contains(places), let node = fields["places"] {
      report("places are 0 to 9", node)
      calculations[index].places = 2
    }
    if let register = calculations[index].register {
      settleRegisterRows(index, register)
      return
    }
    guard let node = fields["for"], let iteration = iteration(node) else { return }
    calculations[index].forEach = iteration
    calculations[index].scope = calculations[index].scope.adding(iteration.name, iteration.element)
    guard case .record(let record) = iteration.element else {
      if iteration.element != .dyn {
        report("a calculation for each row needs rows, not \(iteration.element.inWords)", node)
      }
      return
    }
    settleOwner(index, record)
  }

  private mutating func settleRegisterRows(_ index: Int, _ register: String) {
    guard let record = registers[register]?.record, let slot = registers[register]?.slot else { return }
    guard let list = environment.compile(register).program else { return }
    _ = slot
    calculations[index].forEach = Iteration(
      list: list, name: "this", element: .record(record), table: nil, range: calculations[index].fields.node.range)
    calculations[index].scope = Scope.none.adding("this", .record(record))
    settleOwner(index, record)
  }

  private mutating func settleOwner(_ index: Int, _ record: RecordType) {
    let name = calculations[index].name
    if record.index(of: name) != nil {
      let others = (rowCalculations[name] ?? []).filter { $0 != index && calculations[$0].owner?.record === record }
      let isColumn = others.isEmpty
      if let node = calculations[index].fields["calculation"] {
        report(
          isColumn
            ? "'\(name)' is already a column of \(record.name)" : "a second calculation '\(name)' for \(record.name)",
          node)
      }
    }
    calculations[index].owner = RowField(record: record, field: record.index(of: name) ?? -1)
  }

  private mutating func settleCodes(_ index: Int, _ node: YAMLNode) {
    let choices: [Choice]
    if node.kind == .map {
      choices = node.entries.map { choice($0.key, $0.value) }
    } else {
      choices = texts(node).map {
        Choice(code: $0.text, label: titled($0.text), hint: nil, sensitivity: [], range: $0.range)
      }
    }
    calculations[index].codes = ChoiceSet(choices: choices)
    if node.kind == .map { calculations[index].rendering = .choice(ChoiceSet(choices: choices)) }
  }

  /// Makes the result readable: a variable, or a field of the rows.
  private mutating func publish(_ index: Int, _ type: Type) {
    let draft = calculations[index]
    calculations[index].type = type
    let codes = draft.codes?.codes
    if let owner = draft.owner {
      let field = addField(owner.record, draft.name, type, codes: codes)
      calculations[index].owner = RowField(record: owner.record, field: field)
      records[ObjectIdentifier(owner.record)]?.renderings[field] = draft.rendering
    } else if !draft.fields.has("for"), draft.register == nil {
      calculations[index].slot = declare(draft.name, type, .calculation(index), codes: codes)
    }
  }

  /// The type as far as it can be told without compiling anything.
  func staticType(_ index: Int) -> Type? {
    let draft = calculations[index]
    if let places = draft.places { return places == 0 ? .int : .double }
    if draft.fields.has("weigh") || draft.fields.has("mean") { return .double }
    if draft.fields.has("all") { return .bool }
    if draft.fields.has("pick"), draft.codes != nil { return .string }
    return nil
  }

  private mutating func compileBody(_ index: Int) -> (Calculation.Body?, Type) {
    let draft = calculations[index]
    let present = Self.forms.filter { draft.fields.has($0) }
    guard present.count == 1, let form = present.first, let node = draft.fields.value(of: form) else {
      guard present.count > 1 || !isExplained(draft) else { return (nil, .error) }
      let message =
        present.isEmpty ? "how is it calculated?" : "only one of \(present.joined(separator: ", ")) can stand here"
      report(message, draft.fields.node, hint: "one of: is, pick, add, weigh, mean, all")
      return (nil, .error)
    }
    switch form {
    case "is": return compileValue(index, node)
    case "pick": return compilePick(index, node)
    case "add": return compileAdd(index, node)
    case "weigh": return compileWeigh(index, node)
    case "mean": return compileMean(index, node)
    default: return (.all(needs(node, draft.scope, hasRules: true)), .bool)
    }
  }

  /// Whether another message says already why there is no form.
  private func isExplained(_ draft: CalculationDraft) -> Bool {
    draft.carryRule != nil || draft.fields.has("like")
      || draft.fields.node.entries.contains { !KeyTables.calculation.names.contains($0.key.text) }
  }

  private mutating func compileValue(_ index: Int, _ node: YAMLNode) -> (Calculation.Body?, Type) {
    let draft = calculations[index]
    let expecting: Type? = draft.places == nil ? nil : .double
    guard let program = compile(node, draft.scope, expecting: expecting) else { return (nil, .error) }
    if draft.codes != nil, program.type != .string, program.type != .list(.string), program.type != .dyn {
      report("a calculation with 'codes' gives a text, this gives \(program.type.inWords)", node)
    }
    return (.value(program), rounded(index, program.type))
  }

  private func rounded(_ index: Int, _ type: Type) -> Type {
    switch calculations[index].places {
    case 0?: .int
    case .some: .double
    case nil: type
    }
  }

  private mutating func compileAdd(_ index: Int, _ node: YAMLNode) -> (Calculation.Body?, Type) {
    guard let fields = fields(node, KeyTables.addTable) else { return (nil, .error) }
    if calculations[index].forEach == nil { report("'add' needs 'for': its columns are the ids of rows", node) }
    let columns = texts(fields["columns"]).map(\.text)
    var rows: [AddRow] = []
    var isWhole = true
    for line in fields["rows"]?.children ?? [] {
      guard line.kind == .list, let first = line.children.first else {
        report("a row is written as [condition, points...]", line)
        continue
      }
      let cells = line.children.dropFirst()
      if cells.count != columns.count {
        report("\(cells.count) points for \(columns.count) columns", line)
        continue
      }
      var points: [Double] = []
      for cell in cells {
        if cell.text.contains(".") { isWhole = false }
        points.append(cell.text == "_" ? 0 : number(cell) ?? 0)
      }
      guard let when = compile(first, calculations[index].scope, expecting: .bool) else { continue }
      rows.append(AddRow(when: when, points: points, range: line.range))
    }
    return (.add(columns: columns, rows: rows), rounded(index, isWhole ? .int : .double))
  }

  private mutating func compileWeigh(_ index: Int, _ node: YAMLNode) -> (Calculation.Body?, Type) {
    let scope = calculations[index].scope
    let lines = entries(node, KeyTables.weighLine).compactMap { fields -> WeighLine? in
      guard let weight = compile(fields["weight"], scope, expecting: .double),
        let value = compile(fields["is"], scope, expecting: .double)
      else { return nil }
      return WeighLine(title: text(fields["title"]), weight: weight, value: value, range: fields.node.range)
    }
    if lines.isEmpty, diagnostics.isEmpty { report("'weigh' needs lines", node) }
    return (.weigh(lines), rounded(index, .double))
  }

  private mutating func compileMean(_ index: Int, _ node: YAMLNode) -> (Calculation.Body?, Type) {
    let scope = calculations[index].scope
    guard node.kind == .list, !node.children.isEmpty else {
      report("'mean' is a list of items", node, hint: "for one list of numbers write is: numbers.avg()")
      return (nil, .error)
    }
    let items = node.children.compactMap { item in
      compile(item, scope, expecting: .double).map { MeanItem(value: $0, strict: $0) }
    }
    return (.mean(items), rounded(index, .double))
  }
}
