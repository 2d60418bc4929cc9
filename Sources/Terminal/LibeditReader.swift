import Text

/// Lines from a person at a terminal, edited with libedit (editline(3)).
///
/// Only where both standard input and output are terminals: `TerminalFacts.isTerminal`. The terminal is in its own mode
/// while a line is read, and back in the mode it was found in whenever `read` returns; only that behind a secret nothing is
/// shown of what is typed until a line is read that is none, or another program started.
public struct LibeditReader: LineReader {
  private let editor: LineEditor

  /// How prompts and lists look; may change between two lines.
  public var appearance: Appearance {
    get { editor.appearance }
    nonmutating set { editor.appearance = newValue }
  }

  /// `name`: what lines in `~/.editrc` may begin with to mean this program alone. nil if libedit can't start.
  public init?(name: String, appearance: Appearance) {
    guard let editor = LineEditor(name: name, appearance: appearance) else { return nil }
    self.editor = editor
  }

  /// Takes the keys of `emacs` or `vi`; the person's own file still has the last word on single keys.
  public func useKeys(of mode: String) { editor.bindKeys(editor: mode) }

  public mutating func read(_ request: LineRequest) -> LineResult {
    request.isSecret ? editor.readSecret(request) : editor.read(request)
  }
}
