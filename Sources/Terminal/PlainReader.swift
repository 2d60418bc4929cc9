import Glibc
import Text

/// Lines from a pipe or a file, and from a terminal that no editor is wanted for.
///
/// A line ends with LF or CR LF; the last one needs none. A byte order mark at the start is dropped. Where new lines are
/// allowed, `\` at the end of a line joins the next one to it. Lines that are too long or not text are refused whole,
/// and the next read goes on behind them.
public struct PlainReader: LineReader {
  private(set) var input: ByteInput
  private let prompts: (any Screen)?
  private var isFirstLine = true

  /// `prompts`: where the prompt is written, if anywhere.
  public init(descriptor: Int32 = 0, prompts: (any Screen)? = nil) {
    input = ByteInput(descriptor: descriptor)
    self.prompts = prompts
  }

  /// Goes on with what was read from a terminal already.
  init(_ input: ByteInput) {
    self.input = input
    prompts = nil
    isFirstLine = false
  }

  public mutating func read(_ request: LineRequest) -> LineResult {
    show(request.prompt)
    var joined: [UInt8] = []
    while true {
      switch line() {
      case .ended(.endOfInput) where !joined.isEmpty: return result(joined)
      case .ended(let ending): return ending
      case .bytes(let bytes):
        joined += bytes
        guard request.allowsNewlines, joined.last == UInt8(ascii: "\\"), joined.count <= lineBytesMax else {
          return result(joined)
        }
        joined[joined.count - 1] = 0x0A
      }
    }
  }

  private func show(_ prompt: StyledText) {
    guard var screen = prompts else { return }
    try? screen.writePart(prompt)  // a prompt that can't be shown must not stop the answer
  }

  private func result(_ bytes: [UInt8]) -> LineResult {
    switch inputText(bytes) {
    case .success(let text): return .text(text)
    case .failure(let problem): return .invalid(problem, text: "")
    }
  }

  /// The bytes up to the end of the line, cut off two bytes beyond the limit (a carriage return may be one of them).
  private mutating func line() -> Line {
    var bytes: [UInt8] = []
    while true {
      if input.take(until: 0x0A, into: &bytes, countMax: lineBytesMax + 2) { return .bytes(tidy(bytes)) }
      if let ending = pendingEnding() { return .ended(ending) }
      switch input.byte(within: -1) {
      case .byte(let byte): input.unread(byte)
      case .end: return bytes.isEmpty ? .ended(.endOfInput) : .bytes(tidy(bytes))
      case .timeout, .signal: break
      }
    }
  }

  private func pendingEnding() -> LineResult? {
    guard !input.hasBytes else { return nil }
    if let signal = Signals.termination { return .terminated(signal: signal) }
    return Signals.takeInterrupt() ? .interrupted(text: "") : nil
  }

  private mutating func tidy(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    if bytes.last == 0x0D { bytes.removeLast() }
    if isFirstLine, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    isFirstLine = false
    return bytes
  }
}

/// A line, or what ended the reading before there was one.
private enum Line {
  case bytes([UInt8])
  case ended(LineResult)
}
