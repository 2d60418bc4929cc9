import CLibedit
import CLineShim
import Glibc

/// Which key does what, in emacs and vi mode, and how `~/.editrc` gets its say.
extension LineEditor {
  /// Keys of `Key`, bound in every map.
  private static let namedKeys: [(Key, String)] = [
    (.up, "sounding-up"), (.down, "sounding-down"), (.left, "sounding-left"), (.right, "sounding-right"),
    (.home, "sounding-row-start"), (.end, "sounding-row-end"), (.delete, "sounding-delete"),
    (.wordLeft, "ed-prev-word"), (.wordRight, "em-next-word"), (.newline, "sounding-newline"),
    (.insert, "sounding-insert"), (.escape, "sounding-nothing"), (.doubleEscape, "sounding-back"),
    (.shiftTab, "sounding-nothing"), (.compose, "sounding-compose"), (.toEnd, "sounding-to-end"),
    (.send, "ed-newline"), (.searchBack, "em-inc-search-prev"), (.searchForward, "em-inc-search-next"),
    (.repaint, "sounding-repaint"), (.ignored, "sounding-nothing"),
  ]

  /// Keys that people press, bound in the insert map of both modes, and in the command map of vi where it says so.
  private static let typedKeys: [(String, String)] = [
    ("^M", "sounding-enter"), ("^J", "sounding-enter"), ("^D", "sounding-end-or-delete"), ("^I", "sounding-complete"),
    ("^_", "sounding-undo"), ("^R", "sounding-search-back"), ("^S", "sounding-search-forward"),
    ("^L", "sounding-clear"), ("^X^E", "sounding-edit"), ("^W", "ed-delete-prev-word"), ("^U", "vi-kill-line-prev"),
    ("^?", "sounding-backspace"), ("^H", "sounding-backspace"),
    ("^G", "sounding-nothing"),  // leaves a search in emacs mode; in vi mode it would become part of what is looked for
    ("^V", "sounding-nothing"),  // would put the next key into the text as it is
  ]
  private static let emacsKeys: [(String, String)] = [
    ("^F", "sounding-right"), ("^B", "sounding-left"), ("^P", "sounding-up"), ("^N", "sounding-down"),
    ("^A", "sounding-row-start"), ("^E", "sounding-row-end"),
  ]
  /// `v` would run an editor on a file in /tmp.
  private static let viCommandKeys: [(String, String)] = [
    ("^M", "sounding-enter"), ("^J", "sounding-enter"), ("^D", "sounding-end-or-delete"), ("v", "sounding-edit"),
    ("k", "sounding-up"), ("j", "sounding-down"), ("h", "sounding-left"), ("l", "sounding-right"),
    ("^L", "sounding-clear"),
  ]

  var isVi: Bool {
    guard let name = shim_editor(libedit) else { return false }
    return name[0] == wchar_t(UInt8(ascii: "v"))
  }

  /// Ours first, then the user's file, which may change the mode and with it every binding; so ours again, and then
  /// the user's lines again, without those that change the mode.
  func bindKeys(editor: String) {
    shim_set_editor(libedit, Self.lasting(editor))
    if el_source(libedit, nil) == 0 {
      bindOurs()
      replayUserFile()
    } else {
      bindOurs()
    }
  }

  private func bindOurs() {
    let isVi = isVi
    for (key, command) in Self.namedKeys {
      let name = Self.lasting(command)
      shim_bind(libedit, [key.rawValue, 0], name)
      // Emacs mode has no second map, and each binding is looked for among all commands.
      if isVi { shim_bind_alternative(libedit, [key.rawValue, 0], name) }
    }
    for (key, command) in Self.typedKeys + (isVi ? [] : Self.emacsKeys) {
      shim_bind(libedit, Self.lasting(key), Self.lasting(command))
    }
    guard isVi else { return }
    for (key, command) in Self.viCommandKeys {
      shim_bind_alternative(libedit, Self.lasting(key), Self.lasting(command))
    }
  }

  /// editrc(5): `$EDITRC`, else `~/.editrc`. libedit has read it already; this time without `bind -v` and `bind -e`.
  private func replayUserFile() {
    let path = TerminalFacts.environment("EDITRC") ?? TerminalFacts.environment("HOME").map { $0 + "/.editrc" }
    guard let path, let file = fopen(path, "re") else { return }
    defer { fclose(file) }
    guard let words = tok_init(nil) else { return }
    defer { tok_end(words) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while getline(&line, &capacity, file) > 0 {
      tok_reset(words)
      var count: Int32 = 0
      var list: UnsafeMutablePointer<UnsafePointer<CChar>?>?
      guard tok_str(words, line, &count, &list) == 0, count > 0, let list else { continue }
      let texts = (0..<Int(count)).compactMap { list[$0].map { String(cString: $0) } }
      guard !texts.contains("-v"), !texts.contains("-e"), texts.first?.hasPrefix("#") == false else { continue }
      el_parse(libedit, count, list)
    }
  }
}
