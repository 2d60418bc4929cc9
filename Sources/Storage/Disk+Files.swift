/// The few things that are done with files everywhere, with errors that name the path.
extension Disk {
  /// Opens a folder that must not be a symbolic link itself; its parents may be.
  func openFolder(_ path: String) throws(FileProblem) -> Int32 {
    do throws(SystemError) {
      return try open(path, in: Self.currentFolder, [.folder, .noFollow], mode: 0)
    } catch {
      // Linux says "not a folder" of a link that it may not follow.
      let found = try? status(of: path, in: Self.currentFolder)
      if found?.kind == .symbolicLink { throw FileProblem(.use, path, .symbolicLink) }
      throw FileProblem(.use, path, failed: error)
    }
  }

  /// Closes without a word: for files that were only read, or that are given up.
  func dismiss(_ file: Int32) {
    // Nothing hangs on the result: whatever had to last was flushed before.
    try? close(file)
  }

  /// Writes all bytes, in as many calls as it takes.
  func writeAll(_ file: Int32, _ bytes: Span<UInt8>) throws(SystemError) {
    var done = 0
    var tries = 0
    while done < bytes.count {
      let rest = bytes.extracting(done..<bytes.count)
      let count = try rest.withUnsafeBytes { (buffer) throws(SystemError) in try write(file, buffer) }
      tries = count > 0 ? 0 : tries + 1
      guard tries < Limits.tryCountMax, count >= 0, count <= rest.count else { throw .inputOutput }
      done += count
    }
  }

  /// Reads to the end, but not more than the limit.
  func readAll(_ file: Int32, path: String, sizeHint: Int, limit: Int) throws(FileProblem) -> [UInt8] {
    guard sizeHint <= limit else { throw FileProblem(.read, path, .tooLong(limit: limit)) }
    var bytes: [UInt8] = []
    var room = max(sizeHint, 0) + 1
    while true {
      var count = 0
      var failure: SystemError?
      let more = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        LargePages.wish(for: UnsafeMutableRawBufferPointer(buffer))
        (filled, failure) = fill(UnsafeMutableRawBufferPointer(buffer), from: file)
        count = filled
      }
      if let failure { throw FileProblem(.read, path, failed: failure) }
      if bytes.isEmpty { bytes = more } else { bytes += more }
      guard bytes.count <= limit else { throw FileProblem(.read, path, .tooLong(limit: limit)) }
      if count < room { return bytes }
      room = 1 << 16
    }
  }

  /// Fills the buffer as far as the file goes.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer, from file: Int32) -> (Int, SystemError?) {
    var done = 0
    do throws(SystemError) {
      while done < buffer.count {
        let count = try read(file, into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
        if count <= 0 { break }
        done += min(count, buffer.count - done)
      }
      return (done, nil)
    } catch {
      return (done, error)
    }
  }
}

extension FileStatus {
  /// Why a file isn't safe to write a journal to: it must be a plain file of ours, closed to others, with one name.
  func unsafety(for user: UInt32) -> FileProblem.Reason? {
    if kind == .symbolicLink { return .symbolicLink }
    if kind != .regular { return .notRegular }
    if links != 1 { return .severalNames }
    return privacyProblem(for: user)
  }

  /// Why a file or folder isn't ours alone.
  func privacyProblem(for user: UInt32) -> FileProblem.Reason? {
    if owner != user { return .otherOwner }
    return mode & 0o077 == 0 ? nil : .openToOthers(mode)
  }
}
