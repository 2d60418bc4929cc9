import Diagnostics
import Playbooks
import Storage

/// What was read once in this process: playbooks by their checksum (an engagement's sessions share a few of them), and
/// sessions by how long their journals were.
final class ReadingCache {
  private var loaded: [String: Playbook] = [:]
  private var checksums: [String: String?] = [:]
  private var sessions: [String: (extent: [String: Int], open: OpenSession)] = [:]

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
