import Diagnostics
import Playbooks
import Reports
import Sessions
import Testing

/// Single fixed rows with codes of their own: what is computed over all rows is as hidden as they are.
@Suite("Rows that not everybody may see")
struct GuardedRowTests {
  private static let playbook = """
    playbook: purse
    questions:
      - question: means
        ask: What do you have?
        type: table
        rows:
          fixed:
            tools: Tools
            time: Time
            money: { title: Money, sensitive: [B] }
        columns:
          - { column: level, type: choice, choices: { low: Low, high: High } }
    calculations:
      - { calculation: low, codes: { tools: Tools, time: Time, money: Money }, is: "rows(means).filter(m, m.level == 'low').map(m, m.id)" }
      - { calculation: low_count, is: size(low) }
      - { calculation: lows, is: "rows(means).filter(m, m.level == 'low')" }
      - { calculation: low_tools, is: means.tools.level == 'low' }
      - { calculation: low_money, is: means.money.level == 'low' }
      - { calculation: all_rows, is: size(rows(means)) }
      - { calculation: first, is: "rows(means).sortedBy(m, m.level)[0].title" }
      - { calculation: released, is: size(low) }
    rules:
      - { rule: P-R01, when: size(low) > 1, flag: high, text: Two are low. }
      - { rule: P-R02, when: means.tools.level == 'low', flag: high, text: Tools are low. }
      - { rule: P-R03, when: released > 1, flag: high, text: Two of them. }
      - { rule: P-R04, for: rows(means) as m, when: m.level == 'low', flag: high, text: "{m.title} is low." }
    gates:
      - { gate: enough, title: Enough to go on, needs: [{ that: size(low) < 2, otherwise: Fewer that are low. }] }
      - { gate: sharp, title: Sharp enough, needs: [{ that: means.tools.level == 'high', otherwise: Better tools. }] }
    declassify:
      - { name: released, to: public, because: It is a count. }
    report:
      - { heading: Lows, text: "Low ones: {low}. So many: {low_count}. Tools alone: {low_tools}. Rows: {all_rows}. Up to you." }
      - { heading: Purse, text: "Purse: {low_money}." }
      - { heading: First, text: "First: {first}. Out: {released}" }
      - { heading: Table, table: means, columns: [title, level], sort: level }
      - { heading: Low rows, table: lows, columns: [title, level] }
      - { heading: List, list: means }
      - heading: Bars
        bars: { for: "rows(means).filter(m, m.level == 'low') as m", label: "{m.title}", value: 1.0, text: "{m.level}" }
      - heading: Bars against all
        bars: { for: "rows(means).filter(m, m.level == means.money.level) as m", label: "Like it: {m.title}", value: 1.0 }
      - heading: Each
        each: rows(means) as m
        text: "{m.title} stands at {m.level}."
    """

  private func report(_ audience: Audience, money: String) throws -> String {
    let (playbook, diagnostics) = PlaybookLoader.load(SourceText(name: "purse.yaml", text: Self.playbook))
    var session = Session.opened(try #require(playbook, "\(diagnostics.map(\.message))"))
    for (row, level) in [("tools", "low"), ("time", "high"), ("money", money)] {
      session.apply(
        .changed([.set(CellRef("means", row: row, column: "level"), Answer(.value(.code(level))))], reason: nil))
    }
    session.apply(.changed([.set(CellRef("means"), .value(.rows))], reason: nil))
    return Report.of(session, audience: audience).markdown
  }

  @Test(
    "are named in no list, counted in no number and decide no finding or gate",
    arguments: [Audience.team, .shared, .everyone])
  func hidden(_ audience: Audience) throws {
    let report = try report(audience, money: "low")
    for word in [
      "Money", "Low ones", "So many", "Two are low", "Enough to go on", "Purse: ", "First: ", "Like it", "kept back",
      "Up to you",
    ] {
      #expect(!report.contains(word), "\(word)")
    }
    #expect(report.contains("Out: 2") && report.contains("Two of them."))
    // What is released follows it, and nothing else.
    let other = try self.report(audience, money: "high").split(separator: "\n")
    let differing = report.split(separator: "\n").filter { !other.contains($0) }
    #expect(differing.allSatisfy { $0.contains("Out: 2") || $0.contains("Two of them.") }, "\(differing)")
  }

  @Test("leave what rests on other rows where it was", arguments: Audience.allCases)
  func shown(_ audience: Audience) throws {
    let report = try report(audience, money: "low")
    for words in [
      "Tools alone: yes.", "Rows: 3.", "Tools are low.", "Sharp enough", "| Tools | Low |", "- Tools\n",
      "| Tools | `██████████` |", "Tools stands at Low.",
    ] { #expect(report.contains(words), "\(words)") }
  }

  @Test("are there for those who answered")
  func full() throws {
    let report = try report(.full, money: "low")
    for words in [
      "Low ones: Tools, Money. So many: 2. Tools alone: yes. Rows: 3. Up to you.", "Purse: yes.", "First: Time.",
      "Two are low.", "Enough to go on", "| Money | Low |", "Money stands at Low.", "Like it: Tools", "Money is low.",
    ] { #expect(report.contains(words), "\(words)") }
  }

  @Test("The team's report of a quick look says nothing about money, even where money is the weakest")
  func quickLook() throws {
    func look(money: String) throws -> String {
      var session = Session.opened(try Shipped.playbook("quick-assessment"))
      for (row, rating) in [
        ("people_with_interest", "strong"), ("data_skills", "workable"), ("tools", "thin"), ("data_access", "workable"),
        ("time_to_experiment", "workable"), ("leadership_attention", "thin"), ("money", money),
      ] {
        session.apply(
          .changed(
            [.set(CellRef("capacities", row: row, column: "rating"), Answer(.value(.code(rating))))], reason: nil))
      }
      session.apply(.changed([.set(CellRef("capacities"), .value(.rows))], reason: nil))
      return Report.of(session, audience: .team).markdown
    }
    let workable = try look(money: "workable")
    for money in ["thin", "none", "strong"] {
      let report = try look(money: money)
      #expect(!report.contains("Money"))
      #expect(report.contains("Weakest, money aside: Tools, Leadership attention.\n"))
      #expect(report.contains("Enough to start"))
      #expect(report == workable)
    }
  }
}
