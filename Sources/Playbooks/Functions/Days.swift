import CEL

/// Days of the calendar (proleptic Gregorian, ISO 8601), as timestamps at 00:00 UTC.
enum Days {
  private static let secondsPerDay: Int64 = 86_400

  /// The day a moment lies in, counted from 1970-01-01.
  static func day(_ time: Timestamp) -> Int64 {
    let days = time.seconds / secondsPerDay
    return time.seconds % secondsPerDay < 0 ? days - 1 : days
  }

  static func timestamp(day: Int64) -> Value {
    let (seconds, overflow) = day.multipliedReportingOverflow(by: secondsPerDay)
    guard !overflow, let time = Timestamp(seconds: seconds) else {
      return .error(EvalError(.outOfRange, "the date lies outside the years 1 to 9999"))
    }
    return .timestamp(time)
  }

  static func between(_ from: Timestamp, _ to: Timestamp) -> Int64 { day(to) - day(from) }

  static func plus(_ time: Timestamp, days: Int64) -> Value {
    let (sum, overflow) = day(time).addingReportingOverflow(days)
    return overflow ? .error(EvalError(.overflow, "the date is too far away")) : timestamp(day: sum)
  }

  static func plus(_ time: Timestamp, weeks: Int64) -> Value {
    let (days, overflow) = weeks.multipliedReportingOverflow(by: 7)
    return overflow ? .error(EvalError(.overflow, "the date is too far away")) : plus(time, days: days)
  }

  /// The same day of a later month, or its last day: 31 January plus a month is 28 or 29 February.
  static func plus(_ time: Timestamp, months: Int64) -> Value {
    guard abs(months) < 200_000 else { return .error(EvalError(.overflow, "the date is too far away")) }
    let (year, month, dayOfMonth) = civil(day(time))
    let count = year * 12 + Int64(month - 1) + months
    let newYear = count >= 0 ? count / 12 : (count - 11) / 12
    let newMonth = Int(count - newYear * 12) + 1
    return timestamp(day: days(newYear, newMonth, min(dayOfMonth, length(newYear, newMonth))))
  }

  static func length(_ year: Int64, _ month: Int) -> Int {
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    return switch month {
    case 2: isLeap ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 of a date.
  static func days(_ year: Int64, _ month: Int, _ day: Int) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The date of a day.
  static func civil(_ day: Int64) -> (year: Int64, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let place = (5 * dayOfYear + 2) / 153
    let month = Int(place < 10 ? place + 3 : place - 9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, Int(dayOfYear - (153 * place + 2) / 5 + 1))
  }
}
