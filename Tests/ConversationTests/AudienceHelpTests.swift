import Conversation
import Playbooks
import Reports
import Testing

/// Who sees what is written down for authors: in `help privacy` and in docs/playbooks.md, from what reports go by.
@Suite("Who sees what, as it is written down")
struct AudienceHelpTests {
  private static func word(_ treatment: Treatment) -> String {
    switch treatment {
    case .show: "yes"
    case .range: "a range"
    case .hide: "no"
    }
  }

  @Test("help and guide say of each letter what reports do", arguments: Sensitivity.letters.map(\.letter))
  func letters(letter: String) throws {
    let code = try #require(Sensitivity(letter: letter))
    let words = Audience.allCases.map { Self.word(Policy.treatment(of: code, for: $0)) }
    let help = try #require(HelpTopic.privacy.lines.first { $0.hasPrefix("  \(letter)  ") })
    #expect(
      help.split(separator: " ").suffix(4 + words.filter { $0 == "a range" }.count).joined(separator: " ")
        == words.joined(separator: " "))
    #expect(help.count <= 72)
    let guide = try #require(Transcript.read(Transcript.folder + "/../../../docs/playbooks.md")).split(separator: "\n")
      .first { $0.hasPrefix("| \(letter) ") }
    #expect(try #require(guide).hasSuffix("| " + words.joined(separator: " | ") + " |"))
  }
}
