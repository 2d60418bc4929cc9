/// Doubles as text, exactly: the digits come from the binary value, not from arithmetic with doubles.
public enum DoubleText {
  /// The shortest text that reads back as the same double, in the form of C's `%g`: `123.456`, `1e+06`, `1.5e-07`, `2`.
  ///
  /// An exponent is used below 10^-4 and from 10^6 on. This is CEL's `string(double)`.
  public static func general(_ value: Double) -> String {
    guard value.isFinite else { return special(value) }
    let digits = DecimalDigits(shortest: value)
    let exponent = digits.point - 1
    return sign(value) + (-4..<6 ~= exponent ? digits.plain : digits.scientific)
  }

  /// The shortest digits that read back as the same double, without an exponent: `1000000`, `0.00000015`.
  public static func plain(_ value: Double) -> String {
    guard value.isFinite else { return special(value) }
    return sign(value) + DecimalDigits(shortest: value).plain
  }

  /// With exactly `places` digits after the point (C's `%.*f`); halves go to the even digit.
  public static func fixed(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return special(value) }
    var digits = DecimalDigits(exact: value.magnitude)
    digits.round(toPlaces: places)
    return sign(value) + digits.padded(places: places)
  }

  /// With one digit before the point, exactly `places` after it, and an exponent of at least two digits (`%.*e`).
  public static func scientific(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return special(value) }
    var digits = DecimalDigits(exact: value.magnitude)
    digits.round(toPlaces: places - digits.point + 1)
    digits.pad(toCount: places + 1)
    return sign(value) + digits.scientific
  }

  private static func sign(_ value: Double) -> String { value.sign == .minus ? "-" : "" }

  private static func special(_ value: Double) -> String {
    value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity"
  }
}
