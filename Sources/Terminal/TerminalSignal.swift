import Text

/// What is said to the terminal, not to the person. Left out in accessible mode and on dumb terminals.
public enum TerminalSignal: Equatable, Sendable {
  /// Keeps the window's title for `restoreTitle` (xterm, CSI 22 t).
  case saveTitle
  case restoreTitle
  /// OSC 2.
  case title(String)
  /// OSC 133 (semantic prompts): terminals jump from question to question in their scrollback.
  case questionStarts
  case answerStarts
  case outputStarts
  case questionEnds
  /// OSC 9: a notification of the desktop, only for people who asked for it.
  case notification(String)

  var sequence: String {
    switch self {
    case .saveTitle: "\u{1B}[22;0t"
    case .restoreTitle: "\u{1B}[23;0t"
    case .title(let title): "\u{1B}]2;\(shortened(sanitizedLine(title), to: Self.titleWidthMax))\u{1B}\\"
    case .questionStarts: "\u{1B}]133;A\u{1B}\\"
    case .answerStarts: "\u{1B}]133;B\u{1B}\\"
    case .outputStarts: "\u{1B}]133;C\u{1B}\\"
    case .questionEnds: "\u{1B}]133;D\u{1B}\\"
    case .notification(let text): "\u{1B}]9;\(shortened(sanitizedLine(text), to: Self.titleWidthMax))\u{1B}\\"
    }
  }

  private static let titleWidthMax = 80
}
