/// `&&` (cel-spec langdef, "Logical Operators"): false if either is; else unknown, joined; else the first error; else true.
final class AndNode: Node {
  let left: Node
  let right: Node
  init(_ left: Node, _ right: Node) { (self.left, self.right) = (left, right) }

  override func eval(_ frame: FramePointer) -> Value { frame.value(test(frame)) }

  override func test(_ frame: FramePointer) -> Truth {
    switch left.test(frame) {
    case .no: return .no
    case .yes: return right.test(frame)
    case .unknown, .error: return open(frame, right, decides: .no)
    }
  }
}

/// `||`, the mirror image of `&&`.
final class OrNode: Node {
  let left: Node
  let right: Node
  init(_ left: Node, _ right: Node) { (self.left, self.right) = (left, right) }

  override func eval(_ frame: FramePointer) -> Value { frame.value(test(frame)) }

  override func test(_ frame: FramePointer) -> Truth {
    switch left.test(frame) {
    case .yes: return .yes
    case .no: return right.test(frame)
    case .unknown, .error: return open(frame, right, decides: .yes)
    }
  }
}

extension Node {
  /// The left side is open: the right side may still decide, or adds what it lacks.
  fileprivate func open(_ frame: FramePointer, _ right: Node, decides: Truth) -> Truth {
    let left = frame.pointee.pending
    let truth = right.test(frame)
    if truth == decides { return decides }
    let merged = truth == .yes || truth == .no ? left : Logic.merge(left, frame.pointee.pending)
    return frame.truth(merged)
  }
}

final class NotNode: Node {
  let inner: Node
  init(_ inner: Node) { self.inner = inner }

  override func eval(_ frame: FramePointer) -> Value { frame.value(test(frame)) }

  override func test(_ frame: FramePointer) -> Truth {
    switch inner.test(frame) {
    case .yes: .no
    case .no: .yes
    case .unknown: .unknown
    case .error: .error
    }
  }
}

/// `c ? a : b`: only the chosen side is evaluated.
final class ConditionalNode: Node {
  let condition: Node
  let chosen: Node
  let other: Node
  init(_ condition: Node, _ chosen: Node, _ other: Node) {
    (self.condition, self.chosen, self.other) = (condition, chosen, other)
  }

  override func eval(_ frame: FramePointer) -> Value {
    switch condition.test(frame) {
    case .yes: chosen.eval(frame)
    case .no: other.eval(frame)
    case .unknown, .error: frame.pointee.pending
    }
  }
}

/// `known(x)`, `declined(x)`, `applies(x)`, `given(x, default)`.
final class AsksNode: Node {
  let test: Expr.AnswerTest
  let path: Node
  let other: Node?
  init(_ test: Expr.AnswerTest, _ path: Node, _ other: Node?) {
    (self.test, self.path, self.other) = (test, path, other)
  }

  override func eval(_ frame: FramePointer) -> Value {
    AnswerState.outcome(test, path.eval(frame)) { other?.eval(frame) ?? .null }
  }
}

/// The table of the four answer tests: one row for each state an answer can be in.
enum AnswerState {
  static func outcome(_ test: Expr.AnswerTest, _ value: Value, _ other: () -> Value) -> Value {
    switch (value, test) {
    case (.unknown, .applies): return .bool(true)
    case (.unknown, _): return value
    case (.error(let error), _) where error.kind == .declined || error.kind == .absent:
      switch test {
      case .known: return .bool(false)
      case .declined: return .bool(error.kind == .declined)
      case .applies: return .bool(error.kind == .declined)
      case .given: return other()
      }
    case (.error, _): return value
    case (_, .known), (_, .applies): return .bool(true)
    case (_, .declined): return .bool(false)
    case (_, .given): return value
    }
  }
}

/// A whole number as a number with decimals, also inside lists and maps.
final class WidenNode: Node {
  let inner: Node
  init(_ inner: Node) { self.inner = inner }

  override func eval(_ frame: FramePointer) -> Value { WidenNode.widened(inner.eval(frame)) }

  static func widened(_ value: Value) -> Value {
    switch value {
    case .int(let number): return .double(Double(number))
    case .list(let list): return .list(List(list.elements.map(widened)))
    case .map(let map):
      if case .success(let wide) = Map.make(zip(map.keys, map.values.map(widened))) { return .map(wide) }
      return value
    default: return value
    }
  }
}
