import CLibedit
import CLineShim
import Glibc
import Text

/// One libedit editor and what it is doing. A class, because libedit's callbacks need one place to come back to.
///
/// - Signals are ours (`EL_SIGNAL` 0): libedit's handler would send them on to the whole process group.
/// - Bytes are ours (`EL_GETCFN`): libedit's reader drops invalid UTF-8 and loses the line when the window changes.
/// - Prompts are wide strings with marked escape sequences (`EL_PROMPT_ESC`): narrow ones crash on bad bytes.
/// - Messages of libedit go nowhere: it would write about terminals it doesn't know.
final class LineEditor {
  let libedit: OpaquePointer
  let searchHistory: OpaquePointer
  var appearance: Appearance
  // Both are looked at for each key, by one thread, and no callback comes while one of them is being changed.
  @exclusivity(unchecked) var input = ByteInput.terminal
  @exclusivity(unchecked) var turn: Turn
  /// Lines that Ctrl-C took away: Up brings them back, too.
  var dropped: [String] = []
  private var prompt: UnsafeMutablePointer<wchar_t>
  private var terminal: Terminal

  /// What libedit draws for.
  private enum Terminal { case named, dumb }

  init?(name: String, appearance: Appearance) {
    terminal = appearance.sendsEscapes ? .named : .dumb
    guard let libedit = Self.open(name, terminal), let history = history_winit() else { return nil }
    self.libedit = libedit
    self.appearance = appearance
    searchHistory = history
    prompt = Self.lasting(PromptText("", appearance).characters)
    turn = Turn(LineRequest(prompt: ""), promptWidth: 0, history: [])
    shim_set_client(libedit, Unmanaged.passUnretained(self).toOpaque())
    shim_set_signal(libedit, 0)
    shim_set_reader(libedit) { libedit, character in
      guard let character else { return -1 }
      return LineEditor.of(libedit)?.nextCharacter(into: character) ?? -1
    }
    shim_set_prompt(libedit) { LineEditor.of($0)?.prompt }
    shim_history_size(searchHistory, Self.searchLinesMax)
    shim_use_history(libedit, searchHistory)
    for setting in ["-ixon", "-icrnl", "-inlcr"] {  // else Ctrl-S stops the terminal, a pasted CR LF is two lines
      shim_set_tty(libedit, Self.lasting("-d"), Self.lasting(setting))
    }
    addCommands()
    bindKeys(editor: "emacs")
  }

  deinit {
    history_wend(searchHistory)
    el_end(libedit)
    prompt.deallocate()
  }

  /// Lines that Ctrl-R looks through.
  static let searchLinesMax: Int32 = 1000

  /// The editor that a callback of libedit is about.
  static func of(_ libedit: OpaquePointer?) -> LineEditor? {
    guard let libedit, let client = shim_client(libedit) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(client).takeUnretainedValue()
  }

  /// A wide string that stays where it is: libedit keeps pointers to names.
  static func lasting(_ text: String) -> UnsafeMutablePointer<wchar_t> { lasting(EditText.wide(text)) }

  static func lasting(_ characters: [wchar_t]) -> UnsafeMutablePointer<wchar_t> {
    let place = UnsafeMutablePointer<wchar_t>.allocate(capacity: characters.count)
    place.initialize(from: characters, count: characters.count)
    return place
  }

  /// libedit looks at `TERM` when it starts, and complains about names it doesn't know.
  private static func open(_ name: String, _ terminal: Terminal) -> OpaquePointer? {
    let complaints = Glibc.open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard complaints >= 0 else { return nil }
    guard terminal == .dumb else { return shim_open(name, complaints) }
    let known = TerminalFacts.environment("TERM")
    setenv("TERM", "dumb", 1)
    defer { if let known { setenv("TERM", known, 1) } else { unsetenv("TERM") } }
    return shim_open(name, complaints)
  }

  /// Sets prompt and terminal for the next line.
  func prepare(_ request: LineRequest) {
    let text = PromptText(request.prompt, appearance)
    let old = prompt
    prompt = Self.lasting(text.characters)
    old.deallocate()
    turn = Turn(request, promptWidth: text.width, history: request.history + dropped)
    if terminal == .named, !appearance.sendsEscapes {
      terminal = .dumb
      shim_set_terminal(libedit, "dumb")
    }
  }

  /// Shows something past libedit, with what it draws: on the screen at the next `shim_flush`.
  func show(_ text: String) { holdBack(text) }
}
