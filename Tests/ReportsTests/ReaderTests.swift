import Diagnostics
import Playbooks
import Sessions
import Testing

@testable import Reports

/// What a reader finds in a report: numbers that go together, answers as they were given, and no empty frames.
@Suite("For whoever reads a report")
struct ReaderTests {
  private static let playbook = """
    playbook: reader
    questions:
      - { question: pace, ask: How many weeks?, type: number, unit: weeks, title: Pace }
      - { question: mood, ask: How is it?, type: number, title: Mood }
      - { question: tried, ask: Tried before?, type: yesno, title: Tried }
      - { question: how_often, ask: How often?, type: number, when: tried, sensitive: [C] }
      - { question: fears, ask: Any fears?, type: text, sensitive: [H] }
      - { question: worse, ask: What is worse?, type: text, when: "fears == 'many'" }
      - question: parts
        ask: How far is each?
        type: table
        title: Parts
        rows: { fixed: { one: One, two: Two, three: Three } }
        columns:
          - { column: level, type: choice, choices: { low: Low, high: High } }
          - { column: weeks, type: number }
      - question: wishes
        ask: What do you wish?
        type: list
        title: Wishes
      - question: costs
        ask: What does it cost?
        type: table
        sensitive: [H]
        columns: [{ column: what, type: text, title: What it costs }, { column: much, type: number }]
    tables:
      - table: priced
        columns: [{ column: what, type: text }]
        rows: [{ for: costs as c, cells: { what: "{c.what}" } }]
    declassify:
      - { name: priced, to: public, because: Everybody pays. }
    report:
      - { heading: Costs, table: costs, columns: [what, much], sort: -much, text: "The dearest first." }
      - { heading: Priced, table: priced }
      - heading: Levels
        bars: { for: "rows(parts).filter(p, known(p.level)) as p", label: "{p.title}", value: 1.0, text: "{p.level}" }
      - { heading: Parts again, table: parts }
    """

