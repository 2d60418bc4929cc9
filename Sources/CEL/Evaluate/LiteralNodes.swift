/// A list literal; behind `?` an element that is `optional.none()` is left out.
final class ListNode: Node {
  let elements: [(node: Node, isOptional: Bool)]
  init(_ elements: [(node: Node, isOptional: Bool)]) { self.elements = elements }

  override func eval(_ frame: FramePointer) -> Value {
    guard frame.charge(1 + elements.count) else { return .error(.costLimit) }
    return Sequences.list(elements.lazy.map { ($0.node.eval(frame), $0.isOptional) })
  }
}

/// A map literal.
final class MapLiteralNode: Node {
  let entries: [(key: Node, value: Node, isOptional: Bool)]
  init(_ entries: [(key: Node, value: Node, isOptional: Bool)]) { self.entries = entries }

  override func eval(_ frame: FramePointer) -> Value {
    guard frame.charge(1 + entries.count) else { return .error(.costLimit) }
    return Sequences.map(entries.lazy.map { ($0.key.eval(frame), $0.value.eval(frame), $0.isOptional) })
  }
}

/// Building lists and maps from evaluated parts; strict.
enum Sequences {
  static func list(_ elements: some Sequence<(Value, Bool)>) -> Value {
    var opens: [Value] = []
    var result = ContiguousArray<Value>()
    for (value, isOptional) in elements {
      switch present(value, isOptional) {
      case .some(let inside) where inside.isKnown: result.append(inside)
      case .some(let trouble): opens.append(trouble)
      case nil: break
      }
    }
    return Logic.joined(opens, Logic.strict) ?? .list(List(result))
  }

  static func map(_ entries: some Sequence<(Value, Value, Bool)>) -> Value {
    var open: Value?
    var result: [(Value, Value)] = []
    for (key, value, isOptional) in entries {
      if !key.isKnown { open = Logic.strict(open, key) }
      guard let inside = present(value, isOptional) else { continue }
      if inside.isKnown { result.append((key, inside)) } else { open = Logic.strict(open, inside) }
    }
    return open ?? map(result)
  }

  static func map(_ entries: [(Value, Value)]) -> Value {
    switch Map.make(entries) {
    case .success(let map): .map(map)
    case .failure(let error): .error(error)
    }
  }

  /// What is in an optional behind `?`; nil for `optional.none()`.
  private static func present(_ value: Value, _ isOptional: Bool) -> Value? {
    guard isOptional, value.isKnown else { return value }
    guard case .optional(let box) = value else { return .noOverload("optional element", value) }
    return box.value
  }

  /// Values in ascending order of their keys; equal keys keep their order, NaN comes last.
  static func sorted(_ keyed: [(key: Value, value: Value)]) -> Value {
    guard let first = keyed.first?.key else { return .list([]) }
    if let odd = keyed.first(where: { !Comparing.areOrdered(first, $0.key) }) {
      return .noOverload("sortedBy", first, odd.key)
    }
    let order = keyed.indices.sorted { a, b in
      switch Comparing.order(keyed[a].key, keyed[b].key) {
      case .less: true
      case .more: false
      case .same: a < b
      case .none: isNaN(keyed[a].key) == isNaN(keyed[b].key) ? a < b : isNaN(keyed[b].key)
      }
    }
    return .list(List(order.map { keyed[$0].value }))
  }

  private static func isNaN(_ value: Value) -> Bool {
    if case .double(let number) = value { return number.isNaN }
    return false
  }
}
