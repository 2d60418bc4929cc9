/// Matching what an expression reads against the patterns of unknown attributes.
extension Walk {
  /// A variable or something inside one.
  struct Reading {
    let path: [String]
    /// What it comes to by itself: whether a pattern matches is asked of a whole path only, not of what it goes through.
    let own: Part
    let part: Part
  }

  /// Nil unless the expression is a variable, or selections and indexes behind one.
  ///
  /// Each index is evaluated once, so that indexes in indexes don't take exponential time.
  mutating func reading(_ expr: Expr) -> Reading? {
    if case .global(let slot)? = expr.reference {
      guard let written = expr.qualifiedName else { return nil }
      let name = environment?.name(of: written, inSlot: slot) ?? written.withoutDot
      return reading(expr, [name], part(expr, globals[slot]))
    }
    switch expr.kind {
    case .select(let base, let field, let style):
      guard charge(), let base = reading(base) else { return nil }
      return reading(expr, base.path + [field], select(expr, base.own, field, style))
    case .call(let name, nil, let arguments) where name == "_[_]" || name == "_[?_]":
      guard charge(), let base = reading(arguments[0]) else { return nil }
      let key = partial(arguments[1])
      if let text = Self.text(ofKey: key.value) {
        return reading(expr, base.path + [text], index(expr, name, base.own, key))
      }
      let part = index(expr, name, base.part, key)
      return Reading(path: base.path, own: part, part: part)
    default: return nil
    }
  }

  private func reading(_ expr: Expr, _ path: [String], _ own: Part) -> Reading {
    let matching = patterns(for: path).filter { $0.match(path) != .none }.map { min($0.parts.count, path.count) }
    guard let length = matching.min() else { return Reading(path: path, own: own, part: own) }
    let attribute = AttributePath(Array(path.prefix(length)))
    return Reading(path: path, own: own, part: Part(value: .unknown(Unknowns(attribute)), residual: expr))
  }

  func select(_ expr: Expr, _ base: Part, _ field: String, _ style: Expr.SelectStyle) -> Part {
    let value = Access.select(field, of: base.value, style)
    return part(expr, value, .select(base.residual, field: field, style), [base.value])
  }

  private mutating func index(_ expr: Expr, _ name: String, _ base: Part, _ key: Part) -> Part {
    guard case .call(let function, let signatures, _)? = expr.reference else { return base }
    let value = apply(function, signatures, [base.value, key.value])
    return part(expr, value, .call(name, target: nil, [base.residual, key.residual]), [base.value, key.value])
  }

  /// A key as patterns write it; whole numbers of all types alike.
  private static func text(ofKey key: Value) -> String? {
    switch key {
    case .string(let text): text
    case .bool(let flag): "\(flag)"
    case .int(let number): "\(number)"
    case .uint(let number): "\(number)"
    case .double(let number): Int64(exactly: number).map { "\($0)" }
    default: nil
    }
  }
}

extension String {
  /// `.y`, a name looked up outside all containers, without its dot.
  fileprivate var withoutDot: String { hasPrefix(".") ? String(dropFirst()) : self }
}
