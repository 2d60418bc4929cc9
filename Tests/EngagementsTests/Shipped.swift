import BuiltinPlaybooks
import Diagnostics
import Playbooks
import Testing

@testable import Engagements
@testable import Sessions

/// The playbooks inside the program, compiled once each.
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

  static let playbooks: [String: Playbook] = {
    var found: [String: Playbook] = [:]
    for name in library.texts.keys where !["journey", "registers", "universal", "words"].contains(name) {
      if let source = library.playbookText(named: name) {
        found[name] = PlaybookLoader.load(source, library: library).playbook
      }
    }
    return found
  }()

  static let journey: Journey? = library.playbookText(named: "journey").flatMap {
    PlaybookLoader.loadJourney($0, library: library).journey
  }

  static let registers: [RegisterDefinition] =
    library.playbookText(named: "registers").map(RegisterDefinition.read) ?? []

  static let stageTitles: [String: String] =
    library.playbookText(named: "journey").flatMap { JourneySketch($0)?.titles } ?? [:]

  /// A playbook of a test's own; its mistakes, where it has any.
  static func compiled(_ text: String) throws -> Playbook {
    let (playbook, diagnostics) = PlaybookLoader.load(SourceText(name: "test.yaml", text: text), library: library)
    return try #require(playbook, "\(diagnostics.map(\.message))")
  }
}
