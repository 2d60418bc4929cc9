import CLibedit
import CLineShim
import Glibc
import Text

extension LineEditor {
  func read(_ request: LineRequest) -> LineResult {
    defer { shim_flush() }
    if shim_echo() != 0 { input.discard() }
    prepare(request)
    if let ending = pendingEnding() { return ending }
    if !request.prefill.isEmpty, !EditText.collides(request.prefill) {
      turn.insertion = request.prefill
      push(.insert)
    }
    shim_prepare_terminal(libedit, 1)  // before the prompt is there: what is typed then must not be echoed twice
    if usesPasteMarks { show(Self.pasteOn) }
    var count: Int32 = 0
    let start = el_wgets(libedit, &count)
    let left = start == nil ? bufferText : ""
    if usesPasteMarks { show(Self.pasteOff) }
    guard let start else { return withoutLine(left) }
    var text = EditText.text(start, count: Int(count))
    if text.hasSuffix("\n") { text.removeLast() }
    return withLine(text)
  }

  /// Pasted lines come between marks, so that a paste is told from typing. The only sequence of accessible mode.
  private var usesPasteMarks: Bool { !appearance.isDumb }
  static let pasteOn = "\u{1B}[?2004h"
  static let pasteOff = "\u{1B}[?2004l"

  private func pendingEnding() -> LineResult? {
    if let signal = Signals.termination { return .terminated(signal: signal) }
    guard Signals.takeInterrupt() else { return nil }
    show("^C\n")
    return .interrupted(text: "")
  }

  private func withLine(_ text: String) -> LineResult {
    switch turn.ending {
    case .back: return .back
    case .endOfInput: return .endOfInput
    case .editor: return .editor(text: text)
    case nil: break
    }
    if let problem = turn.problem { return .invalid(problem, text: text) }
    if case .failure(let problem) = inputText(text.utf8) { return .invalid(problem, text: "") }
    return .text(text)
  }

  private func withoutLine(_ text: String) -> LineResult {
    if Signals.takeInterrupt() {
      show("^C\n")
      keepDropped(text)
      return .interrupted(text: text)
    }
    show("\n")
    if let signal = Signals.termination { return .terminated(signal: signal) }
    return .endOfInput
  }

  private func keepDropped(_ text: String) {
    guard !text.isEmpty else { return }
    dropped = dropped.filter { $0 != text }.suffix(Self.droppedMax - 1) + [text]
  }

  private static let droppedMax = 20

  // ---- the line as text ----

  var bufferText: String {
    guard let line = el_wline(libedit)?.pointee else { return "" }
    return EditText.text(line.buffer, count: line.lastchar - line.buffer)
  }

  var textBefore: String {
    guard let line = el_wline(libedit)?.pointee else { return "" }
    return EditText.text(line.buffer, count: line.cursor - line.buffer)
  }

  var textAfter: String {
    guard let line = el_wline(libedit)?.pointee else { return "" }
    return EditText.text(line.cursor, count: line.lastchar - line.cursor)
  }

  /// Wide characters in libedit's buffer.
  var bufferLength: Int {
    guard let line = el_wline(libedit)?.pointee else { return 0 }
    return line.lastchar - line.buffer
  }

  var isLineEmpty: Bool { bufferLength == 0 }

  var isCursorAtEnd: Bool {
    guard let line = el_wline(libedit)?.pointee else { return true }
    return line.cursor == line.lastchar
  }

  func insert(_ text: String) { _ = el_winsertstr(libedit, EditText.wide(text)) }

  /// Sets the whole line; libedit would leave the cursor at its start.
  func replaceLine(with text: String) {
    if text.isEmpty { return clearLine() }
    _ = el_wreplacestr(libedit, EditText.wide(text))
    el_cursor(libedit, Int32(clamping: text.unicodeScalars.count))
  }

  /// libedit refuses to set an empty line.
  private func clearLine() {
    el_cursor(libedit, Int32(clamping: bufferLength))
    el_deletestr(libedit, Int32(clamping: bufferLength))
  }

  /// Lets libedit see a key next.
  func push(_ key: Key) { el_wpush(libedit, [key.rawValue, 0]) }
}
