extension SessionFolder {
  /// Takes the session's lock, or says who has it. The kernel gives it back when the process ends, however it ends.
  func takeLock(_ folder: Int32, needed: Bool) throws(FileProblem) -> Int32? {
    let path = Path.join(path, Self.lockName)
    let lock = try naming(.lock, path) { () throws(SystemError) in try openLock(folder) }
    do throws(FileProblem) {
      let found = try naming(.lock, path) { () throws(SystemError) in try disk.status(of: lock) }
      if let reason = found.unsafety(for: disk.user) { throw FileProblem(.lock, path, reason) }
      try take(lock, path, needed: needed)
      try naming(.lock, path) { () throws(SystemError) in try note(lock) }
      return lock
    } catch {
      disk.dismiss(lock)
      throw error
    }
  }

  private func take(_ lock: Int32, _ path: String, needed: Bool) throws(FileProblem) {
    do throws(SystemError) {
      try disk.lock(lock)
    } catch  where error == .again {
      throw FileProblem(.lock, path, .locked(holder: holder(lock, path)))
    } catch  where error.isWantOfLocks {
      if needed { throw FileProblem(.lock, path, .noLocks) }
    } catch {
      throw FileProblem(.lock, path, failed: error)
    }
  }

  private func openLock(_ folder: Int32) throws(SystemError) -> Int32 {
    do throws(SystemError) {
      let lock = try disk.open(Self.lockName, in: folder, [.write, .create, .new, .noFollow], mode: 0o600)
      try disk.setMode(lock, 0o600)
      return lock
    } catch  where error == .exists {
      return try disk.open(Self.lockName, in: folder, [.write, .noFollow], mode: 0)
    }
  }

  /// Writes into the lock who has it, for people only: nobody relies on it, so a full disk doesn't matter.
  private func note(_ lock: Int32) throws(SystemError) {
    let text = Array("\(disk.holder)\n".utf8)
    do throws(SystemError) {
      try disk.truncate(lock, to: 0)
      try disk.writeAll(lock, text.span)
    } catch  where error == .diskFull || error == .overQuota || error == .tooBig {
      return
    }
  }

  /// The note of whoever has the lock: "process 123 on host", or nothing if it reads oddly.
  private func holder(_ lock: Int32, _ path: String) -> String {
    guard let bytes = try? disk.readAll(lock, path: path, sizeHint: 0, limit: 512) else { return "" }
    let words = bytes.split { $0 == 0x20 || $0 == lineEnd }
    guard words.count == 2, words[0].count <= 10, words[0].allSatisfy({ (0x30...0x39).contains($0) }),
      words[1].allSatisfy({ Frame.isTimeByte($0) || $0 == 0x5F })
    else { return "" }
    return "process \(String(decoding: words[0], as: UTF8.self)) on \(String(decoding: words[1], as: UTF8.self))"
  }
}

extension SystemError {
  /// The file system has no locks, or none are left.
  fileprivate var isWantOfLocks: Bool {
    switch self {
    case .noLocks, .noSystemCall, .notSupported: true
    default: false
    }
  }
}
