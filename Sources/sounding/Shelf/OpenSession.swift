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
  let store: SessionStore
  /// What opening it took; nil where it was only just begun.
  let recovery: Recovery?
  /// When the last event was written, for "where was I".
  private(set) var lastTime: String
  /// When its first event was written; nil where it was only just begun.
  let begun: String?
  /// Why it can only be read; nil where it can be gone on with.
  private(set) var readOnly: String?
  /// The versions of its playbook that its journal names, oldest first; none where it was only just begun.
  let versions: [PlaybookRef]
  /// What is said before the conversation goes on, each in a line.
  var news: [String] = []

  /// Writes events to the journal, and then applies them. What isn't written isn't applied.
  mutating func append(_ events: [Event]) throws(FileProblem) {
    for event in events {
      for time in try store.append([event]) {
        session.apply(event, time: time)
        lastTime = time
      }
    }
  }

  /// What is wrong with the journal, where it holds more than could be read; nil where everything verifies.
  var damage: String? {
    recovery?.verification.journals.lazy.map(\.finding).first { $0.exitCode == Code.badData }?.message
  }

  /// Notes that somebody sat down, after what is carried in: a session without a sitting wasn't begun to the end, and what
  /// it carries is written again.
  fileprivate mutating func beginSitting(day: String, carrying carried: [Event]) throws(FileProblem) {
    try append(carried + [.sat(day: day, version: Version.text)])
  }

  /// Lets go of the journal, so that it can be opened again.
  func close() throws(FileProblem) { try store.close() }

  /// The same session, to be looked at.
  fileprivate func toBeRead(_ reason: String) -> OpenSession {
    var open = self
    open.readOnly = reason
    return open
  }

  init(
    name: String, session: Session, store: SessionStore, recovery: Recovery? = nil, versions: [PlaybookRef] = [],
    begun: String? = nil, lastTime: String
  ) {
    self.begun = begun
    self.versions = versions
    self.name = name
    self.session = session
    self.store = store
    self.recovery = recovery
    self.lastTime = lastTime
  }
}

/// The sessions of one engagement on disk.
struct SessionShelf {
  let engagement: EngagementFolder
  let engagementName: String
  /// What a command needs behind it to mean this engagement; empty for the one that is meant where none is named.
  let option: String
  let paths: Paths
  let playbooks: PlaybookShelf
  let cache = ReadingCache()
  /// What the playbooks of the sessions share.
  let sharedFiles: SharedFiles
  private let clock = Clock()

  init(engagement name: String?) throws(FileProblem) {
    let paths = try Paths { Surroundings.value($0) }
    option = name.map { " --engagement " + ($0.contains(" ") ? "'\($0)'" : $0) } ?? ""
    let name = name ?? Paths.engagementDefault
    self.paths = paths
    engagement = try paths.engagement(name)
    engagementName = SessionShelf.slug(name)
    playbooks = PlaybookShelf(paths: paths)
    sharedFiles = SharedFiles(playbooks)
  }

  /// A path's last part stands for the engagement's name.
  private static func slug(_ name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? Paths.engagementDefault
  }

  // MARK: Finding

  func exists(_ name: String) -> Bool { FolderName(name).map { engagement.session($0).exists } ?? false }

  /// A free name: the playbook's, or that with a number.
  func freeName(for playbook: String) -> String {
    var number = 1
    var name = playbook
    while exists(name), number < 10_000 {
      number += 1
      name = "\(playbook)-\(number)"
    }
    return name
  }

  func folder(_ name: String) throws -> SessionFolder {
    guard let name = FolderName(name) else {
      throw Failure("the session's name can't be used: \(FolderName.rule)", code: Code.usage)
    }
    return engagement.session(name)
  }

  // MARK: Beginning

  /// Begins a session: its folder, the playbook's text, the first line and the first sitting.
  ///
  /// - Parameters:
  ///   - isLate: all of that is written when the store is told to settle, or with the first answer.
  ///   - checksPlace: where that is late, whether it can be written is looked at now: somebody is about to type.
  func begin(
    _ playbook: Playbook, name: String, title: String? = nil, isLate: Bool = false, checksPlace: Bool = true
  ) throws -> OpenSession {
    let folder = try folder(name)
    if isLate, checksPlace { try folder.checkPlace() }
    let (round, carried, entering) = try whatIsThere(for: playbook)
    let opening = Opening(
      playbook: PlaybookRef(
        name: playbook.name, version: playbook.version, sha256: ""),
      session: name, title: title, engagement: engagementName, round: round)
    var session = Session(playbook)
    let openedAt = clock.now
    session.apply(.opened(opening), time: openedAt)
    var lines: [(body: String, time: String)] = []
    // The sitting comes last: a session without one wasn't begun to the end.
    for event in carried + [.sat(day: clock.today, version: Version.text)] {
      let time = clock.now
      session.apply(event, time: time)
      lines.append((event.body, time))
    }
    let store = SessionStore(
      Beginning(
        folder: folder, engagement: engagement, playbook: playbook.source.bytes,
        texts: textsRead(with: playbook).mapValues(\.bytes), opening: opening, openedAt: openedAt,
        writing: writing(of: Surroundings.randomHex(bytes: 16)), lines: lines, enterStage: entering))
    if !isLate {
      do {
        try store.settle()
      } catch {
        guard error == FileProblem(.create, folder.path, .exists) else { throw error }
        throw Failure(
          "there is a session named \(name) already", hint: "Go on with it: sounding resume \(name)", code: Code.usage)
      }
    }
    return OpenSession(name: name, session: session, store: store, lastTime: lines.last?.time ?? openedAt)
  }

