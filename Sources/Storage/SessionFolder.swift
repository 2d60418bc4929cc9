/// The folder of one session: a journal for each writer, a lock, and what recovery set aside.
///
///     lock                      only one process writes at a time; the text in it is for people
///     <writer>.jsonl            one writer's journal
///     torn/<writer>-<n>-<time>.bin   unfinished writes, kept
///     reports/                  where reports go when no other place is named
public struct SessionFolder {
  public let path: String
  let disk: any Disk

  public init(_ path: String, on disk: any Disk = LiveDisk()) {
    self.path = Path.trimmed(path)
    self.disk = disk
  }

  public static let lockName = "lock"
  public static let tornName = "torn"
  public static let reportsName = "reports"
  static let journalEnding = ".jsonl"

  /// Makes the folder and the ones above it, with mode 0700. It may be there already.
  public func create() throws(FileProblem) { try disk.makeFolders(path) }

  /// Looks whether the folder could be made, or used, without making anything: throws what stands in the way and can be
  /// seen now. A full disk can't.
  public func checkPlace() throws(FileProblem) {
    var place = path
    while true {
      do throws(SystemError) {
        _ = try disk.status(of: place, in: LiveDisk.currentFolder)
        break
      } catch  where error == .noEntry && place != "." && place != "/" {
        let parent = Path.parent(of: place)
        place = parent.isEmpty ? "." : parent
      } catch {
        throw FileProblem(.create, place, failed: error)
      }
    }
    try naming(.create, place) { () throws(SystemError) in try disk.checkWritable(place) }
  }

  /// Has a session been begun here? A folder whose first line was never finished holds none yet: it may be begun again.
  /// One that can't be looked into counts as begun, so that reading it says why instead of "there is none".
  public var exists: Bool {
    let folder: Int32
    do throws(FileProblem) {
      folder = try disk.openFolder(path)
    } catch {
      if case .system = error.reason { return true }
      return false
    }
    defer { disk.dismiss(folder) }
    let names = ((try? disk.names(in: folder)) ?? []).filter { $0.hasSuffix(Self.journalEnding) }
    return names.contains { isBegun($0, folder) }
  }

  /// A longer file than this has a first line, whatever else may be wrong with it.
  static let firstLineLengthMax = 1 << 16

  private func isBegun(_ name: String, _ folder: Int32) -> Bool {
    guard let file = try? disk.open(name, in: folder, .noFollow, mode: 0) else { return true }
    defer { disk.dismiss(file) }
    guard let size = try? disk.status(of: file).size, size <= Self.firstLineLengthMax,
      let bytes = try? disk.readAll(file, path: name, sizeHint: size, limit: Self.firstLineLengthMax)
    else { return true }
    switch JournalScan(bytes, writer: nil).finding {
    case .noFile, .tornTail(n: 0, _): return false
    case .clean, .lineEndMissing, .tornTail, .rottenTail, .damaged, .forked, .future, .foreign: return true
    }
  }

  /// The folder for reports, made when it is missing.
  public func reportsFolder() throws(FileProblem) -> String {
    let folder = Path.join(path, Self.reportsName)
    try disk.makeFolders(folder)
    return folder
  }

  /// Reads all journals without changing or locking anything, and verifies them.
  public func verify() throws(FileProblem) -> Verification { try verifyWithIdentity().0 }

  /// Verifies, and tells the session's identity.
  func verifyWithIdentity() throws(FileProblem) -> (Verification, String?) {
    let folder = try disk.openFolder(path)
    defer { disk.dismiss(folder) }
    let contents = try FolderScan(self, folder)
    guard !contents.files.isEmpty else { throw FileProblem(.read, path, .notASession) }
    return (Verification(contents), contents.session)
  }

  /// Seconds since 1970 of the last change of any journal; nil when there is none.
  public var changedSeconds: Int? {
    guard let folder = try? disk.openFolder(path) else { return nil }
    defer { disk.dismiss(folder) }
    let names = (try? disk.names(in: folder)) ?? []
    return names.filter { $0.hasSuffix(Self.journalEnding) }
      .compactMap { try? disk.status(of: $0, in: folder).changedSeconds }.max()
  }

  /// The length of each journal in bytes; nil when there is none. Equal lengths mean that nothing was added.
  public var extent: [String: Int]? {
    guard let folder = try? disk.openFolder(path) else { return nil }
    defer { disk.dismiss(folder) }
    var lengths: [String: Int] = [:]
    for name in (try? disk.names(in: folder)) ?? [] where name.hasSuffix(Self.journalEnding) {
      guard let status = try? disk.status(of: name, in: folder) else { return nil }
      lengths[name] = status.size
    }
    return lengths.isEmpty ? nil : lengths
  }

  /// Takes read and write access to the session from everybody else: 0700 for the folder, 0600 for the files.
  public func fixPermissions() throws(FileProblem) {
    let folder = try disk.openFolder(path)
    defer { disk.dismiss(folder) }
    do throws(SystemError) {
      try disk.setMode(folder, 0o700)
      for name in try disk.names(in: folder) where name == Self.lockName || name.hasSuffix(Self.journalEnding) {
        let file = try disk.open(name, in: folder, .noFollow, mode: 0)
        defer { disk.dismiss(file) }
        guard try disk.status(of: file).kind == .regular else { continue }
        try disk.setMode(file, 0o600)
      }
    } catch {
      throw FileProblem(.use, path, failed: error)
    }
  }
}
