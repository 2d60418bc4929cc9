/// What happened outside, told to the conversation.
public enum Input: Equatable, Sendable {
  /// The first input: show where we are and ask.
  case begin
  /// A line was typed, without its line end; an answer may have several lines.
  case line(String)
  /// Ctrl-C. `hadText`: on a line that wasn't empty.
  case interrupted(hadText: Bool)
  /// Ctrl-D, or the end of the pipe.
  case endOfInput
  /// Esc Esc on an empty line.
  case back
  /// What was to be appended is on disk. `at` is the UTC time of the event.
  case stored(at: String)
  /// A new action is on disk, and called so.
  case keptAction(id: String, at: String)
  /// It isn't; the reason is a sentence without a full stop, the hint what can be done about it. Nothing was applied.
  case storeFailed(String, hint: String? = nil)
  /// Everything saved so far, and what couldn't be, is in a new file of so many lines.
  case rescued(path: String, lines: Int)
  case rescueFailed(path: String, reason: String)
  /// The editor came back; nil: closed without a change.
  case edited(String?)
  case reportWritten(path: String)
  case reportFailed(path: String?, reason: String)
  /// Some seconds went by since the timer was started or the last tick.
  case tick(seconds: Int)
  /// So many seconds went by while a line was typed. Nothing is said to it.
  case waited(seconds: Int)
  /// The window has so many columns now: what is said next fits into them. Nothing is said to it.
  case resized(columns: Int)
}
