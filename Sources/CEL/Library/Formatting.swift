/// `'%s has %d'.format([a, b])` (cel-spec, strings extension).
enum Formatting {
  static func format(_ template: Value, _ arguments: Value) -> Value {
    guard case .string(let text) = template, case .list(let list) = arguments else {
      return .noOverload("format", template, arguments)
    }
    let template: FormatTemplate
    do { template = try FormatTemplate(text) } catch { return .invalid(error.message) }
    var (result, next) = ("", 0)
    for part in template.parts {
      switch part {
      case .text(let text): result += text
      case .clause(let conversion, let precision):
        guard next < list.count else { return .range("index \(next) out of range") }
        let value = list[next]
        next += 1
        guard value.isKnown else { return value }
        guard let text = clause(conversion, precision ?? FormatTemplate.precisionDefault, value) else {
          return .invalid("error during formatting: \(wanted(conversion)), was given \(value.typeName)")
        }
        result += text
      }
    }
    return .string(result)
  }

  private static func wanted(_ conversion: FormatTemplate.Conversion) -> String {
    switch conversion {
    case .string: "string clause can't be used here"
    case .decimal: "decimal clause can only be used on integers"
    case .fixed: "fixed-point clause can only be used on doubles"
    case .scientific: "scientific clause can only be used on doubles"
    case .octal: "octal clause can only be used on integers"
    case .binary: "only integers and bools can be formatted as binary"
    case .lowerHex, .upperHex: "only integers, byte buffers, and strings can be formatted as hex"
    }
  }

  private static func clause(_ conversion: FormatTemplate.Conversion, _ precision: Int, _ value: Value) -> String? {
    switch (conversion, value) {
    case (.string, _): return plain(value)
    case (.decimal, .int(let number)): return "\(number)"
    case (.decimal, .uint(let number)): return "\(number)"
    case (.decimal, .double(let number)): return DoubleText.plain(number)
    case (.fixed, _): return decimal(value).map { DoubleText.fixed($0, places: precision) }
    case (.scientific, _): return decimal(value).map { DoubleText.scientific($0, places: precision) }
    case (.octal, _): return integer(value, radix: 8)
    case (.binary, .bool(let flag)): return flag ? "1" : "0"
    case (.binary, _): return integer(value, radix: 2)
    case (.lowerHex, .string(let text)): return IntegerText.hex(text.utf8)
    case (.upperHex, .string(let text)): return IntegerText.hex(text.utf8, uppercase: true)
    case (.lowerHex, .bytes(let bytes)): return IntegerText.hex(bytes)
    case (.upperHex, .bytes(let bytes)): return IntegerText.hex(bytes, uppercase: true)
    case (.lowerHex, _): return integer(value, radix: 16)
    case (.upperHex, _): return integer(value, radix: 16, uppercase: true)
    default: return nil
    }
  }

  private static func decimal(_ value: Value) -> Double? {
    switch value {
    case .double(let number): number
    case .int(let number): Double(number)
    case .uint(let number): Double(number)
    default: nil
    }
  }

  private static func integer(_ value: Value, radix: Int, uppercase: Bool = false) -> String? {
    switch value {
    case .int(let number): IntegerText.text(number, radix: radix, uppercase: uppercase)
    case .uint(let number): IntegerText.text(number, radix: radix, uppercase: uppercase)
    default: nil
    }
  }

  /// `%s`: any value as text; the keys of maps in alphabetical order.
  private static func plain(_ value: Value) -> String? {
    switch value {
    case .string(let text): return text
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .double(let number): return DoubleText.plain(number)
    case .null: return "null"
    case .type(let type): return type.name
    case .list(let list):
      let parts = list.elements.map(plain)
      return parts.contains { $0 == nil } ? nil : "[" + parts.compactMap { $0 }.joined(separator: ", ") + "]"
    case .map(let map):
      var parts: [(String, String)] = []
      for (key, value) in zip(map.keys, map.values) {
        guard let key = plain(key), let value = plain(value) else { return nil }
        parts.append((key, value))
      }
      return "{" + parts.sorted { $0 < $1 }.map { "\($0): \($1)" }.joined(separator: ", ") + "}"
    default:
      if case .string(let text) = Conversions.string(value) { return text }
      return nil
    }
  }
}
