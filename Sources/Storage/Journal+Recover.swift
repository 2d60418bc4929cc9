extension SessionFolder {
  /// Opens the writer's file, puts its end in order or begins it, and hands out the journal.
  func go(
    on contents: FolderScan, _ writing: Writing, _ time: String, _ folder: Int32, _ lock: Int32?
  ) throws(FileProblem) -> OpenedJournal {
    let name = "\(writing.writer)" + Self.journalEnding
    let path = Path.join(path, name)
    let own = contents.files.first { $0.writer == writing.writer }
    if let reason = own?.unsafety { throw FileProblem(.write, path, reason) }
    let file: Int32
    do throws(SystemError) {
      file = try openJournal(name, folder, isNew: own == nil)
    } catch {
      let problem = FileProblem(.create, path, failed: error)
      guard error == .readOnlyDisk || error == .noAccess, own != nil else { throw problem }
      return opened(contents, writer: writing.writer, condition: .readOnly(.problem(problem)), handles: nil)
    }
    do throws(FileProblem) {
      let identity = try proven(file, path, own, withoutLock: writing.worksWithoutLock)
      let handles = Journal.Handles(folder: folder, lock: lock, file: file, name: name, identity: identity)
      var result = opened(contents, writer: writing.writer, condition: .ready, handles: handles)
      try putInOrder(&result, own, handles, time)
      if result.journal.lastNumber < 0 { try begin(&result, writing, time) }
      return result
    } catch {
      disk.dismiss(file)
      throw error
    }
  }

  private func openJournal(_ name: String, _ folder: Int32, isNew: Bool) throws(SystemError) -> Int32 {
    guard isNew else { return try disk.open(name, in: folder, [.write, .append, .noFollow], mode: 0) }
    let file = try disk.open(name, in: folder, [.write, .append, .create, .new, .noFollow], mode: 0o600)
    try disk.setMode(file, 0o600)
    return file
  }

  /// The file just opened is safe, ours alone, and as long as what was read of it.
  private func proven(
    _ file: Int32, _ path: String, _ own: FolderScan.File?, withoutLock: Bool
  ) throws(FileProblem) -> FileStatus {
    let found = try naming(.use, path) { () throws(SystemError) in try disk.status(of: file) }
    if let reason = found.unsafety(for: disk.user) { throw FileProblem(.write, path, reason) }
    guard found.size == own?.bytes.count ?? 0 else { throw FileProblem(.write, path, .changedByAnother) }
    do throws(SystemError) {
      try disk.lock(file)
    } catch  where error == .again {
      throw FileProblem(.lock, path, .locked(holder: ""))
    } catch  where withoutLock {
      return found
    } catch {
      throw FileProblem(.lock, path, failed: error)
    }
    return found
  }

  /// Sets an unfinished write aside, or adds a missing line end. Doing it twice does no harm.
  private func putInOrder(
    _ result: inout OpenedJournal, _ own: FolderScan.File?, _ handles: Journal.Handles, _ time: String
  ) throws(FileProblem) {
    guard let own else { return }
    switch own.scan.finding {
    case .lineEndMissing:
      try naming(.write, result.journal.path) { () throws(SystemError) in
        try disk.writeAll(handles.file, [lineEnd].span)
        try disk.sync(handles.file)
      }
      result.journal.chain.size += 1
      result.journal.added.append(lineEnd)
      result.recovery.addedLineEnd = true
    case .tornTail(let n, _):
      result.recovery.setAside = try setAside(own, n, handles, time)
    case .rottenTail(let line, _):
      result.recovery.setAside = try setAside(own, line - 1, handles, time)
    case .clean, .noFile, .damaged, .forked, .future, .foreign: break
    }
  }

  /// Copies the tail to `torn/`, and only when the copy is on the disk cuts it off.
  private func setAside(
    _ own: FolderScan.File, _ n: Int, _ handles: Journal.Handles, _ time: String
  ) throws(FileProblem) -> (path: String, bytes: Int) {
    let torn = Path.join(path, Self.tornName)
    try disk.makeFolders(torn)
    let stamp = time.filter { $0.isLetter || $0.isNumber }
    let tail = Array(own.bytes[own.scan.goodEnd...])
    let copy = try writeCopy(tail, in: torn, "\(own.writer)-\(n)-\(stamp)")
    do throws(SystemError) {
      try disk.truncate(handles.file, to: own.scan.goodEnd)
      try disk.sync(handles.file)
    } catch {
      throw FileProblem(.write, Path.join(path, handles.name), failed: error)
    }
    return (copy, tail.count)
  }

  /// Writes a new file under the first free name and makes it last.
  private func writeCopy(_ bytes: [UInt8], in torn: String, _ name: String) throws(FileProblem) -> String {
    let folder = try disk.openFolder(torn)
    defer { disk.dismiss(folder) }
    for attempt in 0..<Limits.tryCountMax {
      let file = name + (attempt == 0 ? "" : "-\(attempt)") + ".bin"
      let path = Path.join(torn, file)
      do throws(SystemError) {
        let handle = try disk.open(file, in: folder, [.write, .create, .new, .noFollow], mode: 0o600)
        defer { disk.dismiss(handle) }
        try disk.setMode(handle, 0o600)
        try disk.writeAll(handle, bytes.span)
        try disk.sync(handle)
        try disk.syncFolder(folder)
        return path
      } catch  where error == .exists {
        continue
      } catch {
        throw FileProblem(.create, path, failed: error)
      }
    }
    throw FileProblem(.create, Path.join(torn, name), .exists)
  }

  /// Writes the first line of a new writer. File and name are on the disk before anybody is asked anything.
  private func begin(_ result: inout OpenedJournal, _ writing: Writing, _ time: String) throws(FileProblem) {
    if result.journal.session.isEmpty { result.journal.session = writing.session }
    let body = Opening.body(
      session: result.journal.session, writer: writing.writer, salt: writing.salt, more: writing.opening)
    let entry = try result.journal.appendLine(Array(body.utf8), time, flush: .all)
    result.recovery.isNew = true
    result.entries.append(entry)
  }
}
