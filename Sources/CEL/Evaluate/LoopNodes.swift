/// A comprehension: evaluates its target, then its body for each element, keeping the variables in the frame's locals.
class LoopNode: Node {
  let target: Node
  let filter: Node?
  let body: Node
  /// One slot, or two: index and element, or key and value.
  let slots: [Int]
  private let first: Int
  private let second: Int?

  init(_ target: Node, _ filter: Node?, _ body: Node, _ slots: [Int]) {
    (self.target, self.filter, self.body, self.slots) = (target, filter, body, slots)
    first = slots.first ?? 0
    second = slots.count == 2 ? slots[1] : nil
  }

  /// Runs `turn` for each element until it returns false; what stops the loop from running at all is returned.
  @inline(__always)
  final func each(_ frame: FramePointer, _ turn: () -> Bool) -> Value? {
    let value = target.eval(frame)
    switch value {
    case .list(let list):
      return list.elements.withUnsafeBufferPointer { elements in
        let slot = second ?? first
        defer { frame.clear(first, second) }
        for index in 0..<elements.count {
          guard frame.charge() else { return .error(.costLimit) }
          if second != nil { frame.pointee.locals[first] = .int(Int64(index)) }
          frame.lend(elements, index, to: slot)
          if !turn() { return nil }
        }
        return nil
      }
    case .map(let map):
      return map.keys.withUnsafeBufferPointer { keys in
        map.values.withUnsafeBufferPointer { values in
          defer { frame.clear(first, second) }
          for index in 0..<keys.count {
            guard frame.charge() else { return .error(.costLimit) }
            frame.lend(keys, index, to: first)
            if let second { frame.lend(values, index, to: second) }
            if !turn() { return nil }
          }
          return nil
        }
      }
    case .error, .unknown: return value
    default: return .noOverload("comprehension", value)
    }
  }

  /// Whether the filter lets the element through; nil if it is open, then `open` has the reason.
  @inline(__always)
  final func passes(_ frame: FramePointer, _ open: inout Value?) -> Bool? {
    guard let filter else { return true }
    switch filter.test(frame) {
    case .yes: return true
    case .no: return false
    case .unknown, .error:
      open = Logic.strict(open, frame.pointee.pending)
      return nil
    }
  }
}

/// `all` and `exists`: `&&` and `||` over the elements.
final class QuantifierNode: LoopNode {
  private let decides: Truth
  init(_ target: Node, _ body: Node, _ slots: [Int], isAll: Bool) {
    decides = isAll ? .no : .yes
    super.init(target, nil, body, slots)
  }

  override func eval(_ frame: FramePointer) -> Value { frame.value(test(frame)) }

  override func test(_ frame: FramePointer) -> Truth {
    var open: Value?
    var isDecided = false
    let stopped = each(frame) {
      let truth = body.test(frame)
      if truth == decides {
        isDecided = true
        return false
      }
      if truth == .unknown || truth == .error { open = Logic.merge(open, frame.pointee.pending) }
      return true
    }
    if isDecided { return decides }
    if let open = stopped ?? open { return frame.truth(open) }
    return decides == .no ? .yes : .no
  }
}

/// `exists_one`: strict in all elements.
final class ExistsOneNode: LoopNode {
  override func eval(_ frame: FramePointer) -> Value {
    var (open, count): (Value?, Int) = (nil, 0)
    let stopped = each(frame) {
      switch body.test(frame) {
      case .yes: count += 1
      case .no: break
      case .unknown, .error: open = Logic.strict(open, frame.pointee.pending)
      }
      return true
    }
    return stopped ?? open ?? .bool(count == 1)
  }
}

/// `map` and `transformList`.
final class MapNode: LoopNode {
  override func eval(_ frame: FramePointer) -> Value {
    var open: Value?
    var result = ContiguousArray<Value>()
    let stopped = each(frame) {
      guard passes(frame, &open) == true else { return true }
      let value = body.eval(frame)
      if value.isKnown { result.append(value) } else { open = Logic.strict(open, value) }
      return true
    }
    return stopped ?? open ?? .list(List(result))
  }
}

/// `filter`: the elements of a list, or the keys of a map, for which the body holds.
final class FilterNode: LoopNode {
  override func eval(_ frame: FramePointer) -> Value {
    var open: Value?
    var result = ContiguousArray<Value>()
    let stopped = each(frame) {
      switch body.test(frame) {
      case .yes: result.append(frame.pointee.locals[slots[0]])
      case .no: break
      case .unknown, .error: open = Logic.strict(open, frame.pointee.pending)
      }
      return true
    }
    return stopped ?? open ?? .list(List(result))
  }
}

/// `transformMap`, which keeps the keys, and `transformMapEntry`, whose body is a map of new entries.
final class TransformMapNode: LoopNode {
  private let isEntry: Bool
  init(_ target: Node, _ filter: Node?, _ body: Node, _ slots: [Int], isEntry: Bool) {
    self.isEntry = isEntry
    super.init(target, filter, body, slots)
  }

  override func eval(_ frame: FramePointer) -> Value {
    var open: Value?
    var entries: [(Value, Value)] = []
    let stopped = each(frame) {
      guard passes(frame, &open) == true else { return true }
      let value = body.eval(frame)
      switch value {
      case .error, .unknown: open = Logic.strict(open, value)
      case .map(let map) where isEntry: entries.append(contentsOf: zip(map.keys, map.values))
      case _ where isEntry: open = Logic.strict(open, .noOverload("transformMapEntry", value))
      default: entries.append((frame.pointee.locals[slots[0]], value))
      }
      return true
    }
    return stopped ?? open ?? Sequences.map(entries)
  }
}

/// `sortedBy(x, key)`: ascending, stable.
final class SortNode: LoopNode {
  override func eval(_ frame: FramePointer) -> Value {
    var open: Value?
    var keyed: [(key: Value, value: Value)] = []
    let stopped = each(frame) {
      let key = body.eval(frame)
      if key.isKnown { keyed.append((key, frame.pointee.locals[slots[0]])) } else { open = Logic.strict(open, key) }
      return true
    }
    return stopped ?? open ?? Sequences.sorted(keyed)
  }
}

/// `cel.bind(x, value, body)`.
final class BindNode: LoopNode {
  override func eval(_ frame: FramePointer) -> Value {
    frame.pointee.locals[slots[0]] = target.eval(frame)
    defer { frame.pointee.locals[slots[0]] = .null }
    return body.eval(frame)
  }
}

/// `optMap` and `optFlatMap`.
final class OptionalMapNode: LoopNode {
  private let isFlat: Bool
  init(_ target: Node, _ body: Node, _ slots: [Int], isFlat: Bool) {
    self.isFlat = isFlat
    super.init(target, nil, body, slots)
  }

  override func eval(_ frame: FramePointer) -> Value {
    let value = target.eval(frame)
    guard case .optional(let box) = value else { return value.isKnown ? .noOverload("optMap", value) : value }
    guard let inside = box.value else { return value }
    frame.pointee.locals[slots[0]] = inside
    defer { frame.pointee.locals[slots[0]] = .null }
    let result = body.eval(frame)
    return isFlat || !result.isKnown ? result : .optional(OptionalBox(result))
  }
}
