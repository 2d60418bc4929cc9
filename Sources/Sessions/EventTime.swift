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
    guard bytes.count == EventTime.length, let number = EventTime.read(bytes), number.isExact else { return nil }
    (milliseconds, other) = (number.milliseconds, nil)
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
    let date = Day(year: year, month: month, day: day)
    let seconds = date.number * 86_400 + hour * 3600 + minute * 60 + second
    guard bytes.count == length else { return (seconds * 1000, false) }
    let thousandths = number(20, 3)
    let isUsual =
      isNumber && bytes[10] == 0x54 && bytes[19] == 0x2E && bytes[23] == 0x5A && hour < 24 && minute < 60
      && second < 60 && year > 0 && (day <= 28 || date.parts == (year, month, day))
    return (seconds * 1000 + (isUsual ? thousandths : 0), isUsual)
  }
}
