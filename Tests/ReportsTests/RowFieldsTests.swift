import Diagnostics
import Playbooks
import Reports
import Sessions
import Testing

/// The page of a row or form in a report: title and value of each column, per audience.
@Suite struct RowFieldsTests {
  static let playbook = """
    playbook: page
    subject: team
    subtitle: note
    sections:
      - section: all
        questions:
          - { question: team, ask: Which team?, type: text, title: Team }
          - question: promise
            ask: What do you promise?
            type: form
            columns:
              - { column: victory, title: Victory, type: text }
              - { column: lead, title: Led by, type: text, sensitive: [H] }
              - { column: pace, title: Pace, type: choice, choices: { weekly: Every week, monthly: Every month } }
              - { column: left_out, type: text }
          - { question: note, ask: In a sentence?, type: text, required: false }
    report:
      - { heading: The promise, fields: promise }
    """

  private func report(_ audience: Audience) throws -> Report {
    let source = SourceText(name: "page.yaml", text: Self.playbook)
    var session = Session(try #require(PlaybookLoader.load(source).playbook))
    session.apply(.sat(day: "2026-05-04", version: ""))
    let row = try #require(session.rows(ofQuestion: 1).first).id
    func set(_ question: String, _ column: String?, _ value: AnswerValue) -> Change {
      .set(CellRef(question, row: column == nil ? nil : row, column: column), Answer(.value(value)))
    }
    session.apply(
      .changed(
        [
          set("team", nil, .text("Planning")), set("promise", "victory", .text("An hour a day")),
          set("promise", "lead", .text("The planner")), set("promise", "pace", .code("weekly")),
          set("promise", "left_out", .text("")),
        ], reason: nil))
    return Report.of(session, audience: audience)
  }

  @Test("A form is shown with the titles of its columns and the wording of its codes; blanks are left out")
  func everything() throws {
    let report = try report(.full)
    let section = try #require(report.sections.first { $0.heading == "The promise" })
    let lines = section.blocks.flatMap { block in if case .answers(let lines) = block { lines } else { [AnswerLine]() }
    }
    #expect(lines.map(\.title) == ["Victory", "Led by", "Pace"])
    #expect(lines.map(\.answer) == ["An hour a day", "The planner", "Every week"])
  }

  @Test("A column that an audience may not see isn't on the page")
  func less() throws {
    let section = try #require(try report(.team).sections.first { $0.heading == "The promise" })
    let lines = section.blocks.flatMap { block in if case .answers(let lines) = block { lines } else { [AnswerLine]() }
    }
    #expect(lines.map(\.title) == ["Victory", "Pace"])
  }

  @Test(
    "What was left for later is no subtitle",
    arguments: [(AnswerState.skipped, nil), (.declined, nil), (.value(.text("A start")), "A start")]
      as [(AnswerState, String?)])
  func subtitle(_ said: AnswerState, _ shown: String?) throws {
    let source = SourceText(name: "page.yaml", text: Self.playbook)
    var session = Session(try #require(PlaybookLoader.load(source).playbook))
    session.apply(.changed([.set(CellRef("note"), Answer(said))], reason: nil))
    #expect(Report.of(session, audience: .full).subtitle == shown)
  }

  @Test("What the session is about stands in the head")
  func subject() throws {
    #expect(try report(.full).facts.contains { $0.label == "Team" && $0.value == "Planning" })
  }
}
