/// What a program needs to write to a session. Random numbers come from the caller.
public struct Writing: Sendable {
  public var writer: WriterID
  /// 32 hex digits, used when the session is new.
  public var session: String
  /// 64 hex digits, used when the writer is new to the session.
  public var salt: String
  /// More members of the first line, such as `"pb":{...},"app":"1.0.0"`; used when the writer is new.
  public var opening: String
  /// Set aside a complete last line that doesn't verify. Only after asking.
  public var setsAsideRottenTail = false
  /// Go on where the file system has no locks. Only when told to.
  public var worksWithoutLock = false

  public init(writer: WriterID, session: String, salt: String, opening: String) {
    self.writer = writer
    self.session = session
    self.salt = salt
    self.opening = opening
  }
}

/// What opening a session found and did.
public struct Recovery: Equatable, Sendable {
  /// All writers' files as they were found.
  public var verification: Verification
  /// Where the bytes of an unfinished write were put, and how many.
  public var setAside: (path: String, bytes: Int)?
  /// The last line lacked its line end and got one.
  public var addedLineEnd = false
  /// This writer's journal was begun.
  public var isNew = false

  public static func == (left: Recovery, right: Recovery) -> Bool {
    left.verification == right.verification && left.setAside?.path == right.setAside?.path
      && left.setAside?.bytes == right.setAside?.bytes && left.addedLineEnd == right.addedLineEnd
      && left.isNew == right.isNew
  }
}

/// An open session: what was said so far, the journal to add to, and what opening it took.
public struct OpenedJournal {
  public var entries: Entries
  public var journal: Journal
  public var recovery: Recovery
}

extension SessionFolder {
  /// Opens a session to read it. Needs no lock: a file that is being written to reads as far as it is complete.
  public func read() throws(FileProblem) -> OpenedJournal {
    let handle = try disk.openFolder(path)
    defer { disk.dismiss(handle) }
    let contents = try FolderScan(self, handle)
    guard !contents.files.isEmpty else { throw FileProblem(.read, path, .notASession) }
    let writer = contents.files[0].writer
    return opened(contents, writer: writer, condition: .readOnly(.asked), handles: nil)
  }

  /// Opens a session to go on with it, or begins it: the folder must be there.
  ///
  /// Puts an unfinished write aside and makes the writer's file if it is missing. A session that is damaged, or lies on a
  /// disk that can't be written to, comes back read-only. Throws `.locked` while another process has it.
  public func open(_ writing: Writing, time: String) throws(FileProblem) -> OpenedJournal {
    guard Hex.isHex(writing.session, count: 32), Hex.isHex(writing.salt, count: 64) else {
      throw FileProblem(.use, path, .unsuitableLine)
    }
    let handle = try disk.openFolder(path)
    var lock: Int32?
    do throws(FileProblem) {
      let result = try open(writing, time, handle, &lock)
      if result.journal.handles == nil { giveUp(handle, lock) }
      return result
    } catch {
      giveUp(handle, lock)
      throw error
    }
  }

  private func giveUp(_ folder: Int32, _ lock: Int32?) {
    if let lock { disk.dismiss(lock) }
    disk.dismiss(folder)
  }

  /// Opens with handles that the caller closes unless the journal keeps them.
  private func open(
    _ writing: Writing, _ time: String, _ handle: Int32, _ lock: inout Int32?
  ) throws(FileProblem) -> OpenedJournal {
    try checkPrivacy(handle)
    do throws(FileProblem) {
      lock = try takeLock(handle, needed: !writing.worksWithoutLock)
    } catch  where error.forbidsWriting {
      // The disk or the permissions allow no writing: reading is better than nothing.
      let contents = try FolderScan(self, handle)
      guard !contents.files.isEmpty else { throw error }
      return opened(contents, writer: writing.writer, condition: .readOnly(.problem(error)), handles: nil)
    }
    ScratchFile.sweep(handle, disk)
    let contents = try FolderScan(self, handle)
    if let obstacle = contents.obstacle(writing) {
      return opened(contents, writer: writing.writer, condition: .readOnly(obstacle), handles: nil)
    }
    return try go(on: contents, writing, time, handle, lock)
  }

  private func checkPrivacy(_ handle: Int32) throws(FileProblem) {
    let found = try naming(.use, path) { () throws(SystemError) in try disk.status(of: handle) }
    if let reason = found.privacyProblem(for: disk.user) { throw FileProblem(.use, path, reason) }
  }

  /// Puts together what the caller gets.
  func opened(
    _ contents: FolderScan, writer: WriterID, condition: Journal.Condition, handles: Journal.Handles?
  ) -> OpenedJournal {
    let own = contents.files.first { $0.writer == writer }
    let scan = own?.scan
    let goodEnd = scan?.goodEnd ?? 0
    let chain = Journal.Chain(
      nextNumber: scan?.lines.count ?? 0, lamport: contents.lamport, head: scan?.head ?? .zero, size: goodEnd)
    let journal = Journal(
      condition: condition, writer: writer, session: contents.session ?? "", folder: self, handles: handles,
      opened: own?.bytes[..<goodEnd] ?? [], chain: chain, unseen: contents.unseen(by: writer))
    let entries = Entries(
      contents.files.map { Entries.File(writer: $0.writer, bytes: $0.bytes) }, contents.files.map(\.scan.lines))
    return OpenedJournal(
      entries: entries, journal: journal, recovery: Recovery(verification: Verification(contents)))
  }
}

extension FolderScan {
  /// Why the session can only be read.
  fileprivate func obstacle(_ writing: Writing) -> Journal.Obstacle? {
    for file in files {
      let finding = file.scan.finding
      if finding.isRecoverable { continue }
      if case .rottenTail = finding, file.writer != writing.writer || writing.setsAsideRottenTail { continue }
      return .finding(file.writer, finding)
    }
    return nil
  }

  /// What the writer has to note before its next event, unless it did so already.
  fileprivate func unseen(by writer: WriterID) -> Seen? {
    let others = files.filter { $0.writer != writer && !$0.scan.lines.isEmpty }
    guard !others.isEmpty else { return nil }
    let seen = Seen(heads: Dictionary(uniqueKeysWithValues: others.map { ($0.writer, $0.scan.lines.count - 1) }))
    guard let own = files.first(where: { $0.writer == writer }), let line = own.scan.seenLines.last,
      let last = Seen(Entry(writer: writer, bytes: own.bytes, line: line)), last == seen
    else { return seen }
    return nil
  }
}
