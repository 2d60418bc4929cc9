import Diagnostics
import Playbooks
import Testing

@testable import Sessions

/// A sound little playbook, and what is put into it.
private let sound = """
  playbook: planted
  questions:
    - { question: sector, ask: Which?, type: choice, choices: { private: Private, public: Public } }
    - { question: budget, ask: How much?, type: number, min: 0, max: 100, when: sector == 'private' }
    - { question: team, ask: How many?, type: number, whole: true, min: 1, max: 9 }
    - { question: ready, ask: Ready?, type: yesno }
    - { question: mood, ask: How is it?, type: scale }
    - question: pilots
      ask: Which?
      type: table
      row: P
      columns:
        - { column: weeks, type: number, min: 0, max: 6 }
        - { column: kind, type: choice, choices: { a: First, b: Second } }
  """

struct Planted: Sendable, CustomTestStringConvertible {
  let text: String
  /// `check name` of each finding.
  let findings: [String]
  init(_ text: String, _ findings: String...) { (self.text, self.findings) = (text, findings) }
  var testDescription: String { text }
}

@Test(
  "Planted defects are found, and nothing else",
  arguments: [
    Planted("rules: [{ rule: R, when: budget > 50, say: Much. }]"),
    Planted("rules: [{ rule: R, when: budget > 200, say: Much. }]", "never-true R"),
    Planted("rules: [{ rule: R, when: [sector == 'public', budget > 5], say: Much. }]", "never-true R"),
    Planted("rules: [{ rule: R, when: mood >= 1, say: So. }]"),
    Planted("rules: [{ rule: R, when: team >= 1 || !known(team), say: So. }]", "always-true R"),
    Planted("rules: [{ rule: R, when: mood > 5, say: So. }]", "never-true R"),
    Planted("rules: [{ rule: R, when: [mood > 3, mood > 2], say: So. }]", "idle-condition R"),
    Planted("rules: [{ rule: R, when: [mood > 3, ready], say: So. }]"),
    Planted("rules: [{ rule: R, for: pilots as p, when: p.weeks > 6, flag: high, text: T }]", "never-true R"),
    Planted("rules: [{ rule: R, for: pilots as p, when: p.weeks > 5, flag: high, text: T }]"),
    Planted("rules: [{ rule: R, when: \"pilots.exists(p, p.kind == 'b' && p.weeks < 0)\", say: So. }]", "never-true R"),
    Planted("rules: [{ rule: R, when: \"pilots.exists(p, p.kind == 'b')\", say: So. }]"),
    Planted("rules: [{ rule: R, when: size(pilots) > 2, say: So. }]"),
    Planted("rules: [{ rule: R, when: size(pilots) < 0, say: So. }]", "never-true R"),
    Planted("gates: [{ gate: go, needs: [{ that: ready, otherwise: X }] }]"),
    Planted(
      "gates: [{ gate: go, needs: [{ that: ready, otherwise: X }, { that: '!ready', otherwise: Y }] }]", "never-open go"
    ),
    Planted("gates: [{ gate: go, needs: [{ that: mood > 5, otherwise: X }] }]", "never-met go", "never-open go"),
    Planted("gates: [{ gate: go, needs: [{ that: size(pilots) >= 0, otherwise: X }] }]", "never-fails go"),
    Planted("gates: [{ gate: go, needs: [{ for: pilots as p, that: p.weeks <= 6, otherwise: X }] }]"),
    Planted("gates: [{ gate: go, needs: [{ that: budget > 3, otherwise: X }] }]", "may-not-apply go"),
    Planted("gates: [{ gate: go, needs: [{ that: 'given(budget, 9) > 3', otherwise: X }] }]"),
    Planted("gates: [{ gate: go, needs: [{ that: sector == 'public' || budget > 3, otherwise: X }] }]"),
    Planted("calculations: [{ calculation: c, is: 'team / 2' }]\ncarries: [c]", "drops-rest c"),
    Planted("calculations: [{ calculation: c, is: 'share(team, 2)' }]\ncarries: [c]"),
    Planted("calculations: [{ calculation: c, is: 'share(team, size(pilots))' }]\ncarries: [c]", "defect c"),
    Planted(
      "calculations: [{ calculation: c, when: size(pilots) > 0, is: 'share(team, size(pilots))' }]\ncarries: [c]"),
    Planted("calculations: [{ calculation: c, is: 'pilots.map(p, p.weeks).avg()' }]\ncarries: [c]", "defect c"),
    Planted(
      "data: [{ data: d, is: { private: 1 } }]\ncalculations: [{ calculation: c, is: 'd[sector]' }]\ncarries: [c]",
      "defect c"),
    Planted(
      "data: [{ data: d, is: { private: 1, public: 2 } }]\ncalculations: [{ calculation: c, is: 'd[sector]' }]\ncarries: [c]"
    ),
    Planted(
      "calculations: [{ calculation: c, pick: [{ when: size(pilots) == 0, is: 0.0 }, { is: 'share(1, size(pilots))' }] }]\ncarries: [c]"
    ),
    Planted("calculations: [{ calculation: c, is: team * 2 }]", "unused c"),
    Planted("data: [{ data: d, is: 3 }]", "unused d"),
    Planted(
      "rules: [{ rule: R, when: mood > 3, say: So., excludes: [S] }, { rule: S, when: ready, say: No. }]",
      "contradiction R"),
    Planted("rules: [{ rule: R, when: mood > 3, say: So., excludes: [S] }, { rule: S, when: mood < 3, say: No. }]"),
    Planted(
      "waive: [{ check: never-true, name: R, because: Later. }]\nrules: [{ rule: R, when: mood > 5, say: So. }]"),
    Planted("waive: [{ check: never-true, name: R, because: Later. }]", "idle-waiver R"),
    Planted("uses: { x: planted.sector }\ncarries: [sector]\nrules: [{ rule: R, when: x == 'other', say: So. }]"),
    Planted("rules: [{ rule: R, when: size(earlier) > 3, say: So. }]"),
  ])
