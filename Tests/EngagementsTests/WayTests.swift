import Playbooks
import Testing

@testable import Engagements
@testable import Sessions

/// Walking the journey by beginning the playbooks that are suggested, without naming a stage.
@Suite("The way that is walked by beginning playbooks")
struct WayTests {
  /// A time of that day later than everything that was finished on it.
  private func evening(_ day: String) -> String { day + "T23:59:59.999Z" }

  @Test("the example engagement gets to the same rounds and the same stage without a stage being named")
  func wholeWay() throws {
    let journey = try #require(Shipped.journey)
    var replay = Replay()
    for step in Riverside.steps where step.what == "run" {
      guard let file = step.file, let playbook = Shipped.playbooks[step.name] else { continue }
      let steps = replay.engagement.steps(toward: step.name, on: journey, today: step.day, now: evening(step.day))
      for event in steps { replay.note(event, on: step.day) }
      replay.run(playbook, named: file, answers: Riverside.text("answers/\(file).yaml") ?? "", on: step.day)
    }
    #expect(replay.problems == [])
    let named = try Riverside.replay()
    #expect(replay.sessions.map(\.round) == named.sessions.map(\.round))
    #expect(replay.log.visits.allSatisfy { $0.transition != nil && $0.skipped.isEmpty })
    #expect(replay.log.visits.map(\.stage).contains("executing") == false)
    #expect(replay.place(on: "2026-10-12")?.stage.name == "roadmap-v2")
  }

  /// What is begun, and the stages that are entered for it.
  static let begun: [(playbook: String, stages: [String])] = [
    ("quick-assessment", ["assessing"]), ("way-of-working", []), ("retrospective", []), ("roadmap", []),
    ("first-pilots", []), ("no-such-playbook", []),
  ]

  @Test("at first only what is suggested is entered", arguments: begun)
  func first(_ row: (playbook: String, stages: [String])) throws {
    let journey = try #require(Shipped.journey)
    let steps = Replay().engagement.steps(
      toward: row.playbook, on: journey, today: "2026-03-01", now: evening("2026-03-01"))
    #expect(steps.map(stage) == row.stages)
  }

  private func stage(_ event: EngagementEvent) -> String {
    if case .entered(let stage, _, _, _, _) = event { stage } else { "" }
  }

  @Test("after the first look the pilots are next; stages without a playbook are passed through")
  func next() throws {
    let journey = try #require(Shipped.journey)
    var replay = Replay()
    _ = try replay.enter("assessing", on: "2026-03-01")
    func step() -> String? {
      replay.engagement.nextStep(on: journey, today: "2026-03-02", now: evening("2026-03-02"))?.playbook
    }
    #expect(step() == "quick-assessment")
    let look = try #require(Shipped.playbooks["quick-assessment"])
    replay.run(
      look, named: "qa", answers: Riverside.text("answers/01-quick-assessment.yaml") ?? "", on: "2026-03-02")
    #expect(step() == "first-pilots")
    let steps = replay.engagement.steps(
      toward: "first-pilots", on: journey, today: "2026-03-02", now: evening("2026-03-02"))
    #expect(steps.map(stage) == ["assessed", "first-planning"])
  }

  @Test("when the box is up, looking back is next, whether anybody checked in or not")
  func boxIsUp() throws {
    let journey = try #require(Shipped.journey)
    var replay = Replay()
    for step in Riverside.steps.prefix(while: { $0.name != "first-running" }) {
      if step.what == "journey" {
        _ = try replay.enter(step.name, on: step.day)
      } else if let file = step.file, let playbook = Shipped.playbooks[step.name] {
        replay.run(playbook, named: file, answers: Riverside.text("answers/\(file).yaml") ?? "", on: step.day)
      }
    }
    func next(_ day: String) -> String? {
      replay.engagement.nextStep(on: journey, today: day, now: evening(day))?.playbook
    }
    #expect(next("2026-02-09") == "pilot-checkin")
    #expect(next("2026-03-16") == "retrospective")
    let steps = replay.engagement.steps(
      toward: "pilot-review", on: journey, today: "2026-03-16", now: evening("2026-03-16"))
    #expect(steps.map(stage) == ["first-running", "first-review"])
  }

  @Test("a changed stance stays readable in the register, with the day on which it changed")
  func history() throws {
    let people = try Riverside.replay().engagement.register("people")
    let operating = try #require(people.first { $0.id == "S1" })
    let stances = operating.past.filter { $0.column == "stance" }
    #expect(!stances.isEmpty || operating.past.contains { $0.column == "expectation" })
    #expect(operating.past.allSatisfy { $0.until > "2026-01-12" })
  }
}
