extension Walk {
  mutating func call(_ expr: Expr, _ name: String, _ target: Expr?, _ arguments: [Expr]) -> Part {
    switch (name, arguments.count) {
    case ("_&&_", _): return connective(expr, name, arguments, decides: false)
    case ("_||_", _): return connective(expr, name, arguments, decides: true)
    case ("_?_:_", 3): return conditional(expr, arguments)
    default: break
    }
    guard case .call(let function, let signatures, let operands)? = expr.reference else {
      return Part(value: .fail(.undeclared, "unbound function '\(name)'"), residual: expr)
    }
    let parts = operands.map { partial($0) }
    if name == "@in", case .unknown(let open) = parts[0].value, !open.paths.contains(Self.symbol),
      Self.isPath(operands[0]), Cost.isEmpty(parts[1].value)
    {
      return part(expr, .bool(false))
    }
    let value = apply(function, signatures, parts.map(\.value))
    let rest = parts.map(\.residual)
    let hasReceiver = target != nil && operands.count == arguments.count + 1
    let kind: Expr.Kind =
      hasReceiver ? .call(name, target: rest[0], Array(rest.dropFirst())) : .call(name, target: target, rest)
    return part(expr, value, kind, parts.map(\.value))
  }

  /// A name with selections: once it is answered it can't fail.
  private static func isPath(_ expr: Expr) -> Bool {
    switch expr.kind {
    case .ident: true
    case .select(let base, _, .plain): isPath(base)
    default: false
    }
  }

  /// Terms that don't matter are dropped; one that decides is all that is left.
  private mutating func connective(_ expr: Expr, _ name: String, _ arguments: [Expr], decides: Bool) -> Part {
    var opens: [Value] = []
    var rest: [Expr] = []
    for argument in arguments {
      let part = partial(argument)
      if case .bool(let flag) = part.value {
        if flag == decides { return self.part(expr, part.value) }
        continue
      }
      opens.append(part.value.isKnown ? .noOverload("condition", part.value) : part.value)
      rest.append(part.residual)
    }
    guard let open = Logic.joined(opens, Logic.merge) else { return part(expr, .bool(!decides)) }
    let residual = rest.count == 1 ? rest[0] : Expr(.call(name, target: nil, rest), at: expr.range)
    return Part(value: open, residual: residual)
  }

  private mutating func conditional(_ expr: Expr, _ arguments: [Expr]) -> Part {
    let condition = partial(arguments[0])
    switch condition.value {
    case .bool(let flag): return partial(arguments[flag ? 1 : 2])
    case .error, .unknown: break
    default: return Part(value: .noOverload("condition", condition.value), residual: expr)
    }
    let outcomes = [partial(arguments[1]).residual, partial(arguments[2]).residual]
    let rest = Expr.Kind.call("_?_:_", target: nil, [condition.residual] + outcomes)
    return Part(value: condition.value, residual: Expr(rest, at: expr.range))
  }
}

extension Cost {
  static func isEmpty(_ value: Value) -> Bool {
    switch value {
    case .list(let list): list.count == 0
    case .map(let map): map.count == 0
    default: false
    }
  }
}
