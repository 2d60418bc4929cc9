import Diagnostics
import Playbooks
import Sessions
import Storage

/// Sessions inside sessions.
extension SessionShelf {
  /// The playbook of a session inside another: in the text that the outer one was read with, so that what it is given fits.
  ///
  /// - Parameter file: the file that the outer session's playbook was named by; what the inner one uses may lie beside it.
  func innerPlaybook(_ name: String, of outer: OpenSession, beside file: String?) throws -> Playbook {
    var library = file.map(playbooks.beside) ?? playbooks
    library.kept = try texts(of: outer)
    return try library.playbook(name)
  }

  /// The other texts that a session's playbook was read with: those that were kept, or of a session that was only just
  /// begun, those that are about to be.
  private func texts(of open: OpenSession) throws -> [String: SourceText] {
    let playbook = open.session.playbook
    let sha256 = EngagementFolder.checksum(playbook.source.bytes)
    guard let version = open.versions.last(where: { $0.sha256 == sha256 }) else { return textsRead(with: playbook) }
    var texts: [String: SourceText] = [:]
    for (name, sha256) in version.with {
      // A text that isn't there any more is read as it is today: better than no session.
      guard let bytes = try? engagement.playbook(sha256) else { continue }
      texts[name] = SourceText(name: name + ".yaml", bytes: bytes)
    }
    return texts
  }
}
