import Diagnostics
import Playbooks
import Testing

@testable import Sessions

/// What the engine claims about answers that are still missing, against trying all of them. A failure names the seed.
@Suite("What can still become of a session")
struct OutlookTests {
  static let seeds = Array(0..<(Soak.isOn ? 500 : 25))

  private func playbook(_ seed: Int) throws -> (Playbook, String) {
    var random = RandomPlaybook(UInt64(seed) &* 104_729 &+ 7)
    let text = random.text()
    let (loaded, diagnostics) = PlaybookLoader.load(SourceText(name: "random.yaml", text: text))
    return (try #require(loaded, "\(diagnostics.map(\.message))\n\(text)"), text)
  }

  /// Sessions at different points: nothing answered, some, most.
  private func sessions(_ playbook: Playbook, _ seed: Int) -> [Session] {
    [0, 4, 12].map { steps in
      var person = RandomPerson(playbook, seed: UInt64(seed * 3 + steps))
      for _ in 0..<steps { person.act() }
      return person.session
    }
  }

  @Test("Verdicts and numbers are what completing the answers in every way gives", arguments: seeds)
  func outlooks(_ seed: Int) throws {
    let (playbook, text) = try playbook(seed)
    for session in sessions(playbook, seed) {
      let oracle = Oracle(session)
      for gate in playbook.gates where gate.name != "finish" {
        check(session.outlook(ofGate: gate), gate, oracle, "seed \(seed), \(gate.name)\n\(text)")
      }
      let total = try #require(playbook.calculation(named: "total"))
      let outlook = try #require(session.outlook(of: total))
      check(outlook, total, oracle, "seed \(seed)\n\(text)")
      // Bounds without any search hold, too.
      let bounds = try #require(session.outlook(of: total, budget: 0))
      #expect(!bounds.isExact || outlook.isExact, "seed \(seed)")
      check(bounds, total, oracle, "seed \(seed), without a search\n\(text)")
    }
  }

  private func check(_ outlook: GateOutlook, _ gate: Gate, _ oracle: Oracle, _ place: Comment) {
    let isOpen = oracle.completions.map { $0.core.gates[gate.index].failing.isEmpty }
    if isOpen.contains(true), outlook.isComplete { #expect(outlook.canBeOpen, place) }
    if isOpen.contains(false), outlook.isComplete { #expect(outlook.canBeClosed, place) }
    guard oracle.isComplete else { return }
    if outlook.canBeOpen, outlook.isComplete { #expect(isOpen.contains(true), place) }
    if outlook.canBeClosed, outlook.isComplete { #expect(isOpen.contains(false), place) }
  }

  private func check(_ outlook: ScoreOutlook, _ calculation: Calculation, _ oracle: Oracle, _ place: Comment) {
    let numbers = oracle.completions.compactMap { session in
      calculation.slot.flatMap { session.core.number(session.core.slots[$0]) }
    }
    if let range = outlook.range {
      for number in numbers { #expect(range.contains(number), place) }
    } else if outlook.isExact {
      #expect(numbers.isEmpty, place)
    }
    if outlook.isSettled { #expect(Set(numbers).count <= 1, place) }
    guard outlook.isExact, oracle.isComplete, let range = outlook.range else { return }
    #expect(numbers.min() == range.lowerBound && numbers.max() == range.upperBound, place)
  }

  @Test("A settled verdict or number is never turned by a later answer", arguments: seeds)
  func settled(_ seed: Int) throws {
    let (playbook, text) = try playbook(seed)
    for session in sessions(playbook, seed) {
      let settled = playbook.gates.map { ($0, session.outlook(ofGate: $0)) }.filter(\.1.isSettled)
      guard !settled.isEmpty else { continue }
      for completion in Oracle(session).completions {
        for (gate, outlook) in settled {
          let isOpen = completion.core.gates[gate.index].failing.isEmpty
          #expect(outlook.canBeOpen == isOpen, "seed \(seed), \(gate.name)\n\(text)")
        }
      }
    }
  }

  @Test("The smallest sets that open a gate do open it, and there are no smaller ones", arguments: seeds)
  func ways(_ seed: Int) throws {
    let (playbook, text) = try playbook(seed)
    for session in sessions(playbook, seed) {
      for gate in playbook.gates where gate.name != "finish" {
        let place: Comment = "seed \(seed), \(gate.name)\n\(text)"
        let there = session.ways(toOpen: gate.name)
        let oracle = GoalOracle(session: session, gate: gate.name)
        #expect(there.isOpenAlready == oracle.opens(with: 0), place)
        guard !there.isOpenAlready else { continue }
        for way in there.ways {
          var after = session
          for step in way.steps { after.apply(try after.decide(.answer(step.cell, .value(step.value)))) }
          #expect(after.core.gates[gate.index].failing.isEmpty, place)
        }
        guard there.isComplete else { continue }
        let size = there.ways.first?.steps.count ?? (Soak.isOn ? 4 : 3)
        for smaller in 1..<max(1, size) { #expect(!oracle.opens(with: smaller), place) }
      }
    }
  }
}
