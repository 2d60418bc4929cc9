import CLibedit
import CLineShim
import Glibc
import Text

/// What happens to the screen while a line is being edited.
extension LineEditor {
  func heedSignals() {
    let came = shim_signals_take(Int32(SHIM_STOP | SHIM_CONTINUE | SHIM_RESIZE))
    if came & Int32(SHIM_STOP) != 0 { suspend() }
    if came & Int32(SHIM_CONTINUE) != 0 { takeTerminalBack() }
    if came & Int32(SHIM_RESIZE) != 0 { repaintAfterResize() }
  }

  /// Ctrl-Z: gives the terminal back as it was found, stops, and goes on with the line where it was.
  private func suspend() {
    leaveTerminal()
    shim_stop()
    _ = shim_signals_take(Int32(SHIM_CONTINUE))
    takeTerminalBack()
  }

  private func leaveTerminal() {
    show((appearance.isDumb ? "" : Self.pasteOff) + "\n")
    shim_flush()
    shim_prepare_terminal(libedit, 0)
  }

  private func takeTerminalBack() {
    shim_prepare_terminal(libedit, 0)  // who stopped us may not have gone through suspend()
    shim_prepare_terminal(libedit, 1)
    show((appearance.isDumb ? "" : Self.pasteOn) + "\r")
    el_resize(libedit)
    paint()
  }

  /// Terminals reflow: the line as it was covers more or fewer rows above the cursor at the new width.
  private func repaintAfterResize() {
    hideLine()
    el_resize(libedit)
    paint()
  }

  /// Writes lines above the one that is being edited.
  func showAbove(_ lines: [StyledText]) {
    hideLine()
    show(lines.reduce(into: "") { $0 += appearance.rendered($1) + "\n" })
    paint()
  }

  /// Takes the line from the screen; the cursor is where the prompt was. A dumb terminal just gets a new row.
  private func hideLine() {
    guard appearance.sendsEscapes else { return show("\n") }
    let up = rows(above: textBefore)
    show("\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + "\u{1B}[J")
  }

  /// Shows lines below the one that is being edited, and the line again below them.
  func showBelow(_ lines: [String]) {
    let down = rows(above: bufferText) - rows(above: textBefore) + 1
    let block = lines.reduce(into: String(repeating: "\n", count: down)) { $0 += $1 + "\n" }
    show("\r" + block + "\r")
    paint()
  }

  /// Ctrl-L: the question at the top of an empty screen, and the line below it.
  func clearScreen() {
    let header = turn.request.header.reduce(into: "") { $0 += appearance.rendered($1) + "\n" }
    show((appearance.sendsEscapes ? "\u{1B}[H\u{1B}[2J" : "\n") + header)
    paint()
  }

  /// Rows above the end of this text as the screen is now.
  private func rows(above text: String) -> Int {
    let wide = EditText.wide(text).dropLast().compactMap { Unicode.Scalar(UInt32(bitPattern: $0)) }
    return turn.painted.rowsAbove(endOf: wide, columnsNow: TerminalFacts.columns())
  }

  /// Lets libedit paint the whole line from where the cursor is.
  private func paint() {
    turn.painted.columns = TerminalFacts.columns()
    turn.painted.refreshed = bufferLength
    shim_refresh(libedit)
  }
}
