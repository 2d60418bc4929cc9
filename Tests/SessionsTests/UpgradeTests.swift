import Diagnostics
import JSON
import Playbooks
import Testing

@testable import Sessions

/// A row says how the playbook below is changed, and what must become of its answers.
@Suite("Going on with another version of a playbook")
struct UpgradeTests {
  static let text = """
    playbook: little
    carries: [ size ]
    questions:
      - { question: org, ask: Who?, type: text, required: true }
      - { question: past, ask: Tried before?, type: choice, choices: { yes: Yes, no: No, kept: Still }, meaning: any try }
      - { question: mood, ask: How safe?, type: scale }
      - { question: size, ask: How many?, type: number, whole: true }
      - question: rows
        ask: Which?
        type: table
        row: B
        columns: [ { column: what, type: text }, { column: weeks, type: number } ]
      - { question: top, ask: First?, type: refs, of: rows }
    calculations:
      - { calculation: double_size, is: size * 2 }
    rules:
      - { rule: LT-R01, when: size > 3, flag: high, text: Many. }
    gates:
      - { gate: go, needs: [ { that: size > 1, otherwise: More than one. } ] }
    """

  static let answers: [Change] = [
    .set(CellRef("org"), .value(.text("A"))), .set(CellRef("past"), .value(.code("kept"))),
    .set(CellRef("mood"), .value(.int(4))), .set(CellRef("size"), .value(.int(5))),
    .addRow(question: "rows", row: "B1", at: nil),
    .set(CellRef("rows", row: "B1", column: "what"), .value(.text("x"))),
    .set(CellRef("rows", row: "B1", column: "weeks"), .value(.int(3))), .set(CellRef("rows"), .value(.rows)),
    .set(CellRef("top"), .value(.list(["B1"]))),
  ]

  struct Case: CustomTestStringConvertible, Sendable {
    let says: String
    let replace: String
    let with: String
    /// `place: fate reason` of everything that isn't unaffected, then verdicts that change.
    let expect: [String]
    var testDescription: String { says }
  }

  static let cases: [Case] = [
    Case(says: "a wording", replace: "ask: Who?", with: "ask: Which organisation?", expect: []),
    Case(says: "a new name", replace: "question: org,", with: "question: who, was: org,", expect: ["org -> who"]),
    Case(
      says: "a name without saying so", replace: "question: org,", with: "question: who,",
      expect: ["org: lost question_gone"]),
    Case(
      says: "another meaning", replace: "meaning: any try", with: "meaning: a paid try",
      expect: ["past: to_confirm meaning_changed"]),
    Case(says: "a choice that is gone", replace: ", kept: Still", with: "", expect: ["past: lost not_taken"]),
    Case(
      says: "another scale", replace: "type: scale", with: "type: scale, scale: 1..10",
      expect: ["mood: to_confirm kind_changed"]),
    Case(
      says: "a bound it breaks", replace: "whole: true", with: "whole: true, max: 4",
      expect: ["size: lost not_taken", "gate go open -> unknown", "going LT-R01", "Double size"]),
    Case(
      says: "another kind that takes it", replace: "type: text, required: true", with: "type: long, required: true",
      expect: []),
    Case(
      says: "another kind that doesn't", replace: "{ question: org, ask: Who?, type: text, required: true }",
      with: "{ question: org, ask: Who?, type: yesno }", expect: ["org: lost not_taken"]),
    Case(
      says: "a column that is gone", replace: ", { column: weeks, type: number }", with: "",
      expect: ["rows[B1].weeks: lost column_gone"]),
    Case(
      says: "a column with another name", replace: "{ column: weeks, type: number }",
      with: "{ column: long, was: weeks, type: number, required: true }",
      expect: ["rows[B1].weeks -> rows[B1].long"]),
    Case(
      says: "a column that is new", replace: "{ column: weeks, type: number }",
      with: "{ column: weeks, type: number }, { column: who, type: text, required: true }",
      expect: ["rows: to_confirm columns_added"]),
    Case(
      says: "a rule and a gate", replace: "size > 3", with: "size > 9", expect: ["going LT-R01"]),
    Case(says: "a need", replace: "size > 1", with: "size > 7", expect: ["gate go open -> closed"]),
    Case(says: "a calculation", replace: "size * 2", with: "size * 3", expect: ["Double size"]),
  ]

