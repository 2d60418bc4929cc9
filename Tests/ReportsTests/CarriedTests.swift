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
