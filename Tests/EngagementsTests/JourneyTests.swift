import JSON
import Playbooks
import Testing

@testable import Engagements
@testable import Sessions

/// Moving along the journey, one's own way too.
@Suite("The journey")
struct JourneyTests {
  /// Stages entered one after the other, and what the last step says.
  struct Case: CustomTestStringConvertible, Sendable {
    let stages: [String]
    var transition: String?
    var round = 1
    var skipped: [String] = []
    var testDescription: String { stages.joined(separator: " > ") }
  }

  static let cases: [Case] = [
    Case(stages: ["assessing"], transition: "J-01"),
    Case(stages: ["assessed"], skipped: ["assessing"]),
    Case(stages: ["assessing", "assessed"]),
    Case(stages: ["assessed", "first-planning"], transition: "J-03"),
    Case(
      stages: ["wider-planning"],
      skipped: ["assessing", "assessed", "first-planning", "first-running", "first-review"]),
    Case(stages: ["wider-planning", "assessing"]),
    Case(stages: ["wider-planning", "deeper-dive"], skipped: ["wider-running", "wider-review"]),
    Case(stages: ["stopped", "first-planning"], transition: "J-27"),
    Case(stages: ["paused", "deeper-dive"], transition: "J-26"),
  ]

  @Test("a stage is entered as suggested, or on one's own account with what lies between left out", arguments: cases)
  func step(_ row: Case) throws {
    let journey = try #require(Shipped.journey)
    var replay = Replay()
    var last: EngagementEvent?
    for stage in row.stages {
      let place = try #require(replay.place(on: "2026-03-01"))
      let event = try place.step(to: stage, on: journey, reason: "because")
      replay.note(event, on: "2026-03-01")
      last = event
    }
    let stage = try #require(row.stages.last)
    #expect(
      last
        == .entered(
          stage: stage, transition: row.transition, round: row.round, skipped: row.skipped, reason: "because"))
  }

  @Test("a stage that isn't there is refused, and those that are get named")
  func unknown() throws {
    let journey = try #require(Shipped.journey)
    let place = try #require(Replay().place(on: "2026-03-01"))
    do throws(JourneyPlace.Obstacle) {
      _ = try place.step(to: "nowhere", on: journey, reason: nil)
      Issue.record("it was taken")
    } catch {
      #expect(error.message == "there is no stage nowhere")
      #expect(error.hint.contains("deeper-dive (Stepping back)"))
    }
  }

  /// The stages entered, where the engagement stands then, and what is printed.
  static let texts: [(stages: [String], text: String)] = [
    (
      [],
      """
      Stage: Not begun
      Next: A first look
        Quick and rough. We only need enough to choose one or two pilots.
        sounding journey assessing --engagement x
      """
    ),
    (
      ["first-review"],
      """
      Stage: Looking back at the first pilots
      Open here:
        The title of retrospective (sounding run retrospective --engagement x)
        pilot-review (sounding run pilot-review --engagement x)
      What is open here comes first.
      Gone there on purpose: Looking back at the first pilots, without: A first look, Looked around, Choosing the first pilots, First pilots running
      """
    ),
  ]

  @Test("where the engagement stands is said by titles; names stand only in commands", arguments: texts)
  func text(_ row: (stages: [String], text: String)) throws {
    var replay = Replay()
    for stage in row.stages { _ = try replay.enter(stage, on: "2026-03-01") }
    let place = try #require(replay.place(on: "2026-03-01"))
    let text = place.text(option: " --engagement x") { $0 == "retrospective" ? "The title of \($0)" : nil }
    #expect(text == row.text)
  }

  @Test("a stage is entered by its title, too")
  func byTitle() throws {
    var replay = Replay()
    #expect(try replay.enter("a first look", on: "2026-03-01") == "J-01")
    #expect(replay.log.visits.map(\.stage) == ["assessing"])
  }

  @Test("stages left out are kept, in order, through the journal")
  func skipped() throws {
    var replay = Replay()
    _ = try replay.enter("assessed", on: "2026-03-01")
    _ = try replay.enter("wider-planning", on: "2026-03-02")
    let place = try #require(replay.place(on: "2026-03-03"))
    #expect(place.skipped == ["assessing", "first-planning", "first-running", "first-review"])
    #expect(
      place.detours == [
        "Looked around, without: A first look",
        "Choosing wider pilots, without: Choosing the first pilots, First pilots running, Looking back at the first pilots",
      ])
    #expect(
      replay.engagement.register("decisions").map { $0.text("what") } == [
        "Went to Looked around, without: A first look",
        "Went to Choosing wider pilots, without: Choosing the first pilots, First pilots running, Looking back at the first pilots",
      ])
    var log = EngagementLog()
    for visit in replay.log.visits {
      let event = EngagementEvent.entered(
        stage: visit.stage, transition: visit.transition, round: visit.round, skipped: visit.skipped,
        reason: visit.reason)
      let read = try #require(try EngagementEvent.read(try JSON.read(Array("{\(event.body)}".utf8))))
      #expect(read == event)
      log.apply(read, time: visit.time)
    }
    #expect(log == replay.log)
  }

  @Test("a new engagement is asked for a first look; what was finished is no longer waited for")
  func waiting() throws {
    var replay = Replay()
    _ = try replay.enter("assessing", on: "2026-03-01")
    #expect(replay.place(on: "2026-03-01")?.waiting == ["quick-assessment"])
    let look = try #require(Shipped.playbooks["quick-assessment"])
    replay.run(
      look, named: "qa", answers: Riverside.text("answers/01-quick-assessment.yaml") ?? "", on: "2026-03-02")
    let place = try #require(replay.place(on: "2026-03-02"))
    #expect(place.waiting == [])
    #expect(place.offers.map(\.transition.id) == ["J-02"])
  }

  @Test("the guards pass the tests that stand in the journey")
  func ownTests() throws {
    let journey = try #require(Shipped.journey)
    for test in journey.tests { #expect(test.run(on: journey).map(\.message) == [], "\(test.name)") }
    #expect(journey.tests.count > 20)
  }

  @Test("nineteen sessions open without a mistake, and each keeps its place")
  func many() throws {
    let replay = try Riverside.replay()
    let engagement = replay.engagement
    #expect(engagement.sessions.map(\.name) == replay.sessions.map(\.name))
    for playbook in Shipped.playbooks.values {
      var session = Session(playbook)
      for event in engagement.carried(into: playbook) { session.apply(event) }
      #expect(session.gates.count == playbook.gates.count)
    }
  }
}
