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
  /// Texts that come before any others: those that a session was begun with.
  var kept: [String: SourceText] = [:]
  /// What was read on the way, for sessions that are begun with it.
  let readings = Readings()
  private(set) var reading: Reading?

  init(paths: Paths?) { folder = paths.map { $0.config + "/playbooks" } }

  /// The other texts that one playbook was read with.
  final class Reading { fileprivate(set) var texts: [String: SourceText] = [:] }
  /// Those of all playbooks read here, by the names of their files.
  final class Readings { var byFile: [String: Reading] = [:] }

  /// A library that takes note of what is read from it.
  func noting(_ reading: Reading) -> PlaybookShelf {
    var shelf = self
    shelf.reading = reading
    return shelf
  }

  static let bytesMax = 1 << 20

  func playbookText(named name: String) -> SourceText? {
    let text = kept[name] ?? found(name)
    if let text { reading?.texts[name] = text }
    return text
  }

  private func found(_ name: String) -> SourceText? {
    for folder in [beside, folder].compactMap({ $0 }) {
      guard FolderName(name) != nil else { break }
      let path = folder + "/" + name + ".yaml"
      if let bytes = try? FileReader.read(path, limit: PlaybookShelf.bytesMax) {
        return SourceText(name: path, text: String(decoding: bytes, as: UTF8.self))
      }
    }
    return PlaybookShelf.builtin(name)
  }

  /// A file inside the program, by its name without the ending. Only that file is looked at: start-up time counts.
  static func builtin(_ name: String) -> SourceText? {
    let wanted = name + ".yaml"
    for place in 0..<sounding_builtin_file_count {
      let file = sounding_builtin_file_at(place)
      guard String(cString: file.name) == wanted else { continue }
      let bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.length))
      return SourceText(name: "Playbooks/" + wanted, bytes: bytes)
    }
    return nil
  }

  /// Names of the files inside the program, in the order of the journey.
  private static var builtinFileNames: [String] {
    (0..<sounding_builtin_file_count).map { String(cString: sounding_builtin_file_at($0).name) }
  }

  /// Files that are no playbooks: what several of them share.
  static let shared: Set<String> = ["universal.yaml", "words.yaml", "registers.yaml", "journey.yaml"]

  /// Names of the files inside the program without their ending.
  static var builtinNames: [String] { builtinFileNames.map { String($0.dropLast(5)) } }

  static var builtinPlaybookNames: [String] {
    builtinFileNames.filter { !shared.contains($0) }.map { String($0.dropLast(5)) }
  }
}
