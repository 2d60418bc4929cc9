import Diagnostics
import Playbooks
import Testing

@testable import Sessions

/// Lines of two writers in the order of the journal; `see` lines say how far one knew of the other.
@Suite("The work of two writers put together")
struct MergeTests {
  static let text = """
    playbook: little
    questions:
      - { question: org, ask: Who?, type: text }
      - { question: size, ask: How many?, type: number, whole: true }
      - { question: rows, ask: Which?, type: table, row: B, columns: [ { column: what, type: text } ] }
      - { question: top, ask: First?, type: refs, of: rows }
    rules:
      - { rule: LT-R01, when: size > 3, flag: high, text: Many. }
    """

  enum Line {
    case set(String, String, AnswerValue)
    case add(String, String)
    case see(String, [String: Int])
    case undo(String)
    case redo(String)
    case remove(String, String)
  }

  /// Plays lines of writers `a` and `b`; each writer's lines are numbered from 1.
  private func merged(_ lines: [Line]) throws -> Session {
    let (playbook, problems) = PlaybookLoader.load(SourceText(name: "little.yaml", text: Self.text))
    let loaded = try #require(playbook, "\(problems.map(\.message))")
    var session = Session(loaded)
    var watch = MergeWatch(loaded)
    var numbers: [String: Int] = [:]
    for (place, line) in lines.enumerated() {
      let (writer, event): (String, Event?) =
        switch line {
        case .set(let writer, let cell, let value):
          (writer, .changed([.set(try #require(CellRef(text: cell)), .value(value))], reason: nil))
        case .add(let writer, let row): (writer, .changed([.addRow(question: "rows", row: row, at: nil)], reason: nil))
        case .see(let writer, _): (writer, nil)
        case .undo(let writer): (writer, .undone)
        case .redo(let writer): (writer, .redone)
        case .remove(let writer, let row): (writer, .changed([.removeRow(question: "rows", row: row)], reason: nil))
        }
      numbers[writer, default: 0] += 1
      if case .see(_, let heads) = line { watch.note(seen: heads, by: writer) }
      guard let event else { continue }
      let taken = watch.take(event, writer: writer, n: numbers[writer] ?? 0, time: "2026-11-20T08:00:0\(place).000Z")
      session.apply(taken.event)
      for contest in taken.contests { session.contest(contest) }
    }
    return session
  }

  @Test("Different answers given without knowing of each other wait for a choice")
  func contest() throws {
    var session = try merged([.set("a", "size", .int(5)), .set("b", "size", .int(2)), .set("b", "org", .text("x"))])
    #expect(session.contests.map(\.other) == [.value(.int(5))])
    #expect(session.answer(CellRef("size")) == .value(.int(2)), "the later line stands")
    #expect(session.state(ofQuestion: 1) == .unasked, "but it doesn't count")
    #expect(session.nextQuestion == 1)
    session.apply(try session.decide(.answer(CellRef("size"), .value(.int(5)))))
    #expect(session.contests.isEmpty)
    #expect(session.findings.map(\.id) == ["LT-R01"])
  }

  @Test("A writer who had seen the other's answer replaces it, and the same answer twice is none to choose from")
  func noContest() throws {
    let seen = try merged([.set("a", "size", .int(5)), .see("b", ["a": 1]), .set("b", "size", .int(2))])
    #expect(seen.contests.isEmpty && seen.state(ofQuestion: 1) == .answered)
    let same = try merged([.set("a", "size", .int(5)), .set("b", "size", .int(5))])
    #expect(same.contests.isEmpty && same.state(ofQuestion: 1) == .answered)
    let alone = try merged([.set("a", "size", .int(5)), .set("a", "size", .int(2))])
    #expect(alone.contests.isEmpty)
  }

  @Test("Two rows that got the same id stay two rows, with what each writer said of theirs")
  func rows() throws {
    let session = try merged([
      .add("a", "B1"), .set("a", "rows[B1].what", .text("of a")), .add("b", "B1"),
      .set("b", "rows[B1].what", .text("of b")), .set("b", "top", .list(["B1"])),
      .set("a", "rows[B1].what", .text("a2")),
    ])
    #expect(session.rows(ofQuestion: 2).map(\.id) == ["B1", "B2"])
    #expect(session.answer(CellRef("rows", row: "B1", column: "what")) == .value(.text("a2")))
    #expect(session.answer(CellRef("rows", row: "B2", column: "what")) == .value(.text("of b")))
    #expect(session.answer(CellRef("top")) == .value(.list(["B2"])))
    #expect(session.contests.isEmpty)
  }

  @Test("Once a writer has seen the other's row, its id is that row")
  func seenRows() throws {
    let session = try merged([
      .add("a", "B1"), .add("b", "B1"), .see("b", ["a": 1]), .set("b", "rows[B1].what", .text("now of a's row")),
    ])
    #expect(session.answer(CellRef("rows", row: "B1", column: "what")) == .value(.text("now of a's row")))
    #expect(session.answer(CellRef("rows", row: "B2", column: "what")) == nil)
  }

  @Test("An undo takes back what its writer saw, not what another said meanwhile")
  func undo() throws {
    let session = try merged([
      .set("a", "org", .text("of a")), .set("b", "size", .int(2)), .undo("a"),
      .set("b", "rows[B1].what", .text("of b")),
    ])
    #expect(session.answer(CellRef("org")) == nil)
    #expect(session.answer(CellRef("size")) == .value(.int(2)))
    #expect(session.contests.isEmpty)
  }

  @Test("Several steps back and forward, beside another's work, lead where they led their writer")
  func steps() throws {
    let there: [Line] = [
      .set("a", "org", .text("one")), .see("b", ["a": 1]), .set("a", "org", .text("two")), .set("b", "size", .int(4)),
      .set("a", "org", .text("three")), .undo("a"), .set("b", "size", .int(5)), .undo("a"),
    ]
    #expect(try merged(there).answer(CellRef("org")) == .value(.text("one")))
    let again = try merged(there + [.redo("a"), .undo("b")])
    #expect(again.answer(CellRef("org")) == .value(.text("two")))
    #expect(again.answer(CellRef("size")) == .value(.int(4)))
  }

  @Test("Rows that were added or removed come and go with their writer's steps")
  func rowSteps() throws {
    let added: [Line] = [.add("a", "B1"), .set("a", "rows[B1].what", .text("x")), .set("b", "size", .int(2))]
    #expect(try merged(added + [.undo("a"), .undo("a")]).rows(ofQuestion: 2).map(\.id) == [])
    let back = try merged(added + [.remove("a", "B1"), .undo("a")])
    #expect(back.rows(ofQuestion: 2).map(\.id) == ["B1"])
    #expect(back.answer(CellRef("rows", row: "B1", column: "what")) == .value(.text("x")))
    #expect(back.answer(CellRef("size")) == .value(.int(2)))
  }

  @Test("Once everything is known to a writer, an undo is one again")
  func plainUndo() throws {
    var session = try merged([
      .set("a", "org", .text("of a")), .see("b", ["a": 1]), .set("b", "size", .int(2)), .undo("b"), .undo("b"),
    ])
    #expect(session.answer(CellRef("org")) == nil)
    #expect(session.canRedo)
    session.apply(.redone)
    #expect(session.answer(CellRef("org")) == .value(.text("of a")))
  }
}
