import CLineShim
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
    var block = StyledText([])
    for line in lines {
      block += line
      block.spans.append(StyledText.Span("\n"))
    }
    try writePart(block)
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
  /// What is shown waits for the prompt of `LibeditReader`, or for `letGo`: a question and its prompt are one write, and
  /// never seen in parts. Only for standard output.
  public var holdsBack = false
  private let descriptor: Int32
  private let isTerminal: Bool

  public init(descriptor: Int32 = 1, appearance: Appearance) {
    self.descriptor = descriptor
    self.appearance = appearance
    isTerminal = isatty(descriptor) == 1
  }

  public mutating func writePart(_ text: StyledText) throws(ScreenProblem) { try write(appearance.rendered(text)) }

  /// Writes bytes of the program's own making, such as a report that goes to a pipe.
  public mutating func writeUnfiltered(_ text: String) throws(ScreenProblem) { try write(text) }

  /// Sends a title or a mark; nothing where the terminal takes none.
  public mutating func send(_ signal: TerminalSignal) throws(ScreenProblem) {
    guard appearance.sendsSignals, isTerminal else { return }
    try write(signal.sequence)
  }

  /// Shows what was held back.
  public mutating func letGo() throws(ScreenProblem) {
    holdsBack = false
    let code = shim_flush()
    if code != 0 { throw ScreenProblem(code: code) }
  }

  /// With what still waits there, so that the order stays.
  private mutating func write(_ text: String) throws(ScreenProblem) {
    guard descriptor == 1, holdsBack || shim_is_holding() != 0 else { return try writeAll(text, to: descriptor) }
    holdBack(text)
    if !holdsBack { try letGo() }
  }
}

/// Keeps a text for standard output until the screen is waited at.
func holdBack(_ text: String) {
  var text = text
  text.withUTF8 { bytes in bytes.withMemoryRebound(to: CChar.self) { shim_hold($0.baseAddress, $0.count) } }
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
