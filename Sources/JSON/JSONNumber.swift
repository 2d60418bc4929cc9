/// A JSON number (RFC 8259, section 6) as it was written: `1.0`, `1` and `10e-1` stay three different texts.
public struct JSONNumber: Equatable, Sendable {
  public let text: String

  /// `text` must be a number in JSON's grammar.
  init(checked text: String) { self.text = text }

  public init(_ value: Int64) { text = String(value) }

  public init(_ value: UInt64) { text = String(value) }

  /// Nil for NaN and the infinities, which JSON can't write.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    text = value.description
  }

  /// Nil unless the whole text is a number in JSON's grammar: no `+`, no leading zero, no `.5`, no `0x`.
  public init?(text: String) {
    var text = text
    let isNumber = text.withUTF8 { bytes in
      var scanner = JSONScanner(UnsafeRawBufferPointer(bytes))
      guard let first = bytes.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else { return false }
      return (try? scanner.number()) != nil && scanner.offset == bytes.count
    }
    guard isNumber else { return nil }
    self.text = text
  }

  /// Whether the number was written without fraction and exponent.
  public var isWhole: Bool { !text.utf8.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") } }

  /// The number as an integer: nil when written with a fraction or an exponent, or out of range.
  public var int: Int64? { isWhole ? Int64(text) : nil }

  /// The number as an unsigned integer: nil when written with a sign, a fraction or an exponent, or out of range.
  public var uint: UInt64? { isWhole && !text.utf8.starts(with: [UInt8(ascii: "-")]) ? UInt64(text) : nil }

  /// The nearest double; nil when the number is beyond the largest one.
  public var double: Double? {
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }
}
