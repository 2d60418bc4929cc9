/// The folder of one engagement: its sessions, the playbooks they were held with, and a journal of its own.
///
///     sessions/<session>/         see SessionFolder
///     playbooks/<sha256>.yaml     the text of every playbook used, under its checksum, never changed
///     journal/                    the engagement's own journal, laid out like a session
public struct EngagementFolder {
  public let path: String
  let disk: any Disk

  public init(_ path: String, on disk: any Disk = LiveDisk()) {
    self.path = Path.trimmed(path)
    self.disk = disk
  }

  /// Makes the folder with mode 0700. It may be there already.
  public func create() throws(FileProblem) { try disk.makeFolders(path) }

  public func session(_ name: FolderName) -> SessionFolder {
    SessionFolder(Path.join(sessionsPath, name.text), on: disk)
  }

  /// The engagement's own journal.
  public var journal: SessionFolder { SessionFolder(Path.join(path, "journal"), on: disk) }

  /// The names of all folders of sessions, begun or not, sorted.
  public func sessionFolders() throws(FileProblem) -> [FolderName] { try folders(in: sessionsPath) }

  /// The names of the sessions that have been begun, sorted.
  public func sessions() throws(FileProblem) -> [FolderName] {
    try sessionFolders().filter { session($0).exists }
  }

  /// Verifies every session and the engagement's own journal; reports copies of one session under two names.
  public func verifyAll() throws(FileProblem) -> [(name: String, result: Result<Verification, FileProblem>)] {
    var results: [(name: String, result: Result<Verification, FileProblem>)] = []
    var owners: [String: String] = [:]
    for (name, folder) in try everything() {
      do throws(FileProblem) {
        let (verification, identity) = try folder.verifyWithIdentity()
        var checked = verification
        if let identity, let other = owners[identity] { checked.warnings.append(.sameSession(as: other)) }
        if let identity, owners[identity] == nil { owners[identity] = name }
        results.append((name, .success(checked)))
      } catch {
        results.append((name, .failure(error)))
      }
    }
    return results
  }

  private func everything() throws(FileProblem) -> [(String, SessionFolder)] {
    var folders: [(String, SessionFolder)] = try sessions().map { ($0.text, session($0)) }
    if journal.exists { folders.append(("journal", journal)) }
    return folders
  }

  /// What a playbook's text is kept under, 64 hex digits.
  public func checksum(ofPlaybook text: [UInt8]) -> String { sha256(text) }

  /// Keeps a playbook's text and returns its checksum, 64 hex digits. Keeping it again changes nothing.
  public func keepPlaybook(_ text: [UInt8], suffix: String) throws(FileProblem) -> String {
    let checksum = checksum(ofPlaybook: text)
    let file = playbookPath(checksum)
    if let kept = try? playbook(checksum), kept == text { return checksum }
    try disk.makeFolders(Path.join(path, Self.playbooksName))
    do throws(FileProblem) {
      try AtomicFile.write(text, to: file, suffix: suffix, on: disk)
    } catch  where error.reason == .exists {
      guard try playbook(checksum) == text else { throw FileProblem(.use, file, .wrongContent) }
    }
    return checksum
  }

  /// The checksum under which a playbook's text is kept.
  public static func checksum(_ text: [UInt8]) -> String { sha256(text) }

  /// The text of a kept playbook; proven to be the one with this checksum.
  public func playbook(_ checksum: String) throws(FileProblem) -> [UInt8] {
    let file = playbookPath(checksum)
    guard Hex.isHex(checksum, count: 64) else { throw FileProblem(.read, file, .badName) }
    let text = try FileReader.read(
      checksum + ".yaml", below: Path.join(path, Self.playbooksName), limit: Limits.playbookLengthMax, on: disk)
    guard sha256(text) == checksum else { throw FileProblem(.read, file, .wrongContent) }
    return text
  }

  private static let playbooksName = "playbooks"
  private var sessionsPath: String { Path.join(path, "sessions") }

  private func playbookPath(_ checksum: String) -> String {
    Path.join(Path.join(path, Self.playbooksName), checksum + ".yaml")
  }

  /// The folders in a folder that are named by the rule; none when it isn't there.
  func folders(in parent: String) throws(FileProblem) -> [FolderName] {
    do throws(SystemError) {
      let folder = try disk.open(parent, in: LiveDisk.currentFolder, .folder, mode: 0)
      defer { disk.dismiss(folder) }
      return try disk.names(in: folder).prefix(Limits.folderEntryCountMax).compactMap { FolderName($0) }
        .filter { (try? disk.status(of: $0.text, in: folder))?.kind == .folder }.sorted()
    } catch  where error == .noEntry {
      return []
    } catch {
      throw FileProblem(.list, parent, failed: error)
    }
  }
}
