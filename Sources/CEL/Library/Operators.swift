extension StandardLibrary {
  static func addOperators(_ table: inout Table) {
    for (name, takesDuration) in [("_+_", true), ("_-_", true), ("_*_", false), ("_/_", false), ("_%_", false)] {
      let numbers: [Type] = name == "_%_" ? [.int, .uint] : [.int, .uint, .double]
      table.add(name, global: numbers.map { [$0, $0] --> $0 })
      if takesDuration {
        table.add(name, global: [[.timestamp, .duration] --> .timestamp, [.duration, .duration] --> .duration])
      }
    }
    table.add("_-_", global: [[.timestamp, .timestamp] --> .duration], .two(Arithmetic.subtract))
    table.add(
      "_+_",
      global: [
        [.duration, .timestamp] --> .timestamp, [.string, .string] --> .string, [.bytes, .bytes] --> .bytes,
        [.list(a), .list(a)] --> .list(a),
      ], cost: .outer, .two(Arithmetic.add))
    table.add("_*_", .two(Arithmetic.multiply))
    table.add("_/_", .two(Arithmetic.divide))
    table.add("_%_", .two(Arithmetic.remainder))
    table.add(
      "-_", global: [[.int] --> .int, [.double] --> .double, [.duration] --> .duration], .one(Arithmetic.negate))
    let ordered: [Type] = [.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration]
    for comparison in [Comparison.less, .lessOrEqual, .more, .moreOrEqual] {
      table.add(
        comparison.rawValue, global: ordered.map { [$0, $0] --> .bool }, cost: .linear,
        .two { comparison.outcome($0, $1) })
    }
    for comparison in [Comparison.equal, .notEqual] {
      table.add(comparison.rawValue, global: [[a, a] --> .bool], cost: .linear, .two { comparison.outcome($0, $1) })
    }
    table.add(
      "!_", global: [[.bool] --> .bool],
      .one { if case .bool(let flag) = $0 { .bool(!flag) } else { .noOverload("!_", $0) } })
    table.add("_?_:_", global: [[.bool, a, a] --> a])
    table.add(
      "_[_]",
      global: [
        [.list(a), .int] --> a, [.map(a, b), a] --> b, [.optional(.list(a)), .int] --> .optional(a),
        [.optional(.map(a, b)), a] --> .optional(b),
      ], .two(Access.index))
    table.add(
      "_[?_]",
      global: [
        [.list(a), .int] --> .optional(a), [.map(a, b), a] --> .optional(b),
        [.optional(.list(a)), .int] --> .optional(a), [.optional(.map(a, b)), a] --> .optional(b),
      ], .two { Access.optional(Access.index($0, $1)) })
    table.add("@in", global: [[a, .list(a)] --> .bool, [a, .map(a, b)] --> .bool], cost: .linear, .two(Basics.isIn))
    table.add(
      "size", member: [[.string] --> .int, [.bytes] --> .int, [.list(a)] --> .int, [.map(a, b)] --> .int],
      global: [[.string] --> .int, [.bytes] --> .int, [.list(a)] --> .int, [.map(a, b)] --> .int], cost: .outer,
      .one(Basics.size))
  }
}

enum Basics {
  /// Code points of a string, bytes, elements or entries.
  static func size(_ value: Value) -> Value {
    switch value {
    case .string(let text): .int(Int64(text.unicodeScalars.count))
    case .bytes(let bytes): .int(Int64(bytes.count))
    case .list(let list): .int(Int64(list.count))
    case .map(let map): .int(Int64(map.count))
    default: .noOverload("size", value)
    }
  }

  /// `x in list` is `exists` with `==`; `x in map` asks for a key.
  static func isIn(_ value: Value, _ container: Value) -> Value {
    switch container {
    case .list(let list):
      var open: Value?
      for element in list.elements {
        var blame = Value.null
        switch Comparing.equal(value, element, blame: &blame) {
        case .yes: return .bool(true)
        case .no: break
        case .unknown, .error: open = Logic.merge(open, blame)
        }
      }
      return open ?? .bool(false)
    case .map(let map): return .bool(map.place(of: value) != nil)
    default: return .noOverload("@in", value, container)
    }
  }
}

/// Arithmetic (cel-spec langdef, "Overflow"): whole numbers that don't fit are errors, decimals follow IEEE 754.
enum Arithmetic {
  static func add(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)): int(x.addingReportingOverflow(y))
    case (.double(let x), .double(let y)): .double(x + y)
    case (.uint(let x), .uint(let y)): uint(x.addingReportingOverflow(y))
    case (.string(let x), .string(let y)): .string(x + y)
    case (.bytes(let x), .bytes(let y)): .bytes(x + y)
    case (.list(let x), .list(let y)): .list(List(x.elements + y.elements))
    case (.timestamp(let x), .duration(let y)), (.duration(let y), .timestamp(let x)):
      Times.outcome { () throws(TimeProblem) in .timestamp(try x.adding(y)) }
    case (.duration(let x), .duration(let y)): Times.outcome { () throws(TimeProblem) in .duration(try x.adding(y)) }
    default: .noOverload("_+_", a, b)
    }
  }

  static func subtract(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)): int(x.subtractingReportingOverflow(y))
    case (.double(let x), .double(let y)): .double(x - y)
    case (.uint(let x), .uint(let y)): uint(x.subtractingReportingOverflow(y))
    case (.timestamp(let x), .timestamp(let y)):
      Times.outcome { () throws(TimeProblem) in .duration(try x.subtracting(y)) }
    case (.timestamp(let x), .duration(let y)):
      Times.outcome { () throws(TimeProblem) in .timestamp(try x.subtracting(y)) }
    case (.duration(let x), .duration(let y)):
      Times.outcome { () throws(TimeProblem) in .duration(try x.subtracting(y)) }
    default: .noOverload("_-_", a, b)
    }
  }

  static func multiply(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)): int(x.multipliedReportingOverflow(by: y))
    case (.double(let x), .double(let y)): .double(x * y)
    case (.uint(let x), .uint(let y)): uint(x.multipliedReportingOverflow(by: y))
    default: .noOverload("_*_", a, b)
    }
  }

  static func divide(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)): y == 0 ? .error(.divisionByZero) : int(x.dividedReportingOverflow(by: y))
    case (.double(let x), .double(let y)): .double(x / y)
    case (.uint(let x), .uint(let y)): y == 0 ? .error(.divisionByZero) : .uint(x / y)
    default: .noOverload("_/_", a, b)
    }
  }

  static func remainder(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)): y == 0 ? .error(.moduloByZero) : int(x.remainderReportingOverflow(dividingBy: y))
    case (.uint(let x), .uint(let y)): y == 0 ? .error(.moduloByZero) : .uint(x % y)
    default: .noOverload("_%_", a, b)
    }
  }

  static func negate(_ a: Value) -> Value {
    switch a {
    case .int(let x): int(Int64(0).subtractingReportingOverflow(x))
    case .double(let x): .double(-x)
    case .duration(let x): Times.outcome { () throws(TimeProblem) in .duration(try x.negated()) }
    default: .noOverload("-_", a)
    }
  }

  private static func int(_ result: (partialValue: Int64, overflow: Bool)) -> Value {
    result.overflow ? .error(.overflow) : .int(result.partialValue)
  }

  private static func uint(_ result: (partialValue: UInt64, overflow: Bool)) -> Value {
    result.overflow ? .error(.overflow) : .uint(result.partialValue)
  }
}
