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

  @Test(
    "Somebody who comes back is told when it was, as people say it",
    arguments: [
      ("2026-11-20T08:00:00Z", "earlier today"), ("2026-11-19T23:00:00Z", "yesterday"),
      ("2026-11-18T09:00:00Z", "Wed 18 Nov 2026"), ("2025-11-20T09:00:00Z", "Thu 20 Nov 2025"),
    ])
  func welcome(_ time: String, _ said: String) throws {
    let playbook = try #require(Builtin.load("room").playbook)
    var session = Session(playbook)
    session.apply(.changed([.set(CellRef("team"), .value(.text("Blue")))], reason: nil), time: time)
    var conversation = Conversation(
      session: session, settings: Settings(today: friday, width: 100), universal: UniversalLines(Builtin.universal))
    let lines = conversation.receive(.begin).compactMap { output in
      if case .line(let line) = output { line.plain } else { nil }
    }
    #expect(lines.contains { $0.hasPrefix("Welcome back. Last time (\(said)) we got to People.") }, "\(lines)")
  }
}
