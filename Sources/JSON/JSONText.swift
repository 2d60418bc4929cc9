/// The text of a string, key or number where it stands in the scanner's bytes, already checked.
public struct JSONText {
  /// What stands between the quotes, escapes as they were written; for a number the whole of it.
  public let bytes: UnsafeRawBufferPointer
  public let hasEscapes: Bool

  /// The text with its escapes resolved.
  public var string: String {
    guard hasEscapes else { return String(decoding: bytes, as: UTF8.self) }
    return String(unsafeUninitializedCapacity: bytes.count) { unescape(into: $0) }
  }

  /// Up to eight bytes as one number, first byte lowest, to switch over keys fast; 0 for longer texts or escapes.
  public var shortKey: UInt64 {
    guard bytes.count <= 8, !hasEscapes else { return 0 }
    var key: UInt64 = 0
    for (index, byte) in bytes.enumerated() { key |= UInt64(byte) << UInt64(index * 8) }
    return key
  }

  /// Whether the text is `word`, byte by byte.
  public static func == (text: JSONText, word: StaticString) -> Bool {
    guard !text.hasEscapes else { return text.string == word.description }
    guard text.bytes.count == word.utf8CodeUnitCount else { return false }
    return text.bytes.elementsEqual(UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// Writes the text without escapes, which is never longer than with them; returns the count of bytes.
  private func unescape(into out: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var count = 0
    func put(_ byte: UInt8) {
      guard count < out.count else { return }
      out[count] = byte
      count += 1
    }
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
        put(bytes[index])
        index += 1
        continue
      }
      switch bytes[index + 1] {
      case UInt8(ascii: "b"): put(0x08)
      case UInt8(ascii: "f"): put(0x0C)
      case UInt8(ascii: "n"): put(0x0A)
      case UInt8(ascii: "r"): put(0x0D)
      case UInt8(ascii: "t"): put(0x09)
      case UInt8(ascii: "u"):
        let (scalar, length) = unicodeEscape(at: index)
        for byte in String(scalar).utf8 { put(byte) }
        index += length - 2
      case let other: put(other)
      }
      index += 2
    }
    return count
  }

  private func unicodeEscape(at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let unit = hexUnit(bytes, index + 2) ?? 0xFFFD
    if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
    let low = hexUnit(bytes, index + 8) ?? 0
    let value = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
    return (Unicode.Scalar(value) ?? "\u{FFFD}", 12)
  }
}
