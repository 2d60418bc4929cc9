/// A day of the Gregorian calendar, carried backwards without end (ISO 8601).
public struct CivilDate: Hashable, Sendable {
  public let year: Int
  /// 1 for January.
  public let month: Int
  /// 1 for the first day of the month.
  public let day: Int

  /// Nil for a day that isn't in the calendar, such as 30 February, and for years beyond ±1,000,000.
  public init?(year: Int, month: Int, day: Int) {
    guard abs(year) <= 1_000_000, 1...12 ~= month, 1...Self.dayCount(year: year, month: month) ~= day else {
      return nil
    }
    self.init(checkedYear: year, month: month, day: day)
  }

  private init(checkedYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that is `days` after 1970-01-01; counts beyond a million years are cut off there.
  ///
  /// Works on eras of 400 years that begin on 1 March, so that leap days come last
  /// (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  public init(daysSinceEpoch days: Int64) {
    let shifted = max(-365_000_000, min(365_000_000, days)) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    self.init(
      checkedYear: Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), month: Int(month),
      day: Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1))
  }

  /// Days after 1970-01-01; negative before.
  public var daysSinceEpoch: Int64 {
    let shifted = Int64(month <= 2 ? year - 1 : year)
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let marchMonth = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * marchMonth + 2) / 5 + Int64(day) - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// 0 for Sunday.
  public var dayOfWeek: Int {
    let rest = (daysSinceEpoch + 4) % 7
    return Int(rest < 0 ? rest + 7 : rest)
  }

  /// 0 for 1 January.
  public var dayOfYear: Int {
    Int(daysSinceEpoch - CivilDate(checkedYear: year, month: 1, day: 1).daysSinceEpoch)
  }

  /// The same day `months` later; the month's last day where it has no such day. Nil beyond the years we count.
  public func adding(months: Int) -> CivilDate? {
    let (total, isOver) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !isOver else { return nil }
    let newYear = total >= 0 ? total / 12 : (total - 11) / 12
    let newMonth = total - newYear * 12 + 1
    guard abs(newYear) <= 1_000_000 else { return nil }
    return CivilDate(year: newYear, month: newMonth, day: min(day, Self.dayCount(year: newYear, month: newMonth)))
  }

  public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  /// The count of days in a month; 0 if there is no such month.
  public static func dayCount(year: Int, month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    case 1...12: 31
    default: 0
    }
  }
}
