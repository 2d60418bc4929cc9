import Conversation
import Testing

/// Each row: what was typed, how it is read. `no:` rows are refusals, with both lines a person sees.
@Suite("Numbers, ratings, votes and counts are read as people write them")
struct NumberGrammarTests {
  static let weeks = NumberBounds(min: DecimalText("1"), max: DecimalText("104"), isWhole: true, unit: "weeks")

  @Test(
    "Numbers with a unit and limits",
    arguments: [
      ("6", "6"), ("06", "6"), ("6 weeks", "6"), ("6weeks", "6"), ("1 week", "1"), ("about 6", "6 ~"), ("~6", "6 ~"),
      ("About 6 weeks", "6 ~"), ("6 or so", "6 ~"), ("6ish", "6 ~"), ("roughly 6", "6 ~"), ("ca. 6", "6 ~"),
      ("six", "6"),
      ("six weeks", "6"), ("about twelve weeks", "12 ~"), ("6; more if it goes well", "6 (more if it goes well)"),
      ("dk", "declined"), ("unknown", "declined"), ("n/a", "n/a"), ("-", "skip"), ("", "nothing"), ("6.0", "6"),
      ("6.5", "no: 6.5 is not a whole number. Type it without a fraction."),
      ("0", "no: the least here is 1 week. Type a number from 1 to 104 weeks."),
      ("-3", "no: the least here is 1 week. Type a number from 1 to 104 weeks."),
      ("200", "no: the most here is 104 weeks. Type a number from 1 to 104 weeks."),
      ("3 months", "no: this is asked in weeks, not months. Type 13, or another number of weeks."),
      ("10 days", "no: this is asked in weeks, not days. Type 1, or another number of weeks."),
      ("5 may", "no: \"5 may\" is a day, not a number. Type a number such as 6 weeks; \"about 6\" is fine."),
      ("2 people", "no: this is asked in weeks, not people. Type the number of weeks."),
      ("4-6", "no: \"4-6\" is a range. Type one number, your best guess; \"about 4\" is fine."),
      ("4 to 6", "no: \"4 to 6\" is a range. Type one number, your best guess; \"about 4\" is fine."),
      ("soon", "no: \"soon\" is not a number. Type a number such as 6 weeks; \"about 6\" is fine."),
      ("--3", "no: \"--3\" is not a number. Type a number such as 6 weeks; \"about 6\" is fine."),
    ])
  func weeks(_ line: String, _ expected: String) {
    #expect(read(.number(Self.weeks), line) == expected)
  }

  @Test(
    "Minutes are asked for, hours are typed",
    arguments: [
      ("2 hours", "no: this is asked in minutes, not hours. Type 120, or another number of minutes."),
      ("1.5 hours", "no: this is asked in minutes, not hours. Type 90, or another number of minutes."),
      ("120 min", "120"), ("120 minutes", "120"), ("120", "120"),
    ])
  func minutes(_ line: String, _ expected: String) {
    #expect(read(.number(NumberBounds(isWhole: true, unit: "minutes")), line) == expected)
  }

  @Test(
    "Large and small numbers",
    arguments: [
      ("10,000", "10000 read as 10000"), ("10 000", "10000 read as 10000"), ("1'200", "1200 read as 1200"),
      ("1,234,567", "1234567 read as 1234567"), ("10000", "10000"), ("0.50", "0.5"), (".5", "0.5"), ("5.", "5"),
      ("-0", "0"), ("-2.5", "-2.5"), ("+7", "7"), ("about 1,500", "1500 ~ read as 1500"), ("half", "0.5"),
      ("a dozen", "12"), ("1,234.5", "1234.5 read as 1234.5"), ("12 people", "12"),
      ("5 weeks", "5 (weeks)"), ("3 days; at best", "3 (days; at best)"),
      ("about 5 marchers", "5 ~"), ("20; from nov on", "20 (from nov on)"),
      ("20 nov", "no: \"20 nov\" is a day, not a number. Type a number such as 6; \"about 6\" is fine."),
      (
        "about 20th of November",
        "no: \"about 20th of November\" is a day, not a number. Type a number such as 6; \"about 6\" is fine."
      ),
      ("5 may.", "no: \"5 may.\" is a day, not a number. Type a number such as 6; \"about 6\" is fine."),
      ("10,5", "no: \"10,5\" could be read two ways. Write 10.5 with a point, or leave the comma out."),
      ("1.2.3", "no: \"1.2.3\" is not a number. Type a number such as 6; \"about 6\" is fine."),
      ("1e5", "no: \"1e5\" is not a number. Type a number such as 6; \"about 6\" is fine."),
      ("1234567890123456", "no: that is more than 15 digits. Type a shorter number."),
      ("٣", "no: \"٣\" is not a number. Type a number such as 6; \"about 6\" is fine."),
    ])
  func plain(_ line: String, _ expected: String) {
    #expect(read(.number(NumberBounds()), line) == expected)
  }

