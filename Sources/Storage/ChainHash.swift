import CLibmd

/// The link of the chain: the first 16 bytes of a SHA-256.
///
/// `h` of a line = SHA-256(the previous line's `h` as 16 bytes, then all bytes of this line before `,"h":"`), cut to 16
/// bytes. The first line's previous `h` is 16 zero bytes.
public struct ChainHash: Equatable, Sendable, CustomStringConvertible {
  let high: UInt64
  let low: UInt64

  static let zero = ChainHash(high: 0, low: 0)

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The link for a line's bytes before `,"h":"`.
  init(after previous: ChainHash, line: Span<UInt8>) {
    var context = SHA2_CTX()
    SHA256Init(&context)
    withUnsafeBytes(of: (previous.high.bigEndian, previous.low.bigEndian)) { bytes in
      SHA256Update(&context, bytes.baseAddress, bytes.count)
    }
    line.withUnsafeBufferPointer { SHA256Update(&context, $0.baseAddress, $0.count) }
    (high, low) = Self.finish(&context)
  }

  /// Reads 32 lower-case hex digits that begin at `start`.
  init?(_ bytes: Span<UInt8>, at start: Int) {
    guard start >= 0, start + 32 <= bytes.count else { return nil }
    var words: (UInt64, UInt64) = (0, 0)
    for place in 0..<16 {
      guard let left = Hex.value(bytes[start + place]), let right = Hex.value(bytes[start + 16 + place]) else {
        return nil
      }
      words.0 = words.0 << 4 | UInt64(left)
      words.1 = words.1 << 4 | UInt64(right)
    }
    (high, low) = words
  }

  var digits: [UInt8] { Hex.digits(high) + Hex.digits(low) }

  public var description: String { String(decoding: digits, as: UTF8.self) }

  private static func finish(_ context: inout SHA2_CTX) -> (UInt64, UInt64) {
    var digest: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &digest) { bytes in
      SHA256Final(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), &context)
    }
    return (UInt64(bigEndian: digest.0), UInt64(bigEndian: digest.1))
  }
}

/// The whole SHA-256 of some bytes as 64 lower-case hex digits: names of stored playbooks, checksums of reports.
public func sha256(_ bytes: [UInt8]) -> String {
  var context = SHA2_CTX()
  SHA256Init(&context)
  bytes.withUnsafeBufferPointer { SHA256Update(&context, $0.baseAddress, $0.count) }
  var digest = [UInt8](repeating: 0, count: 32)
  SHA256Final(&digest, &context)
  return String(decoding: digest.flatMap { [Hex.digit($0 >> 4), Hex.digit($0 & 15)] }, as: UTF8.self)
}
