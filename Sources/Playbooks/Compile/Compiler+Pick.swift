import CEL
import Diagnostics

extension Compiler {
  /// `pick`: a list of rows, or `inputs` with cells.
  mutating func compilePick(_ index: Int, _ node: YAMLNode) -> (Calculation.Body?, Type) {
    var inputs: [YAMLNode] = []
    let rowsNode: YAMLNode?
    if node.kind == .map {
      guard let fields = fields(node, KeyTables.pickTable) else { return (nil, .error) }
      inputs = texts(fields["inputs"])
      rowsNode = fields["rows"]
    } else {
      rowsNode = node
    }
    let written = entries(rowsNode, KeyTables.pickRow)
    if written.isEmpty { report("'pick' needs rows", node) }
    var rows: [PickRow] = []
    var result = Type.error
    for fields in written {
      guard let valueNode = fields["is"] else {
        report("a pick row needs 'is'", fields.node)
        continue
      }
      guard let value = pickedValue(index, valueNode, result) else { continue }
      guard let joined = joined(result, value.type) else {
        report("this gives \(value.type.inWords), the rows above give \(result.inWords)", valueNode)
        continue
      }
      result = joined
      let scope = calculations[index].scope
      let when = fields["if"].flatMap { cells($0, inputs, scope) } ?? condition(fields["when"], scope)
      rows.append(
        PickRow(when: when, value: value, because: wording(fields["because"], scope), range: fields.node.range))
      if when == nil, fields.node.index != written.last?.node.index {
        report("rows behind one without a condition are never reached", fields.node)
      }
    }
    if calculations[index].places != nil { result = calculations[index].places == 0 ? .int : .double }
    widen(&rows, index, written, result)
    return (.pick(rows), result)
  }

  /// A bare code, or an expression.
  private mutating func pickedValue(_ index: Int, _ node: YAMLNode, _ soFar: Type) -> Program? {
    let scope = calculations[index].scope
    if let codes = calculations[index].codes {
      if let code = bareCode(node, codes.codes) { return code }
      if node.isScalar, isBareWord(node.text), environment.slot(of: node.text) == nil, names[node.text] == nil,
        scope.type(of: node.text) == nil
      {
        report(
          "'\(node.text)' isn't one of the codes", node,
          hint: didYouMean(node.text, among: codes.codes) ?? "one of: \(codes.codes.joined(separator: ", "))")
        return nil
      }
    }
    let wantsNumber = calculations[index].places != nil || soFar == .double
    return compile(node, scope, expecting: wantsNumber ? .double : nil)
  }

  /// A code that stands for itself, as the program of a constant.
  mutating func bareCode(_ node: YAMLNode, _ codes: [String]) -> Program? {
    guard node.isScalar, codes.contains(node.text) else { return nil }
    return environment.compile(literal(node.text)).program
  }

  private func isBareWord(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { isNameScalar($0) || $0 == "-" } && text != "true" && text != "false"
  }

  /// Whole numbers in rows before one with decimals are read as numbers with decimals, too.
  private mutating func widen(_ rows: inout [PickRow], _ index: Int, _ written: [Fields], _ result: Type) {
    guard result == .double else { return }
    for place in rows.indices where rows[place].value.type == .int {
      let row = rows[place]
      guard let fields = written.first(where: { $0.node.range == row.range }), let node = fields["is"],
        let program = compile(node, calculations[index].scope, expecting: .double)
      else { continue }
      rows[place] = PickRow(when: row.when, value: program, because: row.because, range: row.range)
    }
  }