  @Test(
    "Percentages",
    arguments: [
      ("40", "40"), ("40%", "40"), ("40 %", "40"), ("about 40 percent", "40 ~"), ("40 per cent", "40"),
      ("101%", "no: the most here is 100%. Type a number from 0 to 100%."),
      ("half", "0.5"),
    ])
  func percent(_ line: String, _ expected: String) {
    let bounds = NumberBounds(min: DecimalText("0"), max: DecimalText("100"), unit: "%")
    #expect(read(.number(bounds), line) == expected)
  }

  static let releases: [Int: String] = [
    1: "less than once a quarter", 2: "quarterly", 3: "monthly", 4: "weekly", 5: "on demand",
  ]

  @Test(
    "Ratings with a note",
    arguments: [
      ("3", "3"), ("3 we deploy weekly", "3 (we deploy weekly)"), ("3: we deploy weekly", "3 (we deploy weekly)"),
      ("3 - mostly", "3 (mostly)"), ("3/5", "3"), ("three", "3"), ("weekly", "4"), ("on demand", "5"), ("quart", "2"),
      ("3; 2 teams differ", "3 (2 teams differ)"), ("3 2 teams differ", "3 (2 teams differ)"), ("dk", "declined"),
      ("n/a", "n/a"), ("-", "skip"), ("?", "help"), ("", "nothing"), ("3.", "3"), ("5)", "5"),
      ("4 weekly,  mostly; two teams", "4 (weekly,  mostly; two teams)"), ("3; why, though", "3 (why, though)"),
      ("7", "no: 7 is not on this scale. Type 1 to 5, or ? to see what each number means."),
      ("0", "no: 0 is not on this scale. Type 1 to 5, or ? to see what each number means."),
      ("3.5", "no: 3.5 is not on this scale. Type 1 to 5, or ? to see what each number means."),
      (
        "often", "no: \"often\" is not a number. Type 1 to 5; words may follow it. ? shows what each number means."
      ),
      ("3 4 4 2 5", "no: 5 numbers, but one answer. For votes, say first how many you are: /people 5"),
      ("3 4", "no: 2 numbers, but one answer. For votes, say first how many you are: /people 2"),
      ("3 2 4 1 2?", "no: 5 numbers, but one answer. For votes, say first how many you are: /people 5"),
      ("3 2 4 1 ?", "no: 4 numbers, but one answer. For votes, say first how many you are: /people 4"),
      ("3 2?", "no: 2 numbers, but one answer. For votes, say first how many you are: /people 2"),
      ("3 2 4 mostly", "no: 3 numbers, but one answer. For votes, say first how many you are: /people 3"),
      ("3; 2 4 1 2", "3 (2 4 1 2)"), ("3 2 4x a year", "3 (2 4x a year)"), ("3 10 20 of them", "3 (10 20 of them)"),
    ])
  func rating(_ line: String, _ expected: String) {
    #expect(read(.scale(1...5, labels: Self.releases), line) == expected)
  }

