import Playbooks
import Testing

@testable import Engagements
@testable import Sessions

/// The example engagement, replayed from its answers files.
@Suite("The example engagement")
struct RiversideTests {
  @Test("every answer can be used, and every session finishes")
  func replays() throws {
    let replay = try Riverside.replay()
    for problem in replay.problems { Issue.record("\(problem)") }
    #expect(replay.sessions.count == Riverside.steps.count { $0.what == "run" })
    #expect(replay.sessions.count > 15)
  }

  @Test("every step of the journey is one that the program suggests")
  func journey() throws {
    var own: [String] = []
    _ = try Riverside.replay { step, _, transition in
      if step.what == "journey", transition == nil { own.append("\(step.day) \(step.name)") }
    }
    #expect(own == [])
  }

  /// Sessions, and what one of their gates or calculations came to.
  static let milestones: [(session: String, name: String, value: String)] = [
    ("01-quick-assessment", "enough", "open"), ("02-way-of-working", "primary", "kanban"),
    ("03-first-pilots", "launch_1", "open"), ("07-pilot-review", "learned", "open"),
    ("07-pilot-review", "round_verdict", "won_and_learned"), ("08-wider-pilots", "launch_2", "open"),
    ("11-pilot-review", "learned", "open"), ("12-deeper-dive", "roadmap", "closed"),
    ("12-deeper-dive", "outcome", "not_ready"), ("12-deeper-dive", "weakest_area", "risks"),
    ("13-wider-pilots", "launch_2", "open"), ("15-pilot-review", "learned", "open"),
    ("16-deeper-dive", "roadmap", "open"), ("16-deeper-dive", "outcome", "ready"),
    ("17-roadmap", "finish", "open"), ("18-hr-implications", "looks", "yes"),
    ("18-hr-implications", "bends", "yes"), ("18-hr-implications", "people_line", "plan_adjusted"),
    ("18-hr-implications", "startable_now", "3"), ("19-roadmap", "roadmap_version", "2"),
  ]

  @Test("reaches its milestones")
  func milestones() throws {
    let replay = try Riverside.replay()
    for (name, what, value) in Self.milestones {
      let session = try #require(replay[name], "\(name)")
      let found =
        session.gate(what)?.verdict.rawValue
        ?? session.playbook.calculation(named: what)?.slot.map { session.text(of: session.value(ofSlot: $0)) }
      #expect(found == value, "\(name) \(what)")
    }
  }

  @Test("the people step splits the outcome it is about, and everything else waits for it")
  func bentPlan() throws {
    let session = try #require(try Riverside.replay()["18-hr-implications"])
    let plan = session.plan
    #expect(plan["R3a"] == "0 to 2")
    #expect(plan["HW1"] == "0 to 4")
    #expect(plan["R3"] == "4 to 6")
    #expect(plan["R4"] == "6 to 9")
    #expect(plan["R1"] == "0 to 3")
  }

  @Test("stages, rounds and registers add up")
  func whole() throws {
    let replay = try Riverside.replay()
    let place = try #require(replay.place(on: "2026-10-13"))
    #expect(place.stage.name == "executing")
    #expect(place.skipped == [])
    #expect(replay.sessions.map(\.round) == [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2])
    let ids: [(String, [String])] = [
      ("pilots", ["P1", "P2", "P3", "P4", "P5"]), ("actions", ["X1", "X2", "X3"]),
      ("assumptions", ["A1", "A2", "A3", "A4", "A5", "A6"]), ("risks", ["K1", "K2", "K3"]),
      ("people", ["S1", "S2", "S3", "M1", "M2"]),
      ("lessons", ["L1", "L2", "L3", "L4", "L5", "L6", "L7"]),
    ]
    for (register, wanted) in ids { #expect(replay.engagement.register(register).map(\.id) == wanted, "\(register)") }
    #expect(replay.engagement.register("lessons")[1].text("used_in") == "08-wider-pilots, 13-wider-pilots")
    let actions = replay.engagement.openActions(on: "2026-10-13")
    #expect(actions.open.map(\.id) == ["X3"])
    #expect(actions.overdue.map(\.id) == ["X3"])
  }

  @Test("replayed again it says the same")
  func again() throws {
    let (one, two) = (try Riverside.replay(), try Riverside.replay())
    for (left, right) in zip(one.sessions, two.sessions) {
      #expect(left.session.showJSON().text() == right.session.showJSON().text())
    }
  }
}

extension Session {
  /// The bent plan: months of each row, by id.
  fileprivate var plan: [String: String] {
    guard let slot = playbook.calculation(named: "plan")?.slot, case .list(let rows) = Datum(value(ofSlot: slot)) else {
      return [:]
    }
    var found: [String: String] = [:]
    for row in rows {
      if case .string(let id)? = row["id"], case .int(let start)? = row["start"], case .int(let end)? = row["end"] {
        found[id] = "\(start) to \(end)"
      }
    }
    return found
  }
}
