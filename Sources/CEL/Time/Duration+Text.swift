extension Duration {
  /// Reads `1h45m`, `-1.5s`, `100ms`, `0`: an optional sign, then numbers with units `h m s ms us µs ns`.
  ///
  /// Parts of a nanosecond are dropped.
  public init(_ text: String) throws(TimeProblem) {
    guard text.utf8.count <= Self.textLengthMax else { throw .syntax }
    var reader = ByteReader(text)
    let isNegative = reader.take("-")
    if !isNegative { _ = reader.take("+") }
    var total: Int128 = 0
    if reader.rest == [UInt8(ascii: "0")] {
      self = Duration(checkedSeconds: 0, nanos: 0)
      return
    }
    repeat {
      let (whole, wholeCount) = reader.digits(countMax: 18)
      var (fraction, fractionCount) = (Int64(0), 0)
      if reader.take(".") { (fraction, fractionCount) = reader.digits(countMax: 18) }
      guard wholeCount + fractionCount > 0, let unit = Self.unit(&reader) else { throw .syntax }
      guard wholeCount <= 18 else { throw .range }
      total += Int128(whole) * unit + Int128(fraction) * unit / powerOfTen(min(fractionCount, 18))
    } while !reader.isAtEnd
    guard let duration = Duration(nanoseconds: isNegative ? -total : total) else { throw .range }
    self = duration
  }

  /// Seconds with the fraction that is needed: `6347s`, `-0.5s`.
  public var text: String {
    let sign = seconds < 0 || nanos < 0 ? "-" : ""
    return "\(sign)\(seconds.magnitude)\(fractionText(nanos.magnitude))s"
  }

  /// Longer texts are no durations: enough for every unit with twenty digits.
  private static let textLengthMax = 256

  private init(checkedSeconds seconds: Int64, nanos: Int32) {
    self.seconds = seconds
    self.nanos = nanos
  }

  private static func unit(_ reader: inout ByteReader) -> Int128? {
    if reader.take("h") { return 3_600_000_000_000 }
    if reader.take("ms") { return 1_000_000 }
    if reader.take("m") { return 60_000_000_000 }
    if reader.take("s") { return 1_000_000_000 }
    if reader.take("us") || reader.take("\u{B5}s") || reader.take("\u{3BC}s") { return 1_000 }
    if reader.take("ns") { return 1 }
    return nil
  }
}

/// `.5` for 500,000,000 nanoseconds, nothing for 0.
func fractionText(_ nanos: UInt32) -> String {
  guard nanos > 0 else { return "" }
  let digits = String(nanos + 1_000_000_000).utf8.dropFirst()
  let last = digits.lastIndex { $0 != UInt8(ascii: "0") } ?? digits.startIndex
  return "." + String(decoding: digits[...last], as: UTF8.self)
}

func powerOfTen(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

/// Reads a short text byte by byte.
struct ByteReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  var isAtEnd: Bool { offset == bytes.count }
  var rest: ArraySlice<UInt8> { bytes[offset...] }

  mutating func take(_ word: StaticString) -> Bool {
    let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard rest.starts(with: letters) else { return false }
    offset += letters.count
    return true
  }

  mutating func next() -> UInt8? {
    guard !isAtEnd else { return nil }
    defer { offset += 1 }
    return bytes[offset]
  }

  /// All digits from here on: how many there are, and the value of the first `countMax` (at most 18) of them.
  mutating func digits(countMax: Int) -> (value: Int64, count: Int) {
    var value: Int64 = 0
    var count = 0
    while offset < bytes.count, bytes[offset] &- 0x30 < 10 {
      if count < min(countMax, 18) { value = value * 10 + Int64(bytes[offset] & 0x0F) }
      count += 1
      offset += 1
    }
    return (value, count)
  }

  /// Exactly `count` digits; nil otherwise.
  mutating func number(count: Int) -> Int? {
    let (value, found) = digits(countMax: 18)
    return found == count ? Int(value) : nil
  }
}
