extension JSONScanner {
  /// The next string's text, checked; nothing is copied.
  public mutating func string() throws(JSONFailure) -> JSONText {
    guard try kind() == .string else { throw JSONFailure(.otherKind, offset) }
    let start = offset + 1
    var index = start
    var hasEscapes = false
    while true {
      index = skipPlain(bytes, index)
      guard index < bytes.count else { throw JSONFailure(.unexpectedEnd, bytes.count) }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        offset = index + 1
        isAfterValue = true
        return JSONText(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<index]), hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        index = try escape(index)
      case 0x80...:
        let length = utf8Length(bytes, index)
        guard length > 0 else { throw JSONFailure(.badUTF8, index) }
        index += length
      case 0..<0x20: throw JSONFailure(.controlCharacter, index)
      default: index += 1
      }
    }
  }

  /// Checks the escape that begins at `index` and returns where it ends.
  private func escape(_ index: Int) throws(JSONFailure) -> Int {
    guard index + 1 < bytes.count else { throw JSONFailure(.unexpectedEnd, bytes.count) }
    switch bytes[index + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return index + 2
    case UInt8(ascii: "u"):
      guard let unit = hexUnit(bytes, index + 2) else { throw JSONFailure(.badEscape, index) }
      switch unit {
      case 0xD800..<0xDC00:
        guard index + 7 < bytes.count, bytes[index + 6] == UInt8(ascii: "\\"), bytes[index + 7] == UInt8(ascii: "u"),
          let low = hexUnit(bytes, index + 8), (0xDC00..<0xE000).contains(low)
        else { throw JSONFailure(.loneSurrogate, index) }
        return index + 12
      case 0xDC00..<0xE000: throw JSONFailure(.loneSurrogate, index)
      default: return index + 6
      }
    default: throw JSONFailure(.badEscape, index)
    }
  }
}

/// The value of the four hexadecimal digits at `index`, or nil.
func hexUnit(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt32? {
  guard index + 4 <= bytes.count else { return nil }
  var unit: UInt32 = 0
  for byte in bytes[index..<index + 4] {
    switch byte {
    case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
    case 0x41...0x46: unit = unit << 4 | UInt32(byte - 0x41 + 10)
    case 0x61...0x66: unit = unit << 4 | UInt32(byte - 0x61 + 10)
    default: return nil
    }
  }
  return unit
}

/// The first place from `start` on with a quote, a backslash, a control character or a byte outside ASCII.
///
/// Eight bytes at a time; a borrow may flag a byte behind a true hit, never one before it.
@inline(__always)
private func skipPlain(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let highs: UInt64 = 0x8080_8080_8080_8080
  var index = start
  while index + 8 <= bytes.count {
    let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    let quote = word ^ (ones &* 0x22)
    let slash = word ^ (ones &* 0x5C)
    let low = (word &- ones &* 0x20) | (quote &- ones) | (slash &- ones) | word
    if low & highs == 0 {
      index += 8
      continue
    }
    return index + (low & highs).trailingZeroBitCount / 8
  }
  return index
}

/// The length of the well-formed UTF-8 sequence at `index` (Unicode, table 3-7), or 0.
func utf8Length(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
  func isContinued(_ count: Int, _ second: ClosedRange<UInt8>) -> Bool {
    guard index + count < bytes.count, second.contains(bytes[index + 1]) else { return false }
    return count < 2 || bytes[(index + 2)...(index + count)].allSatisfy { $0 & 0xC0 == 0x80 }
  }
  switch bytes[index] {
  case 0..<0x80: return 1
  case 0xC2...0xDF: return isContinued(1, 0x80...0xBF) ? 2 : 0
  case 0xE0: return isContinued(2, 0xA0...0xBF) ? 3 : 0
  case 0xED: return isContinued(2, 0x80...0x9F) ? 3 : 0
  case 0xE1...0xEF: return isContinued(2, 0x80...0xBF) ? 3 : 0
  case 0xF0: return isContinued(3, 0x90...0xBF) ? 4 : 0
  case 0xF1...0xF3: return isContinued(3, 0x80...0xBF) ? 4 : 0
  case 0xF4: return isContinued(3, 0x80...0x8F) ? 4 : 0
  default: return 0
  }
}
