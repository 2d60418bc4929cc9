import CLineShim
import Text

/// What belongs to the reading of one line.
struct Turn {
  let request: LineRequest
  /// What is still to be done once the prompt is shown.
  var whenShown: (() -> Void)?
  /// How the line lies on the screen.
  var painted: PaintedLine
  var undo = UndoTrail()
  /// What Up brings back and Ctrl-R looks through, oldest first.
  let earlierLines: [String]
  var history: HistoryWalk
  /// What the command `insert` puts in: the prefill or what was pasted.
  var insertion = ""
  /// What the command `compose` joins to the letter before the cursor.
  var combining: Unicode.Scalar = "\u{301}"
  /// How the line ends, where a key has decided it.
  var ending: Ending?
  /// Something came in that can't be part of a line.
  var problem: InputProblem?
  /// The cursor has been moved behind the text, so that the line can be left.
  var isAtEnd = false
  /// The key before put a letter at the end of the line.
  var isTyping = false
  /// libedit is looking through the history and takes letters itself.
  var isSearching = false
  /// The key before was a lone Escape.
  var hadEscape = false

  enum Ending { case back, editor, endOfInput }

  init(_ request: LineRequest, promptWidth: Int, history lines: [String]) {
    self.request = request
    whenShown = request.whenShown
    painted = PaintedLine(promptWidth: promptWidth, columns: TerminalFacts.columns()) {
      Int(shim_columns(Int32(bitPattern: $0.value)))
    }
    earlierLines = lines
    history = HistoryWalk(lines)
  }
}
