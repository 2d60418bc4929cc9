/// Finds out type variables while checking (after the unification of cel-spec's reference checker).
struct Unifier {
  /// What each variable stands for, by its number.
  private var bindings: ContiguousArray<Type?> = []
  /// What was bound before, the last last: so that what didn't fit can be undone without copying all bindings.
  private var trail: [(index: Int, before: Type?)] = []

  /// A place to go back to.
  var mark: Int { trail.count }

  mutating func undo(to mark: Int) {
    while trail.count > mark, let (index, before) = trail.popLast() { bindings[index] = before }
  }

  private mutating func bind(_ index: Int, _ type: Type) {
    trail.append((index, bindings[index]))
    bindings[index] = type
  }

  mutating func fresh() -> Type {
    bindings.append(nil)
    return .variable(bindings.count - 1)
  }

  /// The type with all known variables filled in.
  func resolved(_ type: Type) -> Type {
    switch type {
    case .bool, .int, .uint, .double, .string, .bytes, .null, .dyn, .timestamp, .duration, .record, .error: type
    case .variable(let index): bindings[index].map { resolved($0) } ?? type
    default:
      type.mapped { if case .variable(let index) = $0, let known = bindings[index] { resolved(known) } else { $0 } }
    }
  }

  /// The type with unknown variables read as `dyn`.
  func closed(_ type: Type) -> Type {
    resolved(type).mapped { if case .variable = $0 { .dyn } else { $0 } }
  }

  /// Whether a value of `from` can stand where `to` is wanted; on success variables are bound, on failure nothing changes.
  mutating func assign(_ from: Type, to: Type) -> Bool {
    let before = mark
    if fits(from, to) { return true }
    undo(to: before)
    return false
  }

  /// `assign` for lists of types of the same length.
  mutating func assign(_ from: [Type], to: [Type]) -> Bool {
    guard from.count == to.count else { return false }
    let before = mark
    for (a, b) in zip(from, to) where !fits(a, b) {
      undo(to: before)
      return false
    }
    return true
  }

  /// The type of a list that holds both: the more general of the two, or `dyn`.
  mutating func join(_ a: Type, _ b: Type) -> Type { assign(a, to: b) ? moreGeneral(a, b) : .dyn }

  private mutating func fits(_ a: Type, _ b: Type) -> Bool {
    if case .variable(let index) = b {
      let (valid, bound) = substitute(a, for: index)
      if valid { return true }
      if bound { return false }
    }
    if case .variable(let index) = a { return substitute(b, for: index).valid }
    switch (a, b) {
    case (.dyn, _), (_, .dyn), (.error, _), (_, .error): return true
    case (.null, _): return Self.isNullable(b)
    case (_, .null): return Self.isNullable(a)
    case (.list(let x), .list(let y)), (.optional(let x), .optional(let y)): return fits(x, y)
    case (.map(let k, let v), .map(let l, let w)): return fits(k, l) && fits(v, w)
    case (.type, .type): return true
    case (.opaque(let x, let p), .opaque(let y, let q)):
      guard x == y, p.count == q.count else { return false }
      for (a, b) in zip(p, q) where !fits(a, b) { return false }
      return true
    default: return a == b
    }
  }

  private static func isNullable(_ type: Type) -> Bool {
    switch type {
    case .null, .timestamp, .duration, .record, .opaque, .optional: true
    default: false
    }
  }

  private mutating func substitute(_ type: Type, for index: Int) -> (valid: Bool, bound: Bool) {
    if case .variable(index) = type { return (true, true) }
    if let known = bindings[index] {
      if type == known { return (true, true) }
      guard fits(type, known) else { return (false, true) }
      let general = moreGeneral(type, known)
      if !occurs(index, in: general) { bind(index, general) }
      return (true, true)
    }
    guard !occurs(index, in: type) else { return (false, false) }
    bind(index, type)
    return (true, false)
  }

  private func occurs(_ index: Int, in type: Type) -> Bool {
    if case .variable(let other) = type {
      return other == index || bindings[other].map { occurs(index, in: $0) } ?? false
    }
    return type.parameters.contains { occurs(index, in: $0) }
  }

  /// The less specific of two types that fit; a type that allows null beside null.
  private func moreGeneral(_ a: Type, _ b: Type) -> Type { b == .null || isAsGeneral(a, as: b) ? a : b }

  private func isAsGeneral(_ a: Type, as b: Type) -> Bool {
    switch (a, b) {
    case (.dyn, _), (.error, _), (.variable, _), (.typeParam, _): true
    case (_, .dyn), (_, .error), (_, .variable), (_, .typeParam): false
    case (.list(let x), .list(let y)), (.optional(let x), .optional(let y)): isAsGeneral(x, as: y)
    case (.map(let k, let v), .map(let l, let w)): isAsGeneral(k, as: l) && isAsGeneral(v, as: w)
    case (.opaque(let x, let p), .opaque(let y, let q)):
      x == y && p.count == q.count && zip(p, q).allSatisfy { isAsGeneral($0, as: $1) }
    case (.type, .type): true
    default: a == b
    }
  }
}
