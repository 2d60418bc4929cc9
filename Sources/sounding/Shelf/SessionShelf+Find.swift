import Sessions
import Storage

extension SessionShelf {
  func folderName(_ name: String) throws(FileProblem) -> FolderName {
    guard let folder = FolderName(name) else { throw FileProblem(.use, name, .badName) }
    return folder
  }

  /// Sessions by the time of their last change, latest first.
  func latestFirst() throws(FileProblem) -> [String] { latestFirst(try names()) }

  private func latestFirst(_ names: [FolderName]) -> [String] {
    var found: [(name: String, changed: Int)] = []
    for name in names {
      found.append((name.text, engagement.session(name).changedSeconds ?? 0))
    }
    return found.sorted { ($1.changed, $0.name) < ($0.changed, $1.name) }.map(\.name)
  }

  /// The session named, or the one used last.
  func namedOrLatest(_ name: String?) throws -> String {
    guard let name = try name ?? latestFirst().first else {
      throw Failure("there are no sessions yet", hint: "Start one: sounding run quick-assessment", code: Code.noInput)
    }
    return name
  }

  /// The session that was left unfinished last.
  func latestUnfinished() throws -> String? {
    for name in try latestFirst() {
      guard let open = try? load(name) else { continue }
      if !open.session.isFinished { return name }
    }
    return nil
  }

  /// The unfinished session of a playbook that was used last. Sessions of others aren't read to the end.
  func unfinished(of playbook: String) throws -> String? {
    let names = try names().filter { name in
      (try? journal(name.text)).map { $0.entries.mayBe(ofPlaybook: playbook) } ?? false
    }
    for name in latestFirst(names) {
      guard let open = try? load(name) else { continue }
      if !open.session.isFinished, open.session.playbook.name == playbook { return name }
    }
    return nil
  }
}
