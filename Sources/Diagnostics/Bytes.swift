/// Looking at eight bytes at once: files are gone through several times before anything is asked.
///
/// The tests of words are those of Hacker's Delight (Warren, 2nd edition, section 6-1): a word tells whether any of its bytes
/// is meant, and the lowest mark which is the first.
extension UnsafeBufferPointer<UInt8> {
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  private static var highs: UInt64 { 0x8080_8080_8080_8080 }

  @inline(__always)
  private func word(at offset: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(baseAddress.unsafelyUnwrapped + offset).loadUnaligned(as: UInt64.self))
  }

  /// Where a byte stands first in a range of these.
  public func place(of byte: UInt8, in range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    var at = range.lowerBound
    let wanted = UInt64(byte) &* Self.ones
    while at + 8 <= range.upperBound {
      let difference = word(at: at) ^ wanted
      let marks = (difference &- Self.ones) & ~difference & Self.highs
      if marks != 0 { return at + marks.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < range.upperBound {
      if self[at] == byte { return at }
      at += 1
    }
    return nil
  }

  /// Whether some bytes stand in these, one after the other.
  public func holds(_ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = wanted.first else { return true }
    var from = 0
    while from + wanted.count <= count, let at = place(of: first, in: from..<count - wanted.count + 1) {
      var length = 1
      while length < wanted.count, self[at + length] == wanted[length] { length += 1 }
      if length == wanted.count { return true }
      from = at + 1
    }
    return false
  }

  /// Whether each is a character by itself.
  public var isASCII: Bool {
    var at = 0
    var all: UInt64 = 0
    while at + 8 <= count {
      all |= word(at: at)
      at += 8
    }
    while at < count {
      all |= UInt64(self[at])
      at += 1
    }
    return all & Self.highs == 0
  }

  /// How many of the first bytes are plain ones: no controls but line feeds, nothing beyond printable ASCII.
  public var plainPrefix: Int {
    var at = 0
    while at < count {
      if at + 8 <= count {
        let here = word(at: at)
        let isPlain = (here | (here &+ Self.ones) | ((here &- 0x20 &* Self.ones) & ~here)) & Self.highs == 0
        if isPlain {
          at += 8
          continue
        }
      }
      let end = Swift.min(at + 8, count)
      while at < end {
        guard (self[at] >= 0x20 && self[at] < 0x7F) || self[at] == 0x0A else { return at }
        at += 1
      }
    }
    return at
  }
}
