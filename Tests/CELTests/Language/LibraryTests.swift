import Testing

@testable import CEL

/// The standard library and the names it is looked up by.
@Suite("The standard library")
struct LibraryTests {
  @Test("A part declares what it is said to declare, and no two the same", arguments: StandardLibrary.Part.allCases)
  func names(_ part: StandardLibrary.Part) {
    #expect(Set(part.functions.keys) == Set(part.names))
    #expect(part.names.allSatisfy { StandardLibrary.function($0)?.name == $0 })
  }
}
