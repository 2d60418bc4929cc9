import Diagnostics
import Playbooks
import Reports
import Sessions
import Testing

/// Answers that name rows: as hidden as what the rows are called by, not as whatever else stands in them.
@Suite("Answers that name rows")
struct RowNameTests {
  private static func playbook(_ columns: String) -> String {
    """
    playbook: order
    questions:
      - { question: t, ask: What?, type: table, row: R, columns: [\(columns)] }
      - { question: one, ask: Which?, title: One, type: ref, of: t }
    report: [{ heading: H, answers: [one] }]
    """
  }

  @Test(
    "A row is called by its first text, and by no other where that is always there",
    arguments: [
      ("{ column: w, type: text, required: true }, { column: who, type: text, sensitive: [P] }", "Calls"),
      ("{ column: w, type: text }, { column: who, type: text, sensitive: [P] }", nil),
      ("{ column: who, type: text, sensitive: [P] }, { column: w, type: text, required: true }", nil),
      ("{ column: w, type: text, required: true }, { column: name, type: text, sensitive: [P] }", nil),
      (
        "{ column: w, type: text, required: true, when: one == 'R9' }, { column: who, type: text, sensitive: [P] }", nil
      ),
      ("{ column: w, type: text, required: true }, { column: n, type: number, sensitive: [B] }", "Calls"),
    ] as [(String, String?)])
  func names(columns: String, wanted: String?) throws {
    let (playbook, diagnostics) = PlaybookLoader.load(SourceText(name: "order.yaml", text: Self.playbook(columns)))
    var session = Session(try #require(playbook, "\(diagnostics.map(\.message))"))
    session.apply(.sat(day: "2026-05-04", version: ""))
    session.apply(
      .changed(
        [
          .addRow(question: "t", row: "R1", at: nil),
          .set(CellRef("t", row: "R1", column: "w"), Answer(.value(.text("Calls")))),
          .set(CellRef("one"), Answer(.value(.code("R1")))),
        ], reason: nil))
    let report = Report.of(session, audience: .shared)
    let lines = report.sections.first { $0.heading == "H" }?.blocks.flatMap { block in
      if case .answers(let lines) = block { lines } else { [AnswerLine]() }
    }
    #expect((lines?.first?.answer).map { $0.contains(wanted ?? "?") } == (wanted == nil ? nil : true))
  }
}
