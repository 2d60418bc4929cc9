import BuiltinPlaybooks
import Diagnostics
import Playbooks
import Testing

@testable import Sessions

/// The playbooks inside the program, by name.
private let shipped: [String: SourceText] = {
  var found: [String: SourceText] = [:]
  for index in 0..<sounding_builtin_file_count {
    let file = sounding_builtin_file_at(index)
    let name = String(String(cString: file.name).dropLast(5))
    let text = String(decoding: UnsafeBufferPointer(start: file.bytes, count: file.length), as: UTF8.self)
    found[name] = SourceText(name: "\(name).yaml", text: text)
  }
  return found
}()

/// Waive a finding in the playbook, by name and with the reason, only where it is right as it stands.
@Test("No shipped playbook has a finding that isn't waived", arguments: shipped.keys.sorted())
func shippedPlaybooksAreClean(_ name: String) throws {
  let source = try #require(shipped[name])
  var limits = CheckLimits()
  limits.triesPerGoal = 60
  limits.triesAltogether = 4_000
  let report = CheckReport(source, library: TextLibrary(shipped), limits: limits)
  let found = report.diagnostics.filter { $0.severity != .note }
  #expect(found.isEmpty, "\(DiagnosticRenderer([source]).text(found))")
}

@Test("The starter playbook is without a mistake, and its tests pass")
func starter() throws {
  let source = SourceText(name: "my-first.yaml", text: Starter.text(named: "my-first"))
  let report = CheckReport(source, library: TextLibrary())
  #expect(
    report.text(showsNotes: false).hasPrefix("my-first.yaml: no mistakes; 4 questions, 2 rules, 1 gate, 1 table; "))
  let playbook = try #require(PlaybookLoader.load(source).playbook)
  #expect(TestReport(playbook).text() == "my-first.yaml: 4 of 4 tests pass")
  #expect(TestCoverage(playbook).parts.flatMap(\.missing) == [])
  let mutation = MutationReport(playbook, library: TextLibrary())
  #expect(mutation.count >= 7 && mutation.unnoticed.isEmpty, "\(mutation.text())")
}

@Test("A report says how many mistakes there are, as text and as JSON")
func checkReport() {
  let source = SourceText(name: "w.yaml", text: "playbook: w\nquestions: [{ question: a, ask: X, type: txt }]\n")
  let report = CheckReport(source, library: TextLibrary())
  #expect(
    report.text() == """
      w.yaml:2:42: error: 'txt' isn't known here
      2 | questions: [{ question: a, ask: X, type: txt }]
        |                                          ^^^
        = hint: did you mean 'text'?
      w.yaml: 1 error
      """)
  #expect(
    CheckReport.json([report]).hasPrefix(
      #"{"schemaVersion":1,"files":[{"file":"w.yaml","errors":1,"warnings":0,"diagnostics":[{"#))
}

/// What can't be told of `e` costs tries; whether `b` is asked doesn't hang on it.
private let unrelated = SourceText(
  name: "u.yaml",
  text: """
    playbook: u
    questions:
      - { question: a, ask: A?, type: yesno }
      - { question: n, ask: How many?, type: number, min: 0, max: 200 }
      - { question: w, ask: Which?, type: list }
      - { question: t, ask: T?, type: table, columns: [{ column: l, type: scale }, { column: m, type: number, min: 1 }] }
      - { question: b, ask: B?, type: text, when: [a, "!a"] }
    calculations: [{ calculation: e, for: t as r, is: r.m / (r.l + r.m) }]
    report: [{ heading: H, answers: [a, n, b], list: w }, { heading: T, table: t, columns: [l, m, e] }]

    """)

@Test("What wasn't decided stands first in the summary; the author's own gates, tables and lists are counted")
func undecided() {
  var limits = CheckLimits()
  // Goals have tries of their own, whatever went into others.
  limits.triesAltogether = 0
  func text() -> String { CheckReport(unrelated, library: TextLibrary(), limits: limits).text() }
  let said = text()
  #expect(said.contains("u.yaml:7:48: warning: 'b' can never be asked"), "\(said)")
  #expect(said.contains("u.yaml: 1 warning, 1 goal not decided; 5 questions, 0 rules, 0 gates, 1 table, 1 list; "))
  #expect(said.contains("hint: not found in 61 tries; --deep searches longer"), "\(said)")
  limits.isDeep = true
  #expect(text().contains("hint: not found in 61 tries\n"))
}
