import Playbooks
import Sessions

/// Whole conversations that together come through every branch of a playbook that answers can lead to; none can be left out.
///
/// They begin like a first session, or with what a test of the playbook's author gives from other sessions.
public struct TranscriptSet {
  /// One conversation as text: a head of `key: value` lines, `---`, then the screen, with typed lines after `> `.
  public struct Transcript: Sendable {
    public let goals: Set<CoverageGoal>
    public let text: String
    let background: Background
  }

  public private(set) var transcripts: [Transcript] = []
  public let goals: [CoverageGoal]
  /// Branches that no answers lead through.
  public private(set) var impossible: Set<CoverageGoal> = []
  /// Branches that weren't come through, and why.
  public private(set) var missing: [(goal: CoverageGoal, reason: CoverageSearch.Reason)] = []

  private let playbook: Playbook
  private let universal: Universal?
  private var open: [CoverageGoal]
  private static let transcriptsMax = 400

  public init(_ playbook: Playbook, universal: Universal?, limits: CheckLimits = CheckLimits()) {
    (self.playbook, self.universal) = (playbook, universal)
    goals = CoverageGoal.all(of: playbook)
    open = goals
    var reasons: [CoverageGoal: CoverageSearch.Reason] = [:]
    // What a test of the author comes through is the quickest way there.
    let backgrounds = playbook.backgrounds
    search(.nothing, limits, &reasons)
    for test in playbook.tests { rehearse(test) }
    for background in backgrounds.dropFirst() { search(background, limits, &reasons) }
    settle(limits, reasons)
    transcripts = Self.needed(transcripts)
  }

  /// Plays what is found for the branches that are open, in sessions that begin with a background.
  private mutating func search(
    _ background: Background, _ limits: CheckLimits, _ reasons: inout [CoverageGoal: CoverageSearch.Reason]
  ) {
    guard !open.isEmpty else { return }
    let search = CoverageSearch(playbook, limits: limits, background: background)
    while transcripts.count < Self.transcriptsMax, let scenario = search.scenario(for: open) {
      let reached = play(scenario, search, background)
      if let first = scenario.goals.first, !reached.contains(first) { search.giveUp(first) }
    }
    // Where a test gives what it hangs on, that it isn't there is no reason.
    reasons.merge(search.undecided) { first, later in first.isAwaiting ? later : first }
  }

  /// What the search didn't find, a test of the playbook's author may come through.
  private mutating func rehearse(_ test: PlaybookTest) {
    guard !open.isEmpty else { return }
    let background = test.background(of: playbook) ?? .nothing
    let search = CoverageSearch(playbook, background: background)
    if let scenario = search.scenario(from: test, for: open) { _ = play(scenario, search, background) }
  }

  private mutating func play(
    _ scenario: Scenario, _ search: CoverageSearch, _ background: Background
  ) -> Set<CoverageGoal> {
    let stage = Rehearsal(playbook, universal: universal, background: background)
    var actor = Understudy(scenario, search, stage)
    actor.play()
    let reached = actor.stage.session.covered.union(actor.refused).intersection(goals)
    guard !reached.isDisjoint(with: open) else { return reached }
    open.removeAll(where: reached.contains)
    let text = text(background, reached, actor.stage.screen)
    transcripts.append(Transcript(goals: reached, text: text, background: background))
    return reached
  }

  /// Tells what no answers reach, whatever comes from outside, from what just wasn't reached.
  private mutating func settle(_ limits: CheckLimits, _ reasons: [CoverageGoal: CoverageSearch.Reason]) {
    guard !open.isEmpty else { return }
    let search = CoverageSearch(playbook, limits: limits)
    for goal in open {
      _ = search.scenario(for: [goal])
      if search.impossible.contains(goal) {
        impossible.insert(goal)
      } else {
        missing.append((goal, reasons[goal] ?? search.undecided[goal] ?? .wentElsewhere))
      }
    }
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

  private func text(_ background: Background, _ goals: Set<CoverageGoal>, _ screen: [String]) -> String {
    var head = ["playbook: \(playbook.name)", "today: \(background.day)"]
    if let test = background.test { head.append("outside: as in the test '\(test)'") }
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
    var stage = Rehearsal(playbook, universal: universal, background: transcript.background)
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

extension CoverageSearch.Reason {
  fileprivate var isAwaiting: Bool {
    if case .awaits = self { true } else { false }
  }
}
