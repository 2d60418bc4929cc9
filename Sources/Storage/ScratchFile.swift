/// A file for a text editor, in a session's own folder: closed to others, gone afterwards.
public struct ScratchFile {
  public let path: String
  private let disk: any Disk
  private static let start = ".edit-"
  private static let ending = ".txt"

  /// Makes a new file with the text to edit. `suffix` makes the name unguessable.
  public init(in session: SessionFolder, suffix: String, text: [UInt8]) throws(FileProblem) {
    disk = session.disk
    path = Path.join(session.path, Self.start + suffix + Self.ending)
    let (disk, path) = (disk, path)
    try naming(.create, path) { () throws(SystemError) in
      let file = try disk.open(path, in: LiveDisk.currentFolder, [.write, .create, .new, .noFollow], mode: 0o600)
      defer { disk.dismiss(file) }
      try disk.setMode(file, 0o600)
      try disk.writeAll(file, text.span)
    }
  }

  /// What the editor left: many editors put a new file in the old one's place, so only its nature is checked.
  public func read(limit: Int) throws(FileProblem) -> [UInt8] {
    try FileReader.read(
      Path.name(of: path), below: Path.parent(of: path), limit: limit, allowsHidden: true, on: disk)
  }

  public func remove() throws(FileProblem) {
    let (disk, path) = (disk, path)
    try naming(.remove, path) { () throws(SystemError) in
      do throws(SystemError) {
        try disk.remove(path, in: LiveDisk.currentFolder)
      } catch  where error == .noEntry {
        return
      }
    }
  }

  /// Removes what a killed program left behind. Only while the session's lock is held.
  static func sweep(_ folder: Int32, _ disk: any Disk) {
    let names = (try? disk.names(in: folder)) ?? []
    for name in names where name.hasPrefix(start) && name.hasSuffix(ending) {
      // It is only litter; the next opening tries again.
      try? disk.remove(name, in: folder)
    }
  }
}
