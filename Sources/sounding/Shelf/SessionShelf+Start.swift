import Diagnostics
import Playbooks
import Storage

/// Reading each session once while the program starts: its journals tell whether there is a session, whose it is, whether it
/// is done, what is carried from it, and which actions are due.
extension SessionShelf {
  func names() throws(FileProblem) -> [FolderName] {
    guard cache.isStarting else { return try engagement.sessions() }
    if let known = cache.names { return known }
    var names: [FolderName] = []
    for name in try engagement.sessionFolders() {
      let folder = engagement.session(name)
      if let opened = try? folder.read(), !opened.entries.isEmpty {
        cache.keep(opened, name.text)
        names.append(name)
      } else if folder.exists {
        names.append(name)
      }
    }
    cache.names = names
    return names
  }

  /// What a session's journals hold, without locking them.
  func journal(_ name: String) throws -> OpenedJournal {
    if let known = cache.started[name] { return known.journal }
    return try folder(name).read()
  }

  /// From now on to `hasStarted` no session is read twice: nobody has said anything yet.
  func start() { cache.isStarting = true }

  /// Earlier sessions of a playbook need not have it compiled once more, unless it is a file's, which may use what lies
  /// beside it.
  func share(_ playbook: Playbook, of nameOrFile: String) {
    if playbooks.beside(nameOrFile).beside == nil { cache.compiled = playbook }
  }

  /// The first prompt is shown: what other processes write from now on is seen.
  func hasStarted() { cache.hasStarted() }
}

extension Entries {
  /// Whether the session may be one of that playbook, by the lines that say which it is: the first ones of its writers, and
  /// upgrades.
  func mayBe(ofPlaybook name: String) -> Bool {
    let id = Array("\"\(name)\"".utf8)
    return contains { entry in
      let kind = entry.kind
      return (kind == "open" || kind == "upgrade") && entry.text.holds(id)
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether some bytes stand in it, one after the other.
  func holds(_ bytes: [UInt8]) -> Bool {
    withUnsafeBufferPointer { all in bytes.withUnsafeBufferPointer { all.holds($0) } }
  }
}
