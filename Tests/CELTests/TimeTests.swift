import CEL
import Testing

@Suite("Timestamps and durations")
struct TimeTests {
  @Test(
    "RFC 3339 in, RFC 3339 in UTC out",
    arguments: [
      ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z", 0),
      ("2009-02-13T23:31:30Z", "2009-02-13T23:31:30Z", 1_234_567_890),
      ("2009-02-13t23:31:30.120z", "2009-02-13T23:31:30.12Z", 1_234_567_890),
      ("2009-02-13T23:31:30.1234567891Z", "2009-02-13T23:31:30.123456789Z", 1_234_567_890),
      ("2009-02-13T23:31:30+01:00", "2009-02-13T22:31:30Z", 1_234_564_290),
      ("1972-01-01T10:00:20.021-05:00", "1972-01-01T15:00:20.021Z", 63_126_020),
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", -62_135_596_800),
      ("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z", 253_402_300_799),
      ("2000-02-29T12:00:00-00:00", "2000-02-29T12:00:00Z", 951_825_600),
      ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z", -1),
    ] as [(String, String, Int64)])
  func timestampText(_ text: String, _ written: String, _ seconds: Int64) throws {
    let timestamp = try Timestamp(text)
    #expect(timestamp.text == written)
    #expect(timestamp.seconds == seconds)
    #expect(try Timestamp(written) == timestamp)
  }

  @Test(
    "What is no timestamp, and what lies outside the years 1 to 9999",
    arguments: [
      ("", .syntax), ("2009-02-13", .syntax), ("2009-02-13 23:31:30Z", .syntax), ("2009-02-13T23:31Z", .syntax),
      ("2009-02-13T23:31:30", .syntax), ("2009-02-13T23:31:30.Z", .syntax), ("2009-02-13T23:31:30,5Z", .syntax),
      ("2009-02-13T24:00:00Z", .syntax), ("2009-02-13T23:60:00Z", .syntax), ("2009-02-13T23:31:60Z", .syntax),
      ("2009-02-29T00:00:00Z", .syntax), ("2009-13-01T00:00:00Z", .syntax), ("2009-2-13T23:31:00Z", .syntax),
      ("2009-02-13T23:31:30+24:00", .syntax), ("2009-02-13T23:31:30+0100", .syntax), ("2009-02-13T23:31:30Zx", .syntax),
      ("+2009-02-13T23:31:30Z", .syntax), ("209-02-13T23:31:30Z", .syntax), ("２009-02-13T23:31:30Z", .syntax),
      ("0000-01-01T00:00:00Z", .range), ("10000-01-01T00:00:00Z", .range), ("0001-01-01T00:00:00+01:00", .range),
      ("9999-12-31T23:59:59-01:00", .range), ("99999999999999999999-01-01T00:00:00Z", .range),
    ] as [(String, TimeProblem)])
  func badTimestamps(_ text: String, _ problem: TimeProblem) {
    #expect(throws: problem) { try Timestamp(text) }
  }

  @Test(
    "Durations: every unit, signs and fractions",
    arguments: [
      ("0", "0s"), ("0s", "0s"), ("1h45m47s", "6347s"), ("-1.5h", "-5400s"), ("1h1.5s", "3601.5s"), ("100ms", "0.1s"),
      ("-1ms", "-0.001s"), ("+1us", "0.000001s"), ("1\u{B5}s", "0.000001s"), ("1\u{3BC}s", "0.000001s"),
      ("1ns", "0.000000001s"), ("0.5ns", "0s"), (".5s", "0.5s"), ("1.s", "1s"), ("1s1h", "3601s"),
      ("1.123456789999s", "1.123456789s"), ("315576000000s", "315576000000s"), ("-315576000000s", "-315576000000s"),
      ("000000000000000001s", "1s"), ("0.0000000000000000000000000001h", "0s"),
    ])
  func durationText(_ text: String, _ written: String) throws {
    #expect(try Duration(text).text == written)
    #expect(try Duration(written) == Duration(text))
  }

