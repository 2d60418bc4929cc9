extension Paths {
  /// This user's and machine's writer: read from the state folder, or begun with the random number given.
  public func writer(random: UInt64, suffix: String, on disk: any Disk = LiveDisk()) throws(FileProblem) -> WriterID {
    let file = Path.join(state, "writer-id")
    if let writer = try existingWriter(file, disk) { return writer }
    try disk.makeFolders(state)
    let writer = WriterID(random)
    do throws(FileProblem) {
      try AtomicFile.write(Array("\(writer)\n".utf8), to: file, suffix: suffix, on: disk)
    } catch  where error.reason == .exists {
      // Another process was faster.
      guard let writer = try existingWriter(file, disk) else { throw error }
      return writer
    }
    return writer
  }

  private func existingWriter(_ file: String, _ disk: any Disk) throws(FileProblem) -> WriterID? {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.readOwn(file, limit: 64, on: disk)
    } catch  where error.reason == .missing {
      return nil
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasSuffix("\n"), let writer = WriterID(text.dropLast()) else {
      throw FileProblem(.read, file, .wrongContent)
    }
    return writer
  }
}
