import Conversation
import Glibc
import Sessions
import Storage
import Terminal
import Text

/// Something that takes what happened and says what to do: a conversation about a session, or the start screen.
protocol Talker {
  var settings: Settings { get }
  mutating func receive(_ input: Input) -> [Output]
  /// What Tab offers behind a command.
  func completions(after command: String) -> [Offered]
}

extension Conversation: Talker {}
extension StartScreen: Talker {
  func completions(after command: String) -> [Offered] { [] }
}

/// What a talker wants done outside the terminal: journals, registers, reports, notes.
protocol Backstage {
  mutating func write(_ event: Event) -> Input
  mutating func keep(_ draft: ActionDraft) -> Input
  mutating func report(_ request: ReportRequest) -> Input
  mutating func rescue(_ path: String, unsaved: [Event]) -> Input
  mutating func discard()
  /// A private place for a text that is edited outside.
  var scratchFolder: String { get }
  mutating func note(_ text: StyledText)
}

/// Why a talk ended.
enum Ending {
  case left(Int32)
  case elsewhere(Destination)
}

/// The loop: carries out what a talker wants done, and tells it what happened.
struct Talk {
  private var talker: any Talker
  private var backstage: any Backstage
  var stage: Stage
  /// What the action that was noted last is called.
  var newestAction: () -> String? = { nil }
  /// What was shown since the last line was read, repeated after Ctrl-L.
  private var header: [StyledText] = []
  /// Lines that wait to be shown together.
  private var unshown: [StyledText] = []

  init(_ talker: any Talker, _ backstage: any Backstage, _ stage: Stage) {
    self.talker = talker
    self.backstage = backstage
    self.stage = stage
  }

  mutating func run() -> Ending {
    defer { stage.settings.hints = talker.settings.hints }
    var inputs: [Input] = [.begin]
    while !inputs.isEmpty {
      for output in talker.receive(inputs.removeFirst()) {
        switch carryOut(output) {
        case .nothing: continue
        case .input(let input): inputs.append(input)
        case .end(let ending): return ending
        }
      }
      if let ending = showLines() { return ending }
    }
    return .left(Code.software)
  }

  private enum Outcome {
    case nothing
    case input(Input)
    case end(Ending)
  }

  private mutating func carryOut(_ output: Output) -> Outcome {
    if case .line(let text) = output {
      unshown.append(text)
      return .nothing
    }
    if case .ask(let ask) = output { return answer(ask) }
    if case .facilitator(let text) = output {
      backstage.note(text)  // to a file: what is to be shown can wait on
      return .nothing
    }
    if let ending = showLines() { return .end(ending) }
    switch output {
    case .line, .ask, .facilitator: break
    case .append(let event):
      let written = backstage.write(event)
      // A script can't make room and press Enter again.
      guard stage.isScript, case .storeFailed(let reason, _) = written else { return .input(written) }
      complain("sounding: this line was not saved, all before it is: \(reason)")
      return .end(.left(Code.io))
    case .keepAction(let draft): return .input(keep(draft))
    case .writeReport(let request): return .input(backstage.report(request))
    case .rescue(let path, let unsaved): return .input(backstage.rescue(path, unsaved: unsaved))
    case .discard: backstage.discard()
    case .openEditor(let text): return .input(.edited(edit(text)))
    case .page(let lines):
      if stage.page(lines) { return .nothing }
      unshown = lines
      if let ending = showLines() { return .end(ending) }
    case .bell: stage.ring("")
    case .timer(let seconds): stage.timer = seconds == nil ? nil : RunningTimer()
    case .setting(let setting, let value): stage.set(setting, value)
    case .open(let destination): return .end(.elsewhere(destination))
    case .leave(let code): return .end(.left(code))
    }
    return .nothing
  }

  private mutating func keep(_ draft: ActionDraft) -> Input {
    let kept = backstage.keep(draft)
    guard draft.id == nil, case .stored(let time) = kept, let id = newestAction() else { return kept }
    return .keptAction(id: id, at: time)
  }

