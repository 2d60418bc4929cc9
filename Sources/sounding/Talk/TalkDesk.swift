import Conversation
import Diagnostics
import Engagements
import Playbooks
import Sessions
import Storage
import Text

/// Holds conversations: the start screen, one session after another, until the person leaves.
struct TalkDesk {
  let shelf: SessionShelf
  let wishes: Stage.Wishes
  /// What the playbook of the first session was named by: where that is a file, others that it names may lie beside it.
  var file: String?

  /// Talks about a session, and then about whatever the person chooses; gives the exit code.
  func talk(_ first: OpenSession) throws -> Int32 {
    var stage = try opened()
    defer { close(&stage) }
    return try talk(first, &stage)
  }

  /// Begins with the start screen.
  func start() throws -> Int32 {
    var stage = try opened()
    defer { close(&stage) }
    while true {
      shelf.start()
      let facts = try facts()
      shelf.hasStarted()
      var talk = Talk(StartScreen(facts: facts, settings: stage.settings), NoBackstage(), stage)
      let ending = talk.run()
      stage = talk.stage
      guard case .elsewhere(let destination) = ending else {
        if case .left(let code) = ending { return code }
        return 0
      }
      if case .exampleReport = destination {
        showExample(stage)
        continue
      }
      guard let open = try follow(destination) else { continue }
      return try self.talk(open, &stage)
    }
  }

  private func opened() throws -> Stage {
    var stage = try Stage(wishes, try Preferences(shelf.paths), today: Clock().today)
    stage.recall(shelf.paths.state)
    return stage
  }

  private func close(_ stage: inout Stage) {
    stage.restoreTitle()
    try? stage.screen.letGo()  // who stopped reading needs no message
    stage.keep(shelf.paths.state)
  }

  private func talk(_ first: OpenSession, _ stage: inout Stage) throws -> Int32 {
    var open = first
    let playbooks = shelf.playbooks
    let lines = UniversalLines { moments in
      playbooks.playbookText(named: "universal").flatMap {
        PlaybookLoader.loadUniversal($0, library: playbooks, moments: moments).universal
      }
    }
    var file = file
    var outer: [(name: String, request: RunRequest)] = []
    // A session that was only just begun is new, whatever an answers file has filled in.
    var isNew: Bool? = first.recovery == nil ? true : nil
    var nesting: Nesting?
    if let line = open.recovery.flatMap(Doubt.setAside) { try? stage.screen.write(StyledText(line, .hint)) }
    while true {
      say(open.news, &stage)
      let store = open.store
      let conversation = Conversation(
        session: open.session, settings: stage.settings, universal: lines,
        overdue: shelf.overdueActions(today: Clock().today), isNew: isNew, nesting: nesting,
        resume: shelf.option, readOnly: open.readOnly)
      (isNew, nesting) = (nil, nil)
      stage.whenShown = {
        shelf.hasStarted()
        // What goes wrong here goes wrong with the first answer, too, and is said then.
        try? store.settle()
        lines.readAll()
      }
      var talk = Talk(conversation, try SessionJournal(open, shelf), stage)
      let ending = talk.run()
      stage = talk.stage
      try store.settle()
      switch ending {
      case .left(let code):
        guard let home = outer.last, let next = try bringHome(open.name, to: home) else {
          if outer.isEmpty, code == 0, !open.session.isFinished { sayNext(after: open, &stage) }
          return code
        }
        try open.close()
        nesting = .back(row: home.request.row, outcome: "")
        outer.removeLast()
        open = next
      case .elsewhere(.run(let request)):
        outer.append((open.name, request))
        try open.close()
        nesting = .inside(
          row: request.row, outer: request.outer, given: Set(request.gives.map(\.question)))
        isNew = shelf.exists(innerName(request, of: open.name)) ? nil : true
        open = try inner(request, of: open, beside: file)
      case .elsewhere(let destination):
        try open.close()
        file = nil
        guard let next = try follow(destination) else { return 0 }
        open = next
      }
    }
  }

  private func say(_ news: [String], _ stage: inout Stage) {
    if news.isEmpty { return }
    let width = stage.settings.columns
    // A command is shown whole, however long it is.
    let lines = news.flatMap { $0.hasPrefix("  ") ? [$0] : wrapped($0, width: width) }
    try? stage.screen.write(lines.map { StyledText($0, .hint) })
  }

  /// Once a session is finished: what the journey suggests now. Nothing where it isn't finished, or can't be read.
  private func sayNext(after open: OpenSession, _ stage: inout Stage) {
    let isFinished = (try? shelf.load(open.name))?.session.isFinished ?? false
    guard isFinished, shelf.isOnJourney(open.session.playbook), let next = try? shelf.nextStep() else { return }
    let title = shelf.playbooks.playbookText(named: next.playbook).map { PlaybookHead(name: next.playbook, $0).title }
    let lines = Wording.nextOnTheWay(
      title ?? next.playbook, next.reason, command: "sounding run \(next.playbook)\(shelf.option)")
    try? stage.screen.write(lines.flatMap { wrapped($0, width: stage.settings.columns) }.map { StyledText($0) })
  }

