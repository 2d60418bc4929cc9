extension Program {
  /// What is left of the expression once everything known is filled in, as source.
  ///
  /// A known part becomes its value; terms that no longer matter disappear. Parts with an error stay as they are.
  public func residual(
    _ globals: UnsafePointer<Value>, _ locals: UnsafePointer<Value>? = nil, unknowns: [AttributePattern] = []
  ) -> String {
    guard locals != nil || scopeCount == 0 else { return unparsed }
    var walk = Walk(self, globals, locals ?? globals)
    walk.patterns = unknowns
    return Unparser.text(walk.partial(expr).residual)
  }

  public func residual(
    _ globals: [Value] = [], _ locals: [Value] = [], unknowns: [AttributePattern] = []
  ) -> String {
    withValues(globals, locals) { residual($0, $1, unknowns: unknowns) }
  }
}

extension Program {
  /// The value where the attributes that the patterns match are unknown, whatever their values; slower than `evaluate`.
  public func evaluate(_ globals: [Value], _ locals: [Value] = [], unknowns: [AttributePattern]) -> Value {
    guard !unknowns.isEmpty else { return evaluate(globals, locals) }
    return withValues(globals, locals) { globals, locals in
      var walk = Walk(self, globals, locals)
      walk.patterns = unknowns
      return walk.partial(expr).value
    }
  }
}

extension Walk {
  /// A value and what is left of its expression.
  struct Part {
    let value: Value
    let residual: Expr
  }

  mutating func partial(_ expr: Expr) -> Part {
    guard charge() else { return Part(value: .error(.costLimit), residual: expr) }
    if !patterns.isEmpty, let path = path(expr), patterns.contains(where: { $0.match(path) != .none }) {
      return Part(value: .unknown(Unknowns(AttributePath(path))), residual: expr)
    }
    return unmatched(expr)
  }

  /// A variable's name and the qualifiers behind it, if the expression reads a variable.
  private mutating func path(_ expr: Expr) -> [String]? {
    if case .global? = expr.reference {
      return expr.qualifiedName.map { [$0.hasPrefix(".") ? String($0.dropFirst()) : $0] }
    }
    switch expr.kind {
    case .select(let base, let field, _): return path(base).map { $0 + [field] }
    case .call("_[_]", nil, let arguments), .call("_[?_]", nil, let arguments):
      guard let base = path(arguments[0]) else { return nil }
      switch partial(arguments[1]).value {
      case .string(let key): return base + [key]
      case .int(let index): return base + ["\(index)"]
      default: return base
      }
    default: return nil
    }
  }

  private mutating func unmatched(_ expr: Expr) -> Part {
    if let value = named(expr) { return part(expr, value) }
    switch expr.kind {
    case .literal(let value): return Part(value: value, residual: expr)
    case .ident, .invalid: return Part(value: .fail(.undeclared, "undeclared reference"), residual: expr)
    case .select(let base, let field, let style):
      let inner = inside(base)
      let value = Access.select(field, of: inner.value, style)
      return part(expr, value, .select(inner.residual, field: field, style), [inner.value])
    case .widened(let inner):
      let part = partial(inner)
      return self.part(expr, WidenNode.widened(part.value), .widened(part.residual), [part.value])
    case .asks(let test, let path, let other):
      let (read, replacement) = (partial(path), other.map { partial($0) })
      let isOpen = if case .unknown(let unknowns) = read.value { unknowns.paths.contains(Self.symbol) } else { false }
      let value = isOpen ? read.value : AnswerState.outcome(test, read.value) { replacement?.value ?? .null }
      return part(expr, value, .asks(test, path, default: replacement?.residual), [read.value])
    case .list(let elements): return list(expr, elements)
    case .map(let entries): return map(expr, entries)
    case .comprehension(let loop): return comprehension(expr, loop)
    case .call(let name, let target, let arguments): return call(expr, name, target, arguments)
    }
  }

  /// The base of a selection: only the whole path is matched against patterns.
  private mutating func inside(_ base: Expr) -> Part { path(base) == nil ? partial(base) : unmatched(base) }

  /// A known value replaces its expression; an error over known parts leaves it; else it is built from what is left.
  func part(_ expr: Expr, _ value: Value, _ rest: Expr.Kind? = nil, _ parts: [Value] = []) -> Part {
    if value.isKnown {
      let isWritable = Unparser.literal(value) != nil && !Self.isTimeLiteral(expr)
      return Part(value: value, residual: isWritable ? Expr(.literal(value), at: expr.range) : expr)
    }
    guard let rest, parts.contains(where: { !$0.isKnown }) else { return Part(value: value, residual: expr) }
    return Part(value: value, residual: Expr(rest, at: expr.range))
  }

  /// `timestamp(0)` and `duration('1h')` are as good as literals.
  private static func isTimeLiteral(_ expr: Expr) -> Bool {
    guard case .call("timestamp", nil, let arguments) = expr.kind, arguments.count == 1 else { return false }
    if case .literal = arguments[0].kind { return true }
    return false
  }

  private mutating func list(_ expr: Expr, _ elements: [Expr.Element]) -> Part {
    let parts = elements.map { (part: partial($0.expr), isOptional: $0.isOptional) }
    let value = Sequences.list(parts.map { ($0.part.value, $0.isOptional) })
    let rest = parts.compactMap { part, isOptional -> Expr.Element? in
      guard isOptional, case .optional(let box) = part.value else {
        return Expr.Element(expr: part.residual, isOptional: isOptional)
      }
      return box.value.map { Expr.Element(expr: Expr(.literal($0), at: expr.range), isOptional: false) }
    }
    return part(expr, value, .list(rest), parts.map(\.part.value))
  }

  private mutating func map(_ expr: Expr, _ entries: [Expr.Entry]) -> Part {
    let parts = entries.map { (key: partial($0.key), value: partial($0.value), isOptional: $0.isOptional) }
    let value = Sequences.map(parts.map { ($0.key.value, $0.value.value, $0.isOptional) })
    let rest = parts.compactMap { key, value, isOptional -> Expr.Entry? in
      guard isOptional, case .optional(let box) = value.value else {
        return Expr.Entry(key: key.residual, value: value.residual, isOptional: isOptional)
      }
      return box.value.map {
        Expr.Entry(key: key.residual, value: Expr(.literal($0), at: expr.range), isOptional: false)
      }
    }
    return part(expr, value, .map(rest), parts.flatMap { [$0.key.value, $0.value.value] })
  }

  private mutating func comprehension(_ expr: Expr, _ loop: Comprehension) -> Part {
    let target = partial(loop.target)
    let value = run(
      loop, over: target.value, filter: { walk in loop.filter.map { walk.partial($0).value } },
      body: { walk in walk.partial(loop.body).value })
    if value.isKnown { return part(expr, value) }
    symbols.formUnion(loop.slots)
    var rest = loop
    rest.target = target.residual
    rest.filter = loop.filter.map { partial($0).residual }
    rest.body = partial(loop.body).residual
    symbols.subtract(loop.slots)
    return Part(value: value, residual: Expr(.comprehension(rest), at: expr.range))
  }
}
