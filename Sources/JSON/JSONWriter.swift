/// Writes JSON step by step into bytes; commas, colons and indentation come by themselves.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.beginObject()
/// writer.key("n")
/// writer.int(7)
/// writer.endObject()      // {"n":7}
/// ```
public struct JSONWriter {
  public private(set) var bytes: [UInt8] = []
  public let style: JSONStyle

  /// For each open array or object, whether it has a value already.
  private var hasValues: [Bool] = []
  private var isAfterKey = false

  public init(_ style: JSONStyle = JSONStyle()) { self.style = style }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  public mutating func beginObject() { begin(UInt8(ascii: "{")) }

  public mutating func endObject() { end(UInt8(ascii: "}")) }

  public mutating func beginArray() { begin(UInt8(ascii: "[")) }

  public mutating func endArray() { end(UInt8(ascii: "]")) }

  public mutating func key(_ key: String) {
    startValue()
    quote(key)
    put(style.isPretty ? ": " : ":")
    isAfterKey = true
  }

  public mutating func string(_ value: String) {
    startValue()
    quote(value)
  }

  public mutating func int(_ value: Int64) {
    startValue()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = value.magnitude
    repeat {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  public mutating func number(_ value: JSONNumber) {
    startValue()
    bytes.append(contentsOf: value.text.utf8)
  }

  /// A number; `null` for NaN and the infinities.
  public mutating func double(_ value: Double) {
    guard let number = JSONNumber(value) else { return null() }
    self.number(number)
  }

  public mutating func bool(_ value: Bool) {
    startValue()
    put(value ? "true" : "false")
  }

  public mutating func null() {
    startValue()
    put("null")
  }

  /// Starts from the beginning and keeps the memory, for the next line.
  public mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    hasValues.removeAll(keepingCapacity: true)
    isAfterKey = false
  }

  /// Bytes that are not JSON: a line feed between two lines, for instance.
  public mutating func raw(_ bytes: some Sequence<UInt8>) { self.bytes.append(contentsOf: bytes) }

  private mutating func begin(_ bracket: UInt8) {
    startValue()
    bytes.append(bracket)
    hasValues.append(false)
  }

  private mutating func end(_ bracket: UInt8) {
    if hasValues.popLast() == true { newLine() }
    bytes.append(bracket)
  }

  private mutating func startValue() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    guard let isFollowing = hasValues.last else { return }
    if isFollowing { bytes.append(UInt8(ascii: ",")) }
    hasValues[hasValues.count - 1] = true
    newLine()
  }

  private mutating func newLine() {
    guard style.isPretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<hasValues.count { put("  ") }
  }

  private mutating func put(_ word: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  private mutating func quote(_ text: String) {
    var text = text
    let escapesMarkup = style.escapesMarkup
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { source in
      var start = 0
      for index in source.indices where needsEscape(source[index], escapesMarkup) {
        bytes.append(contentsOf: source[start..<index])
        escape(source[index])
        start = index + 1
      }
      bytes.append(contentsOf: source[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): put("\\\"")
    case UInt8(ascii: "\\"): put("\\\\")
    case 0x08: put("\\b")
    case 0x09: put("\\t")
    case 0x0A: put("\\n")
    case 0x0C: put("\\f")
    case 0x0D: put("\\r")
    default:
      put("\\u00")
      for half in [byte >> 4, byte & 15] { bytes.append(half < 10 ? 0x30 + half : 0x61 + half - 10) }
    }
  }
}

private func needsEscape(_ byte: UInt8, _ escapesMarkup: Bool) -> Bool {
  byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    || escapesMarkup && byte == UInt8(ascii: "<")
}
