/// A decimal number that isn't negative: its digits and where the point stands among them.
///
/// `digits` 1, 2, 5 with `point` 1 is 1.25, with `point` -1 it is 0.0125. Zero has the one digit 0 and `point` 1.
struct DecimalDigits: Equatable {
  private(set) var digits: [UInt8]
  private(set) var point: Int

  /// The fewest digits that read back as the same double.
  init(shortest value: Double) {
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    let parts = value.magnitude.description.utf8.split(separator: UInt8(ascii: "e"))
    for byte in parts.first ?? "".utf8[...] {
      if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte & 0x0F) }
    }
    if parts.count > 1 { exponent = Int(String(decoding: parts[1], as: UTF8.self)) ?? 0 }
    self.init(digits: digits, point: (point ?? digits.count) + exponent)
  }

  /// All digits of a double, which is a whole number times a power of two; up to 767 of them.
  ///
  /// A negative power of two is made a power of ten: m / 2^k = m * 5^k / 10^k.
  init(exact value: Double) {
    let mantissa = value.significandBitPattern | (value.isNormal ? 1 << 52 : 0)
    let power = value.isNormal ? Int(value.exponent) - 52 : -1_074
    let zeros = min(mantissa.trailingZeroBitCount, 52)
    let (odd, shift) = mantissa == 0 ? (0, 0) : (mantissa >> zeros, power + zeros)
    var number = BigDecimal(odd)
    number.multiply(by: shift >= 0 ? 2 : 5, times: abs(shift))
    let digits = number.digits
    self.init(digits: digits, point: digits.count + min(shift, 0))
  }

  private init(digits: [UInt8], point: Int) {
    let leading = digits.prefix { $0 == 0 }.count
    let trailing = digits.reversed().prefix { $0 == 0 }.count
    guard leading < digits.count else {
      self.digits = [0]
      self.point = 1
      return
    }
    self.digits = Array(digits[leading..<(digits.count - trailing)])
    self.point = point - leading
  }

  /// Keeps `places` digits after the point (before it, when negative); halves go to the even digit.
  mutating func round(toPlaces places: Int) {
    let kept = point + places
    guard kept < digits.count else { return }
    guard kept >= 0 else {
      self = DecimalDigits(digits: [], point: 0)
      return
    }
    let rest = digits[kept...]
    let isHalf = rest.first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
    let isOdd = kept > 0 && digits[kept - 1] % 2 == 1
    var result = Array(digits[..<kept])
    if isHalf ? isOdd : (rest.first ?? 0) >= 5 {
      var index = kept - 1
      while index >= 0, result[index] == 9 {
        result[index] = 0
        index -= 1
      }
      if index >= 0 { result[index] += 1 } else { result.insert(1, at: 0) }
    }
    self = DecimalDigits(digits: result, point: point + result.count - kept)
  }

  /// Adds zeros at the end until there are `count` digits.
  mutating func pad(toCount count: Int) {
    digits.append(contentsOf: repeatElement(0, count: max(0, count - digits.count)))
  }

  /// `1250`, `1.25`, `0.0125`
  var plain: String { padded(places: max(0, digits.count - point)) }

  /// With exactly `places` digits after the point, which must be enough for all of them.
  func padded(places: Int) -> String {
    var text = ""
    for index in min(0, point - 1)..<(point + places) { text.unicodeScalars.append(scalar(index)) }
    return insertPoint(text, places: places)
  }

  /// `1.25e+00`
  var scientific: String {
    let exponent = point - 1
    var text = String(scalar(0))
    if digits.count > 1 {
      text += "."
      for index in 1..<digits.count { text.unicodeScalars.append(scalar(index)) }
    }
    return text + (exponent < 0 ? "e-" : "e+") + (abs(exponent) < 10 ? "0" : "") + String(abs(exponent))
  }

  private func insertPoint(_ text: String, places: Int) -> String {
    guard places > 0 else { return text }
    let split = text.utf8.index(text.utf8.endIndex, offsetBy: -places)
    return text[..<split] + "." + text[split...]
  }

  private func scalar(_ index: Int) -> Unicode.Scalar {
    Unicode.Scalar(0x30 + (digits.indices.contains(index) ? digits[index] : 0))
  }
}

/// A whole number of any length, nine decimal digits to a limb, the lowest limb first.
private struct BigDecimal {
  private var limbs: [UInt64]

  private static let base: UInt64 = 1_000_000_000

  init(_ value: UInt64) {
    limbs = [value % Self.base, value / Self.base % Self.base, value / Self.base / Self.base]
  }

  mutating func multiply(by factor: UInt64, times: Int) {
    var left = times
    while left > 0 {
      let step = min(left, 12)
      multiply(by: (0..<step).reduce(1) { power, _ in power * factor })
      left -= step
    }
  }

  /// `factor` must be below 2^33, so that a limb times it fits.
  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % Self.base
      carry = product / Self.base
    }
    if carry > 0 { limbs.append(carry) }
  }

  /// The digits from the highest on; there may be zeros in front.
  var digits: [UInt8] {
    limbs.reversed().flatMap { limb in
      var digits = [UInt8](repeating: 0, count: 9)
      var rest = limb
      for index in digits.indices.reversed() {
        digits[index] = UInt8(rest % 10)
        rest /= 10
      }
      return digits
    }
  }
}
