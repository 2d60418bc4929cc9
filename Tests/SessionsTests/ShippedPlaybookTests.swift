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
    !["journey", "registers", "universal", "words"].contains($0)
  }
}

/// A message names the line of the playbook where the test says something else.
@Test("Every shipped playbook passes its own tests", arguments: Shipped.names)
func ownTests(_ name: String) throws {
  let source = try #require(Shipped.library.playbookText(named: name))
  let playbook = try #require(PlaybookLoader.load(source, library: Shipped.library).playbook)
  let mistakes = playbook.tests.flatMap { test in
    test.run(on: playbook).map { "\(name).yaml:\($0.range.start.line): \($0.message) (\(test.name))" }
  }
  #expect(mistakes == [])
  #expect(!playbook.tests.isEmpty)
}

/// A message names the line of `universal.yaml` where the test says something else.
@Test("The coach's universal lines pass their own tests")
func universalTests() throws {
  let source = try #require(Shipped.library.playbookText(named: "universal"))
  let lines = try #require(PlaybookLoader.loadUniversal(source, library: Shipped.library).universal).playbook
  let mistakes = lines.tests.flatMap { test in
    test.run(on: lines).map { "universal.yaml:\($0.range.start.line): \($0.message) (\(test.name))" }
  }
  #expect(mistakes == [])
  #expect(!lines.tests.isEmpty)
}

@Test("The journey passes its own tests")
func journeyTests() throws {
  let source = try #require(Shipped.library.playbookText(named: "journey"))
  let journey = try #require(PlaybookLoader.loadJourney(source, library: Shipped.library).journey)
  let named = Set(journey.stages.flatMap(\.playbooks) + journey.anytime)
  #expect(PlaybookLoader.playbooksOnJourney(source) == named && named.count == 10, "\(named)")
  let report = TestReport(journey, source)
  #expect(report.failed.map { "\($0.name): \($0.mistakes.map(\.message))" } == [])
  #expect(report.count > 20)
}
