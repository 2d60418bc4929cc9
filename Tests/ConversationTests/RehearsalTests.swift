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
    #expect(set.missing == [])
    #expect(set.impossible == [CoverageGoal(.asked, "never")])
    #expect(set.goals.count == 19, "\(set.goals)")
    #expect(set.transcripts.contains { $0.text.contains("Not thirteen.") })
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
    let other = TranscriptSet.Transcript(goals: first.goals, text: changed.joined(separator: "\n"))
    #expect(set.difference(of: other)?.hasPrefix("line ") == true)
  }
}
