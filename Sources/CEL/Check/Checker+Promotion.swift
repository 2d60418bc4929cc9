/// Whole numbers where numbers with decimals are needed. It accepts more programs and changes the meaning of none.
extension Checker {
  /// The first overload that fits once whole numbers are widened; the arguments are changed accordingly.
  mutating func resolveWidening(_ matching: [Signature], _ arguments: [Expr]) -> (signature: Signature, result: Type)? {
    for literalsOnly in [true, false] {
      for signature in matching {
        let before = unifier.mark
        let (parameters, outcome) = instance(signature)
        if let widened = widenings(arguments, to: parameters, literalsOnly) {
          for argument in widened.reversed() { widen(argument.expr, to: argument.type) }
          return (signature, unifier.resolved(outcome))
        }
        unifier.undo(to: before)
      }
    }
    return nil
  }

  /// Arguments that have to be widened; nil if that doesn't help. Those that can't be widened bind type parameters first.
  private mutating func widenings(
    _ arguments: [Expr], to parameters: [Type], _ literalsOnly: Bool
  ) -> [(expr: Expr, type: Type)]? {
    let pairs = Array(zip(arguments, parameters))
    for (argument, parameter) in pairs where !mayWiden(argument, literalsOnly) {
      guard unifier.assign(argument.type, to: parameter) else { return nil }
    }
    var widened: [(Expr, Type)] = []
    for (argument, parameter) in pairs where mayWiden(argument, literalsOnly) {
      let wanted = unifier.resolved(parameter)
      if unifier.assign(argument.type, to: wanted) { continue }
      guard canWiden(argument, to: wanted, literalsOnly) else { return nil }
      widened.append((argument, wanted))
    }
    return widened
  }

  /// Widens the expression if that makes it fit.
  mutating func promote(_ expr: Expr, to type: Type) -> Bool {
    let wanted = unifier.resolved(type)
    guard canWiden(expr, to: wanted, false) else { return false }
    widen(expr, to: wanted)
    return true
  }

  /// Whether the argument is, or holds, a whole number that can be widened.
  private func mayWiden(_ expr: Expr, _ literalsOnly: Bool) -> Bool {
    switch (expr.kind, unifier.resolved(expr.type)) {
    case (_, .int): return !literalsOnly || isLiteral(expr)
    case (.list(let elements), _): return elements.contains { mayWiden($0.expr, literalsOnly) }
    case (.map(let entries), _): return entries.contains { mayWiden($0.value, literalsOnly) }
    case (_, .list(let inner)), (_, .map(_, let inner)): return isConstant(expr) && Self.canWiden(inner, to: .double)
    default: return false
    }
  }

  private func canWiden(_ expr: Expr, to type: Type, _ literalsOnly: Bool) -> Bool {
    switch (type, unifier.resolved(expr.type)) {
    case (.double, .double): return true
    case (.double, .int): return !literalsOnly || isLiteral(expr)
    case (.list(let wanted), .list(let given)):
      if case .list(let elements) = expr.kind {
        return elements.allSatisfy { !$0.isOptional && canWiden($0.expr, to: wanted, literalsOnly) }
      }
      return isConstant(expr) && Self.canWiden(given, to: wanted)
    case (.map(_, let wanted), .map(_, let given)):
      if case .map(let entries) = expr.kind {
        return entries.allSatisfy { !$0.isOptional && canWiden($0.value, to: wanted, literalsOnly) }
      }
      return isConstant(expr) && Self.canWiden(given, to: wanted)
    default: return false
    }
  }

  private static func canWiden(_ given: Type, to wanted: Type) -> Bool {
    switch (given, wanted) {
    case (.int, .double), (.double, .double): true
    case (.list(let x), .list(let y)), (.map(_, let x), .map(_, let y)): canWiden(x, to: y)
    default: false
    }
  }

  private func isLiteral(_ expr: Expr) -> Bool {
    switch expr.kind {
    case .literal: true
    case .call("-_", nil, let arguments): arguments.count == 1 && isLiteral(arguments[0])
    default: isConstant(expr)
    }
  }

  private func isConstant(_ expr: Expr) -> Bool {
    guard case .ident(let name) = expr.kind, case .global = expr.reference else { return false }
    return environment.variable(name)?.isConstant ?? false
  }

  /// Changes the expression in place.
  func widen(_ expr: Expr, to type: Type) {
    switch (expr.kind, type) {
    case (.list(let elements), .list(let wanted)):
      for element in elements { widen(element.expr, to: wanted) }
    case (.map(let entries), .map(_, let wanted)):
      for entry in entries { widen(entry.value, to: wanted) }
    default:
      if unifier.resolved(expr.type) == .double { return }
      let inner = Expr(expr.kind, at: expr.range)
      (inner.type, inner.codes, inner.reference) = (expr.type, expr.codes, expr.reference)
      expr.kind = .widened(inner)
      expr.reference = nil
    }
    expr.type = type
  }
}
