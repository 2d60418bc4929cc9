import CLibedit
import CLineShim
import Glibc

/// Commands for libedit's key map. Each returns how much of the screen libedit has to paint again (`CC_`).
extension LineEditor {
  typealias Command = (LineEditor) -> Int32

  func addCommands() {
    add("sounding-enter") { editor, _ in LineEditor.run(editor) { $0.enter() } }
    add("sounding-newline") { editor, _ in LineEditor.run(editor) { $0.newline() } }
    add("sounding-insert") { editor, _ in LineEditor.run(editor) { $0.putInsertion() } }
    add("sounding-compose") { editor, _ in LineEditor.run(editor) { $0.compose() } }
    add("sounding-left") { editor, _ in LineEditor.run(editor) { $0.move(Motion.left($0.textBefore)) } }
    add("sounding-right") { editor, _ in LineEditor.run(editor) { $0.move(Motion.right($0.textAfter)) } }
    add("sounding-row-start") { editor, _ in LineEditor.run(editor) { $0.move(Motion.rowStart($0.textBefore)) } }
    add("sounding-row-end") { editor, _ in LineEditor.run(editor) { $0.move(Motion.rowEnd($0.textAfter)) } }
    add("sounding-to-end") { editor, _ in LineEditor.run(editor) { $0.move($0.textAfter.unicodeScalars.count) } }
    add("sounding-up") { editor, _ in LineEditor.run(editor) { $0.up() } }
    add("sounding-down") { editor, _ in LineEditor.run(editor) { $0.down() } }
    add("sounding-backspace") { editor, _ in LineEditor.run(editor) { $0.erase(Motion.left($0.textBefore)) } }
    add("sounding-delete") { editor, _ in LineEditor.run(editor) { $0.erase(Motion.right($0.textAfter)) } }
    add("sounding-end-or-delete") { editor, _ in LineEditor.run(editor) { $0.endOrDelete() } }
    add("sounding-undo") { editor, _ in LineEditor.run(editor) { $0.undo() } }
    add("sounding-complete") { editor, _ in LineEditor.run(editor) { $0.complete() } }
    add("sounding-clear") { editor, _ in LineEditor.run(editor) { $0.clear() } }
    add("sounding-back") { editor, _ in LineEditor.run(editor) { $0.back() } }
    add("sounding-edit") { editor, _ in LineEditor.run(editor) { $0.end(.editor) } }
    add("sounding-search-back") { editor, _ in LineEditor.run(editor) { $0.search(.searchBack) } }
    add("sounding-search-forward") { editor, _ in LineEditor.run(editor) { $0.search(.searchForward) } }
    add("sounding-repaint") { _, _ in UInt8(CC_REDISPLAY) }
    add("sounding-nothing") { _, _ in UInt8(CC_NORM) }
  }

  private func add(_ name: String, _ command: @escaping shim_command) {
    shim_add_command(libedit, Self.lasting(name), command)
  }

  private static func run(_ libedit: OpaquePointer?, _ command: Command) -> UInt8 {
    UInt8(truncatingIfNeeded: of(libedit).map(command) ?? CC_NORM)
  }

  // ---- sending ----

  private func enter() -> Int32 {
    if turn.request.allowsNewlines, textBefore.hasSuffix("\\"), textAfter.isEmpty {
      el_deletestr(libedit, 1)
      insert("\n")
      return CC_REFRESH
    }
    push(.send)
    return CC_NORM
  }

  private func newline() -> Int32 {
    guard turn.request.allowsNewlines else { return enter() }
    insert("\n")
    return CC_REFRESH
  }

  private func end(_ ending: Turn.Ending) -> Int32 {
    turn.ending = ending
    push(.send)
    return CC_NORM
  }

  private func back() -> Int32 {
    if isLineEmpty { return end(.back) }
    if isVi { el_wpush(libedit, [0x1B, 0]) }
    return CC_NORM
  }

  private func endOrDelete() -> Int32 {
    isLineEmpty ? end(.endOfInput) : erase(Motion.right(textAfter))
  }

  // ---- moving and changing ----

  private func move(_ scalars: Int?) -> Int32 {
    guard let scalars, scalars != 0 else { return CC_NORM }
    el_cursor(libedit, Int32(clamping: scalars))
    return CC_CURSOR
  }

  private func erase(_ scalars: Int?) -> Int32 {
    guard let scalars else { return CC_NORM }
    if scalars > 0 { el_cursor(libedit, Int32(clamping: scalars)) }
    el_deletestr(libedit, Int32(clamping: abs(scalars)))
    return abs(scalars) > 1 ? CC_REDISPLAY : CC_REFRESH
  }

  private func putInsertion() -> Int32 {
    insert(turn.insertion)
    turn.insertion = ""
    return CC_REFRESH
  }

  private func compose() -> Int32 {
    guard let letter = textBefore.last, letter != "\n", letter.unicodeScalars.count < Self.marksMax else {
      insert(String(turn.combining))
      return CC_REFRESH
    }
    el_deletestr(libedit, Int32(clamping: letter.unicodeScalars.count))
    insert(Composer.joined(letter, turn.combining))
    return CC_REDISPLAY
  }

  /// Marks on one letter beyond which nothing is composed or repainted any more.
  private static let marksMax = 32

  private func undo() -> Int32 {
    turn.undo.note(bufferText)
    guard let text = turn.undo.back() else { return CC_NORM }
    replaceLine(with: text)
    return CC_REFRESH
  }

  // ---- history, completion, screen ----

  private func up() -> Int32 {
    if let scalars = Motion.rowUp(textBefore) { return move(scalars) }
    guard let line = turn.history.older(than: bufferText) else { return CC_NORM }
    replaceLine(with: line)
    return CC_REFRESH
  }

  private func down() -> Int32 {
    if let scalars = Motion.rowDown(textBefore, textAfter) { return move(scalars) }
    guard let line = turn.history.newer(than: bufferText) else { return CC_NORM }
    replaceLine(with: line)
    return CC_REFRESH
  }

  /// libedit's own incremental search, over the lines of this request.
  private func search(_ key: Key) -> Int32 {
    shim_history_clear(searchHistory)
    for line in turn.earlierLines.suffix(Int(Self.searchLinesMax)) {
      shim_history_enter(searchHistory, EditText.wide(line))
    }
    turn.isSearching = true
    push(key)
    return CC_NORM
  }

  private func complete() -> Int32 {
    let before = textBefore
    switch CompletionPlan(before: before, candidates: turn.request.complete(before)) {
    case .nothing: return CC_NORM
    case .replace(let count, let text):
      el_deletestr(libedit, Int32(clamping: count))
      insert(text)
      return CC_REFRESH
    case .list(let candidates):
      showBelow(completionLines(candidates))
      return CC_NORM
    }
  }

  private func clear() -> Int32 {
    clearScreen()
    return CC_NORM
  }
}
