/// Strings are equal when their code points are; Swift's `==` would also join canonically equivalent ones.
@inline(__always)
func sameText(_ a: String, _ b: String) -> Bool {
  // Equal bits are equal texts: both short, or both in the same storage.
  if unsafeBitCast(a, to: (UInt64, UInt64).self) == unsafeBitCast(b, to: (UInt64, UInt64).self) { return true }
  return a.utf8.count == b.utf8.count && a == b && a.utf8.elementsEqual(b.utf8)
}

/// Equality and order of values (cel-spec langdef, "Equality" and "Ordering").
enum Comparing {
  /// Equality across all types; `blame` gets the unknown or error that left it open.
  static func equal(_ a: Value, _ b: Value, blame: inout Value) -> Truth {
    switch (a, b) {
    case (.int(let x), .int(let y)): return Truth(x == y)
    case (.string(let x), .string(let y)): return Truth(sameText(x, y))
    case (.bool(let x), .bool(let y)): return Truth(x == y)
    case (.double(let x), .double(let y)): return Truth(x == y)
    case (.uint(let x), .uint(let y)): return Truth(x == y)
    case (.error, _):
      blame = a
      return .error
    case (_, .error):
      blame = b
      return .error
    case (.unknown(let x), _):
      blame = a
      if case .unknown(let y) = b { blame = .unknown(x.union(y)) }
      return .unknown
    case (_, .unknown):
      blame = b
      return .unknown
    case (.null, .null): return .yes
    case (.bytes(let x), .bytes(let y)): return Truth(x == y)
    case (.list(let x), .list(let y)): return equal(x, y, blame: &blame)
    case (.map(let x), .map(let y)): return equal(x, y, blame: &blame)
    case (.record(let x), .record(let y)): return equal(x, y, blame: &blame)
    case (.type(let x), .type(let y)): return Truth(x == y)
    case (.timestamp(let x), .timestamp(let y)): return Truth(x == y)
    case (.duration(let x), .duration(let y)): return Truth(x == y)
    case (.opaque(let x), .opaque(let y)): return Truth(x === y || x.isEqual?(x, y) ?? false)
    case (.optional(let x), .optional(let y)):
      guard let x = x.value, let y = y.value else { return Truth(x.value == nil && y.value == nil) }
      return equal(x, y, blame: &blame)
    default: return Truth(order(a, b) == .same)
    }
  }

  private static func equal(_ a: List, _ b: List, blame: inout Value) -> Truth {
    guard a.count == b.count else { return .no }
    return all(a.elements.indices, blame: &blame) { equal(a[$0], b[$0], blame: &$1) }
  }

  private static func equal(_ a: Map, _ b: Map, blame: inout Value) -> Truth {
    if a === b { return .yes }
    guard a.count == b.count else { return .no }
    return all(a.keys.indices, blame: &blame) { index, blame in
      guard let place = b.place(of: a.keys[index]) else { return .no }
      return equal(a.values[index], b.values[place], blame: &blame)
    }
  }

  /// Records of one type with an `id` are the same row if the ids are; others are compared field by field.
  private static func equal(_ a: Record, _ b: Record, blame: inout Value) -> Truth {
    if a === b { return .yes }
    guard a.type === b.type else { return .no }
    if let index = a.type.idIndex { return equal(a.value(at: index), b.value(at: index), blame: &blame) }
    return all(a.type.fields.indices, blame: &blame) { equal(a.value(at: $0), b.value(at: $0), blame: &$1) }
  }

  /// `&&` over places: false wins, then unknown, then error.
  private static func all(
    _ range: Range<Int>, blame: inout Value, _ test: (Int, inout Value) -> Truth
  ) -> Truth {
    var open: Value?
    for index in range {
      var here = Value.null
      switch test(index, &here) {
      case .no: return .no
      case .yes: break
      case .unknown, .error: open = Logic.merge(open, here)
      }
    }
    guard let open else { return .yes }
    blame = open
    if case .unknown = open { return .unknown }
    return .error
  }

  enum Order { case less, same, more, none }

