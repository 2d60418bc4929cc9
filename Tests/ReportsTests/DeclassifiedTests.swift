import Diagnostics
import Playbooks
import Reports
import Sessions
import Testing

/// What a playbook releases by name is seen; what it was computed from stays hidden.
@Test(
  "A declassified line is shown to its audience, its inputs are not",
  arguments: [
    (Audience.full, true, true, true, true), (.team, true, true, true, false), (.shared, true, true, false, false),
    (.everyone, true, false, false, false),
  ])
func declassified(_ audience: Audience, showsLine: Bool, showsHouse: Bool, showsTeam: Bool, showsInput: Bool) throws {
  let text = """
    playbook: little
    questions:
      - { question: major, ask: Is it major?, type: choice, choices: { no: No, yes: Definitely }, sensitive: [H], required: true }
    calculations:
      - { calculation: line, codes: { clear: nothing in the way, bent: plan adjusted }, pick: [ { when: major == 'yes', is: bent }, { is: clear } ] }
      - { calculation: count, is: "major == 'yes' ? 17 : 0" }
      - { calculation: house, is: "major == 'yes' ? 23 : 0" }
    declassify:
      - { name: line, to: public, because: One line says nothing. }
      - { name: count, to: team, because: The team counts. }
      - { name: house, to: shared, because: The house counts. }
    report:
      - { heading: Line, text: "People side: {line}." }
      - { heading: Count, text: "Counted {count}." }
      - { heading: House, text: "In the house {house}." }
      - { heading: Input, answers: [major] }
    """
  let (playbook, diagnostics) = PlaybookLoader.load(SourceText(name: "little.yaml", text: text))
  var session = Session(try #require(playbook, "\(diagnostics.map(\.message))"))
  session.apply(try session.decide(.answer(CellRef("major"), .value(.code("yes")))))
  let report = Report.of(session, audience: audience).markdown
  #expect(report.contains("plan adjusted") == showsLine)
  #expect(report.contains("Counted 17") == showsTeam)
  #expect(report.contains("In the house 23") == showsHouse)
  #expect(report.contains("Definitely") == showsInput)
}

/// Of a table only the columns released by name are seen, with the ids of the rows; a reference shows ids, not names.
@Test(
  "Declassified columns are shown to their audience, the others are not",
  arguments: [
    (Audience.full, true, true), (.team, true, true), (.shared, true, false), (.everyone, false, false),
  ])
func declassifiedColumns(_ audience: Audience, showsDates: Bool, showsReasons: Bool) throws {
  let text = """
    playbook: little
    questions:
      - question: steps
        ask: Which steps?
        type: table
        row: N
        sensitive: [C]
        columns: [{ column: what, type: text }, { column: weeks, type: number }, { column: after, type: ref, of: steps }]
    tables:
      - table: plan
        columns:
          - { column: what, type: text }
          - { column: weeks, type: number }
          - { column: after, type: ref, of: steps }
        rows: [{ for: steps as n, id: n.id, cells: { what: "{n.what}", weeks: n.weeks, after: n.after } }]
    declassify:
      - { name: plan, columns: [weeks, after], to: shared, because: Everybody works by these figures. }
    report:
      - { heading: Plan, table: plan, columns: [id, what, weeks, after], sort: weeks }
    """
  let (playbook, diagnostics) = PlaybookLoader.load(SourceText(name: "little.yaml", text: text))
  var session = Session(try #require(playbook, "\(diagnostics.map(\.message))"))
  func put(_ row: String, _ cells: [CellEntry]) throws {
    session.apply(try session.decide(.addRow(question: "steps", cells: cells, id: row)))
  }
  try put("N1", [CellEntry("what", .value(.text("Union talks"))), CellEntry("weeks", .value(.int(31)))])
  try put("N2", [CellEntry("what", .value(.text("Training"))), CellEntry("after", .value(.code("N1")))])
  session.apply(try session.decide(.endTable("steps")))
  let report = Report.of(session, audience: audience).markdown
  let body = report.components(of: "## Plan")
  #expect(body.contains("| 31 |") == showsDates)
  #expect(body.contains("N1") == showsDates)
  #expect(report.contains("Union talks") == showsReasons)
}

extension String {
  /// What stands below a heading, up to the next one.
  fileprivate func components(of heading: String) -> String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0 == heading }) else { return "" }
    return lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }.joined(separator: "\n")
  }
}
