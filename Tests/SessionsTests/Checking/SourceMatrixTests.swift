import Diagnostics
import Playbooks
import Sessions
import Testing

/// What the sources ask of the journey (items DC-01 to DC-56) is something a person is asked, told or reads.
@Suite("Source items against questions, rules, gates, report and lines")
struct SourceMatrixTests {
  static let items = (1...56).map { "DC-\($0 < 10 ? "0" : "")\($0)" }

  /// The sources and how many items each has.
  static let sources = ["DC": 56, "2I": 55, "LD": 45, "VS": 24]

  static func matrix() throws -> SourceMatrix {
    let playbooks = try Shipped.names.map { name in
      let source = try #require(Shipped.library.playbookText(named: name))
      return try #require(PlaybookLoader.load(source, library: Shipped.library).playbook)
    }
    let journey = try #require(Shipped.library.playbookText(named: "journey"))
    let universal = try #require(Shipped.library.playbookText(named: "universal"))
    return SourceMatrix(
      playbooks, journey: PlaybookLoader.loadJourney(journey, library: Shipped.library).journey,
      universal: PlaybookLoader.loadUniversal(universal, library: Shipped.library).universal)
  }

  @Test("Every item of the strategy is served")
  func complete() throws {
    let matrix = try Self.matrix()
    print(matrix.text(Self.items))
    #expect(Self.items.filter(matrix.isBare) == [])
  }

  @Test("Nothing claims an item that no source has")
  func known() throws {
    let unknown = try Self.matrix().places.keys.filter { item in
      let parts = item.split(separator: "-").map(String.init)
      guard parts.count == 2, let count = Self.sources[parts[0]], let number = Int(parts[1]) else { return true }
      return parts[1].count != 2 || !(1...count).contains(number)
    }
    #expect(unknown == [])
  }

  @Test("Items that are counted over are named at the end")
  func gaps() throws {
    let text = """
      playbook: p
      covers: [A-01, A-05]
      questions: [{ question: a, ask: What?, type: text, covers: [A-03, B-02, C] }]
      """
    let matrix = SourceMatrix([try #require(PlaybookLoader.load(SourceText(name: "p", text: text)).playbook)])
    #expect(matrix.gaps == ["A-02", "A-04", "B-01"])
    #expect(matrix.text().hasSuffix("\nnothing serves A-02, A-04, B-01"))
    #expect(!matrix.text(["A-01"]).contains("nothing serves"))
  }

  @Test("An item that nothing names is bare")
  func bare() throws {
    let text = """
      playbook: little
      questions:
        - { question: q, ask: Q?, type: yesno, covers: [DC-01] }
      report:
        - { heading: Of it, answers: [q], covers: [DC-02] }
      """
    let source = SourceText(name: "little.yaml", text: text)
    let matrix = SourceMatrix([try #require(PlaybookLoader.load(source).playbook)])
    #expect(matrix.places("DC-01", .questions) == ["little.q"])
    #expect(matrix.places("DC-02", .report) == ["little.report Of it"])
    #expect(!matrix.isBare("DC-02"))
    #expect(matrix.isBare("DC-03"))
    #expect(matrix.text().contains("DC-02      -          -          -          1"))
  }
}
