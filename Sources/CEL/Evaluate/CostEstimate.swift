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

  /// Steps to come to a value, its size, and the largest size of anything inside it.
  struct Bound {
    var cost: Int
    var size: Int
    var inner: Int
  }

  mutating func estimate(_ expr: Expr) -> Bound {
    if case .local(let slot)? = expr.reference, let bound = locals[slot] { return bound }
    switch expr.kind {
    case .literal(let value): return Bound(cost: 0, size: Cost.size(value), inner: 1)
    case .ident, .invalid: return bound(of: expr.type, cost: 0)
    case .select(let base, _, _):
      switch expr.reference {
      case .global, .scope: return bound(of: expr.type, cost: 0)
      default:
        let inner = estimate(base)
        let own = bound(of: expr.type, cost: 0)
        return Bound(cost: sum(inner.cost, 1), size: max(own.size, inner.inner), inner: max(own.inner, inner.inner))
      }
    case .widened(let inner): return estimate(inner)
    case .asks(_, let path, let other):
      let (read, replacement) = (estimate(path), other.map { estimate($0) } ?? Bound(cost: 0, size: 1, inner: 1))
      return Bound(
        cost: sum(read.cost, replacement.cost), size: max(read.size, replacement.size),
        inner: max(read.inner, replacement.inner))
    case .list(let elements): return literal(elements.map { estimate($0.expr) }, count: elements.count)
    case .map(let entries):
      return literal(entries.flatMap { [estimate($0.key), estimate($0.value)] }, count: entries.count)
    case .comprehension(let loop): return estimate(loop)
    case .call(let name, let target, let arguments):
      if case .call(let function, _, let operands)? = expr.reference {
        return call(expr, function, operands.map { estimate($0) })
      }
      let parts = (target.map { [$0] } ?? []) + arguments
      return Bound(
        cost: parts.reduce(1) { sum($0, estimate($1).cost) }, size: name.hasPrefix("_") ? 1 : sizes.list, inner: 1)
    }
  }

  private func bound(of type: Type, cost: Int) -> Bound {
    let large = max(sizes.list, sizes.text)
    switch type {
    case .string, .bytes: return Bound(cost: cost, size: sizes.text, inner: 1)
    case .list, .map: return Bound(cost: cost, size: sizes.list, inner: large)
    case .bool, .int, .uint, .double, .null, .timestamp, .duration, .type: return Bound(cost: cost, size: 1, inner: 1)
    default: return Bound(cost: cost, size: large, inner: large)
    }
  }

  private func literal(_ parts: [Bound], count: Int) -> Bound {
    let cost = parts.reduce(1 + count) { sum($0, $1.cost) }
    return Bound(cost: cost, size: count, inner: parts.reduce(1) { max($0, $1.size, $1.inner) })
  }

  private mutating func estimate(_ loop: Comprehension) -> Bound {
    let target = estimate(loop.target)
    let isSingle = [.bind, .optMap, .optFlatMap].contains(loop.macro)
    let element =
      isSingle
      ? Bound(cost: 0, size: target.size, inner: target.inner) : Bound(cost: 0, size: target.inner, inner: target.inner)
    for slot in loop.slots { locals[slot] = element }
    let filter = loop.filter.map { estimate($0).cost } ?? 0
    let body = estimate(loop.body)
    if isSingle {
      return Bound(cost: sum(target.cost, body.cost, 1), size: body.size, inner: max(body.inner, body.size))
    }
    let turns = product(target.size, sum(filter, body.cost, 1))
    let size = loop.macro == .transformMapEntry ? product(target.size, body.size) : target.size
    return Bound(cost: sum(target.cost, turns), size: size, inner: max(target.inner, body.size, body.inner))
  }

  private func call(_ expr: Expr, _ function: Function, _ arguments: [Bound]) -> Bound {
    let isHosts = function.signatures.contains { $0.implementation != nil }
    let all = arguments.reduce(0) { sum($0, $1.size) }
    let largest = arguments.reduce(1) { max($0, $1.size, $1.inner) }
    let multiplied = arguments.reduce(1) { product($0, max(1, $1.size)) }
    var cost = arguments.reduce(1) { sum($0, $1.cost) }
    switch isHosts ? .linear : function.cost {
    case .constant: break
    case .linear: cost = sum(cost, all / 10)
    case .product: cost = sum(cost, multiplied / 10)
    case .pattern: cost = sum(cost, product(1 + all / 10, 1 + all / 10))
    }
    let own = bound(of: expr.type, cost: 0)
    let isScalar = own.size == 1
    switch function.name {
    case "_+_", "_?_:_", "_&&_", "_||_": return Bound(cost: cost, size: isScalar ? 1 : max(1, all), inner: largest)
    case "replace", "join", "format": return Bound(cost: cost, size: sum(product(multiplied, 4), largest), inner: 1)
    case _ where isHosts: return Bound(cost: cost, size: max(own.size, largest), inner: max(own.inner, largest))
    default: return Bound(cost: cost, size: isScalar ? 1 : sum(product(largest, 2), 64), inner: largest)
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
