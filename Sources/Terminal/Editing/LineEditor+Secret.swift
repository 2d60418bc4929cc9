import CLineShim

extension LineEditor {
  /// A line that nobody sees: without echo, with the terminal's own backspace, and without libedit.
  ///
  /// In a room that votes blind one vote follows the other: what is typed between two of them counts, and isn't shown either.
  /// The terminal stays silent until a line is read that may be seen; a vote too many is thrown away then, not shown.
  func readSecret(_ request: LineRequest) -> LineResult {
    guard shim_silence() == 0 else { return .endOfInput }
    show(appearance.rendered(request.prompt))
    shim_flush()
    var silentRequest = request
    silentRequest.allowsNewlines = false
    input.exchange(Self.enter, for: Self.lineFeed)
    var lines = PlainReader(input)
    let result = lines.read(silentRequest)
    input = lines.input
    input.exchange(Self.lineFeed, for: Self.enter)
    if case .text = result {} else { _ = shim_echo() }
    show("\n")
    shim_flush()
    return result
  }

  /// What Enter sends while libedit has the terminal, and what the terminal makes of it otherwise.
  private static let enter = UInt8(ascii: "\r")
  private static let lineFeed = UInt8(ascii: "\n")
}
