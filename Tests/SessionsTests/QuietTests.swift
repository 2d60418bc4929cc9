import Playbooks
import Testing

@testable import Sessions

/// What the conversation looks up after each answer instead of working it out: random people, all shipped playbooks.
@Suite("What is looked up is what would be worked out")
struct QuietTests {
  @Test("An answer on which nothing depends changes nothing else", arguments: Shipped.names)
  func quiet(_ name: String) throws {
    for seed in SimulationTests.seeds {
      let person = try Self.person(name, seed: seed &+ 4000)
      var session = Session(person.session.playbook)
      for (event, time) in person.events {
        let isQuiet = session.isQuiet(event, at: time)
        let before = session
        session.apply(event, time: time)
        guard isQuiet else { continue }
        let place: Comment = "\(name), seed \(seed), event \(session.eventCount)"
        let difference = before.difference(to: session)
        #expect(difference.findingsComing.isEmpty && difference.findingsGoing.isEmpty, place)
        #expect(difference.gates.isEmpty && difference.calculations.isEmpty, place)
        #expect(difference.appearing.isEmpty && difference.disappearing.isEmpty, place)
        #expect(before.transitions.count == session.transitions.count, place)
      }
    }
  }

  @Test("An answer that can't hide others hides none", arguments: Shipped.names)
  func hides(_ name: String) throws {
    for seed in SimulationTests.seeds {
      let person = try Self.person(name, seed: seed &+ 6000)
      var session = Session(person.session.playbook)
      for (event, time) in person.events {
        let before = session
        session.apply(event, time: time)
        guard case .changed(let changes, _) = event, changes.count == 1, case .set(let cell, _) = changes[0],
          !before.mayHide(cell)
        else { continue }
        #expect(before.difference(to: session).inactive.isEmpty, "\(name), seed \(seed), event \(session.eventCount)")
      }
    }
  }

  @Test("What was left for later and what was changed are found in the history", arguments: Shipped.names)
  func history(_ name: String) throws {
    for seed in SimulationTests.seeds {
      let session = try Self.person(name, seed: seed &+ 5000).session
      let places = Set(session.history.map(\.cell)).union(session.playbook.questions.map { CellRef($0.name) })
      for cell in places {
        let skips = session.history.reversed().prefix { $0.cell != cell || $0.new?.state == .skipped }
        let times = skips.filter { $0.cell == cell && $0.new?.note == $0.old?.note }.count
        #expect(session.timesSkipped(cell) == times, "\(name), seed \(seed), \(cell)")
      }
      for section in session.playbook.sections {
        let names = session.playbook.questions[section.questions].map(\.name)
        let wasChanged = session.history.contains { names.contains($0.cell.question) }
        #expect(session.wasChanged(anyOf: section.questions) == wasChanged, "\(name), seed \(seed), \(section.name)")
      }
    }
  }

  private static func person(_ name: String, seed: UInt64) throws -> RandomPerson {
    var person = RandomPerson(try SimulationTests.playbook(name), seed: seed)
    for _ in 0..<SimulationTests.steps { person.act() }
    return person
  }
}
