/// When an event was written: UTC wall time, as it stands in the journal.
///
/// A long session has very many of them, so the usual form is kept as a number.
struct EventTime: Hashable, Sendable {
  /// Milliseconds since 1970; nil where the text is none.
  let milliseconds: Int64?
  /// The text, where it isn't `YYYY-MM-DDTHH:MM:SS.mmmZ`.
  private let other: String?

  init(_ text: String) {
    var text = text
    let isUsual = text.utf8.count == EventTime.length
    let number = text.withUTF8 { EventTime.read($0) }
    milliseconds = number?.milliseconds
    other = isUsual && number?.isExact == true ? nil : text
  }

  /// The usual form only; nil for anything else.
  init?(usual bytes: UnsafeBufferPointer<UInt8>) {
    guard let number = EventTime.usual(bytes) else { return nil }
    (milliseconds, other) = (number, nil)
  }

  /// A time of the usual form, or none at all, in eight bytes.
  struct Short: Sendable {
    fileprivate let milliseconds: Int64

    /// No time at all.
    static let none = Short(milliseconds: .min)
  }

  /// Nil where the text says something else.
  var short: Short? {
    guard let other else { return milliseconds.map { Short(milliseconds: $0) } }
    return other.isEmpty ? Short.none : nil
  }

  init(_ short: Short) {
    let isNone = short.milliseconds == .min
    (milliseconds, other) = isNone ? (nil, "") : (short.milliseconds, nil)
  }

  private static let length = 24

  /// Seconds since 1970, in whole seconds.
  var seconds: Double? { milliseconds.map { Double(($0 - ($0 % 1000 + 1000) % 1000) / 1000) } }

  var text: String {
    if let other { return other }
    let number = milliseconds ?? 0
    let ofDay = (number % 86_400_000 + 86_400_000) % 86_400_000
    let day = Day(number: (number - ofDay) / 86_400_000)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let rest = ofDay % 1000
    let thousandths = (rest < 100 ? "0" : "") + two(rest)
    return "\(day)T\(two(ofDay / 3_600_000)):\(two(ofDay / 60_000 % 60)):\(two(ofDay / 1000 % 60)).\(thousandths)Z"
  }

  /// `isExact`: the number says all that the text does.
  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> (milliseconds: Int64, isExact: Bool)? {
    if let number = usual(bytes) { return (number, true) }
    guard bytes.count >= 19 else { return nil }
    var isNumber = true
    func number(_ start: Int, _ count: Int) -> Int64 {
      var number: Int64 = 0
      for place in start..<start + count {
        let digit = bytes[place] &- 0x30
        isNumber = isNumber && digit < 10
        number = number &* 10 &+ Int64(digit)
      }
      return number
    }
    let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2))
    let (hour, minute, second) = (number(11, 2), number(14, 2), number(17, 2))
    guard isNumber, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[13] == 0x3A, bytes[16] == 0x3A, (1...12).contains(month),
      (1...31).contains(day)
    else { return nil }
    let seconds = Day(year: year, month: month, day: day).number * 86_400 + hour * 3600 + minute * 60 + second
    return (seconds * 1000, false)
  }

  /// Milliseconds of `YYYY-MM-DDTHH:MM:SS.mmmZ`; nil for anything else, and where there is no such time.
  private static func usual(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard bytes.count == length, let base = bytes.baseAddress.map({ UnsafeRawPointer($0) }) else { return nil }
    let month = EightDigits(base, form: 0x2D30_302D_3030_3030, slack: 0x0F06_060F_0606_0606)
    let minute = EightDigits(base + 8, form: 0x3030_3A30_3054_3030, slack: 0x0606_0F06_060F_0606)
    let end = EightDigits(base + 16, form: 0x5A30_3030_2E30_303A, slack: 0x0F06_0606_0F06_060F)
    guard month.isOfForm, minute.isOfForm, end.isOfForm else { return nil }
    let (years, months, days) = (month.two(0) * 100 + month.two(2), month.two(5), minute.two(0))
    let (hours, minutes, seconds) = (minute.two(3), minute.two(6), end.two(1))
    guard years > 0, (1...12).contains(months), (1...31).contains(days), hours < 24, minutes < 60, seconds < 60 else {
      return nil
    }
    let date = Day(year: years, month: months, day: days)
    guard days <= 28 || date.parts == (years, months, days) else { return nil }
    let ofDay = hours * 3600 + minutes * 60 + seconds
    return (date.number * 86_400 + ofDay) * 1000 + end.two(4) * 10 + end.one(6)
  }
}

/// Eight bytes of text, digits and fixed signs, looked at all at once.
private struct EightDigits {
  /// Each digit's number, in the order of the text from the lowest byte; 0 for a sign.
  private let numbers: UInt64
  let isOfForm: Bool

  /// - form: the text with zeros for its digits, the first byte lowest.
  /// - slack: what may be added to each byte's difference from the form before it passes 15: 6 for a digit, 15 for a sign.
  init(_ text: UnsafeRawPointer, form: UInt64, slack: UInt64) {
    numbers = UInt64(littleEndian: text.loadUnaligned(as: UInt64.self)) ^ form
    isOfForm = (numbers | (numbers &+ slack)) & 0xF0F0_F0F0_F0F0_F0F0 == 0
  }

  func one(_ place: UInt64) -> Int64 { Int64((numbers >> (place * 8)) & 0xF) }
  func two(_ place: UInt64) -> Int64 { one(place) * 10 + one(place + 1) }
}
