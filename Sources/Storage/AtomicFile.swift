/// Writes whole files so that a reader sees the old content or the new one, never a part, whatever happens meanwhile.
public enum AtomicFile {
  /// Makes a folder, and those it lies in, where they are missing; only their owner may look in.
  public static func makeFolder(_ path: String) throws(FileProblem) { try LiveDisk().makeFolders(path) }

  /// Removes a file that was written here before.
  public static func remove(_ path: String) throws(FileProblem) {
    do throws(SystemError) {
      try LiveDisk().remove(path, in: LiveDisk.currentFolder)
    } catch {
      throw FileProblem(.create, path, failed: error)
    }
  }

  /// Writes to a hidden file beside the target, flushes it, gives it the target's name and flushes the folder.
  ///
  /// The file gets mode 0600. A target that is there is an error unless `replacing`; a symbolic link in its place is
  /// replaced, not followed. `suffix` makes the hidden name unguessable: 16 random hex digits, say.
  public static func write(
    _ bytes: [UInt8], to path: String, suffix: String, replacing: Bool = false, on disk: any Disk = LiveDisk()
  ) throws(FileProblem) {
    let name = Path.name(of: path)
    let parent = Path.parent(of: path)
    guard !name.isEmpty, name != ".", name != "..", name != "/", !path.hasSuffix("/"), !path.utf8.contains(0) else {
      throw FileProblem(.create, path, .noFileName)
    }
    let temporary = ".\(name.prefix(64)).\(suffix).tmp"
    do throws(SystemError) {
      let folder = try disk.open(parent.isEmpty ? "." : parent, in: LiveDisk.currentFolder, .folder, mode: 0)
      defer { disk.dismiss(folder) }
      if !replacing { try refuseExisting(name, folder, disk) }
      try fill(temporary, folder, bytes, disk)
      do throws(SystemError) {
        try disk.rename(temporary, to: name, in: folder, replacing: replacing)
      } catch {
        // The first error is the one that matters.
        try? disk.remove(temporary, in: folder)
        throw error
      }
      try disk.syncFolder(folder)
    } catch {
      throw FileProblem(.create, path, failed: error)
    }
  }

  /// Says early what the rename would say after the work.
  private static func refuseExisting(_ name: String, _ folder: Int32, _ disk: any Disk) throws(SystemError) {
    do throws(SystemError) {
      _ = try disk.status(of: name, in: folder)
    } catch  where error == .noEntry {
      return
    }
    throw .exists
  }

  private static func fill(
    _ name: String, _ folder: Int32, _ bytes: [UInt8], _ disk: any Disk
  ) throws(SystemError) {
    let file = try disk.open(name, in: folder, [.write, .create, .new, .noFollow], mode: 0o600)
    do throws(SystemError) {
      do throws(SystemError) {
        try disk.setMode(file, 0o600)
        try disk.writeAll(file, bytes.span)
        try disk.sync(file)
        guard try disk.status(of: file).size == bytes.count else { throw SystemError.inputOutput }
      } catch {
        disk.dismiss(file)
        throw error
      }
      try disk.close(file)
    } catch {
      try? disk.remove(name, in: folder)
      throw error
    }
  }
}
