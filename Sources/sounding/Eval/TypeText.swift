import CEL

/// Types as text: `list(int)`, `map(string,dyn)`, `optional_type(T)`, `google.protobuf.Timestamp`.
///
/// A single capital letter is a type parameter, another name a type of the host.
struct TypeText {
  private var rest: Substring
  private var depth = 0

  /// Types inside each other; more is no type anybody wrote.
  private static let depthMax = 32

  /// Nil unless the whole text is a type.
  static func type(_ text: String) -> Type? {
    var reader = TypeText(rest: text.filter { $0 != " " }[...])
    guard let type = reader.type(), reader.rest.isEmpty else { return nil }
    return type
  }

  private mutating func type() -> Type? {
    let name = String(rest.prefix { !"(,)".contains($0) })
    rest = rest.dropFirst(name.count)
    guard !name.isEmpty, depth < Self.depthMax else { return nil }
    var inner: [Type] = []
    if rest.first == "(" {
      depth += 1
      repeat {
        rest = rest.dropFirst()
        guard let type = type() else { return nil }
        inner.append(type)
      } while rest.first == ","
      guard rest.first == ")" else { return nil }
      rest = rest.dropFirst()
      depth -= 1
    }
    return Self.type(name, inner)
  }

  private static func type(_ name: String, _ inner: [Type]) -> Type? {
    switch (name, inner.count) {
    case ("bool", 0): .bool
    case ("int", 0): .int
    case ("uint", 0): .uint
    case ("double", 0): .double
    case ("string", 0): .string
    case ("bytes", 0): .bytes
    case ("null_type", 0), ("null", 0): .null
    case ("dyn", 0): .dyn
    case ("google.protobuf.Timestamp", 0), ("timestamp", 0): .timestamp
    case ("google.protobuf.Duration", 0), ("duration", 0): .duration
    case ("type", 0): .type(nil)
    case ("type", 1): .type(inner[0])
    case ("list", 0): .list(.dyn)
    case ("list", 1): .list(inner[0])
    case ("map", 0): .map(.dyn, .dyn)
    case ("map", 2): .map(inner[0], inner[1])
    case ("optional_type", 1): .optional(inner[0])
    default: name.count == 1 && name >= "A" && name <= "Z" && inner.isEmpty ? .typeParam(name) : .opaque(name, inner)
    }
  }
}
