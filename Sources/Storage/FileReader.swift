/// Reads whole files, up to a limit, whatever lies under the name.
public enum FileReader {
  /// Reads a file that somebody named: playbooks, answers, scripts. A symbolic link is followed; a folder, a device or a
  /// named pipe is refused, and what is checked is the opened file, never the name.
  public static func read(_ path: String, limit: Int, on disk: any Disk = LiveDisk()) throws(FileProblem) -> [UInt8] {
    try read(path, in: LiveDisk.currentFolder, path, [], limit: limit, disk)
  }

  /// Reads a file that only we write: no link, owned by us, closed to others, one name.
  public static func readOwn(
    _ path: String, limit: Int, on disk: any Disk = LiveDisk()
  ) throws(FileProblem) -> [UInt8] {
    try read(path, in: LiveDisk.currentFolder, path, .noFollow, limit: limit, disk)
  }

  /// Reads a file below a folder by a relative path such as `parts/risks.yaml`. Nothing leads out of the folder: no `..`,
  /// no absolute path, no symbolic link in any part.
  public static func read(
    _ path: String, below folder: String, limit: Int, allowsHidden: Bool = false, on disk: any Disk = LiveDisk()
  ) throws(FileProblem) -> [UInt8] {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let whole = Path.join(folder, path)
    guard let name = parts.last, parts.allSatisfy({ isPlain($0, allowsHidden) }), parts.count <= 16 else {
      throw FileProblem(.read, whole, .badName)
    }
    var open = try naming(.read, folder) { () throws(SystemError) in
      try disk.open(folder, in: LiveDisk.currentFolder, .folder, mode: 0)
    }
    defer { disk.dismiss(open) }
    for part in parts.dropLast() {
      let next = try naming(.read, whole) { () throws(SystemError) in
        try disk.open(String(part), in: open, [.folder, .noFollow], mode: 0)
      }
      disk.dismiss(open)
      open = next
    }
    return try read(String(name), in: open, whole, .noFollow, limit: limit, disk)
  }

  /// Reads standard input, or another open stream, to its end.
  public static func readStream(
    _ stream: Int32, name: String, limit: Int, on disk: any Disk = LiveDisk()
  ) throws(FileProblem) -> [UInt8] {
    try disk.readAll(stream, path: name, sizeHint: 0, limit: limit)
  }

  private static func read(
    _ name: String, in folder: Int32, _ path: String, _ flags: OpenFlags, limit: Int, _ disk: any Disk
  ) throws(FileProblem) -> [UInt8] {
    guard !name.isEmpty, !name.utf8.contains(0) else { throw FileProblem(.read, path, .badName) }
    let file = try naming(.read, path) { () throws(SystemError) in
      try disk.open(name, in: folder, flags, mode: 0)
    }
    defer { disk.dismiss(file) }
    let found = try naming(.read, path) { () throws(SystemError) in try disk.status(of: file) }
    guard found.kind == .regular else { throw FileProblem(.read, path, .notRegular) }
    if flags.contains(.noFollow), folder == LiveDisk.currentFolder, let reason = found.unsafety(for: disk.user) {
      throw FileProblem(.read, path, reason)
    }
    return try disk.readAll(file, path: path, sizeHint: found.size, limit: limit)
  }

  /// One part of a relative path: no way up, nothing hidden, nothing a terminal would obey.
  private static func isPlain(_ part: Substring, _ allowsHidden: Bool) -> Bool {
    !part.isEmpty && part.utf8.count <= 255 && part != "." && part != ".." && part.first != "-"
      && (allowsHidden || part.first != ".")
      && part.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
  }
}
