import ArgumentParser
import Conversation
import Playbooks
import Sessions
import Storage

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Start a session of a playbook, or go on with it.")

  @Argument(help: "A playbook's name, or a file.", completion: Completions.playbooks)
  var playbook: String

  @Option(
    help: ArgumentHelp("The session's name; the playbook's by default.", valueName: "name"),
    completion: Completions.sessions)
  var session: String?

  @Option(help: ArgumentHelp("A title for people, such as the team's name.", valueName: "title"))
  var title: String?

  @Option(
    help: ArgumentHelp("Answers from a YAML or JSON file; what it holds is not asked.", valueName: "file"),
    completion: .file())
  var answers: String?

  @Flag(help: "Never ask: exit 0 when everything required is answered, 75 when not.")
  var noInput = false

  @OptionGroup var talk: TalkOptions
  @OptionGroup var engagement: EngagementOptions

  func run() throws {
    try reporting {
      let shelf = try engagement.shelf()
      let playbook = try shelf.playbooks.playbook(self.playbook)
      var sheet = try answers.map { try AnswerFile.read($0, shelf.playbooks) }
      var open = try opened(shelf, playbook)
      if sheet != nil {
        let problems = try open.fill(&sheet)
        if !problems.isEmpty { throw AnswerFile.failure(problems, in: answers ?? "") }
      }
      if noInput { return try finish(&open) }
      let code = try TalkDesk(shelf: shelf, wishes: try talk.wishes()).talk(open)
      if code != 0 { throw ExitCode(code) }
    }
  }

  /// The named session, or the unfinished one of this playbook, or a new one.
  private func opened(_ shelf: SessionShelf, _ playbook: Playbook) throws -> OpenSession {
    if let session {
      if shelf.exists(session) {
        let open = try shelf.resume(session)
        guard open.session.playbook.name == playbook.name else {
          throw Failure(
            "the session \(session) is of the playbook \(open.session.playbook.name)",
            hint: "Go on with it: sounding resume \(session)", code: Code.usage)
        }
        return open
      }
      return try shelf.begin(playbook, name: session, title: title, isLate: isTyped)
    }
    if answers == nil, !noInput, let name = try shelf.unfinished(of: playbook.name) { return try shelf.resume(name) }
    return try shelf.begin(playbook, name: shelf.freeName(for: playbook.name), title: title, isLate: isTyped)
  }

  /// Whether the first answer is typed, so that nothing need be on disk before.
  private var isTyped: Bool { answers == nil && !noInput && talk.isTyped }

  /// Finishes where nothing required is missing; names what is missing otherwise.
  private func finish(_ open: inout OpenSession) throws {
    if open.session.isFinished { return }
    try open.append(open.session.settled())
    let event: Event
    do throws(Refusal) {
      event = try open.session.decide(.finish)
    } catch {
      switch error {
      case .stillOpen(let questions):
        for name in questions { complain("missing: \(name)") }
        throw Failure(
          "\(questions.count) required \(questions.count == 1 ? "question is" : "questions are") not answered",
          hint: "Go on with it: sounding resume \(open.name)", code: Code.unfinished)
      default: throw Failure(error.reason, hint: "Go on with it: sounding resume \(open.name)", code: Code.unfinished)
      }
    }
    try open.append([event])
  }
}

extension OpenSession {
  /// Takes the answers that can be used, and gives the problems with the others.
  mutating func fill(_ sheet: inout AnswerSheet?) throws(FileProblem) -> [AnswerSheet.Problem] {
    guard var filled = sheet else { return [] }
    var trial = session
    let events = filled.apply(to: &trial)
    try append(events)
    sheet = filled
    return filled.problems
  }
}
