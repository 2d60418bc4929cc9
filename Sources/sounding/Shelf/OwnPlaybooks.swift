import Diagnostics
import Glibc
import Playbooks
import Storage

/// A playbook in the user's own folder, as lists show it.
struct OwnPlaybook {
  let path: String
  /// The program has one of that name, whose place this one takes.
  let isInPlaceOfShipped: Bool
  /// What it calls itself, where that isn't how its file is called.
  let callsItself: String?
  /// Whether it has mistakes, and can't be held.
  let isBroken: Bool

  /// Compiles it: lists of commands may take that long, the start screen doesn't.
  init(_ name: String, in shelf: PlaybookShelf, path: String) {
    self.path = path
    isInPlaceOfShipped = PlaybookShelf.builtin(name) != nil
    let source = try? shelf.source(path)
    let playbook = source.flatMap { PlaybookLoader.load($0, library: shelf.beside(path), includesTests: false).0 }
    isBroken = playbook == nil
    callsItself = playbook.flatMap { $0.name == name ? nil : $0.name }
  }

  /// What is said behind its title.
  var remark: String {
    if isBroken { return OwnPlaybookWords.broken(CommandText.word(path), isInPlaceOfShipped) }
    return OwnPlaybookWords.own(isInPlaceOfShipped, callsItself: callsItself)
  }
}

enum OwnPlaybookWords {
  static func own(_ isInPlaceOfShipped: Bool, callsItself name: String?) -> String {
    "your own" + (isInPlaceOfShipped ? ", in place of the one that comes with the program" : "")
      + (name.map { ", calls itself \($0)" } ?? "")
  }

  static func broken(_ path: String, _ isInPlaceOfShipped: Bool) -> String {
    own(isInPlaceOfShipped, callsItself: nil) + ", has mistakes: sounding check \(path)"
  }
}

extension PlaybookShelf {
  /// Names of the playbooks in the user's own folder; those that take the place of a shipped one among them.
  var ownNames: [String] {
    guard let folder else { return [] }
    return PlaybookShelf.fileNames(in: folder).filter { !PlaybookShelf.shared.contains($0) }
      .map { String($0.dropLast(".yaml".count)) }.filter { FolderName($0) != nil }
  }

  /// Names of all playbooks that a list offers: the shipped ones in the order of the journey, then the user's own.
  var listedNames: [String] {
    let shipped = PlaybookShelf.builtinPlaybookNames
    return shipped.filter { $0 != "demo" } + ownNames.filter { !shipped.contains($0) }
  }

  /// The playbooks in the user's own folder, by their names. Compiles each.
  var own: [String: OwnPlaybook] {
    guard let folder else { return [:] }
    return ownNames.reduce(into: [:]) { $0[$1] = OwnPlaybook($1, in: self, path: "\(folder)/\($1).yaml") }
  }

  /// Names of the playbook files in a folder, sorted.
  static func fileNames(in path: String) -> [String] {
    let disk = LiveDisk()
    guard let folder = try? disk.open(path.isEmpty ? "." : path, in: AT_FDCWD, .folder, mode: 0) else { return [] }
    defer { try? disk.close(folder) }
    return ((try? disk.names(in: folder)) ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
  }
}
