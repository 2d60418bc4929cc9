import Playbooks
import Sessions
import Text

/// A conversation with nobody: lines are typed into it, its journal is kept in memory, and what a screen would show is
/// written down as a transcript.
///
/// Time begins at 09:00 on its day; each line of the journal is 20 seconds later, or 4 minutes where its background says that
/// time matters.
public struct Rehearsal {
  public private(set) var screen: [String] = []
  public private(set) var exitCode: Int32?
  private(set) var conversation: Conversation
  private(set) var lastAsk: Ask?
  private var seconds = 9 * 3600
  private let day: CalendarDay
  private let secondsPerLine: Int

  public var session: Session { conversation.session }

  public init(_ playbook: Playbook, universal: Universal?, background: Background = .nothing) {
    guard let today = CalendarDay(iso: background.day) else { preconditionFailure("a background has a day") }
    day = today
    secondsPerLine = background.minutes > 0 ? 240 : 20
    let session = background.session(playbook, time: Self.time(day, 32_420))
    conversation = Conversation(
      session: session, settings: Settings(today: today), universal: UniversalLines(universal))
    take(.begin)
  }

  private static func time(_ day: CalendarDay, _ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day.iso)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
  }

  /// Types a line, as `> line` on the screen.
  public mutating func type(_ line: String) {
    screen.append(line.isEmpty ? ">" : "> " + line)
    take(.line(line))
  }

  private mutating func take(_ input: Input) {
    for output in conversation.receive(input) { perform(output) }
  }

  private mutating func perform(_ output: Output) {
    switch output {
    case .line(let line): screen.append(line.plain.trimmingSuffix { $0 == " " })
    case .ask(let ask):
      lastAsk = ask
      let prefill = ask.prefill.split(separator: "\n").joined(separator: "⏎")
      screen.append((ask.prompt.plain + prefill).trimmingSuffix { $0 == " " })
    case .page(let lines): screen += lines.map { $0.plain.trimmingSuffix { $0 == " " } }
    case .append: store()
    case .keepAction: store()
    case .writeReport(let request):
      screen.append("{report: \(request.format) \(request.audience) \(request.path ?? "-")}")
      take(.reportWritten(path: request.path ?? "report.\(request.format)"))
    case .openEditor: take(.edited(nil))
    case .open(.run(let run)): screen.append("{run: \(run.playbook) for \(run.cell)}")
    case .leave(let code):
      exitCode = code
      screen.append("{leave: \(code)}")
    case .rescue(let path, _): take(.rescueFailed(path: path, reason: "there is no disk here"))
    case .discard, .open, .timer, .bell, .facilitator, .setting: break
    }
  }

  private mutating func store() {
    seconds = min(seconds + secondsPerLine, 24 * 3600 - 1)
    take(.stored(at: Self.time(day, seconds)))
  }
}
