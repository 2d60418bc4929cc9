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
      walk.wantsResidual = false
      let value = walk.partial(expr).value
      return walk.steps < 0 ? .error(.costLimit) : value
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
    guard !patterns.isEmpty, let reading = reading(expr) else { return unmatched(expr) }
    return reading.part
  }

  private mutating func unmatched(_ expr: Expr) -> Part {
    if let value = named(expr) { return part(expr, value) }
    switch expr.kind {
    case .literal(let value): return Part(value: value, residual: expr)
    case .ident, .invalid: return Part(value: .fail(.undeclared, "undeclared reference"), residual: expr)
    case .select(let base, let field, let style): return select(expr, partial(base), field, style)
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

  /// A known value replaces its expression; an error over known parts leaves it; else it is built from what is left.
  func part(_ expr: Expr, _ value: Value, _ rest: Expr.Kind? = nil, _ parts: [Value] = []) -> Part {
    guard wantsResidual else { return Part(value: value, residual: expr) }
    if value.isKnown {
      let isWritable =
        !value.isLarger(thanBytes: Self.literalBytesMax) && Unparser.literal(value) != nil && !Self.isTimeLiteral(expr)
      return Part(value: value, residual: isWritable ? Expr(.literal(value), at: expr.range) : expr)
    }
    guard let rest, parts.contains(where: { !$0.isKnown }) else { return Part(value: value, residual: expr) }
    return Part(value: value, residual: Expr(rest, at: expr.range))
  }

  /// Larger values stay as the expression they come from.
  private static let literalBytesMax = 1 << 20

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
    // Of the turns only the values count: were each simplified too, loops in loops would take exponential time.
    let isWanted = wantsResidual
    wantsResidual = false
    let value = run(
      loop, over: target.value, filter: { walk in loop.filter.map { walk.partial($0).value } },
      body: { walk in walk.partial(loop.body).value })
    wantsResidual = isWanted
    if value.isKnown || !wantsResidual { return part(expr, value) }
    var rest = loop
    rest.target = target.residual
    symbols.formUnion(loop.slots)
    rest.filter = loop.filter.map { partial($0).residual }
    rest.body = partial(loop.body).residual
    symbols.subtract(loop.slots)
    return Part(value: value, residual: Expr(.comprehension(rest), at: expr.range))
  }
}
