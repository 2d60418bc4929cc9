import Diagnostics
import Playbooks
import Testing

@testable import Sessions

/// A sound little playbook; what is planted goes on behind its questions.
private let sound = """
  playbook: planted
  questions:
    - { question: sector, ask: Which?, type: choice, choices: { private: Private, public: Public } }
    - { question: budget, ask: How much?, type: number, min: 0, max: 100, when: sector == 'private' }
    - { question: team, ask: How many?, type: number, whole: true, min: 1, max: 9 }
    - { question: ready, ask: Ready?, type: yesno }
    - { question: mood, ask: How is it?, type: scale }
    - question: pilots
      ask: Which?
      type: table
      row: P
      columns:
        - { column: weeks, type: number, min: 0, max: 6 }
        - { column: kind, type: choice, choices: { a: First, b: Second } }

  """

/// A failure shows what was planted. Behind a line, `# !check` says what must be found there; nothing else may be found.
@Suite("Planted defects")
struct PlantedDefectTests {
  @Test("A question that is never asked is found at its condition", arguments: Planting.neverAsked)
  func neverAsked(_ text: String) throws { try look(at: text) }

  @Test("Rules that exclude each other and both hold are found at the first", arguments: Planting.contradictions)
  func contradictions(_ text: String) throws { try look(at: text) }

  @Test("A gate that stays closed while more is asked is found at its need", arguments: Planting.deadEnds)
  func deadEnds(_ text: String) throws { try look(at: text) }

  @Test("A part of a condition that never matters is found at its own line", arguments: Planting.idleParts)
  func idleParts(_ text: String) throws { try look(at: text) }

  @Test("A validation nothing passes is found at its line", arguments: Planting.unsatisfiable)
  func unsatisfiable(_ text: String) throws { try look(at: text) }

  @Test("A threshold out of a score's reach is found where it is compared", arguments: Planting.outOfReach)
  func outOfReach(_ text: String) throws { try look(at: text) }

  @Test("A need that reads what may not apply is found at its line", arguments: Planting.mayNotApply)
  func mayNotApply(_ text: String) throws { try look(at: text) }

  @Test("A value that nothing uses is found where it is declared", arguments: Planting.unused)
  func unused(_ text: String) throws { try look(at: text) }

  @Test("What other checks find is at its line, and what is right is left alone", arguments: Planting.others)
  func others(_ text: String) throws { try look(at: text, needsMark: false) }

  @Test("A defect is found, and what is nearly one is left alone", arguments: Planting.nearby)
  func nearby(_ text: String) throws { try look(at: text, needsMark: false) }

  @Test("There are ten and more of each kind, each in a playbook of its own")
  func counts() {
    for kind in Planting.all { #expect(kind.count >= 10 && Set(kind).count == kind.count) }
  }

  /// The sound playbook with something planted in it.
  static func playbook(_ text: String) throws -> Playbook {
    let source = SourceText(name: "planted.yaml", text: sound + text + "\n")
    let (loaded, diagnostics) = PlaybookLoader.load(source, library: TextLibrary(["planted": source]))
    return try #require(loaded, "\(DiagnosticRenderer([source]).text(diagnostics))")
  }

  private func look(at text: String, needsMark: Bool = true) throws {
    let playbook = try Self.playbook(text)
    let source = playbook.source
    let check = PlaybookCheck.run(playbook)
    var wanted: [String] = []
    for line in 1...source.lineCount {
      guard let mark = source.line(line).split(separator: "# !", maxSplits: 1).dropFirst().first else { continue }
      wanted += mark.split(separator: " ").map { "\(line) \($0)" }
    }
    #expect(!wanted.isEmpty || !needsMark, "nothing is marked")
    let found = check.diagnostics.filter { $0.severity != .note }.map {
      "\($0.range?.start.line ?? 0) \($0.check ?? "")"
    }
    #expect(found.sorted() == wanted.sorted(), "\(DiagnosticRenderer([source]).text(check.diagnostics))")
  }
}
