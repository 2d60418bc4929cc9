import CEL
import Playbooks

/// Operators and functions in words.
extension Phrase {
  func called(_ name: String, _ arguments: [Expr]) -> String {
    switch name {
    case "_&&_":
      return withoutAsides(arguments).map { joined($0, apartFrom: "_||_") }.joined(separator: Words.and)
    case "_||_": return arguments.map { joined($0, apartFrom: "_&&_") }.joined(separator: Words.or)
    case "!_": return negated(arguments[0])
    case "_?_:_":
      return Words.conditional(
        condition(arguments[0]), condition(arguments[1]), condition(arguments[2]))
    case "@in": return among(arguments[0], arguments[1], isIn: true)
    case "_[_]":
      if case .literal(.int(0)) = arguments[1].kind { return Words.first(words(arguments[0])) }
      return Words.lookedUp(words(arguments[0]), words(arguments[1]))
    default: break
    }
    if arguments.count == 2, Words.comparisons[name] != nil { return compared(name, arguments) }
    if arguments.count == 2, let operation = Words.arithmetic[name] {
      return "\(words(arguments[0])) \(operation) \(words(arguments[1]))"
    }
    return function(name, arguments)
  }

  /// A part of an "and" or "or"; in brackets where it is the other of the two.
  private func joined(_ expr: Expr, apartFrom other: String) -> String {
    if case .call(other, _, _) = expr.kind { return "(\(words(expr)))" }
    return condition(expr)
  }

  private func function(_ name: String, _ arguments: [Expr]) -> String {
    if name == "same", let fields = sameField(arguments) { return Words.sameInBoth(fields) }
    let parts = arguments.map { words($0) }
    guard let first = parts.first else { return Words.spaced(name) }
    if ["first", "last"].contains(name), parts.count == 2, case .literal(.int(1)) = arguments[1].kind,
      let template = Words.functionsOfOne[name]
    {
      return template.replacing("%", with: first)
    }
    if parts.count == 1, let template = Words.functionsOfOne[name] { return template.replacing("%", with: first) }
    if parts.count == 2, let template = Words.functionsOfTwo[name] {
      return template.replacing("%2", with: parts[1]).replacing("%", with: first)
    }
    // What only brings a value into another form says nothing of its own.
    if Words.silentFunctions.contains(name) { return first }
    if arguments.first?.type == .string, parts.count == 1 { return Words.reads(first, Words.spaced(name)) }
    return Words.of(
      Words.spaced(name.hasPrefix("@") ? String(name.dropFirst()) : name), parts.joined(separator: Words.and))
  }

  // MARK: Codes

  /// A literal shown with the wording of the choice it stands for on the other side.
  func labels(_ expr: Expr, beside other: Expr) -> String {
    switch expr.kind {
    case .literal(.string("")): return Words.nothing
    case .literal(.string(let code)): return choices(of: other)?.label(of: code) ?? "\"\(Words.spaced(code))\""
    case .list(let elements) where elements.isEmpty: return Words.nothing
    case .list(let elements): return elements.map { labels($0.expr, beside: other) }.joined(separator: Words.or)
    default: return listed(expr, beside: other) ?? words(expr)
    }
  }

  /// The few codes that the playbook keeps under a name, in words.
  private func listed(_ expr: Expr, beside other: Expr) -> String? {
    guard case .ident(let name) = expr.kind,
      case .list(let list)? = playbook.data.first(where: { $0.name == name })?.value,
      !list.elements.isEmpty, list.elements.count <= Phrase.listedMax
    else { return nil }
    let codes = list.elements.compactMap { if case .string(let code) = $0 { code } else { nil } }
    guard codes.count == list.elements.count else { return nil }
    return codes.map { choices(of: other)?.label(of: $0) ?? "\"\(Words.spaced($0))\"" }.joined(separator: Words.or)
  }

  /// More codes than this are called by the name they are kept under.
  private static let listedMax = 6

  /// The choices that a value is one of, or a list of.
  func choices(of expr: Expr) -> ChoiceSet? {
    switch expr.kind {
    case .ident(let name):
      if let target = target(of: name) { return choices(of: target) }
      if let question = playbook.question(named: name) { return question.kind.choices }
      guard let calculation = playbook.calculation(named: name) else { return nil }
      if case .value(let program) = calculation.body, calculation.codes == nil { return choices(of: program.expr) }
      return calculation.codes
    case .comprehension(let loop) where loop.macro == .filter: return choices(of: loop.target)
    case .select(let base, let field, _):
      if let column = session.column(field, of: base.type) { return column.kind.choices }
      if let calculation = session.calculation(field, of: base.type) { return calculation.codes }
      for question in playbook.questions {
        if let choices = question.table?.column(named: field)?.kind.choices { return choices }
      }
      return playbook.calculation(named: field)?.codes
    case .asks(_, let path, _): return choices(of: path)
    case .widened(let inner): return choices(of: inner)
    default: return nil
    }
  }
}

extension Session {
  /// The column behind a field of a row.
  func column(_ field: String, of type: Type) -> Column? {
    guard case .record(let record) = type else { return nil }
    switch core.graph.home(of: record) {
    case .question(let index)?: return playbook.questions[index].table?.column(named: field)
    case .computed(let index)?: return playbook.tables[index].spec.column(named: field)
    case .slot?, nil: return nil
    }
  }

  /// The per-row calculation behind a field of a row.
  func calculation(_ field: String, of type: Type) -> Calculation? {
    guard case .record(let record) = type else { return nil }
    return playbook.calculations.first { $0.owner?.record === record && $0.name == field }
  }
}
