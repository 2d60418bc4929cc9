import Diagnostics
import Playbooks
import Sessions
import Testing

@testable import Conversation

@Suite("Where an upgrade changed what an answer means, that is shown before it is confirmed")
struct MeaningTests {
  private static func playbook(_ meaning: String) throws -> Playbook {
    let text = """
      playbook: little
      questions:
        - { question: time, ask: How long?, type: number, unit: hours\(meaning.isEmpty ? "" : ", meaning: \(meaning)") }
      """
    return try #require(PlaybookLoader.load(SourceText(name: "little.yaml", text: text)).0)
  }

  @Test(arguments: [
    ("in a week", "in a month", "It means something else now: in a month (before: in a week)."),
    ("", "in a month", "It means something else now: in a month."),
    ("in a week", "", "It means something else now (before: in a week)."),
  ])
  func shown(_ before: String, _ now: String, _ line: String) throws {
    var session = Session(try Self.playbook(before))
    session.apply(
      .opened(Opening(playbook: PlaybookRef(name: "little", version: "1", sha256: "a"), session: "s", engagement: "e")))
    session.apply(.changed([.set(CellRef("time"), .value(.int(30)))], reason: nil))
    let upgraded = session.rehearse(try Self.playbook(now), sha256: "b").outcome
    var conversation = Conversation(session: upgraded, settings: Settings(today: friday, width: 100))
    let lines = conversation.receive(.begin).compactMap { output in
      if case .line(let line) = output { line.plain } else { nil }
    }
    let place = try #require(lines.firstIndex(of: "  " + line), "\(lines)")
    #expect(lines[place + 1].hasPrefix("  This was answered before. Is it still so?"))
  }
}