func plantedDefects(_ row: Planted) throws {
  let source = SourceText(name: "planted.yaml", text: sound + "\n" + row.text + "\n")
  let library = TextLibrary(["planted": source])
  let (loaded, diagnostics) = PlaybookLoader.load(source, library: library)
  let playbook = try #require(loaded, "\(diagnostics.map(\.message))")
  let check = PlaybookCheck.run(playbook)
  let found = check.diagnostics.filter { $0.severity != .note }.map { diagnostic in
    "\(diagnostic.check ?? "") \(name(in: diagnostic.message, of: playbook))"
  }
  #expect(found.sorted() == row.findings.sorted(), "\(check.diagnostics.map(\.message))")
}

/// The thing a message is about: a rule, a gate, or another name.
private func name(in message: String, of playbook: Playbook) -> String {
  for id in ["R", "S"] where message.contains("rule \(id) ") || message.contains("rules \(id) ") { return id }
  if message.contains("'go'") { return "go" }
  for name in ["c", "d"] where message.hasSuffix("'\(name)'") { return name }
  if message.contains("has no result") || message.contains("drops the rest") { return "c" }
  if message.contains("waiver") || message.contains("part of the condition") { return "R" }
  return message
}

@Test("A question that can never be asked, or always is, is found")
func neverAsked() throws {
  let text = """
    playbook: p
    questions:
      - { question: a, ask: What?, type: choice, choices: { x: X, y: Y } }
      - { question: b, ask: What?, type: yesno, when: a == 'x' }
      - { question: c, ask: What?, type: yesno, when: [a == 'y', b] }
      - { question: d, ask: What?, type: yesno, when: a == 'x' || a != 'x' }
      - question: e
        ask: How many?
        type: number
        max: 6
        validate: [{ that: e > 6, message: More. }]
    """
  let playbook = try #require(PlaybookLoader.load(SourceText(name: "p", text: text)).playbook)
  let found = PlaybookCheck.run(playbook).diagnostics.compactMap { $0.check }
  #expect(found.filter { $0 == "never-asked" }.count == 1)
  #expect(found.contains("rejects-all"))
}
