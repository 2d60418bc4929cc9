import Terminal
import Text

/// Asks, and says what came, until there is nothing more to ask.
struct EchoLoop {
  var screen: TerminalScreen
  var options: EchoOptions
  var history = LineHistory()
  var prefill = ""

  /// Returns the code to leave with.
  mutating func run(_ reader: inout some LineReader) -> Int32 {
    prefill = options.values("--prefill").first ?? ""
    if let payload = options.values("--payload").first { try? screen.send(.title("Q3" + payload)) }
    for line in options.values("--history") { history.remember(answer: line) }
    while true {
      let request = nextRequest()
      prefill = ""
      do throws(ScreenProblem) {
        if let code = try show(reader.read(request)) { return code }
      } catch {
        return 74
      }
    }
  }

  /// `--payload` puts a text wherever the caller of a reader can put one.
  private func nextRequest() -> LineRequest {
    let payload = options.values("--payload").first ?? ""
    var request = LineRequest(prompt: StyledText("Q3 ›", .prompt) + StyledText(payload + " "))
    request.header = [StyledText("Flow · question 3" + payload, .title)]
    request.prefill = prefill
    request.history = history.lines
    request.isSecret = options.has("--secret")
    request.allowsNewlines = !options.has("--single")
    request.complete = { candidates($0, payload) }
    if options.has("--timer") {
      var ticks = 0
      request.idle = {
        ticks += 1
        return ticks == 1 ? [StyledText("one minute left" + payload)] : []
      }
    }
    return request
  }

  /// The code to leave with, if this was the end.
  private mutating func show(_ result: LineResult) throws(ScreenProblem) -> Int32? {
    switch result {
    case .text("quit"):
      try screen.write("bye")
      return 0
    case .text(let text):
      history.remember(answer: text)
      try screen.write(StyledText("got \(text.debugDescription) of \(text.unicodeScalars.count)"))
    case .interrupted(let text):
      try screen.write(StyledText("interrupted \(text.debugDescription)"))
    case .endOfInput:
      try screen.write("end of input")
      return 0
    case .back: try screen.write("back")
    case .editor(let text): try screen.write(StyledText("editor \(edited(text))"))
    case .terminated(let signal):
      try screen.write(StyledText("terminated \(signal)"))
      return 128 + signal
    case .invalid(let problem, let text):
      try screen.write(StyledText("refused: \(problem.explanation)", .error))
      prefill = text
    }
    return nil
  }

  private func edited(_ text: String) -> EditOutcome {
    let folder = TerminalFacts.environment("TMPDIR") ?? "/tmp"
    return editExternally(
      text, path: "\(folder)/ANSWER.md", note: ["Save and leave."],
      editors: editorCandidates(environment: TerminalFacts.environment))
  }
}

private func candidates(_ before: String, _ payload: String) -> [Completion] {
  let words = ["/back", "/review", "/report" + payload, "café", "日本語", "日本"]
  let word = before.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
  return words.filter { $0.hasPrefix(word) }.map { Completion($0, note: "means \($0)\(payload)") }
}
