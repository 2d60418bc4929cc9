import JSON
import Playbooks
import Testing

@testable import Sessions

/// Random people against every shipped playbook. A failure names playbook and seed; the same seed is the same person.
@Suite("Whatever people do, the session stays true")
struct SimulationTests {
  static let steps = 80
  static let seeds: [UInt64] = Soak.isOn ? Array(1...200) : [1, 2, 3]

  static func playbook(_ name: String) throws -> Playbook {
    let source = try #require(Shipped.library.playbookText(named: name))
    return try #require(PlaybookLoader.load(source, library: Shipped.library).playbook)
  }

  @Test("What was kept up to date answer by answer equals what is worked out afresh", arguments: Shipped.names)
  func incremental(_ name: String) throws {
    let playbook = try Self.playbook(name)
    for seed in Self.seeds {
      var person = RandomPerson(playbook, seed: seed)
      for step in 0..<Self.steps {
        person.act()
        guard step % 10 == 9 else { continue }
        let fresh = person.session.core.afresh()
        fresh.setElapsed(person.session.log.elapsedSeconds)
        fresh.update()
        expectSame(person.session.core, fresh, "\(name), seed \(seed), step \(step)")
      }
    }
  }

  private func expectSame(_ a: Core, _ b: Core, _ place: Comment) {
    for slot in a.slots.indices {
      #expect(a.spelled(slot) == b.spelled(slot), "\(place): \(a.playbook.variables[slot].name)")
    }
    #expect(a.relevance == b.relevance, place)
    for (rule, (x, y)) in zip(a.activations, b.activations).enumerated() {
      #expect(x.map(\.row) == y.map(\.row), "\(place): \(a.playbook.rules[rule].id)")
    }
    for (x, y) in zip(a.gates, b.gates) { #expect(x.isSame(as: y), place) }
  }

  @Test("Replaying what was written down gives the same session and the same conclusions", arguments: Shipped.names)
  func replay(_ name: String) throws {
    let playbook = try Self.playbook(name)
    for seed in Self.seeds {
      var person = RandomPerson(playbook, seed: seed &+ 1000)
      for _ in 0..<Self.steps { person.act() }
      var replayed = Session(playbook)
      for (event, time) in person.events {
        let line = try JSON.read("{\(event.body)}")
        let read = try Event.read(line)
        #expect(read == event, "\(name), seed \(seed)")
        replayed.apply(read, time: time)
      }
      var fast = Session(playbook)
      for (event, time) in person.events {
        let body = Array(event.body.utf8)
        if !fast.replay(body: body.span, time: Array(time.utf8).span) { fast.apply(event, time: time) }
      }
      for session in [replayed, fast] {
        #expect(session.book == person.session.book, "\(name), seed \(seed)")
        #expect(session.conclusions == person.session.conclusions, "\(name), seed \(seed)")
        #expect(session.history == person.session.history, "\(name), seed \(seed)")
        #expect(session.transitions == person.session.transitions, "\(name), seed \(seed)")
        #expect(session.eventCount == person.session.eventCount, "\(name), seed \(seed)")
      }
    }
  }

  @Test("Undoing everything leads back to the start, and redoing it to the end", arguments: Shipped.names)
  func undo(_ name: String) throws {
    let playbook = try Self.playbook(name)
    for seed in Self.seeds {
      var person = RandomPerson(playbook, seed: seed &+ 2000)
      for _ in 0..<Self.steps / 2 { person.act() }
      // Tries of gates are counted for good: only answers, marks and overrides are taken back.
      let end = person.session.book
      var undone = 0
      while person.session.canUndo {
        person.happen(.undone)
        undone += 1
      }
      #expect(person.session.book.answers.allSatisfy { $0 == nil }, "\(name), seed \(seed)")
      #expect(person.session.book.tables.values.allSatisfy { $0.rows.isEmpty }, "\(name), seed \(seed)")
      for _ in 0..<undone { person.happen(.redone) }
      #expect(person.session.book.answers == end.answers, "\(name), seed \(seed)")
      #expect(person.session.book.tables == end.tables, "\(name), seed \(seed)")
      #expect(person.session.book.overrides == end.overrides, "\(name), seed \(seed)")
    }
  }

  @Test("The order in which questions are answered doesn't change the conclusions", arguments: Shipped.names)
  func order(_ name: String) throws {
    let playbook = try Self.playbook(name)
    for seed in Self.seeds {
      var person = RandomPerson(playbook, seed: seed &+ 3000)
      for _ in 0..<Self.steps { person.act() }
      // The answers as they stand, question by question: rows keep the order in which they were entered.
      let changes = Self.answers(of: person.session)
      var dice = Dice(seed)
      let shuffled = changes.map { (dice.next(), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
      let (forward, backward) = (Self.session(playbook, changes), Self.session(playbook, shuffled))
      #expect(Self.findings(forward) == Self.findings(backward), "\(name), seed \(seed)")
      #expect(forward.gates.map(\.verdict) == backward.gates.map(\.verdict), "\(name), seed \(seed)")
      for (slot, variable) in playbook.variables.enumerated() {
        let (one, other) = (Self.spelled(slot, forward), Self.spelled(slot, backward))
        #expect(one == other, "\(name), seed \(seed): \(variable.name)")
      }
    }
  }

  private static func session(_ playbook: Playbook, _ changes: [[Change]]) -> Session {
    var session = Session(playbook)
    session.apply(.sat(day: "2026-11-20", version: "1"))
    for change in changes { session.apply(.changed(change, reason: nil)) }
    return session
  }

  private static func findings(_ session: Session) -> [String] {
    session.findings.map { "\($0.id)@\(drafts(session)[$0.row ?? ""] ?? $0.row ?? "")" }.sorted()
  }

  /// What each drafted row came from, by the row's id: ids are given in the order in which drafts appear, and kept.
  private static func drafts(_ session: Session) -> [String: String] {
    let pairs = session.book.tables.values.flatMap { $0.draftIDs.map { ($0.value, "draft \($0.key)") } }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// A slot's value, with drafted rows named by what they came from.
  private static func spelled(_ slot: Int, _ session: Session) -> String {
    drafts(session).reduce(session.core.spelled(slot)) { text, draft in
      text.replacing("\"\(draft.key)\"", with: "\"\(draft.value)\"").replacing(
        "[\(draft.key)]", with: "[\(draft.value)]")
    }
  }

  /// Rows that somebody added keep their ids; rows of the playbook's own making are left to it.
  private static func answers(of session: Session) -> [[Change]] {
    session.playbook.questions.compactMap { question in
      var changes: [Change] = []
      for row in session.book.tables[question.index]?.rows ?? [] where row.isAdded && !row.isRemoved {
        changes.append(.addRow(question: question.name, row: row.id, at: nil))
        for (index, answer) in row.cells.sorted(by: { $0.key < $1.key }) {
          guard let column = question.table?.columns[index] else { continue }
          changes.append(.set(CellRef(question.name, row: row.id, column: column.name), answer))
        }
      }
      if let answer = session.book.answers[question.index] { changes.append(.set(CellRef(question.name), answer)) }
      return changes.isEmpty ? nil : changes
    }
  }

  @Test("Two copies of a session don't hear of each other", arguments: Shipped.names)
  func copies(_ name: String) throws {
    let playbook = try Self.playbook(name)
    for seed in Self.seeds {
      var person = RandomPerson(playbook, seed: seed &+ 5000)
      for _ in 0..<4 {
        for _ in 0..<Self.steps / 8 { person.act() }
        let left = person.session
        let conclusions = left.conclusions
        for _ in 0..<Self.steps / 8 { person.act() }
        #expect(left.conclusions == conclusions, "\(name), seed \(seed)")
        let fresh = person.session.core.afresh()
        fresh.setElapsed(person.session.log.elapsedSeconds)
        fresh.update()
        expectSame(person.session.core, fresh, "\(name), seed \(seed)")
      }
    }
  }

  @Test("A preview tells what happens, and changes nothing", arguments: Shipped.names)
  func preview(_ name: String) throws {
    let playbook = try Self.playbook(name)
    for seed in Self.seeds {
      var person = RandomPerson(playbook, seed: seed &+ 4000)
      for _ in 0..<Self.steps / 2 { person.act() }
      let before = person.session.conclusions
      for question in playbook.questions where question.table == nil {
        guard let state = person.value(question.kind) else { continue }
        let command = Command.answer(CellRef(question.name), Answer(state))
        guard let difference = try? person.session.preview(command), let event = try? person.session.decide(command)
        else {
          continue
        }
        var after = person.session
        after.apply(event)
        expect(difference, between: person.session, and: after, "\(name), seed \(seed)")
      }
      #expect(person.session.conclusions == before, "\(name), seed \(seed)")
    }
  }

  /// A difference leaves out what it needn't put into words; here it is worked out from everything.
  private func expect(_ difference: Difference, between now: Session, and then: Session, _ place: Comment) {
    func keys(_ findings: [Finding]) -> [String] { findings.map { "\($0.id)@\($0.row ?? "")" } }
    let (old, new) = (keys(now.findings), keys(then.findings))
    #expect(keys(difference.findingsComing) == new.filter { !old.contains($0) }, place)
    #expect(keys(difference.findingsGoing) == old.filter { !new.contains($0) }, place)
    let (kept, hidden) = (now.inactiveAnswers.map(\.cell), then.inactiveAnswers.map(\.cell))
    #expect(difference.inactive == hidden.filter { !kept.contains($0) }, place)
    #expect(difference.returning == kept.filter { !hidden.contains($0) }, place)
    for (before, after) in zip(now.gates.dropLast(), then.gates.dropLast()) {
      let told = difference.gates.first { $0.name == before.name }
      #expect(told?.from == (before.verdict == after.verdict ? nil : before.verdict), place)
      #expect(told?.to == (before.verdict == after.verdict ? nil : after.verdict), place)
    }
  }
}
