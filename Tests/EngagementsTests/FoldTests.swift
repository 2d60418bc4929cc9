import Playbooks
import Testing

@testable import Engagements
@testable import Sessions

/// What sessions leave to each other: registers, used values, earlier sessions, row numbers.
@Suite("Sessions of one engagement")
struct FoldTests {
  static let source = """
    playbook: fold
    repeatable: true
    subject: about
    questions:
      - { question: about, ask: About?, type: text }
      - question: risks
        ask: Risks?
        type: table
        row: K
        rows: 0..9
        register: risks
        columns: [ { column: text, type: text, required: true }, { column: owner, type: text } ]
      - { question: size, ask: How many?, type: number, whole: true }
    rules:
      - { rule: FO-R01, when: size > 3, flag: high, text: "{size} are many." }
      - rule: FO-R02
        when: size > 5
        text: Plan it.
        draft: { into: pilots, at: go, cells: { name: "Pilot of {size}", victory: Less } }
    gates:
      - { gate: go, title: Go, override: true, needs: [ { that: size > 1, otherwise: More than one. } ] }
    carries: [size]
    """

  /// Answers of one session each, and what a register holds afterwards: `id cell cell`.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var register = "risks"
    let answers: [String]
    let cells: [String]
    let rows: [String]
  }

  static let cases: [Case] = [
    Case(
      testDescription: "rows of one session", answers: ["{ risks: [{ text: Fire, owner: Ana }, { text: Flood }] }"],
      cells: ["text", "owner"], rows: ["K1 Fire Ana", "K2 Flood -"]),
    Case(
      testDescription: "the latest writer of a cell counts",
      answers: ["{ risks: [{ text: Fire, owner: Ana }] }", "{ risks: [{ id: K1, text: Big fire, owner: Bo }] }"],
      cells: ["text", "owner"], rows: ["K1 Big-fire Bo"]),
    Case(
      testDescription: "a blank doesn't take away what somebody wrote",
      answers: ["{ risks: [{ text: Fire, owner: Ana }] }", "{ risks: [{ id: K1, text: Big fire }] }"],
      cells: ["text", "owner"], rows: ["K1 Big-fire Ana"]),
    Case(
      testDescription: "row numbers go on", answers: ["{ risks: [{ text: Fire }] }", "{ risks: [{ text: Flood }] }"],
      cells: ["text"], rows: ["K1 Fire", "K2 Flood"]),
    Case(
      testDescription: "drafts get prefix and number", register: "pilots",
      answers: ["{ size: 6 }", "{ size: 2 }", "{ size: 7 }"], cells: ["name"],
      rows: ["P1 Pilot-of-6", "P2 Pilot-of-7"]),
    Case(
      testDescription: "findings appear", register: "findings", answers: ["{ size: 2 }", "{ size: 4 }"],
      cells: ["rule", "severity", "text"], rows: ["FO-R01/s2 FO-R01 high 4-are-many."]),
    Case(
      testDescription: "a finding that comes again is the same", register: "findings",
      answers: ["{ size: 4 }", "{ size: 5 }"], cells: ["first_seen", "last_seen", "text", "state"],
      rows: ["FO-R01/s1 2026-03-01 2026-03-02 5-are-many. open"]),
    Case(
      testDescription: "a finding that isn't found any more is resolved", register: "findings",
      answers: ["{ size: 4 }", "{ size: 2 }"], cells: ["last_seen", "text", "state"],
      rows: ["FO-R01/s1 2026-03-01 4-are-many. resolved"]),
    Case(
      testDescription: "gates that were passed all the same appear", register: "decisions",
      answers: ["{ size: 1, $overrides: { go: We try it } }", "{ size: 2 }"], cells: ["gate", "reason"],
      rows: ["go/s1 go We-try-it"]),
  ]

  @Test("write into registers", arguments: cases)
  func registers(_ row: Case) throws {
    let playbook = try Shipped.compiled(Self.source)
    var replay = Replay()
    for (place, answers) in row.answers.enumerated() {
      replay.run(playbook, named: "s\(place + 1)", answers: answers, on: "2026-03-0\(place + 1)")
    }
    #expect(replay.problems == [])
    let rows = replay.engagement.register(row.register).map { found in
      let cells = row.cells.map {
        found.text($0).isEmpty ? "-" : found.text($0).split(separator: " ").joined(separator: "-")
      }
      return ([found.id] + cells).joined(separator: " ")
    }
    #expect(rows == row.rows)
  }

  @Test("what is noted beside sessions is part of a register, and its number is the next")
  func noted() throws {
    let playbook = try Shipped.compiled(Self.source)
    var replay = Replay()
    replay.run(playbook, named: "s1", answers: "{ risks: [{ text: Fire }] }", on: "2026-03-01")
    #expect(replay.engagement.lastRowNumber("K", in: "risks") == 1)
    replay.note(.row(register: "risks", id: "K2", cells: [Datum.Member("text", .string("Flood"))]), on: "2026-03-02")
    replay.run(playbook, named: "s2", answers: "{ risks: [{ text: Frost }] }", on: "2026-03-03")
    #expect(replay.engagement.register("risks").map(\.id) == ["K1", "K2", "K3"])
    #expect(replay.engagement.register("risks").map(\.sources) == [["s1"], ["log"], ["s2"]])
  }

  static let reader = """
    playbook: reader
    questions: [ { question: ok, ask: OK?, type: yesno } ]
    uses: { taken: quick-assessment.power_users, all: { all: quick-assessment } }
    """

  /// Sessions as `round:value`, `-` for an unfinished one; the round that is on; and what is used.
  static let uses: [(sessions: [String], round: Int, used: Int64?, all: Int)] = [
    ([], 1, nil, 0),
    (["1:5"], 1, 5, 1),
    (["1:5", "1:6"], 1, 6, 2),
    (["1:5", "2:7"], 2, 7, 2),
    (["1:5"], 2, 5, 1),
    (["1:5", "1:6"], 3, 6, 2),
    (["2:7", "1:5"], 2, 7, 2),
    (["1:5", "-1:6"], 1, 5, 1),
    (["-1:6"], 1, nil, 0),
  ]

  @Test("use values of this round first, then of earlier ones, of finished sessions only", arguments: uses)
  func used(_ row: (sessions: [String], round: Int, used: Int64?, all: Int)) throws {
    let look = try #require(Shipped.playbooks["quick-assessment"])
    var records: [SessionRecord] = []
    for (place, text) in row.sessions.enumerated() {
      let isFinished = !text.hasPrefix("-")
      let numbers = text.split(separator: ":").compactMap { Int64($0) }.map { abs($0) }
      var session = Session(look)
      let reference = PlaybookRef(name: look.name, version: "1", sha256: "")
      session.apply(
        .opened(Opening(playbook: reference, session: "s\(place)", engagement: "e", round: Int(numbers[0]))))
      session.apply(.changed([.set(CellRef("power_users"), .value(.int(numbers[1])))], reason: nil))
      if isFinished { session.apply(.closed) }
      let day = "2026-03-0\(place + 1)T10:00:00Z"
      records.append(
        SessionRecord(
          name: "s\(place)", session: session, openedAt: day, finishedAt: isFinished ? day : nil, lastAt: day))
    }
    var log = EngagementLog()
    log.apply(
      .entered(stage: "wider-planning", transition: nil, round: row.round, skipped: [], reason: nil), time: "2026")
    let engagement = Engagement(name: "e", sessions: records, log: log, registers: [])
    var carried: [String: Datum] = [:]
    for event in engagement.carried(into: try Shipped.compiled(Self.reader)) {
      if case .carried(let name, let value, _) = event { carried[name] = value }
    }
    #expect(carried["taken"] == row.used.map(Datum.int))
    guard case .list(let all)? = carried["all"] else { return #expect(row.all == 0) }
    #expect(all.count == row.all)
  }

  @Test("see earlier sessions of their own kind, finished ones, with what those were about")
  func earlier() throws {
    let playbook = try Shipped.compiled(
      Self.source.replacingFirst(
        "rules:", with: "calculations:\n  - { calculation: before, is: size(earlier) }\nrules:"))
    var replay = Replay()
    replay.run(playbook, named: "s1", answers: "{ about: Ward, size: 1 }", on: "2026-03-01")
    replay.run(playbook, named: "s2", answers: "{ about: Theatre, size: 2 }", on: "2026-03-02")
    replay.run(playbook, named: "s3", answers: "{ about: Ward, size: 3 }", on: "2026-03-03", finishing: false)
    let last = replay.run(playbook, named: "s4", answers: "{ about: Ward, size: 4 }", on: "2026-03-04")
    let slot = try #require(playbook.calculation(named: "before")?.slot)
    #expect(last.text(of: last.value(ofSlot: slot)) == "1")
    let theatre = replay.run(playbook, named: "s5", answers: "{ about: Theatre }", on: "2026-03-05")
    #expect(theatre.text(of: theatre.value(ofSlot: slot)) == "1")
  }
}

extension String {
  func replacingFirst(_ part: String, with other: String) -> String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let place = lines.firstIndex(of: part) { lines[place] = other }
    return lines.joined(separator: "\n")
  }
}
