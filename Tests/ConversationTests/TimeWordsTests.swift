import Testing

@testable import Conversation

/// Each row: what is known of the time, and how it is said.
@Suite("Time in words")
struct TimeWordsTests {
  @Test(
    "What is left of a part",
    arguments: [
      (3, 15, "3 of 15 min left", "3 of 15 minutes left."), (0, 15, "15 min are up", "15 minutes are up."),
      (1, 1, "1 of 1 min left", "1 of 1 minutes left."), (0, 1, "1 min is up", "1 minute is up."),
    ])
  func part(_ left: Int, _ box: Int, _ written: String, _ spoken: String) {
    #expect(Wording.minutesLeft(.ofPart(left, of: box)) == written)
    #expect(Wording.minutesLeftSpoken(.ofPart(left, of: box)) == spoken)
  }

  @Test(
    "What could be left out when it gets late",
    arguments: [
      ([], ""), (["Q3 Third"], " Could be left out: Q3 Third."),
      (["Q3 Third", "Q5 Fifth"], " Could be left out: Q3 Third and Q5 Fifth."),
      (["Q2 Second, and more", "Q3 Third"], " Could be left out: Q2 Second, and more; Q3 Third."),
    ])
  func late(_ drops: [String], _ advice: String) {
    #expect(Wording.late(2, drops: drops) == "2 minutes short.\(advice) /fast asks only what is needed.")
  }
}