  /// Order of two numbers, strings, bools, bytes, timestamps or durations; `none` for NaN and for what has no order.
  static func order(_ a: Value, _ b: Value) -> Order {
    switch (a, b) {
    case (.int(let x), .int(let y)): by(x, y)
    case (.double(let x), .double(let y)): by(x, y)
    case (.uint(let x), .uint(let y)): by(x, y)
    case (.string(let x), .string(let y)):
      sameText(x, y) ? .same : x.utf8.lexicographicallyPrecedes(y.utf8) ? .less : .more
    case (.bytes(let x), .bytes(let y)): x == y ? .same : x.lexicographicallyPrecedes(y) ? .less : .more
    case (.bool(let x), .bool(let y)): x == y ? .same : y ? .less : .more
    case (.timestamp(let x), .timestamp(let y)): by(x, y)
    case (.duration(let x), .duration(let y)): by(x, y)
    case (.int(let x), .uint(let y)): mixed(x, y)
    case (.uint(let x), .int(let y)): flipped(mixed(y, x))
    case (.int(let x), .double(let y)): mixed(x, y)
    case (.double(let x), .int(let y)): flipped(mixed(y, x))
    case (.uint(let x), .double(let y)): mixed(x, y)
    case (.double(let x), .uint(let y)): flipped(mixed(y, x))
    default: .none
    }
  }

  /// Whether `<` is defined for the two, though NaN may leave them unordered.
  static func areOrdered(_ a: Value, _ b: Value) -> Bool {
    if case .double = a { return b.isNumber }
    if case .double = b { return a.isNumber }
    return order(a, b) != .none
  }

  private static func by<T: Comparable>(_ a: T, _ b: T) -> Order {
    a < b ? .less : a == b ? .same : a > b ? .more : .none
  }

  private static func mixed(_ a: Int64, _ b: UInt64) -> Order { a < b ? .less : a == b ? .same : .more }

  /// A whole number beside one with decimals is rounded to the nearest double, as in other implementations of CEL.
  private static func mixed<A: FixedWidthInteger>(_ a: A, _ b: Double) -> Order { by(Double(a), b) }

  private static func flipped(_ order: Order) -> Order {
    switch order {
    case .less: .more
    case .more: .less
    case .same, .none: order
    }
  }
}

extension Value {
  var isNumber: Bool {
    switch self {
    case .int, .uint, .double: true
    default: false
    }
  }
}

extension Value: Equatable {
  /// Equality of the language, with errors and unknowns equal to their like; for hosts and tests.
  public static func == (a: Value, b: Value) -> Bool {
    switch (a, b) {
    case (.error(let x), .error(let y)): return x.kind == y.kind
    case (.unknown(let x), .unknown(let y)): return x == y
    default:
      var blame = Value.null
      return Comparing.equal(a, b, blame: &blame) == .yes
    }
  }
}

/// Merging of what three-valued logic leaves open.
enum Logic {
  /// Many merged two by two, so that large sets of unknowns are not copied once for each term.
  static func joined(_ values: [Value], _ merge: (Value?, Value) -> Value) -> Value? {
    var values = values
    while values.count > 1 {
      values = stride(from: 0, to: values.count, by: 2).map { index in
        index + 1 < values.count ? merge(values[index], values[index + 1]) : values[index]
      }
    }
    return values.first
  }

  /// Unknowns beat errors and are joined; of errors the first counts.
  static func merge(_ a: Value?, _ b: Value) -> Value {
    guard let a else { return b }
    switch (a, b) {
    case (.unknown(let x), .unknown(let y)): return .unknown(x.union(y))
    case (.unknown, _): return a
    case (_, .unknown): return b
    default: return a
    }
  }

  /// What a strict call gives for arguments of which some have no value: errors beat unknowns, unknowns are joined.
  static func strict(_ a: Value?, _ b: Value) -> Value {
    guard let a else { return b }
    switch (a, b) {
    case (.unknown(let x), .unknown(let y)): return .unknown(x.union(y))
    case (.unknown, _): return b
    default: return a
    }
  }
}
