extension Disk {
  /// Makes a folder, and the ones above it where they are missing, with mode 0700 whatever the umask says; each one is on
  /// the disk when this returns.
  func makeFolders(_ path: String) throws(FileProblem) {
    let there: FileStatus.Kind?
    do throws(SystemError) {
      there = try status(of: path, in: Self.currentFolder).kind
    } catch  where error == .noEntry {
      there = nil
    } catch {
      throw FileProblem(.create, path, failed: error)
    }
    switch there {
    case .folder, .symbolicLink: return
    case .regular, .other: throw FileProblem(.create, path, .notFolder)
    case nil: break
    }
    let parent = Path.parent(of: path)
    if parent != path, !parent.isEmpty { try makeFolders(parent) }
    try makeFolder(path, parent: parent.isEmpty ? "." : parent)
  }

  private func makeFolder(_ path: String, parent: String) throws(FileProblem) {
    try naming(.create, path) { () throws(SystemError) in
      do throws(SystemError) {
        try makeFolder(path, in: Self.currentFolder, mode: 0o700)
      } catch  where error == .exists {
        return
      }
      let folder = try open(path, in: Self.currentFolder, [.folder, .noFollow], mode: 0)
      defer { dismiss(folder) }
      try setMode(folder, 0o700)
      let above = try open(parent, in: Self.currentFolder, .folder, mode: 0)
      defer { dismiss(above) }
      try syncFolder(above)
    }
  }

  /// Makes the names in a folder last. Some file systems can't (`EINVAL`), which is as good as they get.
  func syncFolder(_ folder: Int32) throws(SystemError) {
    do throws(SystemError) {
      try sync(folder)
    } catch  where error == .invalid {
      return
    }
  }
}

/// Paths as text. A path is bytes to the system; here it is UTF-8.
enum Path {
  /// The folder that holds it; "/" for itself, "" for a bare name.
  static func parent(of path: String) -> String {
    let parts = trimmed(path)
    guard let slash = parts.lastIndex(of: "/") else { return "" }
    return slash == parts.startIndex ? "/" : trimmed(String(parts[..<slash]))
  }

  /// The last part.
  static func name(of path: String) -> String {
    let parts = trimmed(path)
    guard let slash = parts.lastIndex(of: "/") else { return parts }
    return String(parts[parts.index(after: slash)...])
  }

  /// Without slashes at the end.
  static func trimmed(_ path: String) -> String {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
