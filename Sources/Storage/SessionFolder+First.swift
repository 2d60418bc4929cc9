extension SessionFolder {
  /// The session's first line, without reading what follows it: of several writers the one that comes first.
  ///
  /// Nil where some journal's first line isn't sound; reading the session says why.
  public func firstEntry() -> Entry? {
    guard let folder = try? disk.openFolder(path) else { return nil }
    defer { disk.dismiss(folder) }
    var first: Entry?
    for name in ((try? disk.names(in: folder)) ?? []).sorted() where name.hasSuffix(Self.journalEnding) {
      guard let writer = WriterID(name.dropLast(Self.journalEnding.count)) else { continue }
      guard let entry = firstEntry(of: name, writer, folder) else { return nil }
      if first.map({ (entry.l, entry.writer) < ($0.l, $0.writer) }) ?? true { first = entry }
    }
    return first
  }

  private func firstEntry(of name: String, _ writer: WriterID, _ folder: Int32) -> Entry? {
    guard let file = try? disk.open(name, in: folder, .noFollow, mode: 0) else { return nil }
    defer { disk.dismiss(file) }
    var bytes = [UInt8](repeating: 0, count: Self.firstLineLengthMax)
    let count = try? bytes.withUnsafeMutableBytes { (buffer) throws(SystemError) in try disk.read(file, into: buffer) }
    guard let count, let end = bytes[..<max(0, count)].firstIndex(of: lineEnd) else { return nil }
    let line = Array(bytes[...end])
    let scan = JournalScan(line, writer: writer)
    return scan.lines.first.map { Entry(writer: writer, bytes: line, line: $0) }
  }
}