  /// The session behind a destination; nil where there is none.
  private func follow(_ destination: Destination) throws -> OpenSession? {
    switch destination {
    case .session(let name): return try shelf.resume(name, mayOnlyRead: true)
    case .playbook(let name):
      guard let session = try shelf.unfinished(of: name) else { return try begun(name) }
      var open = try shelf.resume(session, mayOnlyRead: true)
      open.news = GoingOn(open, shelf, text: try? shelf.playbooks.source(name), named: name).lines
      return open
    case .demo: return try begun("demo")
    case .exampleReport, .start, .run: return nil
    }
  }

  private func begun(_ playbook: String) throws -> OpenSession {
    try shelf.begin(
      try shelf.playbooks.playbook(playbook), name: shelf.freeName(for: playbook), isLate: wishes.isTyped)
  }

  // MARK: Sessions inside sessions

  /// The session for one row of an outer one: begun with what it is given, or gone on with.
  private func inner(_ request: RunRequest, of outer: OpenSession, beside file: String?) throws -> OpenSession {
    let name = innerName(request, of: outer.name)
    if shelf.exists(name) { return try shelf.resume(name) }
    let playbook = try shelf.innerPlaybook(request.playbook, of: outer, beside: file)
    var open = try shelf.begin(playbook, name: name, title: request.row)
    let changes = request.gives.map { Change.set(CellRef($0.question), .value($0.value)) }
    if !changes.isEmpty { try open.append([.changed(changes, reason: nil)]) }
    return open
  }

  /// `pilots-way-c1`.
  private func innerName(_ request: RunRequest, of outer: String) -> String {
    let row = [request.cell.question, request.cell.row ?? ""].joined(separator: "-").lowercased()
    return outer + "-" + row.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
  }

  /// What a finished inner session carries becomes part of the outer one; nil while it isn't finished.
  private func bringHome(_ name: String, to home: (name: String, request: RunRequest)) throws -> OpenSession? {
    let done = try shelf.load(name)
    guard done.session.isFinished else { return nil }
    var outer = try shelf.resume(home.name)
    let value = Datum.record(done.session.carries)
    try outer.append([.carried(name: "\(home.request.cell)", value: value, from: name)])
    return outer
  }

  private func showExample(_ stage: Stage) {
    let lines = ExampleReport.text.split(separator: "\n", omittingEmptySubsequences: false).map {
      StyledText(String($0))
    }
    if stage.page(lines) { return }
    var screen = stage.screen
    try? screen.writeUnfiltered(ExampleReport.text)
  }

  // MARK: What there is to do

  private func facts() throws -> StartFacts {
    let names = try shelf.latestFirst()
    var unfinished: [StartFacts.Unfinished] = []
    for name in names where unfinished.count < 3 {
      guard let open = try? shelf.load(name), !open.session.isFinished else { continue }
      let progress = open.session.progress
      unfinished.append(
        StartFacts.Unfinished(
          name: name, title: open.session.opening?.title ?? open.session.playbook.title, answered: progress.answered,
          total: progress.answered + progress.likely, stopped: Clock().spoken(open.lastTime)))
    }
    let playbooks = shelf.playbooks.listedNames.compactMap { name in
      shelf.playbooks.playbookText(named: name).map { source in
        let head = PlaybookHead(name: name, source)
        return StartFacts.Listed(name: name, title: head.title, minutes: head.minutes)
      }
    }
    return StartFacts(
      version: Version.text, isFirstRun: names.isEmpty, unfinished: unfinished,
      overdueActions: names.isEmpty ? 0 : shelf.overdueActions(today: Clock().today).count,
      nextStep: names.isEmpty ? nil : try shelf.nextStep(), playbooks: playbooks)
  }
}

extension SessionShelf {
  /// Actions of the engagement that are past their day, each in a line. Sessions that can't be read are passed over.
  ///
  /// Where no journal holds a day for an action, nothing more is read: the first question waits for this.
  func overdueActions(today: String) -> [String] {
    guard engagement.journal.exists || holdsDays else { return [] }
    let rows = (try? engagementRecord().openActions(on: today).overdue) ?? []
    return rows.map { row in
      let facts = [row.text("owner"), row.text("due")].filter { !$0.isEmpty }.joined(separator: ", ")
      return "\(row.id) \(row.text("action")) (\(facts))"
    }
  }

  /// Whether any session was told by when something will be done: cells such as `actions[X1].due`.
  private var holdsDays: Bool {
    guard let names = try? names() else { return true }
    let due = Array("].due".utf8)
    return names.contains { name in
      guard let entries = try? journal(name.text).entries else { return true }
      return entries.contains { $0.text.holds(due) }
    }
  }
}
