import Conversation
import Playbooks
import Sessions
import Storage
import Text

/// Something the program was asked to do, by whichever reader of the command line.
protocol Errand {
  /// Does it; gives the exit code.
  func run() throws -> Int32
}

/// `sounding run`: a session of a playbook, begun or gone on with.
struct Running: Errand {
  /// A playbook's name, or a file.
  let playbook: String
  var session: String?
  var title: String?
  /// The path of an answers file.
  var answers: String?
  /// Only the answers file counts; what it leaves open isn't asked.
  var asksNothing = false
  var wishes = Stage.Wishes()
  var engagement: String?

  func run() throws -> Int32 {
    let shelf = try SessionShelf(engagement: engagement)
    if isTyped { shelf.start() }
    let playbook = try shelf.playbooks.playbook(self.playbook)
    shelf.share(playbook, of: self.playbook)
    var sheet = try answers.map { try AnswerFile.read($0, shelf.playbooks.beside(self.playbook)) }
    var open = try opened(shelf, playbook)
    if open.recovery != nil {
      let goingOn = GoingOn(open, shelf, text: playbook.source, named: self.playbook)
      open.news = goingOn.lines
      if asksNothing { for line in goingOn.changed { complain(line) } }
    }
    if sheet != nil {
      let (count, problems) = try open.fill(&sheet)
      // A session that nothing was saved in isn't left behind: it is only begun with what is written to it.
      if !problems.isEmpty { throw AnswerFile.failure(problems, saved: count, in: answers ?? "") }
    }
    if !isTyped { try open.store.settle() }
    if asksNothing {
      try finish(&open)
      return 0
    }
    return try TalkDesk(shelf: shelf, wishes: wishes, file: self.playbook).talk(open)
  }

  /// The named session, or the unfinished one of this playbook, or a new one.
  private func opened(_ shelf: SessionShelf, _ playbook: Playbook) throws -> OpenSession {
    if let session {
      if shelf.exists(session) {
        try checkTitle(session, shelf)
        let open = try shelf.resume(session, mayOnlyRead: mayOnlyRead)
        guard open.session.playbook.name == playbook.name else {
          throw Failure(
            "the session \(session) is of the playbook \(open.session.playbook.name)",
            hint: "Go on with it: sounding resume \(session)", code: Code.usage)
        }
        return open
      }
      return try shelf.begin(playbook, name: session, title: title, isLate: isLate, checksPlace: isTyped)
    }
    if answers == nil, !asksNothing, let name = try shelf.unfinished(of: playbook.name) {
      try checkTitle(name, shelf)
      return try shelf.resume(name, mayOnlyRead: true)
    }
    return try shelf.begin(
      playbook, name: shelf.freeName(for: playbook.name), title: title, isLate: isLate, checksPlace: isTyped)
  }

  /// A title is given when a session is begun: another one would be dropped.
  private func checkTitle(_ session: String, _ shelf: SessionShelf) throws {
    guard let title, let there = try? shelf.load(session).session.opening, there.title != title else { return }
    throw GoingOnWords.hasTitle(
      session, there.title, goOn: "sounding resume \(session)\(shelf.option)",
      anew:
        "sounding run \(CommandText.word(playbook)) --session NAME --title \(CommandText.word(title))\(shelf.option)")
  }

  /// Whether somebody talks: then a session that can't be written to is worth looking at.
  private var mayOnlyRead: Bool { answers == nil && !asksNothing }

  /// Whether the first answer is typed, so that nothing need be on disk before.
  private var isTyped: Bool { answers == nil && !asksNothing && wishes.isTyped }

  /// Whether a new session is brought to disk only with what is said in it: typed, or taken from an answers file.
  private var isLate: Bool { answers != nil || isTyped }

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
        for name in questions {
          complain("missing: \(name)")
          if let title = open.session.playbook.question(named: name)?.title { complain("  \(sanitizedLine(title))") }
        }
        for need in open.session.gate("finish")?.shownMissing ?? [] where !need.isOpen {
          complain("  \(sanitizedLine(need.text))")
        }
        throw Failure(
          "\(questions.count) required \(questions.count == 1 ? "question is" : "questions are") not answered",
          hint: "Go on with it: sounding resume \(open.name)", code: Code.unfinished)
      default: throw Failure(error.reason, hint: "Go on with it: sounding resume \(open.name)", code: Code.unfinished)
      }
    }
    try open.append([event])
  }
}

/// `sounding resume`: the last unfinished session, or the one named.
struct Resuming: Errand {
  var session: String?
  var wishes = Stage.Wishes()
  var engagement: String?

  func run() throws -> Int32 {
    let shelf = try SessionShelf(engagement: engagement)
    if wishes.isTyped { shelf.start() }
    guard let name = try session ?? shelf.latestUnfinished() else {
      throw Failure(
        "there is no unfinished session", hint: "Start one: sounding run quick-assessment", code: Code.noInput)
    }
    return try TalkDesk(shelf: shelf, wishes: wishes).talk(try shelf.resume(name, mayOnlyRead: true))
  }
}

extension OpenSession {
  /// Takes the answers that can be used; gives how many lines they took, and the problems with the others.
  mutating func fill(
    _ sheet: inout AnswerSheet?
  ) throws(FileProblem) -> (saved: Int, problems: [AnswerSheet.Problem]) {
    guard var filled = sheet else { return (0, []) }
    var trial = session
    let events = filled.apply(to: &trial)
    try append(events)
    sheet = filled
    return (events.count, filled.problems)
  }
}
