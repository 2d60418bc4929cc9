extension Journal {
  /// Adds one event and returns when it will survive a loss of power.
  ///
  /// `body` is the event's members without braces, the kind first: `"k":"note","text":"..."`. `time` is UTC wall time in
  /// ISO 8601, for display only. On failure nothing counts as saved; `remedy` says what is left to do.
  public mutating func append(body: String, time: String) throws(FileProblem) -> Entry {
    try append(body: Array(body.utf8), time: time)
  }

  /// Adds one event whose body is given as UTF-8.
  public mutating func append(body: [UInt8], time: String) throws(FileProblem) -> Entry {
    if let unseen, condition == .ready, Body.isSuitable(body) {
      _ = try appendLine(Array(unseen.body.utf8), time, flush: .data)
      self.unseen = nil
    }
    return try appendLine(body, time, flush: .data)
  }

  /// How much must be on the disk: a file's content, or also its name.
  enum Flush { case data, all }

  /// The write rule (docs/journal-format.md, "Writing"): frame, read back, prove the file, write, flush, prove again.
  mutating func appendLine(_ body: [UInt8], _ time: String, flush: Flush) throws(FileProblem) -> Entry {
    switch condition {
    case .ready: break
    case .poisoned(let problem): throw problem
    case .readOnly, .closed: throw FileProblem(.write, path, .readOnly)
    }
    guard let handles else { throw FileProblem(.write, path, .readOnly) }
    let (bytes, next, line) = try framed(body, time)
    try checkUnchanged(handles, size: chain.size, else: .changedByAnother)
    try write(bytes, handles)
    do throws(SystemError) {
      try flushed(handles, flush)
    } catch {
      throw poison(FileProblem(.sync, path, failed: error))
    }
    try checkUnchanged(handles, size: next.size, else: .incompleteWrite)
    chain = next
    added += bytes
    return Entry(writer: writer, bytes: bytes, line: line)
  }

  /// The line to write, proven to read back as what was meant.
  func framed(_ body: [UInt8], _ time: String) throws(FileProblem) -> ([UInt8], Chain, Line) {
    let (n, l) = (chain.nextNumber, chain.lamport + 1)
    guard Body.isSuitable(body), (1...Limits.timeLengthMax).contains(time.utf8.count),
      time.utf8.allSatisfy(Frame.isTimeByte), n < Limits.counterMax, l < Limits.counterMax
    else { throw FileProblem(.write, path, .unsuitableLine) }
    let (bytes, hash) = Frame.line(n: n, l: l, time: time.utf8, body: body, after: chain.head)
    let range = 0..<bytes.count - 1
    guard let back = Frame(bytes.span, range), back.n == n, back.l == l, bytes[back.body].elementsEqual(body),
      bytes[back.time].elementsEqual(time.utf8), bytes.last == lineEnd, back.hash == hash,
      back.link(in: bytes.span, range, after: chain.head) == hash
    else { throw FileProblem(.write, path, .unsuitableLine) }
    let size = chain.size + bytes.count
    guard size <= Limits.journalLengthMax else {
      throw FileProblem(.write, path, .tooLong(limit: Limits.journalLengthMax))
    }
    return (bytes, Chain(nextNumber: n + 1, lamport: l, head: hash, size: size), Line(back, range, file: 0))
  }

  /// The open file is still the one with that name, has no other name, and is as long as it must be.
  private mutating func checkUnchanged(
    _ handles: Handles, size: Int, else reason: FileProblem.Reason
  ) throws(FileProblem) {
    let disk = folder.disk
    let open: FileStatus
    let named: FileStatus
    do throws(SystemError) {
      open = try disk.status(of: handles.file)
      named = try disk.status(of: path, in: LiveDisk.currentFolder)
    } catch {
      throw poison(FileProblem(.write, path, error == .noEntry ? .changedByAnother : .system(error)))
    }
    guard open.isSameFile(as: handles.identity), named.isSameFile(as: open), open.links == 1 else {
      throw poison(FileProblem(.write, path, .changedByAnother))
    }
    guard open.size == size else { throw poison(FileProblem(.write, path, reason)) }
  }

  /// Writes the line. A full disk takes back what was written of it; anything else poisons the handle.
  private mutating func write(_ bytes: [UInt8], _ handles: Handles) throws(FileProblem) {
    let disk = folder.disk
    do throws(SystemError) {
      try disk.writeAll(handles.file, bytes.span)
    } catch {
      let problem = FileProblem(.write, path, failed: error)
      guard error.leavesTrust else { throw poison(problem) }
      do throws(SystemError) {
        try disk.truncate(handles.file, to: chain.size)
        guard try disk.status(of: handles.file).size == chain.size else { throw SystemError.inputOutput }
      } catch {
        throw poison(problem)
      }
      throw problem
    }
  }

  private func flushed(_ handles: Handles, _ flush: Flush) throws(SystemError) {
    let disk = folder.disk
    switch flush {
    case .data: try disk.syncData(handles.file)
    case .all:
      try disk.sync(handles.file)
      try disk.syncFolder(handles.folder)
    }
  }

  private mutating func poison(_ problem: FileProblem) -> FileProblem {
    condition = .poisoned(problem)
    return problem
  }
}

extension SystemError {
  /// Did the call fail for want of room, so that it may work later on the same handle?
  fileprivate var leavesTrust: Bool {
    switch self {
    case .diskFull, .overQuota, .tooBig, .outOfMemory, .again: true
    default: false
    }
  }
}
