extension Timestamp {
  /// Reads `1972-01-01T10:00:20.021-05:00` (RFC 3339, section 5.6); parts of a nanosecond are dropped.
  ///
  /// There is no second 60: a leap second can't be told from the next second in this count.
  public init(_ text: String) throws(TimeProblem) {
    guard text.utf8.count <= Self.textLengthMax else { throw .syntax }
    var reader = ByteReader(text)
    let (year, yearLength) = reader.digits(countMax: 18)
    guard reader.take("-"), yearLength >= 4 else { throw .syntax }
    guard yearLength == 4, year > 0 else { throw .range }
    guard let month = reader.number(count: 2), reader.take("-"), let day = reader.number(count: 2),
      reader.take("T") || reader.take("t"),
      let hour = reader.number(count: 2), hour < 24, reader.take(":"),
      let minute = reader.number(count: 2), minute < 60, reader.take(":"),
      let second = reader.number(count: 2), second < 60,
      let date = CivilDate(year: Int(year), month: month, day: day)
    else { throw .syntax }
    let nanos = try Self.fraction(&reader)
    guard let offset = Self.offset(&reader), reader.isAtEnd else { throw .syntax }
    let seconds = date.daysSinceEpoch * 86_400 + Int64(hour * 3_600 + minute * 60 + second) - Int64(offset)
    guard let timestamp = Timestamp(seconds: seconds, nanos: nanos) else { throw .range }
    self = timestamp
  }

  /// `2009-02-13T23:31:30.12Z`: in UTC, with the fraction that is needed.
  public var text: String {
    let date = date
    let second = Int(seconds - date.daysSinceEpoch * 86_400)
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
      + "\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
      + "\(fractionText(UInt32(nanos)))Z"
  }

  private static let textLengthMax = 64

  private static func fraction(_ reader: inout ByteReader) throws(TimeProblem) -> Int32 {
    guard reader.take(".") else { return 0 }
    let (value, count) = reader.digits(countMax: 9)
    guard count > 0 else { throw .syntax }
    return Int32(Int128(value) * powerOfTen(9 - min(count, 9)))
  }

  /// Seconds east of UTC.
  private static func offset(_ reader: inout ByteReader) -> Int? {
    if reader.take("Z") || reader.take("z") { return 0 }
    let isWest = reader.take("-")
    guard isWest || reader.take("+"), let hour = reader.number(count: 2), hour < 24, reader.take(":"),
      let minute = reader.number(count: 2), minute < 60
    else { return nil }
    return (hour * 3_600 + minute * 60) * (isWest ? -1 : 1)
  }
}

private func padded(_ number: Int, _ length: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, length - digits.utf8.count)) + digits
}
