/// Writes an expression back as source, with the parentheses it needs and blanks around operators.
enum Unparser {
  /// Precedence as in the parser's grammar: higher binds closer.
  static let operators: [String: (symbol: String, level: Int)] = [
    "_||_": ("||", 1), "_&&_": ("&&", 2), "_<_": ("<", 3), "_<=_": ("<=", 3), "_>_": (">", 3), "_>=_": (">=", 3),
    "_==_": ("==", 3), "_!=_": ("!=", 3), "@in": ("in", 3), "_+_": ("+", 4), "_-_": ("-", 4), "_*_": ("*", 5),
    "_/_": ("/", 5), "_%_": ("%", 5),
  ]

  static func text(_ expr: Expr) -> String {
    switch expr.kind {
    case .literal(let value): literal(value) ?? "?"
    case .ident(let name): name
    case .select(let base, let field, .test): "has(\(select(base, field, ".")))"
    case .select(let base, let field, .plain): select(base, field, ".")
    case .select(let base, let field, .optional): select(base, field, ".?")
    case .call(let name, nil, let arguments): call(name, arguments)
    case .call(let name, .some(let target), let arguments): "\(operand(target)).\(name)(\(joined(arguments)))"
    case .list(let elements):
      "[" + elements.map { ($0.isOptional ? "?" : "") + text($0.expr) }.joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { "\($0.isOptional ? "?" : "")\(text($0.key)): \(text($0.value))" }.joined(separator: ", ")
        + "}"
    case .comprehension(let loop): comprehension(loop)
    case .asks(let test, let path, let other): "\(test.rawValue)(\(joined([path] + (other.map { [$0] } ?? []))))"
    case .widened(let inner): text(inner)
    case .invalid: "?"
    }
  }

  private static func joined(_ expressions: [Expr]) -> String { expressions.map(text).joined(separator: ", ") }

  private static func select(_ base: Expr, _ field: String, _ dot: String) -> String {
    let isPlain =
      !field.isEmpty && field.unicodeScalars.enumerated().allSatisfy { $1.beginsName || ($0 > 0 && $1.isDigit) }
    return operand(base) + dot + (isPlain ? field : "`\(field)`")
  }

  /// In front of `.`, `[` or `(`.
  private static func operand(_ expr: Expr) -> String {
    switch expr.kind {
    case .widened(let inner): operand(inner)
    case .call(let name, nil, _) where level(name) < 7: "(\(text(expr)))"
    default: text(expr)
    }
  }

  /// 0 for `?:`, 6 for `!` and `-`, 7 for all that needs no parentheses.
  private static func level(_ name: String) -> Int {
    name == "_?_:_" ? 0 : name == "!_" || name == "-_" ? 6 : operators[name]?.level ?? 7
  }

  private static func level(_ expr: Expr) -> Int {
    switch expr.kind {
    case .call(let name, nil, _): level(name)
    case .widened(let inner): level(inner)
    default: 7
    }
  }

  private static func wrapped(_ expr: Expr, _ needsParentheses: Bool) -> String {
    needsParentheses ? "(\(text(expr)))" : text(expr)
  }

  private static func call(_ name: String, _ arguments: [Expr]) -> String {
    if let (symbol, own) = operators[name], let first = arguments.first {
      let rest = arguments.dropFirst().map { wrapped($0, level($0) <= own) }
      return ([wrapped(first, level(first) < own)] + rest).joined(separator: " \(symbol) ")
    }
    switch (name, arguments.count) {
    case ("_?_:_", 3):
      let parts = arguments.map { wrapped($0, level($0) <= 5) }
      return "\(parts[0]) ? \(parts[1]) : \(parts[2])"
    case ("!_", 1): return "!" + wrapped(arguments[0], level(arguments[0]) < 6)
    case ("-_", 1):
      let text = wrapped(arguments[0], level(arguments[0]) < 6)
      return text.first?.isNumber == true || text.hasPrefix(".") || text.hasPrefix("-") ? "-(\(text))" : "-" + text
    case ("_[_]", 2): return "\(operand(arguments[0]))[\(text(arguments[1]))]"
    case ("_[?_]", 2): return "\(operand(arguments[0]))[?\(text(arguments[1]))]"
    default: return "\(name)(\(joined(arguments)))"
    }
  }

  private static func comprehension(_ loop: Comprehension) -> String {
    if loop.macro == .bind { return "cel.bind(\(loop.variables[0]), \(joined([loop.target, loop.body])))" }
    let parts = (loop.filter.map { [$0] } ?? []) + [loop.body]
    return
      "\(operand(loop.target)).\(loop.macro.rawValue)(\((loop.variables + parts.map(text)).joined(separator: ", ")))"
  }
}
