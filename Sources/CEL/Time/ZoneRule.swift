/// Standard and summer time by a yearly rule: `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX TZ with the times of RFC 8536, 3.3.1).
struct ZoneRule: Equatable, Sendable {
  /// Seconds east of UTC.
  let standardOffset: Int
  let summer: Summer?

  struct Summer: Equatable, Sendable {
    let offset: Int
    let start: Change
    let end: Change
  }

  /// A moment of each year, in the local time that ends with it.
  struct Change: Equatable, Sendable {
    enum Day: Equatable, Sendable {
      /// `J60`: 1 to 365, never counting 29 February.
      case julian(Int)
      /// `59`: 0 to 365, counting it.
      case ordinal(Int)
      /// `M10.5.0`: month, week (5 is the last), day of the week from Sunday.
      case weekday(month: Int, week: Int, day: Int)
    }
    let day: Day
    /// Seconds after midnight, between -167 and 167 hours.
    let time: Int
  }

  func offset(at seconds: Int64) -> Int {
    guard let summer else { return standardOffset }
    let year = CivilDate(daysSinceEpoch: floorDivide(seconds + Int64(standardOffset), 86_400)).year
    let start = summer.start.moment(year) - Int64(standardOffset)
    let end = summer.end.moment(year) - Int64(summer.offset)
    let isSummer = start <= end ? start <= seconds && seconds < end : seconds < end || start <= seconds
    return isSummer ? summer.offset : standardOffset
  }
}

extension ZoneRule.Change {
  /// The moment in that year, in local seconds after 1970.
  func moment(_ year: Int) -> Int64 {
    let newYear = CivilDate(year: year, month: 1, day: 1)?.daysSinceEpoch ?? 0
    let days: Int64
    switch day {
    case .julian(let number): days = newYear + Int64(number - 1 + (number > 59 && CivilDate.isLeap(year) ? 1 : 0))
    case .ordinal(let number): days = newYear + Int64(number)
    case .weekday(let month, let week, let day):
      guard let first = CivilDate(year: year, month: month, day: 1) else { return 0 }
      let firstMatch = (day - first.dayOfWeek + 7) % 7
      let isFifthBeyond = firstMatch + (week - 1) * 7 >= CivilDate.dayCount(year: year, month: month)
      days = first.daysSinceEpoch + Int64(firstMatch + (week - (isFifthBeyond ? 2 : 1)) * 7)
    }
    return days * 86_400 + Int64(time)
  }
}

extension ZoneRule {
  /// Nil unless the whole text is a rule.
  init?(posix bytes: ArraySlice<UInt8>) {
    var reader = RuleReader(rest: bytes)
    guard reader.skipName(), let west = reader.time(hourMax: 24) else { return nil }
    standardOffset = -west
    guard !reader.rest.isEmpty else {
      summer = nil
      return
    }
    guard reader.skipName() else { return nil }
    var summerOffset = standardOffset + 3_600
    if reader.rest.first != UInt8(ascii: ",") {
      guard let west = reader.time(hourMax: 24) else { return nil }
      summerOffset = -west
    }
    guard let start = reader.change(), let end = reader.change(), reader.rest.isEmpty else { return nil }
    summer = Summer(offset: summerOffset, start: start, end: end)
  }
}

private struct RuleReader {
  var rest: ArraySlice<UInt8>

  mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: letter) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// `CET` or `<+03>`.
  mutating func skipName() -> Bool {
    if take("<") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
      rest = rest[(end + 1)...]
      return true
    }
    let letters = rest.prefix(while: isLetter)
    rest = rest.dropFirst(letters.count)
    return letters.count >= 3
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix { $0 &- 0x30 < 10 }
    guard 1...3 ~= digits.count else { return nil }
    rest = rest.dropFirst(digits.count)
    let value = digits.reduce(0) { $0 * 10 + Int($1 & 0x0F) }
    return range ~= value ? value : nil
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func time(hourMax: Int) -> Int? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard let hours = number(0...hourMax) else { return nil }
    var seconds = hours * 3_600
    for unit in [60, 1] where take(":") {
      guard let value = number(0...59) else { return nil }
      seconds += value * unit
    }
    return isNegative ? -seconds : seconds
  }

  mutating func change() -> ZoneRule.Change? {
    guard take(","), let day = day() else { return nil }
    guard take("/") else { return ZoneRule.Change(day: day, time: 7_200) }
    guard let time = time(hourMax: 167) else { return nil }
    return ZoneRule.Change(day: day, time: time)
  }

  private mutating func day() -> ZoneRule.Change.Day? {
    if take("J") { return number(1...365).map { .julian($0) } }
    guard take("M") else { return number(0...365).map { .ordinal($0) } }
    guard let month = number(1...12), take("."), let week = number(1...5), take("."), let day = number(0...6) else {
      return nil
    }
    return .weekday(month: month, week: week, day: day)
  }
}
