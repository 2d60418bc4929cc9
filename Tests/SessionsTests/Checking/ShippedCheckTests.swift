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
    report.text(showsNotes: false).hasPrefix("my-first.yaml: no mistakes; 4 questions, 2 rules, 2 gates, 1 table; "))
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
