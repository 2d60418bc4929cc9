/// `==`, `!=`, `<` and their like.
enum Comparison: String {
  case equal = "_==_", notEqual = "_!=_", less = "_<_", lessOrEqual = "_<=_", more = "_>_", moreOrEqual = "_>=_"

  /// That of a function's name; quicker than by the raw value, since it is asked of every call.
  init?(_ name: String) {
    switch name {
    case "_==_": self = .equal
    case "_!=_": self = .notEqual
    case "_<_": self = .less
    case "_<=_": self = .lessOrEqual
    case "_>_": self = .more
    case "_>=_": self = .moreOrEqual
    default: return nil
    }
  }

  @inline(__always)
  func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .more: a > b
    case .moreOrEqual: a >= b
    }
  }

  /// The comparison of two values, of whatever types; open ones make it open.
  func outcome(_ a: Value, _ b: Value) -> Value {
    switch self {
    case .equal, .notEqual:
      var blame = Value.null
      switch Comparing.equal(a, b, blame: &blame) {
      case .yes: return .bool(self == .equal)
      case .no: return .bool(self == .notEqual)
      case .unknown, .error: return blame
      }
    case .less, .lessOrEqual, .more, .moreOrEqual:
      guard a.isKnown && b.isKnown else { return Cost.strict(a, b) }
      let order = Comparing.order(a, b)
      if order == .none {
        return Comparing.areOrdered(a, b) ? .bool(false) : .noOverload(rawValue, a, b)
      }
      switch self {
      case .less: return .bool(order == .less)
      case .lessOrEqual: return .bool(order != .more)
      case .more: return .bool(order == .more)
      default: return .bool(order != .less)
      }
    }
  }
}

/// A comparison of any two values.
final class CompareNode: Node {
  let comparison: Comparison
  let left: Node
  let right: Node
  init(_ comparison: Comparison, _ left: Node, _ right: Node) {
    (self.comparison, self.left, self.right) = (comparison, left, right)
  }

  override func eval(_ frame: FramePointer) -> Value {
    let (a, b) = (left.eval(frame), right.eval(frame))
    guard frame.charge(Cost.ofComparing(a, b, steps: frame.pointee.steps)) else { return .error(.costLimit) }
    return comparison.outcome(a, b)
  }

  override func test(_ frame: FramePointer) -> Truth {
    let (a, b) = (left.eval(frame), right.eval(frame))
    guard frame.charge(Cost.ofComparing(a, b, steps: frame.pointee.steps)) else { return frame.exhausted() }
    if comparison == .equal, case .string(let x) = a, case .string(let y) = b { return Truth(sameText(x, y)) }
    return frame.truth(comparison.outcome(a, b))
  }
}

/// A comparison where the checker knows both sides to be whole numbers.
final class IntegerCompareNode: Node {
  let comparison: Comparison
  let left: Node
  let right: Node
  init(_ comparison: Comparison, _ left: Node, _ right: Node) {
    (self.comparison, self.left, self.right) = (comparison, left, right)
  }

  override func eval(_ frame: FramePointer) -> Value { frame.value(test(frame)) }

  override func test(_ frame: FramePointer) -> Truth {
    guard frame.charge() else { return frame.exhausted() }
    guard let a = left.integer(frame) else {
      return frame.truth(comparison.outcome(frame.pointee.pending, right.eval(frame)))
    }
    guard let b = right.integer(frame) else { return frame.truth(comparison.outcome(.int(a), frame.pointee.pending)) }
    return Truth(comparison.holds(a, b))
  }
}

/// A comparison where the checker knows both sides to be numbers with decimals.
final class DoubleCompareNode: Node {
  let comparison: Comparison
  let left: Node
  let right: Node
  init(_ comparison: Comparison, _ left: Node, _ right: Node) {
    (self.comparison, self.left, self.right) = (comparison, left, right)
  }

  override func eval(_ frame: FramePointer) -> Value { frame.value(test(frame)) }

  override func test(_ frame: FramePointer) -> Truth {
    guard frame.charge() else { return frame.exhausted() }
    guard let a = left.double(frame) else {
      return frame.truth(comparison.outcome(frame.pointee.pending, right.eval(frame)))
    }
    guard let b = right.double(frame) else { return frame.truth(comparison.outcome(.double(a), frame.pointee.pending)) }
    return Truth(comparison.holds(a, b))
  }
}

/// A constant number: the right side of most comparisons.
final class NumberNode: Node {
  let value: Value
  let whole: Int64?
  let decimal: Double?
  init(_ value: Value) {
    self.value = value
    if case .int(let number) = value { whole = number } else { whole = nil }
    if case .double(let number) = value { decimal = number } else { decimal = nil }
  }

  override func eval(_ frame: FramePointer) -> Value { value }
  override func integer(_ frame: FramePointer) -> Int64? {
    if whole == nil { frame.pointee.pending = value }
    return whole
  }
  override func double(_ frame: FramePointer) -> Double? {
    if decimal == nil { frame.pointee.pending = value }
    return decimal
  }
}

/// `size(x)` of a list or map, without boxing the number.
final class SizeNode: Node {
  let inner: Node
  init(_ inner: Node) { self.inner = inner }

  override func eval(_ frame: FramePointer) -> Value {
    if let number = integer(frame) { return .int(number) }
    return frame.pointee.pending
  }

  override func integer(_ frame: FramePointer) -> Int64? {
    if let count = inner.count(frame) {
      if frame.charge(1 + count / 10) { return Int64(count) }
      frame.pointee.pending = .error(.costLimit)
      return nil
    }
    let value = frame.pointee.pending
    guard value.isKnown else { return nil }
    guard frame.charge(Cost.of(.outer, value, steps: frame.pointee.steps)) else {
      frame.pointee.pending = .error(.costLimit)
      return nil
    }
    let size = Basics.size(value)
    if case .int(let number) = size { return number }
    frame.pointee.pending = size
    return nil
  }
}
