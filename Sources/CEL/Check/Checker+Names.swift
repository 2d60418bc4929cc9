extension Checker {
  mutating func ident(_ expr: Expr, _ name: String) -> Type {
    if let local = locals.last(where: { $0.name == name }) { return use(expr, local) }
    if let type = global(expr, name) { return type }
    let (environment, locals) = (environment, locals)
    report(
      expr.range, "unknown name '\(name)'",
      hint: Advice.name(
        name, near: Suggestion.hint(for: name, among: Array(environment.variables.keys) + locals.map(\.name))))
    expr.reference = .constant(
      .fail(.undeclared, "undeclared reference to '\(name)' (in container '\(environment.container)')"))
    return .error
  }

  private mutating func use(_ expr: Expr, _ local: Local) -> Type {
    if case .scope(let slot) = local.reference { reads.scope.insert(slot) }
    expr.reference = local.reference
    expr.codes = local.codes
    return local.type
  }

  /// A variable of the environment or a type's name, plain or qualified.
  private mutating func global(_ expr: Expr, _ name: String) -> Type? {
    if let variable = environment.variable(name) {
      reads.variables.insert(variable.slot)
      expr.reference = .global(variable.slot)
      expr.codes = variable.codes
      return variable.type
    }
    for full in environment.candidates(for: name) {
      guard let type = Self.typeNames[full] else { continue }
      expr.reference = .constant(.type(TypeValue(full)))
      return .type(type)
    }
    return nil
  }

  private static let typeNames: [String: Type] = [
    "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string, "bytes": .bytes,
    "null_type": .null, "list": .list(.dyn), "map": .map(.dyn, .dyn), "type": .type(nil),
    "optional_type": .optional(.dyn), "google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration,
  ]

  mutating func select(_ expr: Expr, _ base: Expr, _ field: String, _ style: Expr.SelectStyle) -> Type {
    if style == .plain, let name = expr.qualifiedName, !isHidden(name), let type = global(expr, name) { return type }
    visit(base)
    let type = fieldType(expr, unifier.resolved(base.type), field, style)
    switch style {
    case .plain: return type
    case .test: return .bool
    case .optional:
      if case .optional = type { return type }
      return .optional(type)
    }
  }

  /// Whether a qualified name begins with a variable of a comprehension or scope.
  func isHidden(_ name: String) -> Bool {
    guard !name.hasPrefix("."), let root = name.split(separator: ".", maxSplits: 1).first else { return false }
    return locals.contains { $0.name == root }
  }

  private mutating func fieldType(_ expr: Expr, _ base: Type, _ field: String, _ style: Expr.SelectStyle) -> Type {
    switch base {
    case .record(let record):
      guard let index = record.index(of: field) else {
        let hint = Suggestion.hint(for: field, among: record.fields.map(\.name))
        report(expr.range, "'\(record.name)' has no '\(field)'", hint: hint)
        return .error
      }
      reads.fields.insert(Reads.FieldRead(type: record, index: index))
      expr.reference = .field(record, index)
      expr.codes = record.fields[index].codes
      return record.fields[index].type
    case .map(let key, let value):
      // `has` and `.?` may ask for a key that no such map can have.
      if unifier.assign(.string, to: key) || style != .plain { return value }
      report(expr.range, "the keys of this map are not texts", hint: "write map[key]")
      return .error
    case .optional(let inner):
      let type = fieldType(expr, unifier.resolved(inner), field, .optional)
      expr.reference = nil
      if case .optional = type { return type }
      return .optional(type)
    case .dyn, .error: return base
    case .variable, .typeParam: return .dyn
    case .list(.record):
      report(
        expr.range, "a table has no '\(field)'; one of its rows has",
        hint: "write for example 'table.exists(r, r.\(field) …)'")
      return .error
    default:
      let isFunction = environment.known(field)?.signatures.contains { $0.isMember } == true
      report(
        expr.range, "\(base.inWords) has no '\(field)'",
        hint: isFunction ? "write '.\(field)()' with parentheses" : Advice.function(field))
      return .error
    }
  }
}
