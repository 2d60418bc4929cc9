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
    let session = try #require(try Riverside.replay()["19-roadmap"])
    let written = try #require(Riverside.text("../../docs/example-roadmap.md"))
    #expect(lines(Report.of(session, audience: .shared).markdown) == lines(written))
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
