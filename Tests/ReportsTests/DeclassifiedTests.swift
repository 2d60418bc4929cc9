import Diagnostics
import Playbooks
import Reports
import Sessions
import Testing

/// What a playbook releases by name is seen; what it was computed from stays hidden.
@Test(
  "A declassified line is shown to its audience, its inputs are not",
  arguments: [
    (Audience.full, true, true, true), (.team, true, true, false), (.shared, true, false, false),
    (.everyone, true, false, false),
  ])
func declassified(_ audience: Audience, showsLine: Bool, showsTeam: Bool, showsInput: Bool) throws {
  let text = """
    playbook: little
    questions:
      - { question: major, ask: Is it major?, type: choice, choices: { no: No, yes: Definitely }, sensitive: [H], required: true }
    calculations:
      - { calculation: line, codes: { clear: nothing in the way, bent: plan adjusted }, pick: [ { when: major == 'yes', is: bent }, { is: clear } ] }
      - { calculation: count, is: "major == 'yes' ? 17 : 0" }
    declassify:
      - { name: line, to: public, because: One line says nothing. }
      - { name: count, to: team, because: The team counts. }
    report:
      - { heading: Line, text: "People side: {line}." }
      - { heading: Count, text: "Counted {count}." }
      - { heading: Input, answers: [major] }
    """
  let (playbook, diagnostics) = PlaybookLoader.load(SourceText(name: "little.yaml", text: text))
  var session = Session(try #require(playbook, "\(diagnostics.map(\.message))"))
  for event in try session.decide(.answer(CellRef("major"), .value(.code("yes")))) { session.apply(event) }
  let report = Report.of(session, audience: audience).markdown
  #expect(report.contains("plan adjusted") == showsLine)
  #expect(report.contains("Counted 17") == showsTeam)
  #expect(report.contains("Definitely") == showsInput)
}