  @Test(
    "Votes, where people are set and the count fits",
    arguments: [
      ("3 4 4 2 5", "median 4 range 2-5 of 5 wide"), ("3,4,4,2,5", "median 4 range 2-5 of 5 wide"),
      ("3 4 4 2 5 release train, plus hotfixes", "median 4 range 2-5 of 5 wide (release train, plus hotfixes)"),
      ("3 3 3 3 3", "median 3 range 3-3 of 5"), ("2 3 4 3 2", "median 3 range 2-4 of 5"),
      ("34425", "median 4 range 2-5 of 5 wide"),
      ("34425 release train", "median 4 range 2-5 of 5 wide (release train)"),
      ("34429", "no: 9 is not on this scale. Type 1 to 5, or ? to see what each number means."),
      ("3442", "no: 3442 is not on this scale. Type 1 to 5, or ? to see what each number means."),
      ("3 4 x 4 3", "median 4 range 3-4 of 4"), ("1 2 - - -", "median 2 range 1-2 of 2"), ("3", "3"),
      ("3 all agreed", "3 (all agreed)"),
      (
        "3 4",
        "no: 2 votes for 5 people. Type 5 numbers (x for nobody), or one for all. /people changes how many you are."
      ),
      (
        "3 4 4 2 5 1",
        "no: 6 votes for 5 people. Type 5 numbers (x for nobody), or one for all. "
          + "/people changes how many you are."
      ),
      ("3 4 4 2 9", "no: 9 is not on this scale. Type 1 to 5, or ? to see what each number means."),
      (
        "x x x x x",
        "no: 0 votes for 5 people. Type 5 numbers (x for nobody), or one for all. "
          + "/people changes how many you are."
      ),
    ])
  func votes(_ line: String, _ expected: String) {
    #expect(read(.scale(1...5, labels: Self.releases), line, people: 5) == expected)
  }

  @Test(
    "The coverage scale",
    arguments: [
      ("0", "0"), (".25", "0.25"), ("0.25", "0.25"), ("0,5", "0.5"), ("1/2", "0.5"), ("half", "0.5"), ("50%", "0.5"),
      ("1", "1"), ("1.0", "1"), ("started", "0.25"), ("most or all", "1"), ("no", "0"), ("dk", "declined"),
      ("0.5 two of four teams", "0.5 (two of four teams)"),
      ("1 0 .5", "no: 1 0 .5 is not on this scale. Type 0, .25, .5 or 1, or the words beside it."),
      ("1 0?", "no: 1 0? is not on this scale. Type 0, .25, .5 or 1, or the words beside it."),
      ("1 2 of 2 teams", "1 (2 of 2 teams)"), ("half 1 team", "0.5 (1 team)"),
      ("2", "no: 2 is not on this scale. Type 0, .25, .5 or 1, or the words beside it."),
      ("0.3", "no: 0.3 is not on this scale. Type 0, .25, .5 or 1, or the words beside it."),
    ])
  func coverage(_ line: String, _ expected: String) {
    #expect(read(.scale4(["No or not yet", "Started or some", "At least half", "Most or all"]), line) == expected)
  }

  private static let order = "Type 5 numbers in this order, some by name (1:2 2:3), or vote by vote."
  private static let orderForFive =
    "Type 5 counts in this order, some by name (1:2 2:3), or a vote for each of the 5 (x for nobody)."
  private static let feelings = [
    Offer("1", "little"), Offer("2", "some"), Offer("3", "half"), Offer("4", "most"), Offer("5", "anything"),
  ]

  @Test(
    "Counts per row",
    arguments: [
      ("0 1 0 4 2", "1:0 2:1 3:0 4:4 5:2"), ("0,1,0,4,2", "1:0 2:1 3:0 4:4 5:2"), ("5:2 4:3", "5:2 4:3"),
      ("4", "4:1"), ("5: 2, 4: 3", "5:2 4:3"), ("5=2 4=3", "5:2 4:3"), ("dk", "declined"), ("-", "skip"),
      ("5:two 1:a", "5:2 1:1"),
      ("1 2", "no: 2 numbers, but 5 rows. \(order)"),
      ("3 4 4 2 5 3 4 4", "2:1 3:2 4:4 5:1"), ("3, 4, 4, 2, 5, 3", "2:1 3:2 4:2 5:1"),
      ("3 4 4 2 5 3 9", "no: 7 numbers, but 5 rows. \(order)"),
      ("some", "no: \"some\" is neither a count nor one of the rows. \(order)"),
      ("5:x", "no: \"x\" is not a count. Type a whole number, 0 or more."),
      ("9:1", "no: there is no row \"9\". Type a row from above, and its count: 1:2 2:3"),
      ("5:1 5:2", "no: \"anything\" is there twice. Name each one once."),
    ])
  func tally(_ line: String, _ expected: String) {
    #expect(read(.tally(Self.feelings), line) == expected)
  }

