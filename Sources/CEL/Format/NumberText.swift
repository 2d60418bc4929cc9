/// Reading numbers from text as CEL's conversions `int(string)`, `uint(string)` and `double(string)` do.
///
/// White space, underscores, hexadecimal digits and digits outside ASCII are refused.
public enum NumberText {
  public enum Problem: Error, Equatable, Sendable {
    case syntax
    case range
  }

  /// `-12`, `+12`, `012`
  public static func int(_ text: String) throws(Problem) -> Int64 {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    guard text.utf8.count - digits.count <= 1, isDigits(digits) else { throw .syntax }
    guard let value = Int64(text) else { throw .range }
    return value
  }

  /// `12`, `012`; no sign.
  public static func uint(_ text: String) throws(Problem) -> UInt64 {
    guard isDigits(text.utf8[...]) else { throw .syntax }
    guard let value = UInt64(text) else { throw .range }
    return value
  }

  /// `1`, `-1.5`, `.5`, `1.`, `6.02e23`, and `NaN`, `inf`, `Infinity` in any case; an error beyond the largest double.
  public static func double(_ text: String) throws(Problem) -> Double {
    guard text.utf8.count <= textLengthMax else { throw .syntax }
    var reader = ByteReader(text)
    let isNegative = reader.take("-")
    if !isNegative { _ = reader.take("+") }
    switch String(decoding: reader.rest, as: UTF8.self).lowercased() {
    case "nan": return .nan
    case "inf", "infinity": return isNegative ? -.infinity : .infinity
    default: break
    }
    var digitCount = reader.digits(countMax: 0).count
    if reader.take(".") { digitCount += reader.digits(countMax: 0).count }
    guard digitCount > 0 else { throw .syntax }
    if reader.take("e") || reader.take("E") {
      if !reader.take("-") { _ = reader.take("+") }
      guard reader.digits(countMax: 0).count > 0 else { throw .syntax }
    }
    guard reader.isAtEnd, let value = Double(text) else { throw .syntax }
    guard value.isFinite else { throw .range }
    return value
  }

  /// The spellings of CEL's `bool(string)`.
  public static func bool(_ text: String) throws(Problem) -> Bool {
    switch text {
    case "1", "t", "true", "TRUE", "True": true
    case "0", "f", "false", "FALSE", "False": false
    default: throw .syntax
    }
  }

  /// Towards zero; an error for NaN and outside the open range from -2^63 to 2^63 (cel-spec, conversions).
  public static func int(_ value: Double) throws(Problem) -> Int64 {
    guard value > -0x1p63, value < 0x1p63 else { throw .range }
    return Int64(value)
  }

  /// Towards zero; an error for NaN, below 0 and from 2^64 on.
  public static func uint(_ value: Double) throws(Problem) -> UInt64 {
    guard value >= 0, value < 0x1p64 else { throw .range }
    return UInt64(value)
  }

  /// Longer texts are no doubles: no double has more than 767 digits that matter.
  private static let textLengthMax = 1_200

  private static func isDigits(_ bytes: Substring.UTF8View) -> Bool {
    !bytes.isEmpty && bytes.count <= textLengthMax && bytes.allSatisfy { $0 &- 0x30 < 10 }
  }
}
