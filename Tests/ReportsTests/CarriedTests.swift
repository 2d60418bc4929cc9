import Diagnostics
import Playbooks
import Sessions
import Testing

@testable import Reports

/// What was said in an earlier session is as hidden in a later playbook's report as it was in its own.
@Suite("Values carried from earlier sessions")
struct CarriedTests {
  /// First pilots with a stakeholder (names, candid views) and a goal (anybody may see it) from a quick assessment.
  static func session(who: String, expects: String) throws -> Session {
    var session = Session(try Shipped.playbook("first-pilots"))
    session.apply(.sat(day: "2026-11-20", version: "1"))
    let stakeholder: [Datum.Member] = [
      Datum.Member("id", .string("S1")), Datum.Member("who", .string(who)), Datum.Member("influence", .string("high")),
      Datum.Member("expects", .string(expects)),
    ]
    session.apply(.carried(name: "stakeholders", value: .list([.record(stakeholder)]), from: "qa"))
    for question in session.playbook.questions where question.table != nil {
      session.apply(.changed([.set(CellRef(question.name), .value(.rows))], reason: nil))
    }
    return session
  }

  @Test("stay hidden from those who may not see them", arguments: [Audience.shared, .everyone])
  func hidden(_ audience: Audience) throws {
    let one = Report.of(try Self.session(who: "Mallory Marker", expects: "Savings"), audience: audience)
    let other = Report.of(try Self.session(who: "Somebody Else", expects: "Nothing"), audience: audience)
    #expect(!one.markdown.contains("Mallory"))
    #expect(one == other)
  }

  @Test("are shown to the coach")
  func shown() throws {
    let report = Report.of(try Self.session(who: "Mallory Marker", expects: "Savings"), audience: .full)
    #expect(report.markdown.contains("Mallory"))
  }
}

/// A playbook releases single columns of what it carries; what another makes of them is as open as they are.
@Test(
  "Columns that another playbook released are shown, the rest of their rows is not",
  arguments: [(Audience.full, true, true), (.team, true, false), (.shared, false, false), (.everyone, false, false)])
func releasedColumns(_ audience: Audience, showsMonths: Bool, showsReasons: Bool) throws {
  var library = TextLibrary()
  library.texts["people"] = SourceText(
    name: "people.yaml",
    text: """
      playbook: people
      questions:
        - question: obstacles
          ask: What is in the way?
          type: table
          row: O
          sensitive: [H]
          columns: [{ column: what, type: text }, { column: months, type: number }]
      tables:
        - table: plan
          columns: [{ column: what, type: text }, { column: months, type: number }]
          rows: [{ for: obstacles as o, id: o.id, cells: { what: "{o.what}", months: o.months } }]
      declassify: [{ name: plan, columns: [months], to: team, because: Everybody works by these figures. }]
      carries: [plan]
      """)
  let roadmap = SourceText(
    name: "later.yaml",
    text: """
      playbook: later
      uses: { plan: people.plan }
      questions:
        - { question: go, ask: Shall we?, type: yesno }
      calculations:
        - { calculation: waits, is: "plan.map(p, p.months).sum()" }
        - { calculation: reasons, is: "plan.map(p, p.what)" }
      report:
        - { heading: How long, text: "It takes {waits} months." }
        - { heading: Why, text: "Because of {reasons}." }
      """)
  let (playbook, diagnostics) = PlaybookLoader.load(roadmap, library: library)
  var session = Session(try #require(playbook, "\(diagnostics.map(\.message))"))
  let row: [Datum.Member] = [
    Datum.Member("id", .string("O1")), Datum.Member("what", .string("Union talks")),
    Datum.Member("months", .double(17)),
  ]
  session.apply(.carried(name: "plan", value: .list([.record(row)]), from: "people"))
  let report = Report.of(session, audience: audience).markdown
  #expect(report.contains("It takes 17 months.") == showsMonths)
  #expect(report.contains("Union talks") == showsReasons)
}
