import Diagnostics
import Testing

@testable import Playbooks

/// A playbook's own tests may be left unread only where nothing else stands behind them.
@Test(
  "Tests at the end of a playbook can be left out",
  arguments: [
    ("playbook: a\ntests:\n  - test: b\n", "playbook: a\n"),
    ("playbook: a\ntests:\n- test: b\n\n# end\n", "playbook: a\n"),
    ("playbook: a\ntests:\n  - test: b\nrules: []\n", "playbook: a\ntests:\n  - test: b\nrules: []\n"),
    ("playbook: a\nrules:\n  tests: 1\n", "playbook: a\nrules:\n  tests: 1\n"),
    ("", ""),
  ])
func withoutTests(_ text: String, _ kept: String) {
  #expect(SourceText(name: "a.yaml", text: text).withoutTests.text == kept)
}

@Test("A playbook read without its tests is the same playbook, with its whole text")
func loadedWithoutTests() throws {
  let text = """
    playbook: a
    questions:
      - { question: size, ask: How many?, type: number }
    tests:
      - { test: b, expect: {} }
    """
  let source = SourceText(name: "a.yaml", text: text)
  let playbook = try #require(PlaybookLoader.load(source, includesTests: false).playbook)
  #expect(playbook.tests.isEmpty)
  #expect(playbook.source == source)
  #expect(PlaybookLoader.load(source).playbook?.tests.count == 1)
}
