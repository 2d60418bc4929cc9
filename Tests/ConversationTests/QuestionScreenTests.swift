import Testing
import Text

@testable import Conversation

@Suite("Questions are laid out for eyes and for ears")
struct QuestionScreenTests {
  static let releases = QuestionScreen(
    section: "Flow", number: 3, progress: .of(24), minutesLeft: .about(12),
    wording: "How often does the team release to users?",
    expected: .scale(
      1...5,
      labels: [1: "less than once a quarter", 2: "quarterly", 3: "monthly", 4: "weekly", 5: "on demand"]),
    earlier: "Last time (12 Aug): 3", isOptional: false)

  private func text(_ lines: [StyledText]) -> String { lines.map(\.plain).joined(separator: "\n") }

  @Test("Choices stand in two columns below the wording, what was said last time below them")
  func columns() {
    #expect(
      text(Self.releases.lines(Look())) == """

        Flow · question 3 of 24                                about 12 min left
        How often does the team release to users?

          1  less than once a quarter    4  weekly
          2  quarterly                   5  on demand
          3  monthly
          Last time (12 Aug): 3
        """)
  }

  @Test("Accessible mode has words for all of it")
  func accessible() {
    #expect(
      text(Self.releases.lines(Look(isAccessible: true))) == """

        Question 3 of 24. Flow. About 12 minutes left.
        How often does the team release to users?
        1: less than once a quarter
        2: quarterly
        3: monthly
        4: weekly
        5: on demand
        Last time (12 Aug): 3
        """)
  }

  @Test("Nothing is wider than the screen", arguments: [24, 30, 40, 60, 72])
  func narrow(_ columns: Int) {
    var screen = Self.releases
    screen.wording = "日本語の質問です。" + String(repeating: "long words and more ", count: 8)
    screen.details = ["One row at a time; an empty line ends the table."]
    screen.present = "4 (weekly)"
    for look in [Look(columns: columns), Look(columns: columns, isAccessible: true)] {
      for line in screen.lines(look) { #expect(displayWidth(line.plain) <= columns, "\(line.plain)") }
    }
  }

  @Test(
    "Prompts say what to type and stay short",
    arguments: [
      ("Q3", Expected.scale(1...5, labels: [:]), "Q3 1-5 › "),
      ("Q3", .choice([Offer("a", "A"), Offer("b", "B")], allowsText: false), "Q3 1-2 › "),
      ("Q3", .choice([Offer("5_up", "A"), Offer("b", "B")], allowsText: false), "Q3 a-b › "),
      ("Q3", .yesno, "Q3 y/n › "), ("Q3", .date, "Q3 date › "), ("Q3", .text(or: []), "Q3 › "),
      ("Q3", .number(NumberBounds(unit: "weeks")), "Q3 weeks › "), ("Q3", .number(NumberBounds()), "Q3 number › "),
      ("B2", .choice([Offer("G1", "Grow")], allowsText: false), "B2 › "),
      ("Q3", .number(NumberBounds(unit: "thousand euros a year")), "Q3 › "),
      ("Q12", .scale4(["", "", "", ""]), "Q12 0-1 › "),
    ])
  func prompts(_ label: String, _ expected: Expected, _ prompt: String) {
    let shown = PromptText(label: label, expected: expected).styled(Look()).plain
    #expect(shown == prompt)
    #expect(displayWidth(shown) < 20)
  }

  @Test("ASCII screens get ASCII signs")
  func ascii() {
    let look = Look(isASCII: true)
    #expect(look.marked(.ok, "Q3 — saved").map { look.fit($0).plain } == ["  ok Q3 - saved"])
    #expect(PromptText(label: "Q3").styled(look).plain == "Q3 > ")
  }

  @Test("Long confirmations hang below their sign")
  func marks() {
    let lines = Look(columns: 30).marked(.warn, "Wide spread. Ask the 2 and the 5 to explain first.")
    #expect(text(lines) == "  ! Wide spread. Ask the 2 and\n    the 5 to explain first.")
  }
}
