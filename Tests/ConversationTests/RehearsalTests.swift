import Diagnostics
import Playbooks
import Sessions
import Testing

@testable import Conversation

/// Conversations that `sounding check --transcripts` writes. A failure names the playbook and the first difference.
@Suite("Transcripts that come through every branch")
struct RehearsalTests {
  static let playbooks = ["demo", "rows", "room", "way-of-working", "quick-assessment"]

  @Test("Each is the same when it is played once more, and none can be left out", arguments: playbooks)
  func replayed(_ name: String) throws {
    let (loaded, problems) = Builtin.load(name)
    let playbook = try #require(loaded, "\(problems)")
    let set = TranscriptSet(playbook, universal: Builtin.universal)
    #expect(!set.transcripts.isEmpty)
    for (place, transcript) in set.transcripts.enumerated() {
      #expect(set.difference(of: transcript) == nil, "\(name) \(place + 1)")
      #expect(TranscriptSet.goals(inHeadOf: transcript.text) == transcript.goals, "\(name) \(place + 1)")
      let others = set.transcripts.enumerated().filter { $0.offset != place }.map(\.element)
      let elsewhere = others.reduce(into: Set<CoverageGoal>()) { $0.formUnion($1.goals) }
      #expect(!transcript.goals.isSubset(of: elsewhere), "\(name) \(place + 1) is not needed")
    }
  }

  @Test("Every branch of a small playbook is come through, the impossible ones are proved")
  func small() throws {
    let text = """
      playbook: small
      questions:
        - { question: sector, ask: Which?, type: choice, choices: { private: Private, public: Public } }
        - question: budget
          ask: How much?
          type: number
          min: 0
          max: 100
          when: sector == 'private'
          validate: [{ that: budget != 13, message: Not thirteen. }]
        - { question: tools, ask: Which ones?, type: multi, choices: { mail: Mail, chat: Chat, none: None }, alone: [none] }
        - { question: never, ask: N?, type: yesno, when: budget > 100 }
        - question: pilots
          ask: Which?
          type: table
          row: P
          columns:
            - { column: what, type: text, required: true }
            - { column: kind, type: choice, choices: { a: First, b: Second } }
      rules:
        - { rule: R-1, when: [budget > 50, "'chat' in tools"], say: Much. }
        - { rule: R-2, for: pilots as p, when: p.kind == 'b', flag: high, text: So. }
      gates:
        - gate: go
          needs: [{ that: size(pilots) >= 2, otherwise: Two. }]
      """
    let playbook = try #require(PlaybookLoader.load(.init(name: "small.yaml", text: text)).playbook)
    let set = TranscriptSet(playbook, universal: nil)
    #expect(set.missing.isEmpty, "\(set.missing)")
    #expect(set.impossible == [CoverageGoal(.asked, "never")])
    #expect(set.goals.count == 19, "\(set.goals)")
    #expect(set.transcripts.contains { $0.text.contains("Not thirteen.") })
    for transcript in set.transcripts { #expect(set.difference(of: transcript) == nil) }
  }

  @Test("What needs other sessions begins with what a test gives; what no test gives is named")
  func outside() throws {
    let first = """
      playbook: first-look
      questions:
        - question: people
          ask: Who?
          type: table
          row: S
          columns: [{ column: name, type: text }]
        - { question: sector, ask: Which?, type: choice, choices: { private: Private, public: Public } }
      carries: [people, sector]
      """
    let text = """
      playbook: second
      uses: { known: first-look.people, sector: first-look.sector }
      questions:
        - { question: ready, ask: Ready?, type: yesno }
        - question: heard
          ask: From whom?
          type: table
          rows: 0..9
          columns:
            - { column: who, type: ref, of: known, required: true }
            - { column: direction, type: choice, choices: { up: Up, down: Down } }
      rules:
        - { rule: R-1, when: size(known) > 0, say: Some. }
        - { rule: R-2, when: sector == 'public', say: Public. }
        - { rule: R-3, when: elapsed_minutes > 10, say: Late. }
        - { rule: R-4, when: today > timestamp('2026-03-01T00:00:00Z'), say: Spring. }
      tests:
        - test: somebody is known
          uses: { known: [{ id: S1, name: Ann }] }
          expect: { rules: [R-1] }
        - test: late in spring
          today: 2026-04-01
          minutes: 20
          expect: { rules: [R-3, R-4] }
      """
    let library = TextLibrary(["first-look": SourceText(name: "first-look.yaml", text: first)])
    let (loaded, problems) = PlaybookLoader.load(SourceText(name: "second.yaml", text: text), library: library)
    let set = TranscriptSet(try #require(loaded, "\(problems.map(\.message))"), universal: nil)
    #expect(set.missing.map(\.goal) == [CoverageGoal(.holds, "R-2")], "\(set.missing)")
    #expect(set.missing.first?.reason == .awaits(["'sector' of first-look"]))
    #expect(set.impossible.isEmpty)
    #expect(set.transcripts.contains { $0.text.contains("outside: as in the test 'somebody is known'") })
    #expect(set.transcripts.contains { $0.text.contains("today: 2026-04-01") })
    for transcript in set.transcripts { #expect(set.difference(of: transcript) == nil) }
  }

  @Test("A transcript of another playbook, or one that was changed by hand, is told apart")
  func changed() throws {
    let playbook = try #require(Builtin.load("demo").0)
    let set = TranscriptSet(playbook, universal: Builtin.universal)
    let first = try #require(set.transcripts.first)
    let changed = first.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("  ✓") ? "  ✓ something else" : String(line)
    }
    let other = TranscriptSet.Transcript(
      goals: first.goals, text: changed.joined(separator: "\n"), background: first.background)
    #expect(set.difference(of: other)?.hasPrefix("line ") == true)
  }
}
