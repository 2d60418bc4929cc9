// Rounding and square roots are libm's.
import Glibc

extension StandardLibrary {
  /// The math extension (cel-go, ext/math). `math.greatest` and `math.least` take any number of arguments: see `Checker`.
  static func addMath(_ table: inout Table) {
    table.add("math.greatest", cost: .linear, .many { Maths.extreme("math.greatest", $0, .more) })
    table.add("math.least", cost: .linear, .many { Maths.extreme("math.least", $0, .less) })
    let roundings: [(String, FloatingPointRoundingRule)] = [
      ("ceil", .up), ("floor", .down), ("round", .toNearestOrAwayFromZero), ("trunc", .towardZero),
    ]
    for (name, rule) in roundings {
      table.add(
        "math.\(name)", global: [[.double] --> .double],
        .one { Maths.double("math.\(name)", $0) { .double($0.rounded(rule)) } })
    }
    table.add("math.isNaN", global: [[.double] --> .bool], .one { Maths.double("math.isNaN", $0) { .bool($0.isNaN) } })
    table.add(
      "math.isInf", global: [[.double] --> .bool], .one { Maths.double("math.isInf", $0) { .bool($0.isInfinite) } })
    table.add(
      "math.isFinite", global: [[.double] --> .bool], .one { Maths.double("math.isFinite", $0) { .bool($0.isFinite) } })
    let numbers: [Type] = [.int, .uint, .double]
    table.add("math.abs", global: numbers.map { [$0] --> $0 }, .one(Maths.abs))
    table.add("math.sign", global: numbers.map { [$0] --> $0 }, .one(Maths.sign))
    table.add("math.sqrt", global: numbers.map { [$0] --> .double }, .one(Maths.sqrt))
    let wholes: [Type] = [.int, .uint]
    table.add("math.bitAnd", global: wholes.map { [$0, $0] --> $0 }, .two { Maths.bits("math.bitAnd", $0, $1, &) })
    table.add("math.bitOr", global: wholes.map { [$0, $0] --> $0 }, .two { Maths.bits("math.bitOr", $0, $1, |) })
    table.add("math.bitXor", global: wholes.map { [$0, $0] --> $0 }, .two { Maths.bits("math.bitXor", $0, $1, ^) })
    table.add("math.bitNot", global: wholes.map { [$0] --> $0 }, .one(Maths.not))
    table.add(
      "math.bitShiftLeft", global: wholes.map { [$0, .int] --> $0 },
      .two { Maths.shift("math.bitShiftLeft", $0, $1, <<) })
    table.add(
      "math.bitShiftRight", global: wholes.map { [$0, .int] --> $0 },
      .two { Maths.shift("math.bitShiftRight", $0, $1, >>) })
  }
}

enum Maths {
  /// The greatest or least of the arguments, or of the one list given; the first of equal ones, and NaN if there is one.
  static func extreme(_ name: String, _ arguments: [Value], _ wanted: Comparing.Order) -> Value {
    var values = arguments
    if arguments.count == 1, case .list(let list) = arguments[0] { values = Array(list.elements) }
    guard var best = values.first else { return .invalid("\(name)() of nothing") }
    guard best.isKnown else { return best }
    guard best.isNumber else { return .noOverload(name, best) }
    for value in values.dropFirst() {
      guard value.isKnown else { return value }
      guard value.isNumber else { return .noOverload(name, best, value) }
      if Comparing.order(value, best) == wanted { best = value }
    }
    return best
  }

  static func double(_ name: String, _ value: Value, _ use: (Double) -> Value) -> Value {
    guard case .double(let number) = value else { return .noOverload(name, value) }
    return use(number)
  }

  static func abs(_ value: Value) -> Value {
    switch value {
    case .int(let number): number == .min ? .fail(.overflow, "integer overflow") : .int(Swift.abs(number))
    case .double(let number): .double(number.magnitude)
    case .uint: value
    default: .noOverload("math.abs", value)
    }
  }

  static func sign(_ value: Value) -> Value {
    switch value {
    case .int(let number): .int(number.signum())
    case .uint(let number): .uint(number.signum())
    case .double(let number): .double(number > 0 ? 1 : number < 0 ? -1 : number == 0 ? 0 : number)
    default: .noOverload("math.sign", value)
    }
  }

  static func sqrt(_ value: Value) -> Value {
    switch value {
    case .int(let number): .double(Double(number).squareRoot())
    case .uint(let number): .double(Double(number).squareRoot())
    case .double(let number): .double(number.squareRoot())
    default: .noOverload("math.sqrt", value)
    }
  }

  static func bits(_ name: String, _ a: Value, _ b: Value, _ use: (UInt64, UInt64) -> UInt64) -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)): .int(Int64(bitPattern: use(UInt64(bitPattern: x), UInt64(bitPattern: y))))
    case (.uint(let x), .uint(let y)): .uint(use(x, y))
    default: .noOverload(name, a, b)
    }
  }

  static func not(_ value: Value) -> Value {
    switch value {
    case .int(let number): .int(~number)
    case .uint(let number): .uint(~number)
    default: .noOverload("math.bitNot", value)
    }
  }

  /// Shifts the bits, also those of negative numbers, without keeping the sign.
  static func shift(_ name: String, _ value: Value, _ places: Value, _ use: (UInt64, Int64) -> UInt64) -> Value {
    guard case .int(let count) = places else { return .noOverload(name, value, places) }
    switch value {
    case .int, .uint: if count < 0 { return .invalid("\(name) negative offset: \(count)") }
    default: return .noOverload(name, value, places)
    }
    switch value {
    case .int(let number): return .int(Int64(bitPattern: use(UInt64(bitPattern: number), count)))
    case .uint(let number): return .uint(use(number, count))
    default: return .noOverload(name, value, places)
    }
  }
}
