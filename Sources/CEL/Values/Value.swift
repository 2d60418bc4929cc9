/// A value of the expression language (cel-spec langdef, "Values"), or what stands in its place: an error or an unknown.
///
/// Errors and unknowns are values so that evaluation never throws; variables, record fields and list elements may hold them.
public enum Value: @unchecked Sendable {
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case null
  case list(List)
  case map(Map)
  case record(Record)
  case type(TypeValue)
  case timestamp(Timestamp)
  case duration(Duration)
  case optional(OptionalBox)
  /// A value of the host, which only declared functions understand.
  case opaque(OpaqueBox)
  case error(EvalError)
  case unknown(Unknowns)

  public static func list(_ elements: [Value]) -> Value { .list(List(elements)) }

  /// Whether it is a value proper, neither an error nor an unknown.
  public var isKnown: Bool {
    switch self {
    case .error, .unknown: false
    default: true
    }
  }

  /// The name of the value's type as `type(x)` gives it.
  public var typeName: String {
    switch self {
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .null: "null_type"
    case .list: "list"
    case .map: "map"
    case .record(let record): record.type.name
    case .type: "type"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .optional: "optional_type"
    case .opaque(let box): box.type
    case .error: "error"
    case .unknown: "unknown"
    }
  }
}

/// A sequence of values.
public struct List: Sendable {
  public var elements: ContiguousArray<Value>

  public init(_ elements: some Sequence<Value>) { self.elements = ContiguousArray(elements) }
  public init(_ elements: ContiguousArray<Value>) { self.elements = elements }

  public var count: Int { elements.count }
  public subscript(index: Int) -> Value { elements[index] }
}

/// A type as a value: `type(1) == int`.
public struct TypeValue: Hashable, Sendable {
  public let name: String
  public init(_ name: String) { self.name = name }
}

/// An optional value: `optional.of(x)` or `optional.none()`.
public final class OptionalBox: Sendable {
  public let value: Value?
  public init(_ value: Value?) { self.value = value }
  public static let none = OptionalBox(nil)
}

/// A value of the host with the name of its declared type; equal only to itself, or as `isEqual` says.
public final class OpaqueBox: @unchecked Sendable {
  public let type: String
  public let payload: Any
  let isEqual: ((OpaqueBox, OpaqueBox) -> Bool)?

  public init(type: String, payload: Any, isEqual: ((OpaqueBox, OpaqueBox) -> Bool)? = nil) {
    self.type = type
    self.payload = payload
    self.isEqual = isEqual
  }
}

/// A test's outcome, told apart without boxing a value.
public enum Truth: UInt8, Sendable {
  case no, yes, unknown, error

  init(_ flag: Bool) { self = flag ? .yes : .no }
}
