import Diagnostics
import Playbooks
import Storage

/// What was read once in this process: playbooks by their checksum (an engagement's sessions share a few of them), and
/// sessions by how long their journals were.
final class ReadingCache {
  private var loaded: [String: Playbook] = [:]
  private var checksums: [String: String?] = [:]
  private var sessions: [String: (extent: [String: Int], open: OpenSession)] = [:]

  /// Until the first prompt is shown, what was read once counts.
  var isStarting = false
  /// The names of all sessions, and what was read of them, while that is so.
  var names: [FolderName]?
  private(set) var started: [String: Started] = [:]
  private var startedBytes = 0
  /// The playbook that is to be begun, compiled from a text of the library as sessions' playbooks are.
  var compiled: Playbook?

  /// A session that was read while the program started.
  final class Started {
    let journal: OpenedJournal
    var session: OpenSession?

    init(_ journal: OpenedJournal) { self.journal = journal }
  }

  /// More is read again rather than kept.
  private static let startedBytesMax = 32 << 20

  func keep(_ journal: OpenedJournal, _ name: String) {
    startedBytes += journal.entries.byteCount
    if startedBytes <= ReadingCache.startedBytesMax { started[name] = Started(journal) }
  }

  func hasStarted() { (isStarting, names, started, compiled) = (false, nil, [:], nil) }

  /// A session as it was read before, if nothing was added to its journals since. Journals only ever grow.
  func session(_ name: String, extent: [String: Int], _ load: () throws -> OpenSession) rethrows -> OpenSession {
    if let known = sessions[name], known.extent == extent { return known.open }
    let open = try load()
    sessions[name] = (extent, open)
    return open
  }

  /// The playbook of a text, compiled now or before.
  func playbook(checksum: String, _ load: () throws -> Playbook) rethrows -> Playbook {
    if let known = loaded[checksum] { return known }
    let playbook = try load()
    loaded[checksum] = playbook
    return playbook
  }

  /// The checksum of a library's text as it is today; nil where there is none.
  func checksum(ofText name: String, in library: PlaybookShelf) -> String? {
    if let known = checksums[name] { return known }
    let checksum = library.playbookText(named: name).map { EngagementFolder.checksum($0.bytes) }
    checksums[name] = .some(checksum)
    return checksum
  }
}
