/// A type of the checker (cel-spec langdef, "Gradual type checking").
public indirect enum Type: Hashable, Sendable {
  case bool, int, uint, double, string, bytes, null, dyn
  /// The type of a type; without parameter for `type` alone.
  case type(Type?)
  case list(Type)
  case map(Type, Type)
  case optional(Type)
  case timestamp, duration
  case record(RecordType)
  /// A type of the host, known by name, with parameters if it has any.
  case opaque(String, [Type] = [])
  /// A type parameter of an overload.
  case typeParam(String)
  /// A type still to be found out; only while checking.
  case variable(Int)
  /// The type of an expression with a problem; it fits everywhere, so that one mistake is reported once.
  case error

  public static func == (a: Type, b: Type) -> Bool {
    switch (a, b) {
    case (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.string, .string), (.bytes, .bytes),
      (.null, .null), (.dyn, .dyn), (.timestamp, .timestamp), (.duration, .duration), (.error, .error):
      true
    case (.type(let x), .type(let y)): x == y
    case (.list(let x), .list(let y)), (.optional(let x), .optional(let y)): x == y
    case (.map(let k, let v), .map(let l, let w)): k == l && v == w
    case (.record(let x), .record(let y)): x === y
    case (.opaque(let x, let p), .opaque(let y, let q)): x == y && p == q
    case (.typeParam(let x), .typeParam(let y)): x == y
    case (.variable(let x), .variable(let y)): x == y
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(description) }

  /// The types inside, in order.
  var parameters: [Type] {
    switch self {
    case .list(let inner), .optional(let inner): [inner]
    case .type(let inner): inner.map { [$0] } ?? []
    case .map(let key, let value): [key, value]
    case .opaque(_, let inner): inner
    default: []
    }
  }

  /// The same type with every type inside, and then itself, replaced.
  func mapped(_ change: (Type) -> Type) -> Type {
    switch self {
    case .list(let inner): .list(inner.mapped(change))
    case .optional(let inner): .optional(inner.mapped(change))
    case .type(let inner): .type(inner?.mapped(change))
    case .map(let key, let value): .map(key.mapped(change), value.mapped(change))
    case .opaque(let name, let inner): inner.isEmpty ? self : .opaque(name, inner.map { $0.mapped(change) })
    case .typeParam, .variable: change(self)
    default: self
    }
  }

  var isNumber: Bool { self == .int || self == .uint || self == .double }
}

extension Type: CustomStringConvertible {
  /// The canonical form: `map(string,list(int))`.
  public var description: String {
    switch self {
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .null: "null_type"
    case .dyn: "dyn"
    case .type(let inner): inner.map { "type(\($0))" } ?? "type"
    case .list(let inner): "list(\(inner))"
    case .map(let key, let value): "map(\(key),\(value))"
    case .optional(let inner): "optional_type(\(inner))"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .record(let type): type.name
    case .opaque(let name, let inner):
      inner.isEmpty ? name : "\(name)(\(inner.map(\.description).joined(separator: ",")))"
    case .typeParam(let name): name
    case .variable(let index): "_\(index)"
    case .error: "!error!"
    }
  }

  /// The type in words for people who don't program.
  public var inWords: String {
    switch self {
    case .bool: "a yes or no"
    case .int: "a whole number"
    case .uint: "an unsigned number"
    case .double: "a number"
    case .string: "a text"
    case .bytes: "bytes"
    case .null: "null"
    case .list(let inner): if case .record = inner { "a table" } else { "a list" }
    case .map: "a map"
    case .optional: "an optional"
    case .timestamp: "a date"
    case .duration: "a span of time"
    case .record(let type): "a row of \(type.name)"
    case .type: "a type"
    case .opaque(let name, _): "a \(name)"
    case .dyn, .typeParam, .variable, .error: "anything"
    }
  }
}