  @Test(
    "What is no duration, and what is too long",
    arguments: [
      ("", .syntax), ("1", .syntax), ("s", .syntax), (".s", .syntax), ("1 s", .syntax), ("1d", .syntax),
      ("--1s", .syntax),
      ("1h-1s", .syntax), ("1S", .syntax), ("00", .syntax), ("1e3s", .syntax), ("1s ", .syntax), ("٣s", .syntax),
      ("315576000001s", .range), ("-320000000000s", .range), ("99999999999999999999h", .range),
      (String(repeating: "999999999999999999h", count: 10), .range), (String(repeating: "1s", count: 200), .syntax),
    ] as [(String, TimeProblem)])
  func badDurations(_ text: String, _ problem: TimeProblem) {
    #expect(throws: problem) { try Duration(text) }
  }

  @Test("Calculations keep nanoseconds and refuse what lies out of range")
  func arithmetic() throws {
    let first = try Timestamp("0001-01-01T00:00:00Z")
    let last = try Timestamp("9999-12-31T23:59:59.999999999Z")
    let nano = try Duration("1ns")
    #expect(try first.adding(Duration("1.999999999s")).adding(nano).text == "0001-01-01T00:00:02Z")
    #expect(try Timestamp("1970-01-01T00:00:00.2Z").subtracting(Duration("0.3s")).text == "1969-12-31T23:59:59.9Z")
    #expect(throws: TimeProblem.range) { try last.adding(nano) }
    #expect(throws: TimeProblem.range) { try first.subtracting(nano) }
    #expect(throws: TimeProblem.range) { try first.adding(Duration("-1s")) }
    #expect(throws: TimeProblem.overflow) { try first.subtracting(last) }
    #expect(throws: TimeProblem.overflow) { try Duration("200000000000s").adding(Duration("200000000000s")) }
    #expect(throws: TimeProblem.overflow) { try Duration("-200000000000s").subtracting(Duration("200000000000s")) }
    #expect(throws: TimeProblem.overflow) { try Duration("200000000000s").negated() }
    let span = try Timestamp("2000-01-01T00:00:00.25Z").subtracting(Timestamp("2000-01-02T00:00:00Z"))
    #expect(span.text == "-86399.75s")
    #expect(try span.negated().subtracting(Duration("0.75s")).text == "86399s")
    #expect(Duration(seconds: 1, nanos: -1) == nil && Duration(seconds: 0, nanos: 1_000_000_000) == nil)
    #expect(Timestamp(seconds: 0, nanos: -1) == nil && Timestamp(seconds: .max) == nil)
  }

  @Test("Durations compare by length, and give hours, minutes and milliseconds towards zero")
  func durations() throws {
    let texts = ["-2s", "-1.6s", "-1.5s", "-0.5s", "0s", "0.5s", "1s", "1.5s"]
    let durations = try texts.map { try Duration($0) }
    #expect(durations == durations.reversed().sorted())
    let span = try Duration("-3730.0219s")
    #expect((span.hours, span.minutes, span.seconds, span.milliseconds) == (-1, -62, -3730, -21))
  }

  @Test("Days before and after 1970 and months of every length")
  func calendar() throws {
    var expected = CivilDate(daysSinceEpoch: -720_000)
    for days in (-719_999 as Int64)...2_950_000 {
      let date = CivilDate(daysSinceEpoch: days)
      if days % 97 == 0 { #expect(date.daysSinceEpoch == days) }
      let isNext =
        date.day == expected.day + 1 && date.month == expected.month
        || date.day == 1 && CivilDate(year: expected.year, month: expected.month, day: expected.day + 1) == nil
      guard isNext else {
        Issue.record("\(date) follows \(expected)")
        return
      }
      expected = date
    }
    #expect(CivilDate(daysSinceEpoch: 0) == CivilDate(year: 1970, month: 1, day: 1))
    #expect(CivilDate(daysSinceEpoch: .min).year < -900_000 && CivilDate(daysSinceEpoch: .max).year > 900_000)
    #expect(CivilDate(year: 2024, month: 2, day: 30) == nil && CivilDate(year: 1900, month: 2, day: 29) == nil)
    let date = try #require(CivilDate(year: 2024, month: 1, day: 31))
    #expect(date.adding(months: 1) == CivilDate(year: 2024, month: 2, day: 29))
    #expect(date.adding(months: -11) == CivilDate(year: 2023, month: 2, day: 28))
    #expect(date.adding(months: -12 * 2025) == CivilDate(year: -1, month: 1, day: 31))
    #expect(date.adding(months: .max) == nil && date.adding(months: .min) == nil)
    #expect((date.dayOfWeek, date.dayOfYear) == (3, 30))
  }
}