  static func playbook(_ text: String) throws -> Playbook {
    let (playbook, diagnostics) = PlaybookLoader.load(SourceText(name: "little.yaml", text: text))
    return try #require(playbook, "\(diagnostics.map(\.message))")
  }

  static func session(_ playbook: Playbook) -> Session {
    var session = Session(playbook)
    let reference = PlaybookRef(name: "little", version: "1", sha256: "a")
    session.apply(.opened(Opening(playbook: reference, session: "s", engagement: "e")))
    session.apply(.sat(day: "2026-11-20", version: "1"))
    session.apply(.changed(answers, reason: nil))
    return session
  }

  @Test("Each answer is unaffected, to be confirmed or lost, and verdicts that change are named", arguments: cases)
  func classifies(_ row: Case) throws {
    #expect(Self.text.contains(row.replace))
    let new = try Self.playbook(Self.text.replacing(row.replace, with: row.with))
    let session = Self.session(try Self.playbook(Self.text))
    let before = session.conclusions
    let rehearsal = session.rehearse(new, sha256: "b")
    #expect(Self.lines(rehearsal) == row.expect)
    #expect(rehearsal.fates.count == 8)
    #expect(session.conclusions == before, "a rehearsal changes nothing")
  }

  private static func lines(_ rehearsal: UpgradeRehearsal) -> [String] {
    var lines: [String] = []
    for fate in rehearsal.fates {
      if fate.fate != .unaffected {
        lines.append("\(fate.place): \(fate.fate.rawValue) \(fate.reason?.rawValue ?? "")")
      } else if let new = fate.newPlace, new != fate.place {
        lines.append("\(fate.place) -> \(new)")
      }
    }
    let difference = rehearsal.difference
    lines += difference.gates.map { "gate \($0.name) \($0.from.rawValue) -> \($0.to.rawValue)" }
    lines += difference.findingsComing.map { "coming \($0.id)" } + difference.findingsGoing.map { "going \($0.id)" }
    return lines + difference.calculations.map(\.name)
  }

  @Test("An upgrade can be undone and done again, whatever was answered after it")
  func undo() throws {
    var session = Self.session(try Self.playbook(Self.text))
    let new = try Self.playbook(
      Self.text.replacing("question: org,", with: "question: who, was: org,").replacing(", kept: Still", with: ""))
    let (conclusions, book) = (session.conclusions, session.book)
    session.learn(new, sha256: "b")
    let version = PlaybookRef(name: "little", version: "2", sha256: "b")
    session.apply(.upgraded(version))
    #expect(session.opening?.playbook == version)
    #expect(session.answer(CellRef("who")) == .value(.text("A")))
    #expect(session.answer(CellRef("past")) == nil)
    #expect(session.history(of: CellRef("who")).count == 1, "the old name's history is this question's")
    session.apply(.changed([.set(CellRef("past"), .value(.code("no")))], reason: nil))
    session.apply(.triedGate("go", passed: true))
    let upgraded = session.book
    session.apply(.undone)
    session.apply(.undone)
    #expect(session.answer(CellRef("past")) == .value(.code("kept")))
    #expect(session.conclusions == conclusions)
    #expect(session.book.answers == book.answers && session.book.tables == book.tables)
    #expect(session.tries(ofGate: 0) == 1, "tries of gates are counted for good")
    session.apply(.redone)
    session.apply(.redone)
    #expect(session.book == upgraded)
    for _ in 0..<3 { session.apply(.undone) }
    #expect(session.book.answers.allSatisfy { $0 == nil })
    #expect(!session.canUndo)
  }

