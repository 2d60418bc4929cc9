/// A moment as a calendar and a clock in some place show it.
public struct LocalTime: Hashable, Sendable {
  public let date: CivilDate
  /// 0 to 23.
  public let hour: Int
  /// 0 to 59.
  public let minute: Int
  /// 0 to 59.
  public let second: Int
  public let nanos: Int32

  /// `offset` is the place's distance from UTC in seconds, positive to the east.
  public init(_ timestamp: Timestamp, offset: Int = 0) {
    let seconds = timestamp.seconds + Int64(max(-360_000, min(360_000, offset)))
    let days = floorDivide(seconds, 86_400)
    let rest = Int(seconds - days * 86_400)
    date = CivilDate(daysSinceEpoch: days)
    hour = rest / 3_600
    minute = rest / 60 % 60
    second = rest % 60
    nanos = timestamp.nanos
  }
}

/// What CEL's `getFullYear` and its sisters ask a timestamp for (cel-spec, "List of Standard Definitions").
public enum TimePart: String, CaseIterable, Sendable {
  case year = "getFullYear"
  case month = "getMonth"
  case date = "getDate"
  case dayOfMonth = "getDayOfMonth"
  case dayOfWeek = "getDayOfWeek"
  case dayOfYear = "getDayOfYear"
  case hours = "getHours"
  case minutes = "getMinutes"
  case seconds = "getSeconds"
  case milliseconds = "getMilliseconds"
}

extension LocalTime {
  /// The part as CEL counts it: months, days of the month, of the year and of the week from 0; `getDate` from 1.
  public func part(_ part: TimePart) -> Int64 {
    switch part {
    case .year: Int64(date.year)
    case .month: Int64(date.month - 1)
    case .date: Int64(date.day)
    case .dayOfMonth: Int64(date.day - 1)
    case .dayOfWeek: Int64(date.dayOfWeek)
    case .dayOfYear: Int64(date.dayOfYear)
    case .hours: Int64(hour)
    case .minutes: Int64(minute)
    case .seconds: Int64(second)
    case .milliseconds: Int64(nanos / 1_000_000)
    }
  }
}

extension Timestamp {
  /// A part of this moment in UTC.
  public func part(_ part: TimePart) -> Int64 { LocalTime(self).part(part) }

  /// A part of this moment in a zone: `UTC`, a fixed offset such as `+05:30`, or a name that `zones` knows.
  public func part(_ part: TimePart, zone: String, zones: some ZoneProvider) throws(TimeProblem) -> Int64 {
    try LocalTime(self, offset: offset(zone: zone, zones: zones)).part(part)
  }

  /// Seconds east of UTC in that zone at this moment.
  public func offset(zone: String, zones: some ZoneProvider) throws(TimeProblem) -> Int {
    if let fixed = fixedOffset(zone) { return fixed }
    guard let zone = zones.zone(named: zone) else { throw .unknownZone }
    return zone.offset(at: seconds)
  }
}

/// Seconds east of UTC for `UTC`, `+05:30`, `02:00`; nil for a name.
func fixedOffset(_ zone: String) -> Int? {
  if zone.isEmpty || zone == "UTC" || zone == "Z" || zone == "GMT" { return 0 }
  guard zone.utf8.count <= 6 else { return nil }
  var reader = ByteReader(zone)
  let isWest = reader.take("-")
  if !isWest { _ = reader.take("+") }
  let (hour, hourLength) = reader.digits(countMax: 3)
  guard 1...2 ~= hourLength, hour < 24, reader.take(":"), let minute = reader.number(count: 2), minute < 60,
    reader.isAtEnd
  else { return nil }
  return (Int(hour) * 3_600 + minute * 60) * (isWest ? -1 : 1)
}
