import Conversation
import Sessions
import Storage
import Terminal
import Text

/// The loop of a conversation: carries out what it wants done, and tells it what happened.
struct Talk {
  var conversation: Conversation
  var journal: SessionJournal
  var stage: Stage
  let reports: ReportDesk
  /// What was shown since the last line was read, repeated after Ctrl-L.
  private var header: [StyledText] = []

  init(_ conversation: Conversation, _ journal: SessionJournal, _ stage: Stage, _ reports: ReportDesk) {
    self.conversation = conversation
    self.journal = journal
    self.stage = stage
    self.reports = reports
  }

  /// Why a conversation ended.
  enum Ending {
    case left(Int32)
    case elsewhere(Destination)
  }

  mutating func run() -> Ending {
    var inputs: [Input] = [.begin]
    while true {
      guard !inputs.isEmpty else { return .left(Code.software) }
      let outputs = conversation.receive(inputs.removeFirst())
      for output in outputs {
        switch carryOut(output) {
        case .nothing: continue
        case .input(let input): inputs.append(input)
        case .end(let ending): return ending
        }
      }
    }
  }

  private enum Outcome {
    case nothing
    case input(Input)
    case end(Ending)
  }

  private mutating func carryOut(_ output: Output) -> Outcome {
    switch output {
    case .line(let text):
      header.append(text)
      do throws(ScreenProblem) {
        try stage.screen.write(text)
        return .nothing
      } catch {
        return .end(.left(Code.io))
      }
    case .ask(let ask): return answer(ask)
    case .append(let events): return .input(journal.write(events))
    case .keepAction(let draft): return .input(journal.keep(draft))
    case .writeReport(let request): return .input(reports.write(request, of: conversation.session))
    case .openEditor(let text): return .input(.edited(edit(text)))
    case .bell: return .nothing
    case .timer, .facilitator, .setting: return .nothing
    case .open(let destination): return .end(.elsewhere(destination))
    case .leave(let code): return .end(.left(code))
    }
  }

  private mutating func answer(_ ask: Ask) -> Outcome {
    let shown = Array(header.suffix(Talk.headerLinesMax))
    header = []
    switch stage.ask(ask, header: shown) {
    case .text(let text): return .input(.line(text))
    case .interrupted(let text): return .input(.interrupted(hadText: !text.isEmpty))
    case .endOfInput: return .input(.endOfInput)
    case .back: return .input(.back)
    case .editor(let text): return .input(edit(text).map(Input.line) ?? .line(""))
    case .terminated(let signal): return .end(.left(128 + signal))
    case .invalid(let problem, _):
      try? stage.screen.write(StyledText("Not saved: \(problem.explanation).", .error))
      return .input(.begin)
    }
  }

  private static let headerLinesMax = 30

  /// The person's own editor, on a private file in the session's folder.
  private func edit(_ text: String) -> String? {
    let path = journal.folder.path + "/.ANSWER-" + Surroundings.randomHex(bytes: 4) + ".md"
    let outcome = editExternally(
      text, path: path, note: ["Write your answer above this line, save and close."],
      editors: editorCandidates { Surroundings.value($0) })
    if case .edited(let new) = outcome { return new }
    return nil
  }
}