  /// The other texts that a playbook was read with: a session keeps them, too, so that it can be read when they have changed.
  func textsRead(with playbook: Playbook) -> [String: SourceText] {
    playbooks.readings.byFile[playbook.source.name]?.texts ?? [:]
  }

  /// The round that is going on, what a playbook is given from earlier, and the stages it takes to get to it. Other
  /// sessions are read only where something is taken from them.
  private func whatIsThere(
    for playbook: Playbook
  ) throws -> (round: Int, carried: [Event], entering: () -> Void) {
    if try names().isEmpty, !engagement.journal.exists {
      let nothing = Engagement(name: engagementName, sessions: [], log: EngagementLog(), registers: [])
      return (1, [], { enter(self.steps(toward: playbook, in: nothing), from: nothing) })
    }
    guard playbook.readsOthers || isOnJourney(playbook) else {
      let record = try ownRecord(of: playbook)
      return (record.round, record.carried(into: playbook, on: clock.today), {})
    }
    let record = try engagementRecord()
    let steps = self.steps(toward: playbook, in: record)
    let there = steps.reduce(record) { $0.entered($1, at: clock.now) }
    let carried = playbook.readsEngagement ? there.carried(into: playbook, on: clock.today) : []
    return (there.round, carried, { enter(steps, from: record) })
  }

  /// Who writes, and the first line of a journal that is new; the identity counts where the session is new.
  private func writing(of identity: String) -> (_ opening: Event) throws(FileProblem) -> Writing {
    let salt = Surroundings.randomHex(bytes: 32)
    return { [paths] opening throws(FileProblem) in
      let members = opening.body.drop { $0 != "," }.dropFirst()
      let random = Surroundings.randomHex(bytes: 8)
      return Writing(
        writer: try paths.writer(random: UInt64.random(in: .min ... .max), suffix: random), session: identity,
        salt: salt,
        opening: String(members) + ",\"app\":\"\(Version.text)\"")
    }
  }

  // MARK: Going on

  /// Opens a session to go on with it: takes its lock, replays it, and notes that a sitting begins.
  ///
  /// - Parameter mayOnlyRead: where the system forbids writing, it is opened all the same, to be looked at.
  func resume(_ name: String, mayOnlyRead: Bool = false) throws -> OpenSession {
    let folder = try folder(name)
    guard folder.exists else { throw missing(name) }
    do {
      return try goOn(with: name, in: folder)
    } catch let problem as FileProblem {
      guard mayOnlyRead, problem.forbidsWriting else { throw problem }
      return try replayed(name, try folder.read()).toBeRead("\(problem)")
    }
  }

  private func goOn(with name: String, in folder: SessionFolder) throws -> OpenSession {
    // Only the first line is read before the lock is taken: a writer that is new here begins with the same opening.
    guard let first = try folder.firstEntry() ?? folder.read().entries.first,
      let line = try? JSON.read(Array(first.text)), case .opened(let opening)? = try? Event.read(line)
    else { throw Failure(FileProblem(.read, folder.path, .notASession)) }
    var writing = try writing(of: Surroundings.randomHex(bytes: 16))(.opened(opening))
    var opened = try folder.open(writing, time: clock.now)
    if case .readOnly(.finding(writing.writer, .rottenTail(let line, _))) = opened.journal.condition,
      Doubt.setsAside(line: line, of: name)
    {
      writing.setsAsideRottenTail = true
      opened = try folder.open(writing, time: clock.now)
    }
    var open = try replayed(name, opened)
    if case .problem(let problem)? = open.store.obstacle { throw problem }
    if let obstacle = open.store.obstacle {
      throw Failure(
        "this session can only be read: \(obstacle.message)", hint: "Look with: sounding verify \(name)",
        code: Code.badData)
    }
    let isHalfBegun = open.session.today == nil
    try open.beginSitting(
      day: clock.today,
      carrying: isHalfBegun ? try engagementRecord().carried(into: open.session.playbook, on: clock.today) : [])
    return open
  }

