import Playbooks
import Reports
import Sessions
import Testing

/// The second roadmap of the example engagement, as its sponsor reads it.
@Suite("The example roadmap")
struct RiversideReportTests {
  /// How long it took isn't part of the story.
  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).filter {
      !$0.hasPrefix("> Finished")
    }
  }

  /// `make example` writes it anew after a change that was meant.
  @Test("is what the steps of the example give today")
  func golden() throws {
    let replay = try Riverside.replay()
    let session = try #require(replay["19-roadmap"])
    let written = try #require(Riverside.text("../../docs/example-roadmap.md"))
    let report = Report.of(session, audience: .shared, journey: try marks(replay, "19-roadmap"))
    #expect(lines(report.markdown) == lines(written))
  }

  private func marks(_ replay: Replay, _ name: String) throws -> [JourneyMark] {
    let journey = try #require(Shipped.journey)
    return JourneyMark.all(in: replay.engagement, on: journey, to: try #require(replay[name]))
  }

  @Test("says where on the journey it stands, and which gates were passed, to those who may know")
  func journey() throws {
    let replay = try Riverside.replay()
    let session = try #require(replay["12-deeper-dive"])
    func text(_ audience: Audience) throws -> String {
      Report.of(session, audience: audience, journey: try marks(replay, "12-deeper-dive")).markdown
    }
    #expect(try text(.team).contains("- On the journey: Stepping back, round 1\n"))
    #expect(try text(.full).contains("Choosing wider pilots, round 1 (Ready to start the wider round: yes)"))
    #expect(try !text(.full).contains("2026-06-22"))
    #expect(try text(.everyone).contains("Looking back at the first pilots"))
    #expect(try !text(.everyone).contains("wider round: yes"))
  }

  @Test("shows outcomes to sponsors, owners to the team, and nobody why it was bent")
  func audiences() throws {
    let session = try #require(try Riverside.replay()["19-roadmap"])
    func text(_ audience: Audience) -> String { Report.of(session, audience: audience).markdown }
    for audience in [Audience.shared, .team, .full] {
      #expect(text(audience).contains("Help coordinators answer within a day"), "\(audience)")
      #expect(!text(audience).contains("Job descriptions of the coordinators"), "\(audience)")
    }
    #expect(text(.team).contains("The theatre planner"))
    #expect(!text(.shared).contains("The theatre planner"))
    #expect(!text(.everyone).contains("Help coordinators answer within a day"))
  }
}
