import Diagnostics
import Engagements
import JSON
import Playbooks
import Sessions
import Storage

/// A session and the journal it is kept in.
struct OpenSession {
  let name: String
  var session: Session
  private(set) var journal: Journal
  let recovery: Recovery
  /// When the last event was written, for "where was I".
  private(set) var lastTime: String
  private let clock = Clock()

  /// Writes events to the journal, each as one line, and then applies them. What isn't written isn't applied.
  mutating func append(_ events: [Event]) throws(FileProblem) {
    for event in events {
      let time = clock.now
      _ = try journal.append(body: event.body, time: time)
      session.apply(event, time: time)
      lastTime = time
    }
  }

  /// Lets go of the journal, so that it can be opened again.
  mutating func close() throws(FileProblem) { try journal.close() }

  init(name: String, session: Session, journal: Journal, recovery: Recovery, lastTime: String) {
    self.name = name
    self.session = session
    self.journal = journal
    self.recovery = recovery
    self.lastTime = lastTime
  }
}

/// The sessions of one engagement on disk.
struct SessionShelf {
  let engagement: EngagementFolder
  let engagementName: String
  let paths: Paths
  let playbooks: PlaybookShelf
  private let cache = PlaybookCache()
  private let clock = Clock()

  init(engagement name: String?, paths: Paths) throws(FileProblem) {
    let name = name ?? Paths.engagementDefault
    self.paths = paths
    engagement = try paths.engagement(name)
    engagementName = SessionShelf.slug(name)
    playbooks = PlaybookShelf(paths: paths)
  }

  /// A path's last part stands for the engagement's name.
  private static func slug(_ name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? Paths.engagementDefault
  }

  // MARK: Finding

  func names() throws(FileProblem) -> [FolderName] { try engagement.sessions() }

  func exists(_ name: String) -> Bool { FolderName(name).map { engagement.session($0).exists } ?? false }

  /// A free name: the playbook's, or that with a number.
  func freeName(for playbook: String) -> String {
    var number = 1
    var name = playbook
    while exists(name) {
      number += 1
      name = "\(playbook)-\(number)"
    }
    return name
  }

  private func folder(_ name: String) throws -> SessionFolder {
    guard let name = FolderName(name) else {
      throw Failure("the session's name can't be used: \(FolderName.rule)", code: Code.usage)
    }
    return engagement.session(name)
  }

  // MARK: Beginning

  /// Begins a session: its folder, the playbook's text, the first line and the first sitting.
  func begin(_ playbook: Playbook, name: String, title: String? = nil) throws -> OpenSession {
    let record = try engagementRecord()
    let folder = try folder(name)
    let sha256 = try engagement.keepPlaybook(playbook.source.bytes, suffix: Surroundings.randomHex(bytes: 8))
    let opening = Opening(
      playbook: PlaybookRef(name: playbook.name, version: playbook.version, sha256: sha256), session: name,
      title: title,
      engagement: engagementName, round: record.round)
    let event = Event.opened(opening)
    try folder.create()
    let opened = try folder.open(try writing(opening: event), time: clock.now)
    guard opened.recovery.isNew, opened.entries.count == 1 else {
      throw Failure(
        "there is a session named \(name) already", hint: "Go on with it: sounding resume \(name)", code: Code.usage)
    }
    var session = Session(playbook)
    session.apply(event, time: opened.entries[0].time)
    var open = OpenSession(
      name: name, session: session, journal: opened.journal, recovery: opened.recovery, lastTime: opened.entries[0].time
    )
    try open.append([.sat(day: clock.today, version: Version.text)] + record.carried(into: playbook))
    return open
  }

  private func writing(opening: Event) throws(FileProblem) -> Writing {
    let members = opening.body.drop { $0 != "," }.dropFirst()
    let random = Surroundings.randomHex(bytes: 8)
    return Writing(
      writer: try paths.writer(random: UInt64.random(in: .min ... .max), suffix: random),
      session: Surroundings.randomHex(bytes: 16),
      salt: Surroundings.randomHex(bytes: 32), opening: String(members) + ",\"app\":\"\(Version.text)\"")
  }

  // MARK: Going on

  /// Opens a session to go on with it: takes its lock, replays it, and notes that a sitting begins.
  func resume(_ name: String) throws -> OpenSession {
    let folder = try folder(name)
    guard folder.exists else { throw missing(name) }
    // Only the first line is read before the lock is taken: a writer that is new here begins with the same opening.
    guard let first = try folder.read().entries.first, let line = try? JSON.read(Array(first.text)),
      case .opened(let opening)? = try? Event.read(line)
    else { throw Failure(FileProblem(.read, folder.path, .notASession)) }
    var writing = try writing(opening: .opened(opening))
    var opened = try folder.open(writing, time: clock.now)
    if case .readOnly(.finding(writing.writer, .rottenTail(let line, _))) = opened.journal.condition,
      Doubt.setsAside(line: line, of: name)
    {
      writing.setsAsideRottenTail = true
      opened = try folder.open(writing, time: clock.now)
    }
    var open = try replayed(name, opened)
    if case .readOnly(let obstacle) = open.journal.condition {
      throw Failure(
        "this session can only be read: \(obstacle.message)", hint: "Look with: sounding verify \(name)",
        code: Code.badData)
    }
    try open.append([.sat(day: clock.today, version: Version.text)])
    return open
  }

  /// Reads a session without locking it.
  func load(_ name: String) throws -> OpenSession {
    let folder = try folder(name)
    guard folder.exists else { throw missing(name) }
    return try replayed(name, try folder.read())
  }

  private func missing(_ name: String) -> Failure {
    Failure("there is no session named \(name)", hint: "See what there is: sounding list", code: Code.noInput)
  }

  private func replayed(_ name: String, _ opened: OpenedJournal) throws -> OpenSession {
    var session: Session?
    var lastTime = ""
    for entry in opened.entries {
      let event: Event
      do {
        event = try Event.read(try JSON.read(Array(entry.text)))
      } catch {
        throw Failure(
          "line \(entry.n) of the journal can't be read", hint: "Look with: sounding verify \(name)", code: Code.badData
        )
      }
      if session == nil, case .opened(let opening) = event { session = Session(try playbook(of: opening)) }
      session?.apply(event, time: entry.time)
      if case .foreign = event { continue }
      lastTime = entry.time
    }
    guard let session else { throw Failure("the journal of \(name) has no first line", code: Code.badData) }
    return OpenSession(
      name: name, session: session, journal: opened.journal, recovery: opened.recovery, lastTime: lastTime)
  }

  /// The playbook a session was held with: the text kept beside it.
  private func playbook(of opening: Opening) throws -> Playbook {
    let bytes = try engagement.playbook(opening.playbook.sha256)
    let source = SourceText(name: opening.playbook.name + ".yaml", bytes: bytes)
    return try cache.playbook(checksum: opening.playbook.sha256) { try PlaybookDesk.load(source, library: playbooks) }
  }
}

extension Journal.Obstacle {
  /// Why a session can only be read.
  var message: String {
    switch self {
    case .asked: "nothing more was asked for"
    case .finding(let writer, let finding): "journal \(writer): \(finding.message)"
    case .problem(let problem): "\(problem)"
    case .newerEvents: "it was written by a newer version of the program"
    }
  }
}

extension Verification {
  /// What was found, a line for each journal and warning: the head pins down all lines up to it.
  var lines: [String] {
    journals.map { "\($0.head) \($0.finding.message)" } + warnings.map(\.message)
  }
}
