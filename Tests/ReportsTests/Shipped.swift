import BuiltinPlaybooks
import Diagnostics
import Playbooks
import Sessions
import Testing

/// The playbooks inside the program, by name.
enum Shipped {
  static let library: TextLibrary = {
    var library = TextLibrary()
    for place in 0..<sounding_builtin_file_count {
      let file = sounding_builtin_file_at(place)
      let name = String(cString: file.name)
      let bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.length))
      library.texts[String(name.dropLast(".yaml".count))] = SourceText(name: name, bytes: bytes)
    }
    return library
  }()

  static let names = library.texts.keys.sorted().filter {
    !["journey", "registers", "universal", "words", "example-report"].contains($0)
  }

  static func playbook(_ name: String) throws -> Playbook {
    let source = try #require(library.playbookText(named: name))
    return try #require(PlaybookLoader.load(source, library: library).playbook)
  }

  /// Without what it declassifies by name: those few lines are meant to follow hidden answers.
  static func strictPlaybook(_ name: String) throws -> Playbook {
    let source = try #require(library.playbookText(named: name))
    var lines: [String] = []
    var isLeftOut = false
    for number in 1...source.lineCount {
      let line = source.line(number)
      if line.first.map({ $0 != " " && $0 != "#" }) == true { isLeftOut = line.hasPrefix("declassify:") }
      if !isLeftOut { lines.append(line) }
    }
    let strict = SourceText(name: source.name, text: lines.joined(separator: "\n") + "\n")
    let playbook = try #require(PlaybookLoader.load(strict, library: library).playbook)
    #expect(playbook.declassifications.isEmpty)
    return playbook
  }
}

extension Session {
  /// A session as it is right after it was opened, on a day that never changes.
  static func opened(_ playbook: Playbook, title: String? = nil) -> Session {
    var session = Session(playbook)
    let reference = PlaybookRef(name: playbook.name, version: playbook.version, sha256: "")
    session.apply(.opened(Opening(playbook: reference, session: playbook.name, title: title, engagement: "e")))
    session.apply(.sat(day: "2026-05-04", version: "1"))
    return session
  }
}