  /// Reads a session without locking it.
  func load(_ name: String) throws -> OpenSession {
    if let known = cache.started[name] {
      let open = try known.session ?? replayed(name, known.journal)
      known.session = open
      return open
    }
    let folder = try folder(name)
    guard folder.exists else { throw missing(name) }
    guard let extent = folder.extent else { return try replayed(name, try folder.read()) }
    return try cache.session(name, extent: extent) { try replayed(name, try folder.read()) }
  }

  private func missing(_ name: String) -> Failure {
    Failure("there is no session named \(name)", hint: "See what there is: sounding list", code: Code.noInput)
  }

  private func replayed(_ name: String, _ opened: OpenedJournal) throws -> OpenSession {
    var session: Session?
    var last: Int?
    let isMerged = opened.recovery.verification.journals.count > 1
    var watch: MergeWatch?
    var versions: [String: Playbook] = [:]
    var named: [PlaybookRef] = []
    let entries = opened.entries
    for index in entries.indices {
      if !isMerged, entries.withBytes(of: index, { session?.replay(body: $0, time: $1) }) == true {
        last = index
        continue
      }
      let entry = entries[index]
      var event: Event
      do {
        event = try Event.read(body: entry.body)
      } catch {
        throw Failure(
          "line \(entry.n) of the journal can't be read", hint: "Look with: sounding verify \(name)", code: Code.badData
        )
      }
      if session == nil, case .opened(let opening) = event {
        named.append(opening.playbook)
        session = Session(try playbook(of: opening.playbook))
        session?.expect(entries.count)
      }
      if case .upgraded(let version) = event {
        named.append(version)
        versions[version.sha256] = try playbook(of: version)
        session?.learn(try playbook(of: version), sha256: version.sha256)
      }
      var contests: [MergeWatch.Contest] = []
      if isMerged, let playbook = session?.playbook {
        let writer = "\(entry.writer)"
        if watch == nil { watch = MergeWatch(playbook) }
        if let seen = Seen(entry) {
          watch?.note(seen: Dictionary(uniqueKeysWithValues: seen.heads.map { ("\($0)", $1) }), by: writer)
        }
        if let taken = watch?.take(event, writer: writer, n: entry.n, time: entry.time, versions: versions) {
          (event, contests) = taken
        }
      }
      session?.apply(event, time: entry.time)
      for contest in contests { session?.contest(contest) }
      if case .foreign = event { continue }
      last = index
    }
    guard let session else { throw Failure("the journal of \(name) has no first line", code: Code.badData) }
    return OpenSession(
      name: name, session: session, store: SessionStore(opened.journal), recovery: opened.recovery, versions: named,
      begun: entries.indices.first.map { entries[$0].time }, lastTime: last.map { entries[$0].time } ?? "")
  }

  /// The playbook a session was held with: the text kept beside it.
  private func playbook(of version: PlaybookRef) throws -> Playbook {
    let old = version.with.filter { cache.checksum(ofText: $0.key, in: playbooks) != $0.value }
    let key = version.sha256 + old.sorted { $0.key < $1.key }.map { " \($0.key) \($0.value)" }.joined()
    return try cache.playbook(checksum: key) {
      let bytes = try engagement.playbook(version.sha256)
      if old.isEmpty, let compiled = cache.compiled, compiled.source.bytes == bytes { return compiled }
      let source = SourceText(name: version.name + ".yaml", bytes: bytes)
      if old.isEmpty { return try PlaybookDesk.load(source, library: playbooks, shared: sharedFiles) }
      var library = playbooks
      // A text that isn't there any more is read as it is today: better than no session.
      for (name, sha256) in old {
        guard let bytes = try? engagement.playbook(sha256) else { continue }
        library.kept[name] = SourceText(name: name + ".yaml", bytes: bytes)
      }
      return try PlaybookDesk.load(source, library: library)
    }
  }

  // MARK: Going on with another version

  /// Lets a session go on with another version of its playbook: the text is kept, then one line is written.
  func upgrade(_ name: String, to playbook: Playbook) throws {
    var open = try resume(name)
    let sha256 = try engagement.keepPlaybook(playbook.source.bytes, suffix: Surroundings.randomHex(bytes: 8))
    open.session.learn(playbook, sha256: sha256)
    let texts = textsRead(with: playbook).mapValues(\.bytes)
    for text in texts.values { _ = try engagement.keepPlaybook(text, suffix: Surroundings.randomHex(bytes: 8)) }
    let version = PlaybookRef(
      name: playbook.name, version: playbook.version, sha256: sha256,
      with: texts.mapValues(EngagementFolder.checksum))
    let record = try engagementRecord()
    // What the old version used stays as it was copied; only what the new one uses besides is copied now.
    let known = record.carried(into: open.session.playbook).compactMap(\.carriedName)
    try open.append([.upgraded(version)])
    try open.append(
      record.carried(into: playbook, on: clock.today).filter { $0.carriedName.map { !known.contains($0) } ?? false })
    try open.close()
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
