import CLineShim
import Glibc

extension LineEditor {
  /// A line that nobody sees: without echo, with the terminal's own backspace, and without libedit.
  ///
  /// What was typed ahead counts: in a room that votes blind, one vote follows the other.
  func readSecret(_ request: LineRequest) -> LineResult {
    var found = termios()
    guard tcgetattr(0, &found) == 0 else { return .endOfInput }
    var silent = found
    silent.c_lflag &= ~tcflag_t(ECHO)
    show(appearance.rendered(request.prompt))
    shim_flush()
    tcsetattr(0, TCSADRAIN, &silent)
    defer {
      tcsetattr(0, TCSADRAIN, &found)
      show("\n")
      shim_flush()
    }
    var silentRequest = request
    silentRequest.allowsNewlines = false
    input.exchange(Self.enter, for: Self.lineFeed)
    var lines = PlainReader(input)
    let result = lines.read(silentRequest)
    input = lines.input
    input.exchange(Self.lineFeed, for: Self.enter)
    return result
  }

  /// What Enter sends while libedit has the terminal, and what the terminal makes of it otherwise.
  private static let enter = UInt8(ascii: "\r")
  private static let lineFeed = UInt8(ascii: "\n")
}
