/// Everything this room says itself.
enum TerminalMessages {
  static func candidates(_ count: Int) -> String { "\(count) possible completions:" }
  /// At the end of each page of `less`.
  static let pagerPrompt = "Space goes on, q comes back"
  static func more(_ count: Int) -> String { "  and \(count) more" }
}

extension InputProblem {
  /// Why the line is refused, without quoting it.
  public var explanation: String {
    switch self {
    case .tooLong(let bytesMax): "the line is longer than \(bytesMax / 1024) KiB"
    case .notUTF8: "the line is not valid UTF-8"
    case .controlCharacter: "the line has a control character in it"
    }
  }
}
