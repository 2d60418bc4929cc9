import Playbooks
import Sessions

/// Whole conversations that together come through every branch of a playbook that answers can lead to; none can be left out.
public struct TranscriptSet {
  /// One conversation as text: a head of `key: value` lines, `---`, then the screen, with typed lines after `> `.
  public struct Transcript: Sendable {
    public let goals: Set<CoverageGoal>
    public let text: String
  }

  public private(set) var transcripts: [Transcript] = []
  public let goals: [CoverageGoal]
  /// Branches that no answers lead through.
  public let impossible: Set<CoverageGoal>
  /// Branches that weren't come through: they hang on other sessions, or the search ended before it found a way.
  public private(set) var missing: [CoverageGoal] = []

  private let playbook: Playbook
  private let universal: Universal?
  private let day: CalendarDay
  private static let transcriptsMax = 400

  /// Holds the conversations on the day of the searches.
  public init(_ playbook: Playbook, universal: Universal?, limits: CheckLimits = CheckLimits()) {
    guard let day = CalendarDay(iso: CheckLimits.day) else { preconditionFailure("searches take place on a day") }
    (self.playbook, self.universal, self.day) = (playbook, universal, day)
    let search = CoverageSearch(playbook, limits: limits)
    let goals = search.goals
    self.goals = goals
    var made: [Transcript] = []
    var open = goals
    func play(_ scenario: Scenario) {
      var actor = Understudy(scenario, search, Rehearsal(playbook, universal: universal, today: day))
      actor.play()
      let reached = actor.stage.session.covered.union(actor.refused).intersection(goals)
      if let first = scenario.goals.first, !reached.contains(first) { search.giveUp(first) }
      guard !reached.isDisjoint(with: open) else { return }
      open.removeAll(where: reached.contains)
      made.append(Transcript(goals: reached, text: Self.text(playbook, day, reached, actor.stage.screen)))
    }
    while made.count < Self.transcriptsMax, let scenario = search.scenario(for: open) { play(scenario) }
    // What the search didn't find, a test of the playbook's author may come through.
    for test in playbook.tests where !open.isEmpty {
      if let scenario = search.scenario(from: test, for: open) { play(scenario) }
    }
    impossible = search.impossible
    transcripts = Self.needed(made)
    let reached = transcripts.reduce(into: Set<CoverageGoal>()) { $0.formUnion($1.goals) }
    missing = goals.filter { !reached.contains($0) && !search.impossible.contains($0) }
  }

  /// Leaves out, the latest first, what the others come through without it.
  private static func needed(_ all: [Transcript]) -> [Transcript] {
    var kept = all
    for place in all.indices.reversed() {
      var others = kept
      others.remove(at: place)
      let reached = others.reduce(into: Set<CoverageGoal>()) { $0.formUnion($1.goals) }
      if kept[place].goals.isSubset(of: reached) { kept = others }
    }
    return kept
  }

  private static func text(
    _ playbook: Playbook, _ day: CalendarDay, _ goals: Set<CoverageGoal>, _ screen: [String]
  ) -> String {
    var head = ["playbook: \(playbook.name)", "today: \(day.iso)"]
    for kind in CoverageGoal.Kind.allCases {
      let names = goals.filter { $0.kind == kind }.sorted().map(\.name)
      if !names.isEmpty { head.append("\(kind.rawValue): \(names.joined(separator: ", "))") }
    }
    return (head + ["---"] + screen).map { $0 + "\n" }.joined()
  }

  // MARK: Replay

  /// Types a transcript's lines anew; what is otherwise than it says, or nil.
  public func difference(of transcript: Transcript) -> String? {
    let lines = transcript.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(of: "---") else { return "it has no head" }
    let screen = Array(lines[(start + 1)...].dropLast())
    var stage = Rehearsal(playbook, universal: universal, today: day)
    for line in screen where line == ">" || line.hasPrefix("> ") {
      stage.type(String(line.dropFirst(2)))
    }
    if let place = zip(stage.screen, screen).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset {
      return "line \(start + 2 + place) shows '\(stage.screen[place])'"
    }
    guard stage.screen.count == screen.count else { return "it has \(screen.count) lines, not \(stage.screen.count)" }
    let seen = stage.session.covered
    let lost = transcript.goals.filter { $0.kind != .refused && !seen.contains($0) }.sorted().first
    return lost.map { "it doesn't come through \($0.kind.rawValue) \($0.name)" }
  }

  /// The branches named in the head of a transcript that was written before.
  public static func goals(inHeadOf text: String) -> Set<CoverageGoal> {
    var found: Set<CoverageGoal> = []
    for line in text.split(separator: "\n").prefix(while: { $0 != "---" }) {
      let parts = line.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
      guard parts.count == 2, let kind = CoverageGoal.Kind(rawValue: parts[0]) else { continue }
      for name in parts[1].split(separator: ",") { found.insert(CoverageGoal(kind, String(name).trimmed)) }
    }
    return found
  }
}
