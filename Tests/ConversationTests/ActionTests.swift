import Testing

@testable import Conversation

/// Each row: what stands behind `/action`, and what is noted of it: text, owner, day.
@Suite("Actions noted in passing")
struct ActionTests {
  @Test(
    "Who and when are taken out of the words",
    arguments: [
      ("Show the file @Ana by 14 May", "Show the file, Ana, 2027-05-14"),
      ("Show the file by 14 May @Ana", "Show the file, Ana, 2027-05-14"),
      ("@Ana shows the file", "shows the file, Ana, -"), ("Show the file", "Show the file, -, -"),
      ("Show it by hand", "Show it by hand, -, -"), ("Ask @Fay Meier", "Ask, Fay Meier, -"),
      ("Ask @Fay Meier by 14 May", "Ask, Fay Meier, 2027-05-14"),
      ("Ask by 14 May @Fay Meier", "Ask, Fay Meier, 2027-05-14"),
      ("Send it @Fay Meier by hand", "Send it by hand, Fay Meier, -"), ("@Fay Meier", "Meier, Fay, -"),
      ("Send @Fay May report", "Send May report, Fay, -"), ("Send it @Fay now", "Send it now, Fay, -"),
      ("@Ana Maria sends it", "sends it, Ana Maria, -"), ("@ana maria sends it", "sends it, ana maria, -"),
      ("@Ana Maria", "Maria, Ana, -"), ("Ask @Bo Berg", "Ask, Bo Berg, -"),
      ("@Ana", "nothing"), ("by 14 May", "nothing"),
      ("x3 done by phone", "X3 done: by phone"), ("X3 started", "X3 in_progress: "), ("X3 is late", "X3 is late, -, -"),
    ])
  func taken(_ line: String, _ expected: String) {
    let draft = ActionReader(today: friday, people: ["Ana Maria", "Bo"]).read(line)
    let shown = draft.map { draft in
      draft.id.map { "\($0) \(draft.status ?? "-"): \(draft.text)" }
        ?? "\(draft.text), \(draft.owner ?? "-"), \(draft.due ?? "-")"
    }
    #expect(shown ?? "nothing" == expected)
  }

  @Test("The name of an action alone is no action", arguments: [("X1", "X1"), (" x12 ", "X12"), ("Xylophones", "-")])
  func alone(_ line: String, _ expected: String) {
    #expect(ActionReader(today: friday, people: []).loneID(line) ?? "-" == expected)
  }
}
