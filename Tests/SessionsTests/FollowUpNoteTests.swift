import Diagnostics
import Playbooks
import Testing

@testable import Sessions

/// Replies to rules that ask without saying where the reply goes.
@Suite("A reply stays where it was asked")
struct FollowUpNoteTests {
  static let source = """
    playbook: follow
    questions:
      - { question: size, ask: How many?, type: number, whole: true }
      - { question: names, ask: Who?, type: list, rows: 0..5 }
    calculations:
      - { calculation: twice, is: size * 2 }
    rules:
      - { rule: ON-QUESTION, when: size > 2, ask: Why so many? }
      - { rule: ON-CALCULATION, when: twice > 4, ask: Why twice? }
      - { rule: ON-NOTHING, when: round_number == 1, ask: What would have to be true? }
    """

  private func session() throws -> Session {
    let (playbook, messages) = PlaybookLoader.load(SourceText(name: "follow.yaml", text: Self.source))
    var session = Session(try #require(playbook, "\(messages.map(\.message))"))
    session.apply(
      .opened(Opening(playbook: PlaybookRef(name: "follow", version: "1", sha256: ""), session: "s", engagement: "e")))
    session.apply(.sat(day: "2026-03-01", version: ""))
    session.apply(try session.decide(.answer(CellRef("size"), .value(.int(3)))))
    return session
  }

  @Test("each question of a rule is asked until it has its reply, and no more", arguments: [true, false])
  func asked(isReplied: Bool) throws {
    var session = try session()
    var seen: [String] = []
    while let ask = session.pendingFollowUps.first, seen.count < 10 {
      seen.append(session.playbook.rules[ask.rule].id)
      let reply = isReplied ? AnswerValue.text("because \(seen.count)") : nil
      let command = try #require(session.command(replying: reply, to: ask))
      session.apply(try session.decide(command))
    }
    #expect(seen == ["ON-QUESTION", "ON-CALCULATION", "ON-NOTHING"])
    if isReplied {
      #expect(session.answer(CellRef("size"))?.note == "because 1")
      #expect(session.book.marks["ON-CALCULATION"]?.note == "because 2")
      #expect(session.book.marks["ON-NOTHING"]?.note == "because 3")
    }
  }
}
