/// What an evaluation works on: the host's values, those of comprehension variables, and the steps left.
///
/// Reached through a pointer, so that reading costs no exclusivity checks.
struct Frame {
  let globals: UnsafePointer<Value>
  let scope: UnsafePointer<Value>
  let locals: UnsafeMutablePointer<Value>
  /// Steps left; below zero the evaluation ends in an error.
  var steps: Int
  /// What `test`, `integer` and `double` could not say: the error, unknown or value of another type.
  var pending = Value.null
}
typealias FramePointer = UnsafeMutablePointer<Frame>

/// A part of a program, ready to run. Its shortcuts answer without boxing; what they can't say they leave in `pending`.
class Node {
  func eval(_ frame: FramePointer) -> Value { .fail(.undeclared, "nothing to evaluate") }

  /// The value as a condition.
  func test(_ frame: FramePointer) -> Truth { frame.truth(eval(frame)) }

  /// The value as a whole number; nil for any other value, then in `pending`.
  func integer(_ frame: FramePointer) -> Int64? {
    let value = eval(frame)
    if case .int(let number) = value { return number }
    frame.pointee.pending = value
    return nil
  }

  /// How many elements a list has; nil for any other value, then in `pending`.
  func count(_ frame: FramePointer) -> Int? {
    let value = eval(frame)
    if case .list(let list) = value { return list.elements.count }
    frame.pointee.pending = value
    return nil
  }

  /// The value as a number with decimals; nil for any other value, then in `pending`.
  func double(_ frame: FramePointer) -> Double? {
    let value = eval(frame)
    if case .double(let number) = value { return number }
    frame.pointee.pending = value
    return nil
  }
}

extension UnsafeMutablePointer<Frame> {
  /// A value as a condition; an error or unknown goes to `pending`.
  @inline(__always)
  func truth(_ value: Value) -> Truth {
    if case .bool(let flag) = value { return Truth(flag) }
    return opened(value)
  }

  private func opened(_ value: Value) -> Truth {
    pointee.pending = value
    switch value {
    case .unknown: return .unknown
    case .error: return .error
    default:
      pointee.pending = .noOverload("condition", value)
      return .error
    }
  }

  @inline(__always)
  func value(_ truth: Truth) -> Value {
    switch truth {
    case .yes: .bool(true)
    case .no: .bool(false)
    case .unknown, .error: pointee.pending
    }
  }

  /// Takes steps; false when there are none left.
  @inline(__always)
  func charge(_ steps: Int = 1) -> Bool {
    pointee.steps &-= steps
    return pointee.steps >= 0
  }

  /// Puts an element into a variable without counting the reference: the loop holds the list, and clears the variable
  /// before it lets go of it.
  @inline(__always)
  func lend(_ elements: UnsafeBufferPointer<Value>, _ index: Int, to slot: Int) {
    guard let base = elements.baseAddress else { return }
    UnsafeMutableRawPointer(pointee.locals + slot).copyMemory(from: base + index, byteCount: MemoryLayout<Value>.size)
  }

  /// Empties the variables of a loop without giving back the references that were only lent.
  @inline(__always)
  func clear(_ first: Int, _ second: Int?) {
    (pointee.locals + first).initialize(to: .null)
    if let second { (pointee.locals + second).initialize(to: .null) }
  }

  /// Ends a condition for want of steps.
  func exhausted() -> Truth {
    pointee.pending = .error(.costLimit)
    return .error
  }
}

final class ConstantNode: Node {
  let value: Value
  init(_ value: Value) { self.value = value }

  override func eval(_ frame: FramePointer) -> Value { value }
}

/// A variable of the environment.
final class GlobalNode: Node {
  let slot: Int
  init(_ slot: Int) { self.slot = slot }

  override func eval(_ frame: FramePointer) -> Value { frame.pointee.globals[slot] }
  override func test(_ frame: FramePointer) -> Truth {
    if case .bool(let flag) = frame.pointee.globals[slot] { return Truth(flag) }
    return frame.truth(eval(frame))
  }
  override func integer(_ frame: FramePointer) -> Int64? {
    if case .int(let number) = frame.pointee.globals[slot] { return number }
    frame.pointee.pending = eval(frame)
    return nil
  }
  override func count(_ frame: FramePointer) -> Int? {
    if case .list(let list) = frame.pointee.globals[slot] { return list.elements.count }
    frame.pointee.pending = eval(frame)
    return nil
  }
  override func double(_ frame: FramePointer) -> Double? {
    if case .double(let number) = frame.pointee.globals[slot] { return number }
    frame.pointee.pending = eval(frame)
    return nil
  }
}

/// A variable of the host's scope.
final class ScopeNode: Node {
  let slot: Int
  init(_ slot: Int) { self.slot = slot }

  override func eval(_ frame: FramePointer) -> Value { frame.pointee.scope[slot] }
}

/// A variable of a comprehension.
final class LocalNode: Node {
  let slot: Int
  init(_ slot: Int) { self.slot = slot }

  override func eval(_ frame: FramePointer) -> Value { frame.pointee.locals[slot] }
}
