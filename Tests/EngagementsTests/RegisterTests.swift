import Diagnostics
import Engagements
import Playbooks
import Sessions
import Testing

/// Registers as several sessions write them.
@Suite("Registers")
struct RegisterTests {
  static let registers = """
    registers:
      - register: pilots
        title: Pilots
        row: P
        columns: [ { column: name, type: text }, { column: victory, type: text }, { column: weeks, type: number } ]
    """

  static let plan = """
    playbook: plan
    questions: [ { question: pilot, ask: Which?, type: text, required: true } ]
    rules:
      - rule: PL-DRAFT
        when: words(pilot) > 0
        draft: { into: pilots, at: go, cells: { name: "{pilot}", victory: Fewer calls, weeks: 8.0 } }
    gates: [ { gate: go, needs: [ { that: words(pilot) > 0, otherwise: A pilot. } ] } ]
    """

  static let review = """
    playbook: review
    questions:
      - question: outcome
        ask: How?
        type: table
        row: P
        register: pilots
        columns:
          - { column: name, type: text }
          - { column: victory, type: choice, choices: { clear: Clear, none: None } }
          - { column: mvp, type: text }
    """

  static func record(_ text: String, _ name: String, answers: String, day: String, later: String) throws
    -> SessionRecord
  {
    let library = TextLibrary(["registers": SourceText(name: "registers.yaml", text: registers)])
    let (playbook, diagnostics) = PlaybookLoader.load(SourceText(name: name + ".yaml", text: text), library: library)
    var session = Session(try #require(playbook, "\(diagnostics.map(\.message))"))
    let reference = PlaybookRef(name: name, version: "1", sha256: "")
    session.apply(.opened(Opening(playbook: reference, session: name, engagement: "e")))
    session.apply(.sat(day: day, version: ""))
    let data = try #require(PlainData.read(SourceText(name: "answers.yaml", text: answers)).data)
    var sheet = AnswerSheet(data)
    _ = sheet.apply(to: &session)
    #expect(sheet.problems.map { "\($0.refusal)" } == [])
    session.apply(.closed)
    return SessionRecord(
      name: name, session: session, openedAt: day + "T08:00:00Z", finishedAt: later + "T09:00:00Z",
      lastAt: later + "T09:00:00Z")
  }

  /// The plan was changed after the review: the pilot is still P1, and what the review calls by another type stays there.
  @Test(
    "A pilot keeps its number and its own columns, whoever writes about it later",
    arguments: ["2026-03-01", "2026-06-01"])
  func keepsNumber(planChanged: String) throws {
    let plan = try Self.record(Self.plan, "plan", answers: "pilot: Orders", day: "2026-03-01", later: planChanged)
    let review = try Self.record(
      Self.review, "review", answers: "outcome: [{ id: P1, name: Orders, victory: clear, mvp: a list }]",
      day: "2026-05-01", later: "2026-05-01")
    let engagement = Engagement(
      name: "e", sessions: [review, plan], log: EngagementLog(),
      registers: RegisterDefinition.read(SourceText(name: "registers.yaml", text: Self.registers)))
    let rows = engagement.register("pilots")
    #expect(rows.map(\.id) == ["P1"])
    #expect(rows.map { ["name", "victory", "weeks", "mvp"].map($0.text) } == [["Orders", "Fewer calls", "8", ""]])
  }

  static let rows = """
    playbook: notes
    questions:
      - question: outcome
        ask: Which?
        type: table
        row: P
        register: pilots
        columns: [ { column: name, type: text } ]
    """

  /// A session that adds one row P1 with a name at a time.
  static func adding(_ pilot: String, in name: String, opened: String, at time: String) throws
    -> SessionRecord
  {
    let library = TextLibrary(["registers": SourceText(name: "registers.yaml", text: registers)])
    let (playbook, _) = PlaybookLoader.load(SourceText(name: "notes.yaml", text: rows), library: library)
    var session = Session(try #require(playbook))
    let reference = PlaybookRef(name: "notes", version: "1", sha256: "")
    session.apply(.opened(Opening(playbook: reference, session: name, engagement: "e")), time: opened)
    session.apply(.sat(day: String(opened.prefix(10)), version: ""), time: opened)
    let cell = CellRef("outcome", row: "P1", column: "name")
    session.apply(
      .changed([.addRow(question: "outcome", row: "P1", at: nil), .set(cell, .value(.text(pilot)))], reason: nil),
      time: time)
    return SessionRecord(name: name, session: session, openedAt: opened, finishedAt: nil, lastAt: time)
  }

  @Test(
    "Rows that two open sessions gave one id stay two, the earlier one has it; who could know the row means it",
    arguments: [
      ("2026-03-01T08:00:00Z", "2026-03-01T08:05:00Z", ["P1": "Orders", "P1/b": "Stock"]),
      ("2026-03-01T08:00:00Z", "2026-03-01T08:20:00Z", ["P1/a": "Orders", "P1": "Stock"]),
      ("2026-03-01T08:15:00Z", "2026-03-01T08:05:00Z", ["P1": "Stock"]),
    ])
  func strangers(bOpened: String, aAdded: String, wanted: [String: String]) throws {
    let a = try Self.adding("Orders", in: "a", opened: "2026-03-01T07:00:00Z", at: aAdded)
    let b = try Self.adding("Stock", in: "b", opened: bOpened, at: "2026-03-01T08:16:00Z")
    for sessions in [[a, b], [b, a]] {
      let engagement = Engagement(
        name: "e", sessions: sessions, log: EngagementLog(),
        registers: RegisterDefinition.read(SourceText(name: "registers.yaml", text: Self.registers)))
      let rows = engagement.register("pilots").map { ($0.id, $0.text("name")) }
      #expect(Dictionary(uniqueKeysWithValues: rows) == wanted)
    }
  }
}
