/// How large the values may be that an expression reads; what a host promises so that costs can be bounded before any answer.
public struct SizeLimits: Hashable, Sendable {
  /// Elements of a list, entries of a map.
  public var list: Int
  /// Bytes of a text.
  public var text: Int

  public init(list: Int = 40, text: Int = 4_096) { (self.list, self.text) = (list, text) }
}

extension Program {
  /// The most steps one evaluation can take on values within the limits; never less than it takes.
  ///
  /// Functions of the host are taken to return values within the limits too.
  public func costMax(_ sizes: SizeLimits = SizeLimits()) -> Int {
    var estimator = Estimator(sizes: sizes)
    return estimator.estimate(expr).cost
  }
}

/// Upper bounds, saturating.
private struct Estimator {
  let sizes: SizeLimits
  var locals: [Int: Bound] = [:]

  /// Steps to come to a value, its size, the largest size of anything inside it, and how many values it is with all inside.
  struct Bound {
    var cost: Int
    var size: Int
    var inner: Int
    var weight = 1

    /// What a function has to go through.
    var deep: Int { max(size, weight) }
  }

  mutating func estimate(_ expr: Expr) -> Bound {
    if case .local(let slot)? = expr.reference, let bound = locals[slot] { return bound }
    switch expr.kind {
    case .literal(let value):
      let weight = Cost.weight(value, upTo: Int.max / 2)
      return Bound(cost: 0, size: Cost.size(value, upTo: Int.max / 2), inner: 1, weight: weight)
    case .ident, .invalid: return bound(of: expr.type, cost: 0)
    case .select(let base, _, _):
      switch expr.reference {
      case .global, .scope: return bound(of: expr.type, cost: 0)
      default:
        let inner = estimate(base)
        let own = bound(of: expr.type, cost: 0)
        return Bound(
          cost: sum(inner.cost, 1), size: max(own.size, inner.inner), inner: max(own.inner, inner.inner),
          weight: sum(max(own.weight, inner.weight), 2))
      }
    case .widened(let inner): return estimate(inner)
    case .asks(_, let path, let other):
      let (read, replacement) = (estimate(path), other.map { estimate($0) } ?? Bound(cost: 0, size: 1, inner: 1))
      return Bound(
        cost: sum(read.cost, replacement.cost), size: max(read.size, replacement.size),
        inner: max(read.inner, replacement.inner), weight: max(read.weight, replacement.weight))
    case .list(let elements): return literal(elements.map { estimate($0.expr) }, count: elements.count)
    case .map(let entries):
      return literal(entries.flatMap { [estimate($0.key), estimate($0.value)] }, count: entries.count)
    case .comprehension(let loop): return estimate(loop)
    case .call(let name, let target, let arguments):
      if case .call(let function, _, let operands)? = expr.reference {
        let bound = call(expr, function, operands.map { estimate($0) })
        guard function.name == "matches", operands.count == 2 else { return bound }
        return Bound(cost: sum(bound.cost, matching(operands[1], estimate(operands[0]))), size: 1, inner: 1)
      }
      let parts = (target.map { [$0] } ?? []) + arguments
      return Bound(
        cost: parts.reduce(1) { sum($0, estimate($1).cost) }, size: name.hasPrefix("_") ? 1 : sizes.list, inner: 1)
    }
  }

  private func bound(of type: Type, cost: Int) -> Bound {
    let large = max(sizes.list, sizes.text)
    let weight = weight(of: type)
    switch type {
    case .string, .bytes: return Bound(cost: cost, size: sizes.text, inner: 1, weight: weight)
    case .list, .map: return Bound(cost: cost, size: sizes.list, inner: large, weight: weight)
    case .bool, .int, .uint, .double, .null, .timestamp, .duration, .type: return Bound(cost: cost, size: 1, inner: 1)
    default: return Bound(cost: cost, size: large, inner: large, weight: weight)
    }
  }

  /// What `Cost.weight` counts at most in a value of the host; in one of any type no more than in a long list.
  private func weight(of type: Type) -> Int {
    switch type {
    case .string, .bytes: 1 + sizes.text / 1_024
    case .list(let inner): sum(1, product(sizes.list, weight(of: inner)))
    case .map(let key, let value): sum(1, product(sizes.list, sum(weight(of: key), weight(of: value))))
    case .optional(let inner): sum(2, weight(of: inner))
    case .bool, .int, .uint, .double, .null, .timestamp, .duration, .type, .record, .opaque: 1
    case .dyn, .typeParam, .variable, .error: 1 + max(sizes.list, sizes.text)
    }
  }

  private func literal(_ parts: [Bound], count: Int) -> Bound {
    let cost = parts.reduce(1 + count) { sum($0, $1.cost) }
    return Bound(
      cost: cost, size: count, inner: parts.reduce(1) { max($0, $1.size, $1.inner) },
      weight: parts.reduce(1) { sum($0, $1.weight) })
  }

