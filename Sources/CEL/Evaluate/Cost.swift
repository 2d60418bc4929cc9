/// Abstract costs (cel-spec langdef, "Performance"): a step for each call, selection and turn of a loop, and a step for every
/// ten elements or bytes a function has to go through.
enum Cost {
  static func of(_ cost: CallCost, _ arguments: [Value]) -> Int {
    switch cost {
    case .constant: return 1
    case .linear: return 1 + arguments.reduce(0) { $0 + size($1) } / 10
    case .pattern: return (1 + size(arguments[0]) / 10) * (1 + arguments.dropFirst().reduce(0) { $0 + size($1) } / 10)
    case .product:
      var product = 1
      for argument in arguments {
        let (result, overflow) = product.multipliedReportingOverflow(by: max(1, size(argument)))
        product = overflow ? Int.max / 2 : result
      }
      return 1 + product / 10
    }
  }

  /// The same for one argument, without an array of it.
  static func of(_ cost: CallCost, _ argument: Value) -> Int {
    if case .constant = cost { 1 } else { 1 + size(argument) / 10 }
  }

  /// The same for two arguments, without an array of them.
  static func of(_ cost: CallCost, _ a: Value, _ b: Value) -> Int {
    switch cost {
    case .constant: return 1
    case .linear: return 1 + (size(a) + size(b)) / 10
    case .pattern: return (1 + size(a) / 10) * (1 + size(b) / 10)
    case .product:
      let (product, overflow) = max(1, size(a)).multipliedReportingOverflow(by: max(1, size(b)))
      return overflow ? Int.max / 2 : 1 + product / 10
    }
  }

  /// Elements of a list or map, bytes of a string.
  static func size(_ value: Value) -> Int {
    switch value {
    case .string(let text): text.utf8.count
    case .bytes(let bytes): bytes.count
    case .list(let list): list.count
    case .map(let map): map.count
    default: 1
    }
  }

  /// The result of a strict call with an open argument.
  static func strict(_ a: Value, _ b: Value) -> Value {
    if a.isKnown { return b }
    return b.isKnown ? a : Logic.strict(a, b)
  }
}