  private func session(_ changes: [(CellRef, Answer)]) throws -> Session {
    let (playbook, diagnostics) = PlaybookLoader.load(SourceText(name: "reader.yaml", text: Self.playbook))
    var session = Session.opened(try #require(playbook, "\(diagnostics.map(\.message))"))
    for (place, answer) in changes { session.apply(.changed([.set(place, answer)], reason: nil)) }
    return session
  }

  private static func part(_ row: String, _ column: String) -> CellRef { CellRef("parts", row: row, column: column) }

  private func everything() throws -> Session {
    var session = try session([
      (CellRef("pace"), Answer(.value(.int(8)), isApproximate: true, note: "Says the boss")),
      (CellRef("mood"), Answer(.value(.int(3)), note: "Mallory left")),
      (CellRef("tried"), .value(.bool(false))), (CellRef("fears"), .value(.text("few"))),
      (Self.part("one", "level"), .value(.code("high"))),
      (Self.part("one", "weeks"), Answer(.value(.int(5)), isApproximate: true)),
      (Self.part("two", "level"), Answer(.declined)), (Self.part("three", "level"), Answer(.skipped)),
      (CellRef("parts"), .value(.rows)),
    ])
    for (id, text) in [("R1", "More light"), ("R2", "More time")] {
      session.apply(
        try session.decide(.addRow(question: "wishes", cells: [CellEntry("text", .value(.text(text)))], id: id)))
    }
    session.apply(try session.decide(.endTable("wishes")))
    session.apply(
      try session.decide(.addRow(question: "costs", cells: [CellEntry("what", .value(.text("A hall")))], id: "R1")))
    session.apply(try session.decide(.endTable("costs")))
    return session
  }

  /// Eight questions apply (`how_often` doesn't); whether `worse` does, only the coach may know.
  @Test(
    "Questions that are seen and questions that are left out add up to those that apply",
    arguments: [
      (Audience.full, "7 of 7", 0), (.team, "5 of 5", 3), (.shared, "5 of 5", 3), (.everyone, "5 of 5", 3),
    ])
  func counts(_ audience: Audience, answered: String, leftOut: Int) throws {
    let report = Report.of(try everything(), audience: audience)
    #expect(report.facts.first { $0.label == "Answered" }?.value == answered)
    #expect(report.leftOut == leftOut)
  }

  @Test("Counts go together in every shipped playbook", arguments: Shipped.names)
  func shippedCounts(_ name: String) throws {
    for seed in [UInt64(1), 2] {
      let session = Filler(try Shipped.playbook(name), seed: seed).session
      let all = ReportBuilder(session, .full)
      #expect(all.leftOut == 0)
      for audience in [Audience.team, .shared, .everyone] {
        let builder = ReportBuilder(session, audience)
        #expect(builder.visibleProgress.all + builder.leftOut >= all.visibleProgress.all)
        #expect(builder.visibleProgress.all + builder.leftOut <= session.numbered.all)
      }
    }
  }

  @Test("With nothing to see there is nothing to count", arguments: [(true, 0, 0), (false, 1, 2)])
  func draft(isEmpty: Bool, answered: Int, all: Int) {
    let expected =
      isEmpty
      ? "A draft: conclusions may still change."
      : "A draft: 1 of 2 questions are answered, so conclusions may still change."
    #expect(ReportWords.draft(answered, all) == expected)
  }

  @Test("A rough number stays rough, a blank stays blank, and only who says so doesn't know")
  func asSaid() throws {
    let report = Report.of(try everything(), audience: .team).markdown
    for line in [
      "- Pace: about 8 weeks\n", "| Parts | Level | Weeks |\n", "| One | High | about 5 |\n",
      "| Two | don't know |  |\n", "| Three |  |  |\n",
    ] { #expect(report.contains(line), "\(line)") }
    let entry = report.components(below: "## Parts again")
    #expect(entry.contains("| One | High | about 5 |") && entry.contains("| Three |  |  |"))
  }

  @Test(
    "A remark is for those who answered and their team, whatever it is about",
    arguments: [(Audience.full, true), (.team, true), (.shared, false), (.everyone, false)])
  func remarks(_ audience: Audience, isShown: Bool) throws {
    let report = Report.of(try everything(), audience: audience)
    #expect(report.markdown.contains("Mallory") == isShown)
    #expect(report.markdown.contains("Says the boss") == isShown)
    #expect(report.markdown.contains("Mood: 3"))
  }

  @Test(
    "What was said beside rows, and what was parked, is for those who answered and their team",
    arguments: [(Audience.full, 10), (.team, 9), (.shared, 3), (.everyone, 3)])
  func besideRows(_ audience: Audience, freeTexts: Int) throws {
    var session = try everything()
    for place in [Self.part("one", "level"), CellRef("parts", row: "two"), CellRef("parts")] {
      session.apply(.changed([.set(place, Answer(.value(.code("low")), note: "Mallory \(place)"))], reason: nil))
    }
    session.apply(.parked("Mallory again"))
    let report = Report.of(session, audience: audience)
    let lines = report.markdown.split(separator: "\n")
    let shown = lines.filter { $0.contains("Mallory parts") || $0.contains("Mallory again") }
    #expect(shown.count == (audience == .full || audience == .team ? 4 : 0), "\(shown)")
    #expect(report.freeTexts == freeTexts)
  }

  /// Wishes, remarks, fears, costs; what was released of a hidden table was written by somebody, too.
  @Test(
    "Each answer, cell and remark that somebody wrote is counted, where names may be in it",
    arguments: [(Audience.full, 6), (.team, 5), (.shared, 3), (.everyone, 3)])
  func freeTexts(_ audience: Audience, count: Int) throws {
    #expect(Report.of(try everything(), audience: audience).freeTexts == count)
  }

  @Test("Words about a table go with it, and no column or heading is without a name", arguments: Audience.allCases)
  func frames(_ audience: Audience) throws {
    let report = Report.of(try everything(), audience: audience)
    #expect(report.markdown.contains("The dearest first.") == (audience == .full))
    #expect(report.markdown.contains("## Costs") == (audience == .full))
    let lines = report.markdown.split(separator: "\n")
    for (line, next) in zip(lines, lines.dropFirst()) where next.hasPrefix("| ---") {
      #expect(!line.contains("|  |"), "\(line)")
    }
    #expect(report.markdown.contains("| Row | Bar | Value |"))
    #expect(report.markdown.contains("## Priced\n\n| What |\n| --- |\n| A hall |\n"))
  }
}

extension String {
  /// What stands below a heading, up to the next one.
  fileprivate func components(below heading: String) -> String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0 == heading }) else { return "" }
    return lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }.joined(separator: "\n")
  }
}
