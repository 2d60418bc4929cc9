/// All journals of a session's folder, read and verified.
struct FolderScan {
  struct File {
    var writer: WriterID
    var bytes: [UInt8]
    var scan: JournalScan
    /// Why it isn't safe to write to.
    var unsafety: FileProblem.Reason?
  }

  /// In the writers' order.
  var files: [File] = []
  var warnings: [Warning] = []

  init(_ session: SessionFolder, _ folder: Int32) throws(FileProblem) {
    let disk = session.disk
    var names: [String]
    do throws(SystemError) {
      names = try disk.names(in: folder)
      warnings = Self.diskWarning(try disk.fileSystem(of: folder))
    } catch {
      throw FileProblem(.list, session.path, failed: error)
    }
    names = names.filter { $0.hasSuffix(SessionFolder.journalEnding) }.sorted()
    var length = 0
    for name in names {
      guard let writer = WriterID(name.dropLast(SessionFolder.journalEnding.count)) else {
        warnings.append(.strayFile(name))
        continue
      }
      guard files.count < Limits.writerCountMax else {
        throw FileProblem(.read, session.path, .tooLong(limit: Limits.writerCountMax))
      }
      let file = try Self.read(name, writer, session, folder, number: files.count)
      length += file.bytes.count
      guard length <= Limits.sessionLengthMax else {
        throw FileProblem(.read, session.path, .tooLong(limit: Limits.sessionLengthMax))
      }
      files.append(file)
    }
    compareSessions()
    compareSeen()
  }

  private static func read(
    _ name: String, _ writer: WriterID, _ session: SessionFolder, _ folder: Int32, number: Int
  ) throws(FileProblem) -> File {
    let disk = session.disk
    let path = Path.join(session.path, name)
    let file: Int32
    let found: FileStatus
    do throws(SystemError) {
      file = try disk.open(name, in: folder, .noFollow, mode: 0)
    } catch {
      throw FileProblem(.read, path, failed: error)
    }
    defer { disk.dismiss(file) }
    do throws(SystemError) {
      found = try disk.status(of: file)
    } catch {
      throw FileProblem(.read, path, failed: error)
    }
    guard found.kind == .regular else { throw FileProblem(.read, path, .notRegular) }
    let bytes = try disk.readAll(file, path: path, sizeHint: found.size, limit: Limits.journalLengthMax)
    let scan = JournalScan(bytes, writer: writer, file: number)
    return File(writer: writer, bytes: bytes, scan: scan, unsafety: found.unsafety(for: disk.user))
  }

  /// All journals of a session name the same session: the one that most of them name, the first one in doubt.
  private mutating func compareSessions() {
    let named = files.compactMap { $0.scan.lines.isEmpty ? nil : $0.scan.opening?.session }
    guard let first = named.first else { return }
    let counts = named.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    var session = first
    for name in named where counts[name, default: 0] > counts[session, default: 0] { session = name }
    for place in files.indices where files[place].scan.finding.exitCode < Finding.foreign.exitCode {
      let scan = files[place].scan
      if !scan.lines.isEmpty, scan.opening?.session != session { files[place].scan.finding = .foreign }
    }
  }

  /// What one writer has seen of another must still be there.
  private mutating func compareSeen() {
    var seen: [WriterID: Int] = [:]
    for file in files {
      for line in file.scan.seenLines {
        let entry = Entry(writer: file.writer, bytes: file.bytes, line: line)
        for (writer, n) in Seen(entry)?.heads ?? [:] { seen[writer] = max(n, seen[writer] ?? 0) }
      }
    }
    for (writer, n) in seen.sorted(by: { $0.key < $1.key }) {
      let there = files.first { $0.writer == writer }?.scan.lines.count ?? 0
      if there <= n { warnings.append(.unseenLoss(writer: writer, n: n)) }
    }
  }

  private static func diskWarning(_ magic: UInt32) -> [Warning] {
    switch magic {
    case 0x6969: [.networkDisk("NFS")]
    case 0xFF53_4D42, 0xFE53_4D42, 0x517B: [.networkDisk("SMB")]
    case 0x6573_5546: [.networkDisk("FUSE")]
    default: []
    }
  }

  /// The identity of the session, once it has one.
  var session: String? { files.compactMap { $0.scan.lines.isEmpty ? nil : $0.scan.opening?.session }.first }

  /// The highest Lamport counter of all writers; -1 when there is no line.
  var lamport: Int { files.map(\.scan.lastLamport).max() ?? -1 }
}
