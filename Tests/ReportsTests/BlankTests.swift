import Diagnostics
import Playbooks
import Sessions
import Testing

@testable import Reports

/// Reports of sessions that aren't finished: what they know is said, what they don't know isn't guessed at.
@Suite("What isn't known yet")
struct BlankTests {
  @Test(
    "With nothing answered, no sentence, entry, bar or cell of a shipped playbook's report is made of blanks",
    arguments: Shipped.names, [Audience.full, .team, .shared, .everyone])
  func nothingAnswered(_ name: String, _ audience: Audience) throws {
    let report = Report.of(Session.opened(try Shipped.playbook(name)), audience: audience).markdown
    let blanks = report.split(separator: "\n").filter { $0.contains("\\[") || $0.contains("not answered") }
    #expect(blanks.isEmpty)
  }

  private static let sentences =
    "Done: {done} of {wanted}. Weakest: {part}!\nFor everybody. Take {best}, because {best_because}. Seen on {today}: {done}"

  /// Each row: what was answered, and what is left of the sentences.
  @Test(
    "A sentence that knows none of what it speaks of is left out; one that knows some shows what is missing",
    arguments: [
      ("", "For everybody."),
      ("done 3", "Done: 3 of [wanted].\nFor everybody. Seen on Monday 2026-05-04: 3"),
      ("part the tools. [all of them]", "Weakest: the tools. [all of them]!\nFor everybody."),
      (
        "done 3 wanted 4",
        "Done: 3 of 4.\nFor everybody. Take 4, because it was wanted. Seen on Monday 2026-05-04: 3"
      ),
    ])
  func sentences(_ answers: String, _ expected: String) throws {
    var session = Session.opened(try Self.playbook)
    for (place, value) in Self.read(answers) { session.apply(.changed([.set(place, value)], reason: nil)) }
    let report = Report.of(session, audience: .full)
    let found = report.sections.first { $0.heading == "So far" }?.blocks
    #expect(found == [.paragraph(expected)])
  }

  private static func read(_ answers: String) -> [(CellRef, Answer)] {
    let words = answers.split(separator: " ").map(String.init)
    if words.first == "part" {
      return [(CellRef("part"), Answer(.value(.text(words.dropFirst().joined(separator: " ")))))]
    }
    return stride(from: 0, to: words.count, by: 2).map { place in
      (CellRef(words[place]), Answer(.value(.int(Int64(words[place + 1]) ?? 0))))
    }
  }

  private static var playbook: Playbook {
    get throws {
      let source = SourceText(
        name: "blanks.yaml",
        text: """
          playbook: blanks
          questions:
            - { question: done, ask: How many are done?, type: number, whole: true }
            - { question: wanted, ask: Of how many?, type: number, whole: true }
            - { question: part, ask: Which part?, type: text }
          calculations:
            - { calculation: best, pick: [{ when: done > 1, is: wanted, because: it was wanted }] }
          report:
            - { heading: So far, text: "\(sentences.split(separator: "\n").joined(separator: "\\n"))" }
          """)
      let (playbook, diagnostics) = PlaybookLoader.load(source, library: TextLibrary())
      return try #require(playbook, "\(diagnostics.map(\.message))")
    }
  }
}
