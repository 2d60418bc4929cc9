extension SessionFolder {
  /// Removes the session with everything in its folder. Only for a session that was never meant to stay: there is no way
  /// back. The journal has to be closed before.
  public func discard() throws(FileProblem) {
    let parent = try disk.openFolder(Path.parent(of: path))
    defer { disk.dismiss(parent) }
    do throws(SystemError) {
      try empty(path, parent, depth: 0)
      try disk.removeFolder(Path.name(of: path), in: parent)
      try disk.syncFolder(parent)
    } catch {
      throw FileProblem(.remove, path, failed: error)
    }
  }

  /// A session's folder holds folders, and those hold files.
  private func empty(_ name: String, _ parent: Int32, depth: Int) throws(SystemError) {
    let folder = try disk.open(Path.name(of: name), in: parent, [.folder, .noFollow], mode: 0)
    defer { disk.dismiss(folder) }
    for entry in try disk.names(in: folder) {
      let isFolder = try disk.status(of: entry, in: folder).kind == .folder
      if isFolder, depth == 0 {
        try empty(entry, folder, depth: 1)
        try disk.removeFolder(entry, in: folder)
      } else {
        try disk.remove(entry, in: folder)
      }
    }
  }
}
