/// The parts of a format string of `string.format` (cel-spec, doc/extensions/strings.md).
public struct FormatTemplate: Equatable, Sendable {
  public enum Part: Equatable, Sendable {
    case text(String)
    /// `%.3f`; nil where no precision was given. Only `f` and `e` look at it.
    case clause(Conversion, precision: Int?)
  }

  /// The letter after `%`.
  public enum Conversion: Character, Sendable {
    case string = "s"
    case decimal = "d"
    case fixed = "f"
    case scientific = "e"
    case lowerHex = "x"
    case upperHex = "X"
    case octal = "o"
    case binary = "b"
  }

  public struct Problem: Error, Equatable, Sendable {
    public let message: String
  }

  public let parts: [Part]

  /// Digits after the point where a clause has no precision.
  public static let precisionDefault = 6

  /// More digits are refused, so that a short format string can't fill the memory.
  public static let precisionMax = 100

  public init(_ format: String) throws(Problem) {
    var parts: [Part] = []
    var text = ""
    var scalars = format.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "%" else {
        text.unicodeScalars.append(scalar)
        continue
      }
      if scalars.first == "%" {
        scalars.removeFirst()
        text += "%"
        continue
      }
      if !text.isEmpty { parts.append(.text(text)) }
      text = ""
      parts.append(try Self.clause(&scalars))
    }
    if !text.isEmpty { parts.append(.text(text)) }
    self.parts = parts
  }

  private static func clause(_ scalars: inout Substring.UnicodeScalarView) throws(Problem) -> Part {
    var precision: Int?
    if scalars.first == "." {
      scalars.removeFirst()
      let digits = scalars.prefix { "0"..."9" ~= $0 }
      scalars = scalars[digits.endIndex...]
      guard let value = Int(String(digits)), value <= precisionMax else {
        throw Problem(message: "could not parse formatting clause: error while converting precision to integer")
      }
      precision = value
    }
    guard let letter = scalars.popFirst() else {
      throw Problem(message: "could not parse formatting clause: unexpected end of string")
    }
    guard let conversion = Conversion(rawValue: Character(letter)) else {
      throw Problem(message: "could not parse formatting clause: unrecognized formatting clause \"\(letter)\"")
    }
    return .clause(conversion, precision: precision)
  }
}

/// Whole numbers and bytes as digits.
public enum IntegerText {
  /// `-ff`: the sign, then the magnitude in base 2, 8, 10 or 16.
  public static func text(_ value: Int64, radix: Int, uppercase: Bool = false) -> String {
    String(value, radix: radix, uppercase: uppercase)
  }

  public static func text(_ value: UInt64, radix: Int, uppercase: Bool = false) -> String {
    String(value, radix: radix, uppercase: uppercase)
  }

  /// Two digits a byte.
  public static func hex(_ bytes: some Sequence<UInt8>, uppercase: Bool = false) -> String {
    let digits = Array((uppercase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