  @Test("What has to be confirmed doesn't count until it is said again")
  func confirm() throws {
    var session = Self.session(try Self.playbook(Self.text))
    let new = try Self.playbook(Self.text.replacing("type: scale", with: "type: scale, scale: 1..10"))
    session = session.rehearse(new, sha256: "b").outcome
    let mood = try #require(new.question(named: "mood"))
    #expect(session.state(ofQuestion: mood.index) == .unasked)
    #expect(session.mustConfirm(question: mood.index))
    #expect(session.nextQuestion == mood.index)
    #expect(session.answer(CellRef("mood")) == .value(.int(4)), "it is shown all the same")
    session.apply(try session.decide(.answer(CellRef("mood"), .value(.int(4)))))
    #expect(session.state(ofQuestion: mood.index) == .answered)
    session.apply(.undone)
    #expect(session.mustConfirm(question: mood.index))
  }

  @Test("What an answer meant when it was given is known until it is said again, through further upgrades")
  func meant() throws {
    var session = Self.session(try Self.playbook(Self.text))
    let past = try #require(session.playbook.question(named: "past")).index
    #expect(session.meaningBefore(ofQuestion: past) == nil)
    for (sha256, meaning) in [("b", "a paid try"), ("c", "a long try")] {
      session =
        session.rehearse(try Self.playbook(Self.text.replacing("any try", with: meaning)), sha256: sha256).outcome
      #expect(session.meaningBefore(ofQuestion: past) == "any try")
    }
    session.apply(try session.decide(.answer(CellRef("past"), .value(.code("kept")))))
    #expect(session.meaningBefore(ofQuestion: past) == nil)
    session.apply(.undone)
    #expect(session.meaningBefore(ofQuestion: past) == "any try")
    session.apply(.undone)
    #expect(session.playbook.question(named: "past")?.meaning == "a paid try")
    #expect(session.meaningBefore(ofQuestion: past) == "any try")
  }

  @Test(
    "Questions that are required now, and choices that are gone, are named",
    arguments: [
      ("type: scale }", "type: scale }\n  - { question: late, ask: Late?, type: yesno, required: true }", ["late"], []),
      ("type: scale }", "type: scale }\n  - { question: late, ask: Late?, type: yesno }", [], []),
      (", kept: Still", ", held: Still", [], ["kept"]), ("Who?", "Which?", [], []),
    ] as [(String, String, [String], [String])])
  func names(_ replace: String, _ with: String, _ required: [String], _ gone: [String]) throws {
    let new = try Self.playbook(Self.text.replacing(replace, with: with))
    let rehearsal = Self.session(try Self.playbook(Self.text)).rehearse(new, sha256: "b")
    #expect(rehearsal.newlyRequired.map(\.name) == required)
    #expect(rehearsal.codesGone(at: CellRef("past")) == gone)
  }

  @Test("An answer holds as long as its question says, from sitting to sitting")
  func expiry() throws {
    let playbook = try Self.playbook(Self.text.replacing("whole: true", with: "whole: true, holds: 2 weeks"))
    var session = Self.session(playbook)
    let size = try #require(playbook.question(named: "size")).index
    for (day, holds) in [("2026-12-04", true), ("2026-12-05", false)] {
      session.apply(.sat(day: day, version: "1"))
      #expect(session.mustConfirm(question: size) != holds, "\(day)")
      #expect(session.findings.contains { $0.id == "LT-R01" } == holds, "\(day)")
      #expect(session.gate("go")?.verdict == (holds ? .open : .unknown), "\(day)")
    }
    session.apply(try session.decide(.answer(CellRef("size"), .value(.int(5)))))
    #expect(session.state(ofQuestion: size) == .answered)
    #expect(session.carries(on: "2026-12-19").map(\.name) == ["size"])
    #expect(session.carries(on: "2026-12-20").isEmpty, "later sessions ask again, too")
    session.apply(.undone)
    #expect(session.mustConfirm(question: size), "undo brings back what was there: an answer whose time is over")
  }
}
