import Diagnostics
import Playbooks
import Storage

/// Playbooks that were compiled once in this process, by checksum: an engagement's sessions share a few of them.
final class PlaybookCache {
  private var loaded: [String: Playbook] = [:]

  /// The playbook of a text, compiled now or before.
  func playbook(checksum: String, _ load: () throws -> Playbook) rethrows -> Playbook {
    if let known = loaded[checksum] { return known }
    let playbook = try load()
    loaded[checksum] = playbook
    return playbook
  }
}
