import Glibc

/// A key press under a name that libedit can look up.
///
/// libedit looks up characters below 256 in its key map and inserts all others. U+0080 to U+009F are control characters
/// that nobody can type as text, so they are free names for keys, the same in its emacs, vi-insert and vi-command maps.
enum Key: wchar_t, CaseIterable {
  case up = 0x80
  case down, left, right, home, end, delete, wordLeft, wordRight
  case newline, insert, escape, doubleEscape, shiftTab, compose, toEnd, send, searchBack, searchForward
  case repaint, ignored
}

/// What was pressed, decoded from the bytes a terminal sends.
enum KeyPress: Equatable {
  /// A character beyond ASCII.
  case text(Unicode.Scalar)
  /// An ASCII character or control, for libedit's key map.
  case plain(UInt8)
  case key(Key)
  /// Escape and then another key, which is still to be read.
  case meta
  case pasted([UInt8])
  case invalid(InputProblem)
}
