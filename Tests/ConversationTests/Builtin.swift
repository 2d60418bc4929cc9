import Diagnostics
import Glibc
import Playbooks

@testable import Conversation

/// The shipped files, and those of the tests, read from beside them.
enum Builtin {
  static let texts: [String: SourceText] = {
    var texts: [String: SourceText] = [:]
    for folder in [root + "/Playbooks", Transcript.folder] {
      for name in files(folder) where name.hasSuffix(".yaml") {
        guard let text = Transcript.read(folder + "/" + name) else { continue }
        texts[String(name.dropLast(5))] = SourceText(name: name, text: text)
      }
    }
    return texts
  }()

  private static let root: String = {
    var parts = #filePath.split(separator: "/").map(String.init)
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  static func files(_ folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.sorted()
  }

  static func load(_ name: String) -> (playbook: Playbook?, problems: String) {
    guard let source = texts[name] else { return (nil, "no file \(name).yaml") }
    let (playbook, diagnostics) = PlaybookLoader.load(source, library: TextLibrary(texts))
    return (playbook, diagnostics.map { "\($0.range?.start.line ?? 0): \($0.message)" }.joined(separator: "\n"))
  }

  static let universal = texts["universal"].flatMap {
    PlaybookLoader.loadUniversal($0, library: TextLibrary(texts)).universal
  }
}
