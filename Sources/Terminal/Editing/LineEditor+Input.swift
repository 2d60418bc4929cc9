import CLibedit
import CLineShim
import Glibc
import Text

/// libedit's source of characters (`EL_GETCFN`).
extension LineEditor {
  /// 1 and a character or a key; 0 at the end of the input; -1 with EINTR for Ctrl-C.
  func nextCharacter(into character: UnsafeMutablePointer<wchar_t>) -> Int32 {
    if let plain = plainCharacter() {
      character.pointee = plain
      return 1
    }
    let hasChanged = !input.hasBytes && turn.undo.note(bufferText)
    if hasChanged, drawsCursorWrong {
      character.pointee = Key.repaint.rawValue
      return 1
    }
    while true {
      guard let byte = nextByte() else { return leave(character) }
      notePainting()
      guard let value = wideCharacter(for: decodeKey(startingWith: byte, from: keySource)) else { continue }
      turn.isTyping = isTyped(value) && isCursorAtEnd
      if value != 0x12 && value != 0x13 && !isTyped(value) { turn.isSearching = false }
      character.pointee = value
      return 1
    }
  }

  /// A plain letter that is here already while nothing else is to be looked at: of what is pasted or typed ahead, nearly all.
  private func plainCharacter() -> wchar_t? {
    guard let byte = input.plainByte, shim_signals_pending() == 0, let line = el_wline(libedit)?.pointee,
      line.lastchar - line.buffer < lineBytesMax
    else { return nil }
    input.skip()
    if !turn.isTyping { turn.painted.refreshed = line.lastchar - line.buffer }
    turn.isTyping = line.cursor == line.lastchar
    turn.hadEscape = false
    return wchar_t(byte)
  }

  /// libedit counts a wide letter as one column when it moves back over what it painted behind a change.
  private var drawsCursorWrong: Bool {
    guard appearance.sendsEscapes, !turn.isSearching, let line = el_wline(libedit)?.pointee else { return false }
    guard line.cursor < line.lastchar else { return false }
    return (0..<line.lastchar - line.cursor).contains { shim_columns(line.cursor[$0]) > 1 }
  }

  /// Whether libedit takes this for a letter of the text, and not for a key.
  private func isTyped(_ value: wchar_t) -> Bool { value >= 0x20 && !(0x7F...0x9F).contains(value) }

  /// Anything but a letter at the end of the line has been painted by a refresh.
  private func notePainting() {
    if !turn.isTyping { turn.painted.refreshed = bufferLength }
  }

  private var keySource: KeySource {
    KeySource(
      next: { [unowned self] milliseconds in
        if !input.hasBytes { shim_flush() }
        while true {
          switch input.byte(within: milliseconds) {
          case .byte(let byte): return byte
          case .signal where Signals.termination == nil && !Signals.isInterrupted: continue
          case .signal, .timeout, .end: return nil
          }
        }
      }, unread: { [unowned self] in input.unread($0) })
  }

  /// The character that libedit is given for a key; nil if the key is none of its business.
  private func wideCharacter(for press: KeyPress) -> wchar_t? {
    let hadEscape = turn.hadEscape
    turn.hadEscape = false
    switch press {
    case .plain(let byte):
      return byte >= 0x20 && isFull() ? nil : wchar_t(byte)
    case .text(let scalar):
      return isFull() ? nil : typed(scalar)
    case .meta: return 0x1B
    case .pasted(let bytes): return pasted(bytes)
    case .invalid(let problem):
      turn.problem = problem
      return nil
    case .key(.escape):
      if hadEscape && isLineEmpty { return Key.doubleEscape.rawValue }
      turn.hadEscape = true
      return isVi ? 0x1B : Key.ignored.rawValue
    case .key(let key): return key.rawValue
    }
  }

  private func typed(_ scalar: Unicode.Scalar) -> wchar_t? {
    let text = String(scalar)
    guard !EditText.collides(text) else {
      turn.problem = .controlCharacter
      return nil
    }
    let value = EditText.wide(text)[0]
    guard shim_columns(value) == 0 else { return value }
    turn.combining = scalar
    return Key.compose.rawValue
  }

  private func pasted(_ bytes: [UInt8]) -> wchar_t? {
    switch pastedText(bytes) {
    case .success(let text) where !EditText.collides(text):
      turn.insertion = text
      return Key.insert.rawValue
    case .success: turn.problem = .controlCharacter
    case .failure(let problem): turn.problem = problem
    }
    return Key.ignored.rawValue
  }

  /// Whether the line can take no more. What comes after is dropped up to the next line end, and the line refused.
  private func isFull() -> Bool {
    guard bufferLength >= lineBytesMax else { return false }
    turn.problem = .tooLong(bytesMax: lineBytesMax)
    while input.hasBytes, case .byte(let byte) = input.byte(within: 0) {
      guard byte != 0x0A && byte != 0x0D else {
        input.unread(byte)
        break
      }
    }
    return true
  }

  /// Waits for a byte and does what signals and idle time ask for meanwhile. nil: the line is to be left.
  ///
  /// Signals are looked at before each wait and once a second, whatever became of the byte that announced them.
  private func nextByte() -> UInt8? {
    while true {
      if Signals.isInterrupted || Signals.termination != nil { return nil }
      heedSignals()
      if !input.hasBytes { showPrompt() }
      switch input.byte(within: Self.idleMilliseconds) {
      case .byte(let byte): return byte
      case .end: return nil
      case .signal: break
      case .timeout:
        if let lines = turn.request.idle?(), !lines.isEmpty { showAbove(lines) }
      }
    }
  }

  /// Lets the screen catch up before waiting; what can be done meanwhile is done once.
  private func showPrompt() {
    shim_flush()
    guard let work = turn.whenShown else { return }
    turn.whenShown = nil
    work()
  }

  private static let idleMilliseconds: Int32 = 1000

  /// Leaves the line: with Ctrl-C in two steps, first a command that moves behind the text, then the error.
  private func leave(_ character: UnsafeMutablePointer<wchar_t>) -> Int32 {
    if !turn.isAtEnd {
      turn.isAtEnd = true
      character.pointee = Key.toEnd.rawValue
      return 1
    }
    guard Signals.isInterrupted else { return 0 }
    input.discard()
    errno = EINTR
    return -1
  }
}
