/// Checks an event's body before it is written: `"k":"change","c":[...]`, the members of a JSON object (RFC 8259) without
/// the braces, the kind first.
///
/// A journal line is read for years, so the one that writes it proves that it can be read. Values aren't kept.
struct Body {
  private var bytes: ArraySlice<UInt8>

  /// Is it what a line may hold?
  static func isSuitable(_ body: [UInt8]) -> Bool {
    guard body.count <= Limits.lineLengthMax - 256, body.starts(with: Frame.kindField) else { return false }
    guard String(validating: body, as: UTF8.self) != nil else { return false }
    var reader = Body(bytes: body[...])
    return reader.members(depth: 1) && reader.bytes.isEmpty
  }

  private mutating func members(depth: Int) -> Bool {
    repeat {
      guard string(), take(0x3A), value(depth: depth) else { return false }
    } while take(0x2C)
    return true
  }

  private mutating func value(depth: Int) -> Bool {
    guard let first = bytes.first, depth <= Limits.bodyDepthMax else { return false }
    switch first {
    case 0x22: return string()
    case 0x7B:
      bytes.removeFirst()
      return take(0x7D) || (members(depth: depth + 1) && take(0x7D))
    case 0x5B:
      bytes.removeFirst()
      return take(0x5D) || (elements(depth: depth + 1) && take(0x5D))
    case 0x74: return word("true")
    case 0x66: return word("false")
    case 0x6E: return word("null")
    default: return number()
    }
  }

  private mutating func elements(depth: Int) -> Bool {
    repeat {
      guard value(depth: depth) else { return false }
    } while take(0x2C)
    return true
  }

  private mutating func string() -> Bool {
    guard take(0x22) else { return false }
    while let byte = bytes.popFirst() {
      switch byte {
      case 0x22: return true
      case 0x5C: guard escape() else { return false }
      case 0..<0x20: return false
      default: continue
      }
    }
    return false
  }

  private mutating func escape() -> Bool {
    switch bytes.popFirst() {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return true
    case 0x75:
      let digits = bytes.prefix(4)
      bytes = bytes.dropFirst(4)
      return digits.count == 4 && digits.allSatisfy { Self.isHexDigit($0) }
    default: return false
    }
  }

  private mutating func number() -> Bool {
    _ = take(0x2D)
    guard take(0x30) || digits() else { return false }
    if take(0x2E) { guard digits() else { return false } }
    if take(0x65) || take(0x45) {
      _ = take(0x2B) || take(0x2D)
      guard digits() else { return false }
    }
    return true
  }

  private mutating func digits() -> Bool {
    let run = bytes.prefix { (0x30...0x39).contains($0) }
    bytes = bytes.dropFirst(run.count)
    return !run.isEmpty
  }

  private mutating func word(_ text: StaticString) -> Bool {
    let isThere = text.withUTF8Buffer { bytes.starts(with: $0) }
    if isThere { bytes = bytes.dropFirst(text.utf8CodeUnitCount) }
    return isThere
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard bytes.first == byte else { return false }
    bytes.removeFirst()
    return true
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}
