import struct Playbooks.Playbook
import Text

@testable import Conversation
@testable import Sessions

/// Plays the typed lines of a transcript against a conversation, with a journal kept in memory.
///
/// Time begins at 09:00 on the transcript's day; each line of the journal is 20 seconds later.
struct TranscriptPlayer {
  let transcript: Transcript
  let playbook: Playbook
  private var journal: [(event: Event, time: String)] = []
  private var seconds = 9 * 3600
  private(set) var conversation: Conversation
  private(set) var screen: [String] = []
  private(set) var lastAsk: Ask?
  private(set) var exitCode: Int32?
  private var actions = 0
  /// In a session of a test: there is no journal to resume from.
  private(set) var isPlaced = false
  /// Set by `# store fails: reason`, used once.
  private var failure: String?
  /// Answered by the editor, set by `# editor: text`.
  private var editorText: String?

  init(_ transcript: Transcript, _ playbook: Playbook) {
    self.transcript = transcript
    self.playbook = playbook
    conversation = Conversation(
      session: Session(playbook), settings: transcript.settings, universal: UniversalLines(Builtin.universal))
    let reference = PlaybookRef(name: playbook.name, version: playbook.version, sha256: "")
    keep([.opened(Opening(playbook: reference, session: "s1", engagement: "default"))])
    sitDown()
  }

  private var time: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(transcript.settings.today.iso)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
  }

  private mutating func keep(_ events: [Event]) {
    seconds += 20
    journal += events.map { ($0, time) }
  }

  private mutating func sitDown() {
    journal.append((.sat(day: transcript.settings.today.iso, version: "1.0.0"), time))
    var session = Session(playbook)
    for (event, time) in journal { session.apply(event, time: time) }
    conversation = Conversation(
      session: session, settings: conversation.settings, universal: UniversalLines(Builtin.universal))
  }

  /// A new conversation on a session replayed from the journal, as after a loss of power.
  /// Gives the lines of its first screen; what was on the screen before stays.
  mutating func resume() -> [String] {
    let before = screen
    sitDown()
    screen = []
    let hints = conversation.settings.hints
    take(.begin)
    conversation.settings.hints = hints
    defer { screen = before }
    return screen
  }

  mutating func begin() { take(.begin) }

  mutating func type(_ line: String) {
    screen.append("> " + line)
    switch line {
    case "^C": take(.interrupted(hadText: false))
    case "^D": take(.endOfInput)
    case "^[": take(.back)
    default: take(.line(line.split(separator: "⏎", omittingEmptySubsequences: false).joined(separator: "\n")))
    }
  }

  /// `# store fails: disk full`, `# editor: a text`, `# tick: 60`, `# wait: 60`; `# in: NAME` goes on in the session that the playbook's
  /// own test of that name has answered.
  mutating func direct(_ line: String) {
    screen.append(line)
    let parts = line.dropFirst(2).split(separator: ":", maxSplits: 1).map { String($0).trimmed }
    switch parts.first {
    case "store fails": failure = parts.count > 1 ? parts[1] : "disk full"
    case "editor": editorText = parts.count > 1 ? parts[1] : ""
    case "in":
      guard let test = playbook.tests.first(where: { parts.count > 1 && $0.name == parts[1] }) else {
        return screen.append("{no such test}")
      }
      (isPlaced, exitCode) = (true, nil)
      conversation = Conversation(
        session: test.played(on: playbook).session, settings: conversation.settings,
        universal: UniversalLines(Builtin.universal))
      let shown = screen.count
      take(.begin)
      screen.removeSubrange(shown..<screen.count - 1)
    case "wait": take(.waited(seconds: parts.count > 1 ? Int(parts[1]) ?? 0 : 0))
    case "tick": take(.tick(seconds: parts.count > 1 ? Int(parts[1]) ?? 0 : 0))
    default: break
    }
  }

  private mutating func take(_ input: Input) {
    let outputs = conversation.receive(input)
    for output in outputs { perform(output) }
  }

  private mutating func perform(_ output: Output) {
    switch output {
    case .line(let line): screen.append(line.plain)
    case .page(let lines): screen += lines.map(\.plain)
    case .ask(let ask):
      lastAsk = ask
      let end = ask.prefill.isEmpty ? "" : ask.prefill.split(separator: "\n").joined(separator: "⏎")
      screen.append((ask.prompt.plain + end).trimmingSuffix { $0 == " " } + (ask.isHidden ? " (hidden)" : ""))
    case .append(let event): store(event)
    case .keepAction(let draft):
      screen.append("{action: \(draft.text), \(draft.owner ?? "-"), \(draft.due ?? "-")}")
      if draft.id != nil { return take(.stored(at: time)) }
      actions += 1
      take(.keptAction(id: "X\(actions)", at: time))
    case .writeReport(let request):
      screen.append("{report: \(request.format) \(request.audience) \(request.path ?? "-")}")
      take(.reportWritten(path: request.path ?? "report.\(request.format)"))
    case .rescue(let path, let unsaved):
      screen.append("{rescue: \(path), \(unsaved.count) unsaved}")
      take(.rescued(path: path, lines: answers + unsaved.count))
    case .discard: screen.append("{discarded}")
    case .openEditor(let text):
      screen.append("{editor: \(text)}")
      let edited = editorText
      editorText = nil
      take(.edited(edited))
    case .timer(let seconds): screen.append("{timer: \(seconds.map(String.init) ?? "off")}")
    case .bell: screen.append("{bell}")
    case .facilitator(let line): if transcript.showsNotes { screen.append("{note: \(line.plain)}") }
    case .setting(let setting, let value): screen.append("{set: \(setting.rawValue) \(value)}")
    case .open(.run(let run)): screen.append("{run: \(run.playbook) for \(run.cell)}")
    case .open(let destination): screen.append("{open: \(destination)}")
    case .leave(let code):
      exitCode = code
      screen.append("{leave: \(code)}")
    }
  }

  /// Lines of the journal without those that each sitting begins with.
  private var answers: Int {
    journal.filter { if case .sat = $0.event { false } else { true } }.count
  }

  private mutating func store(_ event: Event) {
    if let reason = failure {
      failure = nil
      return take(.storeFailed(reason))
    }
    keep([event])
    take(.stored(at: time))
  }
}
