import Playbooks
import Sessions
import Testing

@testable import Conversation

@Suite("What was said in an earlier session stands beside the question")
struct EarlierTests {
  @Test("A rating shows the one of last time, with its day")
  func rating() throws {
    let playbook = try #require(Builtin.load("room").playbook)
    var session = Session(playbook)
    let earlier = Datum.record([
      .init("date", .date("2026-08-14")), .init("session", .string("s0")), .init("round_number", .int(1)),
      .init("releases", .int(3)),
    ])
    session.apply(.sat(day: "2026-11-20", version: "1.0.0"))
    session.apply(.carried(name: "earlier", value: .list([earlier]), from: nil))
    session.apply(.changed([.set(CellRef("team"), .value(.text("Blue")))], reason: nil))
    var conversation = Conversation(session: session, settings: Settings(today: friday))
    let lines = conversation.receive(.begin).compactMap { output in
      if case .line(let line) = output { line.plain } else { nil }
    }
    #expect(lines.contains("  Last time (Fri 14 Aug 2026): 3"), "\(lines)")
  }
}
