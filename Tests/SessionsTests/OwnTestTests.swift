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
      - { question: size, ask: How many?, type: number, whole: true, required: true }
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

  @Test("say what is otherwise than expected", arguments: cases)
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
