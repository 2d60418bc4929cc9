/// Who writes: one random number per user and machine, 16 lower-case hex digits in text.
public struct WriterID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let number: UInt64

  public init(_ number: UInt64) { self.number = number }

  /// Only exactly 16 lower-case hex digits are a writer.
  public init?(_ text: some StringProtocol) {
    guard let number = Hex.number(text.utf8) else { return nil }
    self.number = number
  }

  public var description: String { String(decoding: Hex.digits(number), as: UTF8.self) }

  /// The order of the numbers is the order of their texts.
  public static func < (left: WriterID, right: WriterID) -> Bool { left.number < right.number }
}

/// Lower-case hexadecimal text, as all identities and hashes are written.
enum Hex {
  static func digits(_ number: UInt64) -> [UInt8] {
    (0..<16).map { place in digit(UInt8(truncatingIfNeeded: number >> (60 - 4 * place)) & 15) }
  }

  static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

  /// The value of one digit; upper case is not hex here, so that every number has one spelling.
  static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 48...57: digit - 48
    case 97...102: digit - 87
    default: nil
    }
  }

  /// The number that exactly 16 digits mean.
  static func number(_ text: some Sequence<UInt8>) -> UInt64? {
    var number: UInt64 = 0
    var count = 0
    for digit in text {
      guard count < 16, let value = value(digit) else { return nil }
      number = number << 4 | UInt64(value)
      count += 1
    }
    return count == 16 ? number : nil
  }

  /// Is it exactly `count` digits?
  static func isHex(_ text: some StringProtocol, count: Int) -> Bool {
    text.utf8.count == count && text.utf8.allSatisfy { value($0) != nil }
  }
}
