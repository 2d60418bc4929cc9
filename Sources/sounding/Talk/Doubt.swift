import Glibc
import Storage
import Terminal
import Text

/// Questions that opening a session raises, before there is a conversation.
enum Doubt {
  /// The last line of a journal is whole, but doesn't verify: it may have been saved, and gone bad since. Only a person
  /// may say that the session goes on without it; nobody to ask is no.
  static func setsAside(line: Int, of session: String) -> Bool {
    guard TerminalFacts.isTerminal(0), TerminalFacts.isTerminal(1) else { return false }
    _ = TerminalFacts.setLocale()
    let screen = TerminalScreen(appearance: Appearance(isDumb: true))
    var reader = PlainReader(descriptor: 0, prompts: screen)
    for text in DoubtWords.rotten(line, session) { say(text) }
    while true {
      guard case .text(let answer) = reader.read(LineRequest(prompt: StyledText(DoubtWords.yesOrNo))) else {
        return false
      }
      switch answer.lowercased() {
      case "y", "yes": return true
      case "n", "no": return false
      default: continue
      }
    }
  }

  /// What was put in order when the session was opened; nil where nothing was.
  static func setAside(_ recovery: Recovery) -> String? {
    recovery.setAside.map { DoubtWords.setAside($0.bytes) }
  }
}

enum DoubtWords {
  static func rotten(_ line: Int, _ session: String) -> [String] {
    [
      "Line \(line) of \(session), the last one, is whole but does not verify:",
      "it may be an answer that was saved and went bad on the disk.",
      "Everything before it is sound. Set that line aside and go on? Its bytes are kept (folder torn).",
    ]
  }
  static let yesOrNo = "y/n › "
  static func setAside(_ bytes: Int) -> String {
    "1 unfinished write (\(bytes) bytes) was set aside; everything that was saved is here."
  }
}
