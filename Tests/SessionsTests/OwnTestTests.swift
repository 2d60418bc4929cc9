import Diagnostics
import Playbooks
import Sessions
import Testing

/// What the runner says about tests that expect something else, one row a test of the little playbook below.
@Suite("A playbook's own tests")
struct OwnTestTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let test: String
    let says: [String]
    var testDescription: String { test }
  }

  static let playbook = """
    playbook: little
    questions:
      - { question: size, ask: How many?, type: number, whole: true, max: 50, required: true }
      - { question: phase, ask: Which phase?, type: multi, choices: { a: One, b: Two, none: None }, alone: [none] }
      - { question: mood, ask: How safe?, type: tally, choices: { 1: Low, 5: High }, keep: summary }
      - question: rows
        ask: Which?
        type: table
        row: B
        columns: [ { column: what, type: text }, { column: needs, type: refs, of: rows } ]
        prefill: [ { for: old as o, cells: { what: "{o.problem}" } } ]
    uses: { old: quick-assessment.problems }
    calculations:
      - { calculation: double_size, is: size * 2 }
      - { calculation: places, for: rows as r, is: r.number }
    rules:
      - { rule: LT-R01, when: size > 3, flag: high, text: Many. }
      - { rule: LT-R02, for: rows as r, when: words(r.what) == 0, say: What? }
      - { rule: LT-R03, for: "rows.filter(r, r.what == 'z') as r", say: So. }
    gates:
      - { gate: go, needs: [ { that: size > 1, otherwise: More than one. } ] }
    carries: [rows]
    tests:
      - test: one
    """

  static let cases: [Case] = [
    Case(
      test:
        "answers: { size: 4 }, expect: { findings: [LT-R01], calculations: { double_size: 8 }, gates: { go: open } }",
      says: []),
    Case(test: "answers: { size: 3 }, expect: { findings: [LT-R01] }", says: ["LT-R01 is not a finding"]),
    Case(test: "answers: { size: 4 }, expect: { silent: [LT-R01] }", says: ["LT-R01 holds"]),
    Case(test: "answers: { size: 4 }, expect: { severity: { LT-R01: medium } }", says: ["LT-R01 is high"]),
    Case(
      test: "answers: { size: 4 }, expect: { calculations: { double_size: 9 } }", says: ["'double_size' is 8, not 9"]),
    Case(
      test: "answers: { rows: [{ what: a }, { what: b }] }, expect: { carries: { rows: [{ what: a }, { what: c }] } }",
      says: ["'rows' is b, not c, at [1].what"]),
    Case(
      test: "answers: { rows: [{ what: a }] }, expect: { carries: { rows: [{ what: a }, { what: c }] } }",
      says: ["'rows' is 1 long, not 2"]),
    Case(test: "expect: { calculations: { double_size: 8 } }", says: ["'double_size' is not known yet: size"]),
    Case(
      test:
        "answers: { rows: [{ what: a }] }, expect: { silent: [LT-R02@B1, LT-R02@B9, LT-R03@B1, LT-R03@B9, LT-R01@B1] }",
      says: ["there is no row B9", "there is no row B9", "LT-R01 is not about single rows"]),
    Case(test: "answers: { size: 1 }, expect: { gates: { go: open } }", says: ["'go' is closed: More than one."]),
    Case(test: "expect: { gates: { go: needs } }", says: []),
    Case(
      test:
        "answers: { rows: [{ what: a, needs: [B2] }, { needs: [] }] }, expect: { rules: [LT-R02@B2], silent: [LT-R02@B1] }",
      says: []),
    Case(
      test: "answers: { rows: [{ what: a }, { what: b }] }, expect: { calculations: { places: { B2: 2, B3: 3 } } }",
      says: ["'places' has no row 'B3'"]),
    Case(test: "answers: { mood: 5 }, expect: { asked: [mood] }", says: []),
    Case(test: "answers: { mood: [1, 5, 5] }, expect: { asked: [mood] }", says: []),
    Case(
      test: "answers: { mood: { 1: 1, 5: 3 } }, expect: { asked: [mood], inactive: [size] }", says: ["'size' applies"]),
  ]

  /// Answers that can't be used, in the words of `run --answers`; then nothing else is said, since it would follow.
  static let unusable: [Case] = [
    Case(test: "answers: { size: many }, expect: { findings: [LT-R01] }", says: ["'size' wants a number"]),
    Case(test: "answers: { size: 2.5 }, expect: { findings: [LT-R01] }", says: ["'size' wants a whole number"]),
    Case(
      test: "answers: { size: 99 }, expect: { findings: [LT-R02], gates: { go: closed } }",
      says: ["'size' is more than 50"]),
    Case(
      test: "answers: { phase: [formed] }, expect: { gates: { go: open } }",
      says: ["'phase' is not one of the choices (use one of: a, b, none)"]),
    Case(
      test: "answers: { phase: [a, none] }, expect: { findings: [LT-R01] }",
      says: ["'phase': 'none' can't stand beside others"]),
    Case(
      test: "answers: { rows: [{ wat: a }, { needs: [B7] }] }, expect: { findings: [LT-R01] }",
      says: ["the question 'rows' has no column 'wat' (did you mean 'what'?)", "'rows[B2].needs' names no row of rows"]),
    Case(
      test: "answers: { size: 1 }, follow_ups: { LT-R02: a }, expect: { findings: [LT-R01] }",
      says: ["LT-R02 asks nothing now"]),
  ]

  @Test("say what is otherwise than expected", arguments: cases + unusable)
  func says(_ row: Case) throws {
    let text = Self.playbook.replacingLastLine(with: "  - { test: one, \(row.test) }")
    let (playbook, diagnostics) = PlaybookLoader.load(
      SourceText(name: "little.yaml", text: text), library: Shipped.library)
    let test = try #require(playbook?.tests.first, "\(diagnostics.map(\.message))")
    let loaded = try #require(playbook)
    #expect(test.run(on: loaded).map(\.message) == row.says)
  }
}

extension String {
  fileprivate func replacingLastLine(with line: String) -> String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[lines.count - 1] = line
    return lines.joined(separator: "\n")
  }
}
