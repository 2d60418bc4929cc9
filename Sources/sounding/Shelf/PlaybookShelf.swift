import BuiltinPlaybooks
import Diagnostics
import Playbooks
import Storage

/// Where playbooks come from: a file somebody named, the user's own folder, or the ones inside the program.
struct PlaybookShelf: Library {
  /// `<config>/playbooks`, if there is such a folder.
  let folder: String?
  /// The folder of the file being compiled: what it uses may lie beside it.
  var beside: String?

  init(paths: Paths?) { folder = paths.map { $0.config + "/playbooks" } }

  static let bytesMax = 1 << 20

  func playbookText(named name: String) -> SourceText? {
    for folder in [beside, folder].compactMap({ $0 }) {
      guard FolderName(name) != nil else { break }
      let path = folder + "/" + name + ".yaml"
      if let bytes = try? FileReader.read(path, limit: PlaybookShelf.bytesMax) {
        return SourceText(name: path, text: String(decoding: bytes, as: UTF8.self))
      }
    }
    return PlaybookShelf.builtin(name)
  }

  /// A file inside the program, by its name without the ending.
  static func builtin(_ name: String) -> SourceText? {
    for file in builtinFiles where file.name == name + ".yaml" { return file.source }
    return nil
  }

  /// The files inside the program, in the order of the journey.
  static var builtinFiles: [(name: String, source: SourceText)] {
    (0..<sounding_builtin_file_count).map { index in
      let file = sounding_builtin_file_at(index)
      let name = String(cString: file.name)
      let text = String(decoding: UnsafeBufferPointer(start: file.bytes, count: file.length), as: UTF8.self)
      return (name, SourceText(name: "Playbooks/" + name, text: text))
    }
  }

  /// Files that are no playbooks: what several of them share.
  static let shared: Set<String> = ["universal.yaml", "words.yaml", "registers.yaml", "journey.yaml"]

  static var builtinPlaybookNames: [String] {
    builtinFiles.map(\.name).filter { !shared.contains($0) }.map { String($0.dropLast(5)) }
  }
}
