/// A call of a built-in function: strict, so that an error or unknown among the arguments is the result.
final class UnaryNode: Node {
  let function: (Value) -> Value
  let argument: Node
  let cost: CallCost
  init(_ function: @escaping (Value) -> Value, _ argument: Node, _ cost: CallCost) {
    (self.function, self.argument, self.cost) = (function, argument, cost)
  }

  override func eval(_ frame: FramePointer) -> Value {
    let value = argument.eval(frame)
    guard value.isKnown else { return value }
    guard frame.charge(Cost.of(cost, value, steps: frame.pointee.steps)) else { return .error(.costLimit) }
    return function(value)
  }
}

final class BinaryNode: Node {
  let function: (Value, Value) -> Value
  let left: Node
  let right: Node
  let cost: CallCost
  init(_ function: @escaping (Value, Value) -> Value, _ left: Node, _ right: Node, _ cost: CallCost) {
    (self.function, self.left, self.right, self.cost) = (function, left, right, cost)
  }

  override func eval(_ frame: FramePointer) -> Value {
    let (a, b) = (left.eval(frame), right.eval(frame))
    guard a.isKnown && b.isKnown else { return Cost.strict(a, b) }
    if case .constant = cost {
      guard frame.charge() else { return .error(.costLimit) }
    } else {
      guard frame.charge(Cost.of(cost, a, b, steps: frame.pointee.steps)) else { return .error(.costLimit) }
    }
    return function(a, b)
  }
}

/// `or` and `orValue`, which evaluate their second argument only if they need it.
final class OrElseNode: Node {
  let name: String
  let first: Node
  let other: Node
  init(_ name: String, _ first: Node, _ other: Node) { (self.name, self.first, self.other) = (name, first, other) }

  override func eval(_ frame: FramePointer) -> Value {
    guard frame.charge() else { return .error(.costLimit) }
    return Optionals.orElse(name, first.eval(frame)) { other.eval(frame) }
  }
}

/// A call with any number of arguments.
final class CallNode: Node {
  let native: Native
  let arguments: [Node]
  let cost: CallCost
  init(_ native: Native, _ arguments: [Node], _ cost: CallCost) {
    (self.native, self.arguments, self.cost) = (native, arguments, cost)
  }

  override func eval(_ frame: FramePointer) -> Value {
    Call.run(native, cost, arguments.map { $0.eval(frame) }, steps: frame.pointee.steps) {
      frame.charge($0)
    }
  }
}

/// A call of a function of the host: the first overload whose parameters the values fit.
final class HostNode: Node {
  let function: Function
  let signatures: [Signature]
  let arguments: [Node]
  init(_ function: Function, _ signatures: [Signature], _ arguments: [Node]) {
    (self.function, self.signatures, self.arguments) = (function, signatures, arguments)
  }

  override func eval(_ frame: FramePointer) -> Value {
    Call.run(function, signatures, arguments.map { $0.eval(frame) }, steps: frame.pointee.steps) {
      frame.charge($0)
    }
  }
}

/// Calls with their arguments evaluated; shared by the fast and the explaining evaluator.
enum Call {
  static func run(
    _ native: Native, _ cost: CallCost, _ arguments: [Value], steps: Int, _ charge: (Int) -> Bool
  ) -> Value {
    var open: Value?
    for argument in arguments where !argument.isKnown { open = Logic.strict(open, argument) }
    if let open { return open }
    guard charge(Cost.of(cost, arguments, steps: steps)) else { return .error(.costLimit) }
    switch (native, arguments.count) {
    case (.one(let function), 1): return function(arguments[0])
    case (.two(let function), 2): return function(arguments[0], arguments[1])
    case (.three(let function), 3): return function(arguments[0], arguments[1], arguments[2])
    case (.many(let function), _): return function(arguments)
    default: return .fail(.noSuchOverload, "no such overload")
    }
  }

  static func run(
    _ function: Function, _ signatures: [Signature], _ arguments: [Value], steps: Int, _ charge: (Int) -> Bool
  ) -> Value {
    if Optionals.isLazy(function.name, arguments.count), !signatures.contains(where: { $0.implementation != nil }) {
      guard charge(1) else { return .error(.costLimit) }
      return Optionals.orElse(function.name, arguments[0]) { arguments[1] }
    }
    var open: Value?
    for argument in arguments where !argument.isKnown { open = Logic.strict(open, argument) }
    if signatures.contains(where: { $0.implementation != nil }) {
      guard charge(Cost.of(.linear, arguments, steps: steps)) else { return .error(.costLimit) }
    }
    for signature in signatures where signature.parameters.count == arguments.count {
      guard let implementation = signature.implementation else { continue }
      if signature.isStrict, let open { return open }
      if zip(arguments, signature.parameters).allSatisfy({ !$0.isKnown || fits($0, $1) }) {
        return implementation(arguments)
      }
    }
    if let native = function.native(arguments.count, signatures) {
      return run(native, function.cost, arguments, steps: steps, charge)
    }
    if let open { return open }
    if function.signatures.isEmpty { return .fail(.undeclared, "unbound function '\(function.name)'") }
    let types = arguments.map(\.typeName).joined(separator: ", ")
    return .fail(
      .noSuchOverload, "no such overload: found no matching overload for '\(function.name)' applied to '(\(types))'")
  }

  /// Whether a value can be of the type, seen from outside: elements are not looked at.
  static func fits(_ value: Value, _ type: Type) -> Bool {
    switch (value, type) {
    case (_, .dyn), (_, .typeParam), (_, .variable), (_, .error): true
    case (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.string, .string), (.bytes, .bytes),
      (.null, .null), (.list, .list), (.map, .map), (.timestamp, .timestamp), (.duration, .duration),
      (.optional, .optional), (.type, .type):
      true
    case (.record(let record), .record(let wanted)): record.type === wanted
    case (.opaque(let box), .opaque(let name, _)): box.type == name
    default: false
    }
  }
}
