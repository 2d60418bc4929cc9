import Diagnostics
import Playbooks
import Testing

@testable import Sessions

/// What a session remembers of its answers: each change with everything that stood beside it.
@Suite("The history")
struct HistoryTests {
  private static let text = """
    playbook: little
    questions:
      - { question: org, ask: Who?, type: text }
      - { question: rows, ask: Which?, type: table, row: B, columns: [ { column: what, type: text } ] }
    """

  private func playbook(_ text: String) throws -> Playbook {
    try #require(PlaybookLoader.load(SourceText(name: "little.yaml", text: text)).playbook)
  }

  @Test("gives back places, answers, times and reasons as they were")
  func items() throws {
    var session = Session(try playbook(Self.text))
    let (org, cell) = (CellRef("org"), CellRef("rows", row: "B1", column: "what"))
    let (first, second) = (Answer.value(.text("Ward 3")), Answer(.declined, note: "nobody knows"))
    session.apply(.changed([.set(org, first)], reason: nil), time: "2026-11-20T08:00:01.250Z")
    session.apply(.changed([.set(org, second)], reason: "asked again"), time: "some day")
    session.apply(.changed([.set(cell, first)], reason: nil))
    session.apply(.undone, time: "2026-11-20T08:00:02.000Z")
    let items = Array(session.history)
    #expect(items.map(\.cell) == [org, org, cell, cell])
    #expect(items.map(\.old) == [nil, first, nil, first])
    #expect(items.map(\.new) == [first, second, first, nil])
    #expect(items.map(\.reason) == [nil, "asked again", nil, nil])
    #expect(items.map(\.time) == ["2026-11-20T08:00:01.250Z", "some day", "", "2026-11-20T08:00:02.000Z"])
    #expect(items.map(\.event) == [1, 2, 3, 4])
  }

  @Test("is its own in each copy of a session, whichever goes on first")
  func copies() throws {
    var session = Session(try playbook(Self.text))
    func give(_ session: inout Session, _ text: String, reason: String? = nil) {
      session.apply(.changed([.set(CellRef("org"), .value(.text(text)))], reason: reason), time: text)
    }
    func texts(_ session: Session) -> [String] { session.history.map { "\($0.time) \($0.reason ?? "-")" } }
    give(&session, "first")
    let before = session
    var other = session
    give(&session, "second", reason: "ours")
    give(&other, "third")
    #expect(texts(before) == ["first -"])
    #expect(texts(session) == ["first -", "second ours"])
    #expect(texts(other) == ["first -", "third -"])
    var passing: Session? = other
    give(&passing!, "fourth", reason: "passing")
    passing = nil
    give(&other, "fifth")
    #expect(texts(other) == ["first -", "third -", "fifth -"])
  }

  @Test("calls places as they were called then, whatever another version calls them")
  func upgraded() throws {
    var session = Session(try playbook(Self.text))
    session.apply(.changed([.set(CellRef("org"), .value(.text("Ward 3")))], reason: nil))
    let before = Array(session.history)
    let new = Self.text.replacing("question: org,", with: "question: unit, was: org,")
      .replacing("questions:\n", with: "questions:\n  - { question: first, ask: What?, type: text }\n")
    session.learn(try playbook(new), sha256: "new")
    session.apply(.upgraded(PlaybookRef(name: "little", version: "2", sha256: "new")))
    session.apply(.changed([.set(CellRef("unit"), .value(.text("Ward 4")))], reason: nil))
    #expect(Array(session.history.prefix(1)) == before)
    #expect(session.history.map(\.cell) == [CellRef("org"), CellRef("unit")])
    #expect(session.history(of: CellRef("unit")).map(\.new) == [.value(.text("Ward 3")), .value(.text("Ward 4"))])
    session.apply(.undone)
    session.apply(.undone)
    session.apply(.undone)
    #expect(session.book.answers == [nil, nil])
    #expect(session.history.map(\.cell) == [CellRef("org"), CellRef("unit"), CellRef("unit"), CellRef("org")])
  }
}
