import Diagnostics
import Playbooks
import Sessions
import Testing

@testable import Reports

/// Where people voted, a report says what they said, and what the rules take it for.
@Suite("Votes in a report")
struct VoteTests {
  /// What was cast, how a cell shows it, and how an answer by itself does.
  static let rows: [(votes: [String], cell: String, alone: String)] = [
    (["3", "4"], "median 3.5, counts as 4 (weekly)", "median 3.5, counts as 4 (weekly), 2 votes"),
    (["4", "2", "5", "3"], "median 3.5, counts as 4 (weekly)", "median 3.5, counts as 4 (weekly), 4 votes"),
    (["1", "2"], "median 1.5, counts as 2", "median 1.5, counts as 2 of 5, 2 votes"),
    (["4", "4"], "4 (weekly)", "4 (weekly), 2 votes"),
    (["3", "5"], "4 (weekly)", "4 (weekly), 2 votes"),
    (["5", "1", "2"], "2", "2 of 5, 3 votes"),
    (["4"], "4 (weekly)", "4 (weekly)"),
  ]

  @Test("A median between two steps is shown as it is: as an answer, in a cell, and as evidence", arguments: rows)
  func shown(_ row: (votes: [String], cell: String, alone: String)) throws {
    var session = Session.opened(try Self.playbook)
    let id = try #require(session.rows(ofQuestion: 1).first).id
    let votes = Answer(.value(.list(row.votes)))
    session.apply(
      .changed(
        [
          .set(CellRef("releases"), votes), .set(CellRef("means", row: id, column: "rating"), votes),
          .set(CellRef("means"), Answer(.value(.rows))),
        ], reason: nil))
    let report = Report.of(session, audience: .full)
    let blocks = report.sections.flatMap(\.blocks)
    let answers = blocks.flatMap { block in if case .answers(let lines) = block { lines } else { [AnswerLine]() } }
    #expect(answers.map(\.answer) == [row.alone])
    let cells = blocks.flatMap { block in if case .table(let grid) = block { grid.rows } else { [[String]]() } }
    #expect(cells == [["Tools", row.cell]])
    let findings = blocks.flatMap { block in
      if case .findings(let found) = block { found } else { [FindingLine]() }
    }
    #expect(findings.map(\.evidence) == [["Releases: \(row.alone)"]])
  }

  private static var playbook: Playbook {
    get throws {
      let source = SourceText(
        name: "votes.yaml",
        text: """
          playbook: votes
          questions:
            - { question: releases, ask: How often?, title: Releases, type: scale, scale: 1..5, labels: { 4: weekly } }
            - question: means
              ask: What is there?
              title: Means
              type: table
              rows: { fixed: { tools: Tools } }
              columns:
                - { column: rating, title: Rating, type: scale, scale: 1..5, labels: { 4: weekly } }
          rules:
            - { rule: VO-R01, when: releases > 0, flag: watch, text: They release. }
          """)
      let (playbook, diagnostics) = PlaybookLoader.load(source, library: TextLibrary())
      return try #require(playbook, "\(diagnostics.map(\.message))")
    }
  }
}