  @Test(
    "Where it is known how many people there are, so many numbers are their votes unless they can be counts",
    arguments: [
      ("3 4 4 2 5", "2:1 3:1 4:2 5:1"), ("0 1 2 2 0", "1:0 2:1 3:2 4:2 5:0"), ("1 1 1 1 1", "1:1 2:1 3:1 4:1 5:1"),
      ("3 4 4 2", "no: 4 numbers, but 5 rows and 5 people. \(orderForFive)"),
      ("4", "no: that is 1 vote of 5. Type 4:1 if only one voted, 4:5 if all did, or a vote for each (x for nobody)."),
      ("9", "no: 1 number, but 5 rows and 5 people. \(orderForFive)"),
      ("3 4 4 2 5 3", "no: 6 numbers, but 5 rows and 5 people. \(orderForFive)"),
      ("3 4 x 2 5", "2:1 3:1 4:1 5:1"), ("4:1", "4:1"),
      ("x x x x x", "no: \"x\" is not a count. Type a whole number, 0 or more."),
    ])
  func talliedVotes(_ line: String, _ expected: String) {
    #expect(read(.tally(Self.feelings), line, people: 5) == expected)
  }

  @Test(
    "Votes by name are all of them, or one of somebody who changed their mind",
    arguments: [
      ("Ana 3, Bert 4, Cleo 2", [], "median 3 range 2-4 of 3"), ("bert=4 ana=5 cleo=x", [], "median 5 range 4-5 of 2"),
      ("C: 1; A: 1; B: 2", [], "median 1 range 1-2 of 3"), ("Bert 5", [3, 3, 3], "median 3 range 3-5 of 3"),
      ("Bert x", [3, 2, 3], "median 3 range 3-3 of 2"),
      ("Ana 3 4 2", [], "no: \"Ana 3 4 2\" is not a number. \(words)"),
      ("Ana 3", [], "no: there is no vote of Bert or Cleo yet. Type x for who doesn't vote: Bert x"),
      ("Ana 3", [4, 4], "no: there is no vote of Bert or Cleo yet. Type x for who doesn't vote: Bert x"),
      ("Ana 7", [1, 1, 1], "no: 7 is not on this scale. Type 1 to 5, or ? to see what each number means."),
      ("3 4 2 Ana wants less", [], "median 3 range 2-4 of 3 (Ana wants less)"),
    ])
  func namedVotes(_ line: String, _ before: [Int], _ expected: String) {
    var grammar = AnswerGrammar(.scale(1...5, labels: [:]), today: friday, people: 3)
    (grammar.names, grammar.votesBefore) = (["Ana", "Bert", "Cleo"], before)
    #expect(brief(grammar.read(line)) == expected)
  }

  private static let words = "Type 1 to 5; words may follow it. ? shows what each number means."

  @Test(
    "Counts by wording",
    arguments: [
      ("explorer:3 shopper:1", "explorer:3 shopper:1"), ("exp:3, pris:1", "explorer:3 prisoner:1"),
      ("on vacation:2 shopper:1", "vacationer:2 shopper:1"),
      ("explorer prisoner, Explorer shopper", "explorer:2 shopper:1 prisoner:1"), ("shopper", "shopper:1"),
      ("e s s v p e", "explorer:2 shopper:2 vacationer:1 prisoner:1"),
    ])
  func namedTally(_ line: String, _ expected: String) {
    let rows = [
      Offer("explorer", "Explorer"), Offer("shopper", "Shopper"), Offer("vacationer", "On vacation"),
      Offer("prisoner", "Prisoner"),
    ]
    #expect(read(.tally(rows), line) == expected)
  }

  @Test(
    "The median of an even number of votes is shown as it is; rules read it rounded half up",
    arguments: [
      ([3, 4], 4, "3.5"), ([2, 4], 3, "3"), ([1, 2, 4, 5], 3, "3"), ([1], 1, "1"), ([5, 1, 3], 3, "3"),
      ([1, 1, 2, 2], 2, "1.5"), ([3, 4, 4, 2, 5, 3, 4, 1], 4, "3.5"), ([0, -1], 0, "-0.5"), ([-2, -1], -1, "-1.5"),
    ])
  func median(_ votes: [Int], _ expected: Int, _ shown: String) {
    #expect(Votes(votes)?.median == expected)
    #expect(Votes(votes)?.medianShown == shown)
  }
}