  /// Shows what waits, in one write; gives an ending where nothing can be shown any more.
  private mutating func showLines() -> Ending? {
    if unshown.isEmpty { return nil }
    defer { unshown = [] }
    header += unshown
    do throws(ScreenProblem) {
      try stage.screen.write(unshown)
      return nil
    } catch {
      // Somebody who stopped reading, such as `head`, needs no message.
      if error.code != EPIPE { complain("sounding: cannot write the output: \(SystemError(code: error.code))") }
      return .left(Code.io)
    }
  }

  private mutating func answer(_ ask: Ask) -> Outcome {
    stage.holdBack()
    if let ending = showLines() { return .end(ending) }
    let shown = Array(header.suffix(headerLinesMax))
    header = []
    var ask = ask
    while true {
      var watch = RunningTimer()
      let result = line(ask, shown)
      let seconds = stage.isScript ? 0 : watch.passed()
      if seconds > 0 { _ = talker.receive(.waited(seconds: seconds)) }
      if stage.settings.width != talker.settings.width {
        _ = talker.receive(.resized(columns: stage.settings.width))
      }
      switch result {
      case .text(let text): return .input(.line(text))
      // Nobody is there to press Ctrl-C again.
      case .interrupted where stage.isScript: return .end(.left(128 + SIGINT))
      case .interrupted(let text): return .input(.interrupted(hadText: !text.isEmpty))
      case .endOfInput: return .input(.endOfInput)
      case .back: return .input(.back)
      case .terminated(let signal): return .end(.left(128 + signal))
      case .editor(let text):
        ask.prefill = ask.fitted(edit(text) ?? text)
        if let ending = showLines() { return .end(ending) }
      case .invalid(let problem, let text):
        ask.prefill = text
        unshown.append(StyledText(TalkWords.refused(problem.explanation), .error))
        stage.holdBack()
        if let ending = showLines() { return .end(ending) }
      }
    }
  }

  /// A line; while it is typed, a timer of the conversation goes on.
  private mutating func line(_ ask: Ask, _ header: [StyledText]) -> LineResult {
    let attendant = Attendant(talker, stage.timer, ring: stage.bell)
    let result = stage.ask(
      ask, header: header, idle: stage.timer == nil ? nil : { attendant.pass() },
      completions: { attendant.completions(after: $0) })
    stage.timer = attendant.timer
    talker = attendant.leave() ?? talker
    return result
  }

  /// The person's own editor, on a private file; nil where nothing was changed.
  private mutating func edit(_ text: String) -> String? {
    let path = backstage.scratchFolder + "/.answer-" + Surroundings.randomHex(bytes: 4) + ".md"
    let editors = editorCandidates { Surroundings.value($0) }
    let outcome = editExternally(text, path: path, note: [TalkWords.editorNote], editors: editors)
    if case .edited(let new) = outcome { return new }
    for line in TalkWords.editorProblem(outcome)?.split(separator: "\n") ?? [] {
      unshown.append(StyledText(String(line), .error))
    }
    return nil
  }
}

private let headerLinesMax = 30

/// What the loop itself says.
enum TalkWords {
  static func refused(_ reason: String) -> String { "Not saved: \(reason)." }
  /// Why the editor brought nothing; nil where it left the text as it was.
  static func editorProblem(_ outcome: EditOutcome) -> String? {
    switch outcome {
    case .edited, .unchanged: nil
    case .broken(let editor): "\(editor) ended with an error."
    case .invalid(let problem): refused(problem.explanation)
    case .failed(ENOENT): noEditor
    case .failed(let code): "The editor could not be used: \(String(cString: strerror(code)))."
    }
  }
  static let noEditor =
    "No editor was found. Type the answer here, or name one at the next start:\nEDITOR=nano sounding resume"
  static let editorNote = "Write your answer above the line, save and close."
}
