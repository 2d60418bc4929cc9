import Diagnostics
import Glibc
import Playbooks
import Testing

/// Wrong playbooks, each with the messages it must give written above the lines they are about.
///
/// To accept a change: `UPDATE_FIXTURES=1 swift test --filter FixtureTests`, then read the diff as if you had made the
/// mistake.
@Suite struct FixtureTests {
  static let library = FolderLibrary(folder: Files.fixtures + "/library")

  @Test("A wrong playbook gives exactly the messages written in it", arguments: Files.names(Files.fixtures + "/wrong"))
  func wrong(_ name: String) throws {
    let path = "\(Files.fixtures)/wrong/\(name).yaml"
    let bytes = try #require(Files.bytes(path))
    let plain = Annotations(SourceText(name: "\(name).yaml", bytes: bytes)).plain
    let source = SourceText(name: "\(name).yaml", text: plain.joined(separator: "\n"))
    let diagnostics = Self.load(source)
    #expect(!diagnostics.isEmpty, "a fixture without a mistake")
    let expected = Annotations.annotated(plain, diagnostics)
    if getenv("UPDATE_FIXTURES") != nil { Files.write(expected, to: path) }
    let written = String(decoding: bytes, as: UTF8.self)
    #expect(written == expected || getenv("UPDATE_FIXTURES") != nil)
    for diagnostic in diagnostics { Self.checkShape(diagnostic, source) }
  }

  static func load(_ source: SourceText) -> [Diagnostic] {
    if source.name.hasPrefix("journey") { return PlaybookLoader.loadJourney(source, library: library).diagnostics }
    if source.name.hasPrefix("universal") { return PlaybookLoader.loadUniversal(source, library: library).diagnostics }
    let (playbook, diagnostics) = PlaybookLoader.load(source, library: library)
    #expect((playbook == nil) == diagnostics.hasErrors)
    return diagnostics
  }

  /// Lower case, no full stop, a place inside the file.
  static func checkShape(_ diagnostic: Diagnostic, _ source: SourceText) {
    #expect(diagnostic.message.last != ".")
    #expect(diagnostic.message.first?.isUppercase != true)
    guard let range = diagnostic.range, diagnostic.file == source.name else { return }
    #expect(range.start.line >= 1 && range.start.line <= source.lineCount)
    #expect(range.start.column <= source.line(range.start.line).unicodeScalars.count + 1)
  }
}
