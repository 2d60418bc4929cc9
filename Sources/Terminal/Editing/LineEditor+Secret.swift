import CLineShim
import Glibc

extension LineEditor {
  /// A line that nobody sees: without echo, with the terminal's own backspace, and without libedit.
  func readSecret(_ request: LineRequest) -> LineResult {
    var found = termios()
    guard tcgetattr(0, &found) == 0 else { return .endOfInput }
    var silent = found
    silent.c_lflag &= ~tcflag_t(ECHO)
    show(appearance.rendered(request.prompt))
    shim_flush()
    tcsetattr(0, TCSAFLUSH, &silent)
    defer {
      tcsetattr(0, TCSAFLUSH, &found)
      show("\n")
      shim_flush()
    }
    input.discard()
    var silentRequest = request
    silentRequest.allowsNewlines = false
    var lines = PlainReader(descriptor: 0)
    return lines.read(silentRequest)
  }
}
