import Text

/// Asks a person, or whatever stands in for one, for a line.
///
/// `LibeditReader` at a terminal, `PlainReader` for pipes and files, `ScriptedReader` in tests.
public protocol LineReader {
  mutating func read(_ request: LineRequest) -> LineResult
}

/// What a reader needs to know to ask for one line.
public struct LineRequest {
  /// What stands above the prompt on the screen. The caller has written it; it is repeated after Ctrl-L.
  public var header: [StyledText] = []
  /// One line without line feeds, better under 20 columns.
  public var prompt: StyledText
  /// Text on the line from the start, ready to edit.
  public var prefill = ""
  /// Lines that Up brings back, oldest first.
  public var history: [String] = []
  /// Nothing typed is shown, kept in the history of the editor, completed or prefilled.
  public var isSecret = false
  /// Whether `\` at the end of a line, Alt+Enter and Shift+Enter make a new line.
  public var allowsNewlines = true
  /// What could stand instead of the last word of the text before the cursor.
  public var complete: (_ before: String) -> [Completion] = { _ in [] }
  /// Called about once a second while nothing happens; what it returns is written above the line.
  public var idle: (() -> [StyledText])?
  /// Called once when the prompt is on the screen and nothing was typed yet, so that work needn't come before it.
  public var whenShown: (() -> Void)?

  public init(prompt: StyledText) { self.prompt = prompt }
}

/// Something that Tab offers.
public struct Completion: Equatable, Sendable {
  /// Replaces the last word before the cursor (what stands behind the last space).
  public var text: String
  /// What it means; shown where several are offered.
  public var note: String

  public init(_ text: String, note: String = "") {
    self.text = text
    self.note = note
  }
}

/// How the reading of a line ended.
public enum LineResult: Equatable, Sendable {
  case text(String)
  /// Ctrl-C. The text was on the line and is not sent; empty if there was none. `LibeditReader` lets Up bring it back.
  case interrupted(text: String)
  /// Ctrl-D on an empty line, the end of a file, a terminal that is gone.
  case endOfInput
  /// Esc Esc on an empty line.
  case back
  /// Ctrl-X Ctrl-E: go on with this text in an external editor.
  case editor(text: String)
  /// A signal asks the program to leave; the terminal is back to normal.
  case terminated(signal: Int32)
  /// The line can't be taken as it is. The text is what can be offered for editing; empty if nothing can.
  case invalid(InputProblem, text: String)
}

/// Why a line is refused: it is never changed silently.
public enum InputProblem: Error, Equatable, Sendable {
  case tooLong(bytesMax: Int)
  case notUTF8
  /// NUL or another control character that isn't text.
  case controlCharacter
}

/// A line has at most this many bytes of UTF-8. More is not an answer but an accident.
public let lineBytesMax = 64 * 1024
