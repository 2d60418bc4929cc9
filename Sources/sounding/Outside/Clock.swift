import Conversation
import Glibc

/// The wall clock: UTC time for events, and the local day for "today".
struct Clock {
  /// `YYYY-MM-DDTHH:MM:SS.mmmZ`; a day that is set by `SOUNDING_TODAY` counts here, too, so that a story told by a script
  /// has its own days everywhere.
  var now: String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    var parts = tm()
    gmtime_r(&time.tv_sec, &parts)
    return (Surroundings.value("SOUNDING_TODAY") ?? Clock.day(parts)) + "T" + Clock.two(parts.tm_hour) + ":"
      + Clock.two(parts.tm_min) + ":"
      + Clock.two(parts.tm_sec) + "." + Clock.padded(Int(time.tv_nsec) / 1_000_000, 3) + "Z"
  }

  /// The day on the wall here, `YYYY-MM-DD`; `SOUNDING_TODAY` overrides it, for scripts that must not depend on the day.
  var today: String {
    if let fixed = Surroundings.value("SOUNDING_TODAY") { return fixed }
    var seconds = time(nil)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return Clock.day(parts)
  }

  /// When an event was written, as people here say it: `today 13:40`, `yesterday 16:40`, `Mon 12 Aug 2026`.
  func spoken(_ time: String) -> String? {
    let numbers = time.split { !$0.isNumber }.prefix(5).compactMap { Int32($0) }
    guard numbers.count == 5 else { return nil }
    var utc = tm()
    (utc.tm_year, utc.tm_mon, utc.tm_mday) = (numbers[0] - 1900, numbers[1] - 1, numbers[2])
    (utc.tm_hour, utc.tm_min) = (numbers[3], numbers[4])
    var seconds = timegm(&utc)
    var here = tm()
    localtime_r(&seconds, &here)
    let minute = " " + Clock.two(here.tm_hour) + ":" + Clock.two(here.tm_min)
    guard let day = CalendarDay(iso: Clock.day(here)), let today = CalendarDay(iso: today) else { return nil }
    if day == today { return "today" + minute }
    return day.adding(days: 1) == today ? "yesterday" + minute : day.spoken
  }

  private static func day(_ parts: tm) -> String {
    padded(Int(parts.tm_year) + 1900, 4) + "-" + two(parts.tm_mon + 1) + "-" + two(parts.tm_mday)
  }

  private static func two(_ number: Int32) -> String { padded(Int(number), 2) }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