  /// The cells of a row as conditions on the inputs: a literal, `_` for any, a list for one of.
  private mutating func cells(_ node: YAMLNode, _ inputs: [YAMLNode], _ scope: Scope) -> Condition? {
    guard node.kind == .list else {
      report("'if' is a list with one cell for each input", node)
      return nil
    }
    let cells = node.children
    guard cells.count == inputs.count else {
      report("\(cells.count) cells for \(inputs.count) inputs", node)
      return nil
    }
    var conjuncts: [Program] = []
    for (input, cell) in zip(inputs, cells) where cell.text != "_" || !cell.isScalar {
      let type = compile(input, scope)?.type ?? .error
      let test: String
      if cell.kind == .list {
        test = "(\(input.text)) in [\(cell.children.map { literal($0, for: type) }.joined(separator: ", "))]"
      } else {
        test = "(\(input.text)) == \(literal(cell, for: type))"
      }
      if let program = compileMade(test, of: cell, scope) { conjuncts.append(program) }
    }
    return Condition(conjuncts: conjuncts, range: node.range)
  }

  /// A condition put together from cells: problems are the cell's as a whole.
  private mutating func compileMade(_ test: String, of cell: YAMLNode, _ scope: Scope) -> Program? {
    prepare(test, scope)
    macros.scope = scope.variables
    let compilation = environment.compile(test, scope: scope.variables, expecting: .bool)
    for problem in compilation.problems.prefix(1) { report(problem.message, cell, hint: problem.hint) }
    return compilation.program
  }

  /// A cell as it stands in an expression: texts get quotes.
  private func literal(_ node: YAMLNode, for type: Type) -> String {
    type == .string || node.style == .single || node.style == .double ? literal(node.text) : node.text
  }

  /// A text as a string of the expression language.
  func literal(_ text: String) -> String {
    var out = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'", "\\": out += "\\\(scalar)"
      case "\n": out += "\\n"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "'"
  }

  /// The type both values fit into, or nil.
  func joined(_ left: Type, _ right: Type) -> Type? {
    switch (left, right) {
    case (.error, let other), (let other, .error): return other
    case (.dyn, let other), (let other, .dyn): return other
    case (.int, .double), (.double, .int): return .double
    case (.list(let a), .list(let b)): return joined(a, b).map { .list($0) }
    case (.map(let k, let a), .map(let l, let b)):
      guard let key = joined(k, l), let value = joined(a, b) else { return nil }
      return .map(key, value)
    default: return left == right ? left : nil
    }
  }

  // MARK: Beside calculations

  /// `strict(name)`: the same with declined answers as 0; goes down through the means it is made of.
  mutating func ensureStrict(_ name: String) {
    let hidden = "@strict \(name)"
    guard environment.slot(of: hidden) == nil else { return }
    switch names[name] {
    case .question(let index):
      guard [.double, .int].contains(questions[index].type) else { return }
      declare(hidden, .double, .strictQuestion(index))
    case .calculation(let index):
      ensureCalculation(index)
      guard [.double, .int].contains(calculations[index].type), calculations[index].owner == nil else { return }
      calculations[index].strictSlot = declare(hidden, .double, .strict(index))
      guard let node = calculations[index].fields["mean"] else { return }
      for item in node.children where item.isScalar { ensureStrict(item.text) }
    default: break
    }
  }

  /// The items of means as `strict` wants them, once all is known.
  mutating func settleStrictItems() {
    for index in calculations.indices where calculations[index].strictSlot != nil {
      guard case .mean(var items)? = calculations[index].body, let node = calculations[index].fields["mean"] else {
        continue
      }
      let nodes = node.children
      guard nodes.count == items.count else { continue }
      for place in items.indices where environment.slot(of: "@strict \(nodes[place].text)") != nil {
        if let strict = environment.compile("strict(\(nodes[place].text))", expecting: .double).program {
          items[place].strict = strict
        }
      }
      calculations[index].body = .mean(items)
    }
  }

  /// The variable `NAME_because` of a `pick`.
  mutating func ensureBecause(_ index: Int) {
    ensureCalculation(index)
    let name = "\(calculations[index].name)_because"
    guard environment.slot(of: name) == nil else { return }
    becauses.append(index)
    declare(name, .string, .calculation(calculations.count + becauses.count - 1))
  }
}
