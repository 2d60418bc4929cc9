extension Unparser {
  /// A value as source; nil for what can't be written: records, values of the host, errors and unknowns.
  static func literal(_ value: Value) -> String? {
    switch value {
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return "\(number)"
    case .uint(let number): return "\(number)u"
    case .double(let number): return double(number)
    case .string(let text): return quoted(text)
    case .bytes(let bytes): return "b\"" + bytes.map { "\\" + octal($0) }.joined() + "\""
    case .null: return "null"
    case .list(let list):
      let parts = list.elements.map { literal($0) }
      return parts.contains { $0 == nil } ? nil : "[" + parts.compactMap { $0 }.joined(separator: ", ") + "]"
    case .map(let map):
      let parts = zip(map.keys, map.values).map { key, value in
        literal(key).flatMap { key in literal(value).map { "\(key): \($0)" } }
      }
      return parts.contains { $0 == nil } ? nil : "{" + parts.compactMap { $0 }.joined(separator: ", ") + "}"
    case .type(let type): return type.name
    case .timestamp(let time): return "timestamp(\(quoted(time.text)))"
    case .duration(let span): return "duration(\(quoted(span.text)))"
    case .optional(let box):
      guard let inside = box.value else { return "optional.none()" }
      return literal(inside).map { "optional.of(\($0))" }
    case .record, .opaque, .error, .unknown: return nil
    }
  }

  private static func double(_ number: Double) -> String {
    if number.isNaN { return "double(\"NaN\")" }
    if number.isInfinite { return "double(\"\(number < 0 ? "-" : "")Infinity\")" }
    return "\(number)"
  }

  private static func octal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 8)
    return String(repeating: "0", count: 3 - digits.utf8.count) + digits
  }

  /// A string in double quotes, with escapes for quotes, backslashes and control characters.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{7}": result += "\\a"
      case "\u{8}": result += "\\b"
      case "\u{b}": result += "\\v"
      case "\u{c}": result += "\\f"
      case let control where control.value < 32 || control.value == 127: result += "\\" + octal(UInt8(control.value))
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
