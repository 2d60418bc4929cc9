import Conversation
import Testing

/// All relative to Friday, 20 November 2026.
@Suite("Days are read as people say them")
struct DateGrammarTests {
  @Test(
    "Days",
    arguments: [
      ("2026-05-14", "2026-05-14"), ("today", "2026-11-20"), ("tomorrow", "2026-11-21"), ("yesterday", "2026-11-19"),
      ("day after tomorrow", "2026-11-22"), ("the day after tomorrow", "2026-11-22"), ("in 6 weeks", "2027-01-01"),
      ("in six weeks", "2027-01-01"), ("6 weeks", "2027-01-01"), ("6w", "2027-01-01"), ("in a month", "2026-12-20"),
      ("in 3 months", "2027-02-20"), ("in a year", "2027-11-20"), ("3 days ago", "2026-11-17"),
      ("2 weeks from now", "2026-12-04"), ("in a fortnight", "2026-12-04"), ("next Friday", "2026-11-27"),
      ("Friday", "2026-11-27"), ("this Friday", "2026-11-20"), ("last Friday", "2026-11-13"), ("monday", "2026-11-23"),
      ("next Mon", "2026-11-23"), ("Thurs", "2026-11-26"), ("next week", "2026-11-23"), ("next month", "2026-12-01"),
      ("next year", "2027-01-01"), ("end of month", "2026-11-30"), ("end of the month", "2026-11-30"),
      ("end of next month", "2026-12-31"), ("end of May", "2027-05-31"), ("end of february", "2027-02-28"),
      ("end of year", "2026-12-31"), ("end of the year", "2026-12-31"), ("end of week", "2026-11-20"),
      ("end of next week", "2026-11-27"), ("end of quarter", "2026-12-31"), ("end of q1", "2027-03-31"),
      ("mid May", "2027-05-15"), ("start of June", "2027-06-01"), ("beginning of next month", "2026-12-01"),
      ("14 May", "2027-05-14"), ("14th of May", "2027-05-14"), ("May 14", "2027-05-14"), ("May 14th", "2027-05-14"),
      ("14 May 2026", "2026-05-14"), ("May 14, 2026", "2026-05-14"), ("14 may 26", "2026-05-14"),
      ("24 December", "2026-12-24"), ("20 November", "2026-11-20"), ("19 Nov.", "2026-11-19"),
      ("2 October", "2027-10-02"), ("7 October", "2026-10-07"),
      ("Fri 14 May 2027", "2027-05-14"), ("Friday, 14 May", "2027-05-14"), ("by 14 May", "2027-05-14"),
      ("on Monday", "2026-11-23"), ("the 25th", "2026-11-25"), ("the 14th", "2026-12-14"), ("14.5.2026", "2026-05-14"),
      ("14.05.2026", "2026-05-14"), ("14.5.", "2027-05-14"), ("14/05/2026", "2026-05-14"), ("5/14/2026", "2026-05-14"),
      ("31/12", "2026-12-31"), ("4/4/2027", "2027-04-04"), ("20260514", "2026-05-14"), ("2026/05/14", "2026-05-14"),
      ("29 Feb", "2028-02-29"), ("29 Feb 2028", "2028-02-29"), ("dk", "declined"), ("-", "skip"), ("?", "help"),
    ])
  func days(_ line: String, _ expected: String) {
    #expect(read(.date, line) == expected)
  }

  @Test(
    "What isn't one day is refused with what to type",
    arguments: [
      ("soon", "\"soon\" is not a day I understand. Type 14 May, next Friday, in 6 weeks or 2026-05-14."),
      ("31 February 2027", "February 2027 has 28 days. Type 14 May, next Friday, in 6 weeks or 2026-05-14."),
      ("2026-13-01", "\"2026-13-01\" is not a day I understand. Type 14 May, next Friday, in 6 weeks or 2026-05-14."),
      ("4/5/2026", "that could be Mon 4 May 2026 or Sun 5 Apr 2026. Type 2026-05-04 or 2026-04-05."),
      ("Mon 14 May 2027", "that day is a Friday. Type 2027-05-14, or another day."),
      ("May 2027", "May 2027 is a month, not a day. Type 1 May 2027, or end of May 2027."),
      ("May", "\"May\" is not a day I understand. Type 14 May, next Friday, in 6 weeks or 2026-05-14."),
      ("32 May", "May 2026 has 31 days. Type 14 May, next Friday, in 6 weeks or 2026-05-14."),
      (
        "in 999999999 years",
        "\"in 999999999 years\" is not a day I understand. "
          + "Type 14 May, next Friday, in 6 weeks or 2026-05-14."
      ),
      ("6", "\"6\" is not a day I understand. Type 14 May, next Friday, in 6 weeks or 2026-05-14."),
    ])
  func refusals(_ line: String, _ expected: String) {
    #expect(read(.date, line) == "no: " + expected)
  }

  @Test("Days and their numbers agree over four hundred years")
  func numbers() throws {
    var day = try #require(CalendarDay(year: 1900, month: 1, day: 1))
    for number in day.dayNumber..<day.dayNumber + 146_097 {
      #expect(day.dayNumber == number)
      #expect(CalendarDay(dayNumber: number) == day)
      day = try #require(day.adding(days: 1))
    }
    #expect(day.iso == "2300-01-01")
  }

  @Test(
    "Beside a day that is suggested, a day without a year is the one next to it",
    arguments: [
      ("26 January", "2026-03-16", "2026-01-26"), ("26.1.", "2026-03-16", "2026-01-26"),
      ("2 October", "2026-11-20", "2026-10-02"), ("20 December", "2027-01-05", "2026-12-20"),
      ("26 January 2027", "2026-03-16", "2027-01-26"),
    ])
  func near(_ line: String, _ suggested: String, _ expected: String) throws {
    var grammar = AnswerGrammar(.date, today: try #require(CalendarDay(iso: "2026-11-20")))
    grammar.near = CalendarDay(iso: suggested)
    guard case .answer(let typed) = grammar.read(line), case .date(let day) = typed.content else {
      Issue.record("\(line) was not taken")
      return
    }
    #expect(day.iso == expected)
  }

  @Test("Weekdays are those of the calendar", arguments: [("1970-01-01", 3), ("2026-11-20", 4), ("2000-02-29", 1)])
  func weekdays(_ iso: String, _ weekday: Int) {
    #expect(CalendarDay(iso: iso)?.weekday == weekday)
  }
}