  private mutating func estimate(_ loop: Comprehension) -> Bound {
    let target = estimate(loop.target)
    let isSingle = [.bind, .optMap, .optFlatMap].contains(loop.macro)
    let element =
      isSingle
      ? Bound(cost: 0, size: target.size, inner: target.inner, weight: target.weight)
      : Bound(cost: 0, size: target.inner, inner: target.inner, weight: target.weight)
    for slot in loop.slots { locals[slot] = element }
    let filter = loop.filter.map { estimate($0).cost } ?? 0
    let body = estimate(loop.body)
    if isSingle {
      return Bound(
        cost: sum(target.cost, body.cost, 1), size: body.size, inner: max(body.inner, body.size),
        weight: sum(body.weight, 2))
    }
    let turns = product(target.size, sum(filter, body.cost, 1))
    let size = loop.macro == .transformMapEntry ? product(target.size, body.size) : target.size
    let weight = sum(1, target.weight, product(target.size, body.weight))
    return Bound(
      cost: sum(target.cost, turns), size: size, inner: max(target.inner, body.size, body.inner), weight: weight)
  }

  private func call(_ expr: Expr, _ function: Function, _ arguments: [Bound]) -> Bound {
    let isHosts = function.signatures.contains { $0.implementation != nil }
    let all = arguments.reduce(0) { sum($0, $1.size) }
    let deep = arguments.reduce(0) { sum($0, $1.deep) }
    let largest = arguments.reduce(1) { max($0, $1.size, $1.inner) }
    let multiplied = arguments.reduce(1) { product($0, max(1, $1.deep)) }
    var cost = arguments.reduce(1) { sum($0, $1.cost) }
    switch isHosts ? .linear : function.cost {
    case .constant: break
    case .outer: cost = sum(cost, all / 10)
    case .linear: cost = sum(cost, deep / 10)
    case .product: cost = sum(cost, multiplied / 10)
    case .text: cost = sum(cost, multiplied / 10, texts(arguments, ofNumbers: function.name == "format"))
    case .pairs: cost = sum(cost, Self.isLookedUp(expr.type) ? deep / 10 : product(deep, max(1, all)) / 10)
    case .pattern, .matching: break
    }
    let own = bound(of: expr.type, cost: 0)
    let isScalar = own.size == 1
    let weight = isScalar ? 1 : sum(arguments.reduce(0) { sum($0, $1.weight) }, 2)
    switch function.name {
    case "_+_", "_?_:_", "_&&_", "_||_":
      return Bound(cost: cost, size: isScalar ? 1 : max(1, all), inner: largest, weight: weight)
    case "replace", "join", "format":
      let size = sum(product(multiplied, 4), product(all, largest), largest)
      return Bound(cost: cost, size: size, inner: 1, weight: sum(1, size / 1_024))
    case _ where isHosts:
      return Bound(
        cost: cost, size: max(own.size, largest), inner: max(own.inner, largest), weight: max(own.weight, weight))
    case "split":
      return Bound(cost: cost, size: sum(product(largest, 2), 64), inner: largest, weight: sum(product(largest, 3), 64))
    default:
      let size = isScalar ? 1 : sum(product(largest, 2), 64)
      return Bound(cost: cost, size: size, inner: largest, weight: isScalar ? 1 : sum(weight, size / 1_024, 2))
    }
  }

  /// What `join` and `format` put together: a value of weight 1 has less than 1,024 bytes.
  private func texts(_ arguments: [Bound], ofNumbers: Bool) -> Int {
    arguments.reduce(0) { total, list in
      sum(total, product(list.size, ofNumbers ? 80 : 10), product(list.weight, 1_024) / 100)
    }
  }

  /// A pattern written out has been read, unless it is none or too large for that.
  private func matching(_ pattern: Expr, _ text: Bound) -> Int {
    var states = RegexLimits.library.stateCountMax
    if case .literal(.string(let text)) = pattern.kind, let regex = try? LinearRegex(text) {
      states = max(regex.stateCount, Cost.statesMax(of: text))
    }
    return sum(Cost.readingPattern, product(1 + text.size / 10, 1 + states / 10))
  }

  /// Whether `distinct` finds elements by their keys: `list(string)` and the like.
  private static func isLookedUp(_ type: Type) -> Bool {
    switch type {
    case .list(.string), .list(.int), .list(.uint), .list(.bool): true
    default: false
    }
  }

  private func sum(_ numbers: Int...) -> Int {
    numbers.reduce(0) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 }
  }

  private func product(_ a: Int, _ b: Int) -> Int {
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? .max : result
  }
}
