import Playbooks
import Sessions
import Testing

@testable import Conversation

/// A failure shows the first line where the screen differs from `Transcripts/NAME.txt`. To accept a change:
/// `UPDATE_TRANSCRIPTS=1 swift test --filter TranscriptTests`, then read the diff as if you were the user.
@Suite("Transcripts")
struct TranscriptTests {
  @Test("The screen is what was accepted", arguments: Transcript.all)
  func straight(_ transcript: Transcript) throws {
    let (loaded, problems) = Builtin.load(transcript.playbook)
    let playbook = try #require(loaded, "\(problems)")
    let screen = TranscriptTests.play(transcript, playbook, isInterrupted: false).screen
    if Transcript.isUpdating { return transcript.accept(screen) }
    TranscriptTests.compare(screen, transcript.screen, transcript.name)
  }

  @Test("A break after any line changes nothing but the welcome", arguments: Transcript.all)
  func interrupted(_ transcript: Transcript) throws {
    let (loaded, problems) = Builtin.load(transcript.playbook)
    let playbook = try #require(loaded, "\(problems)")
    let straight = TranscriptTests.play(transcript, playbook, isInterrupted: false).screen
    let broken = TranscriptTests.play(transcript, playbook, isInterrupted: true)
    for problem in broken.problems { Issue.record("\(transcript.name): \(problem)") }
    TranscriptTests.compare(broken.screen, straight, transcript.name)
  }

  static func play(
    _ transcript: Transcript, _ playbook: Playbook, isInterrupted: Bool
  ) -> (screen: [String], problems: [String]) {
    var player = TranscriptPlayer(transcript, playbook)
    var problems: [String] = []
    player.begin()
    for line in transcript.script {
      guard player.exitCode == nil else { break }
      if isInterrupted, !player.isPlaced, player.conversation.isAtRest, !player.conversation.session.history.isEmpty {
        let before = player.lastAsk
        let shown = player.resume()
        // A text that was refused and pushed back on the line is not in the journal.
        if player.lastAsk?.prompt != before?.prompt {
          problems.append(
            "before '\(line)': asks '\(player.lastAsk?.prompt.plain ?? "")' instead of '\(before?.prompt.plain ?? "")'")
        }
        if shown.isEmpty { problems.append("before '\(line)': an empty screen") }
      }
      if line.hasPrefix("# ") { player.direct(line) } else { player.type(String(line.dropFirst(2))) }
    }
    return (player.screen, problems)
  }

  static func compare(_ screen: [String], _ expected: [String], _ name: String) {
    let shown = screen.map { $0.trimmingSuffix { $0 == " " } }
    let wanted = expected.map { $0.trimmingSuffix { $0 == " " } }
    guard shown != wanted else { return }
    let place =
      zip(shown, wanted).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(shown.count, wanted.count)
    let near = max(0, place - 3)..<min(shown.count, place + 4)
    let other = max(0, place - 3)..<min(wanted.count, place + 4)
    Issue.record(
      """
      \(name), line \(place + 1):
      shown:
      \(near.map { shown[$0] }.joined(separator: "\n"))
      wanted:
      \(other.map { wanted[$0] }.joined(separator: "\n"))
      """)
  }
}
