import Glibc
import Text

/// Something that shows blocks of lines: `TerminalScreen` to a descriptor, `RecordedScreen` in tests.
public protocol Screen {
  var appearance: Appearance { get set }
  /// Writes text without a line feed at its end, all at once.
  mutating func writePart(_ text: StyledText) throws(ScreenProblem)
}

extension Screen {
  /// Writes lines, each with a line feed, all at once.
  public mutating func write(_ lines: [StyledText]) throws(ScreenProblem) {
    guard !lines.isEmpty else { return }
    try writePart(lines.reduce(into: StyledText([])) { $0 += $1 + "\n" })
  }

  public mutating func write(_ line: StyledText) throws(ScreenProblem) { try write([line]) }
}

/// Nothing can be shown any more: the other end is closed, or there is no room.
public struct ScreenProblem: Error, Equatable, Sendable {
  /// errno(3) of the write.
  public var code: Int32

  public var reason: String { String(cString: strerror(code)) }
}

/// A screen behind a descriptor.
public struct TerminalScreen: Screen {
  public var appearance: Appearance
  private let descriptor: Int32

  public init(descriptor: Int32 = 1, appearance: Appearance) {
    self.descriptor = descriptor
    self.appearance = appearance
  }

  public mutating func writePart(_ text: StyledText) throws(ScreenProblem) {
    try writeAll(appearance.rendered(text), to: descriptor)
  }

  /// Writes bytes of the program's own making, such as a report that goes to a pipe.
  public mutating func writeUnfiltered(_ text: String) throws(ScreenProblem) { try writeAll(text, to: descriptor) }

  /// Sends a title or a mark; nothing where the terminal takes none.
  public mutating func send(_ signal: TerminalSignal) throws(ScreenProblem) {
    guard appearance.sendsSignals, isatty(descriptor) == 1 else { return }
    try writeAll(signal.sequence, to: descriptor)
  }
}

/// A screen that keeps what it is shown.
public struct RecordedScreen: Screen {
  public var appearance: Appearance
  public private(set) var text = ""

  public init(appearance: Appearance = Appearance()) { self.appearance = appearance }

  public mutating func writePart(_ text: StyledText) throws(ScreenProblem) { self.text += appearance.rendered(text) }
}

/// Writes all of a text, however often the system takes only a part.
func writeAll(_ text: String, to descriptor: Int32) throws(ScreenProblem) {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if written >= 0 {
      rest = rest.dropFirst(written)
      continue
    }
    let code = errno
    switch code {
    case EINTR: break
    case EAGAIN:
      var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&wait, 1, 1000)
    default: throw ScreenProblem(code: code)
    }
  }
}
