import Playbooks

/// What a wish would change beside the answer itself.
public struct Difference: Sendable {
  /// Questions that come to apply, or no longer do.
  public var appearing: [Int] = []
  public var disappearing: [Int] = []
  /// Answers that would be kept but not count.
  public var inactive: [CellRef] = []
  /// Inactive answers that would count again.
  public var returning: [CellRef] = []
  public var findingsComing: [Finding] = []
  public var findingsGoing: [Finding] = []
  public var gates: [(name: String, from: GateView.Verdict, to: GateView.Verdict)] = []
  /// Calculations whose value changes, as shown.
  public var calculations: [(name: String, from: String, to: String)] = []

  public init() {}

  /// Something a person may not expect: an answer is lost from sight, or a verdict changes.
  public var needsConsent: Bool { !inactive.isEmpty }
  public var isEmpty: Bool {
    appearing.isEmpty && disappearing.isEmpty && inactive.isEmpty && returning.isEmpty && findingsComing.isEmpty
      && findingsGoing.isEmpty && gates.isEmpty && calculations.isEmpty
  }
}

extension Session {
  /// What a wish would change, without doing it.
  public func preview(_ command: Command) throws(Refusal) -> Difference {
    var other = self
    other.apply(try decide(command))
    return difference(to: other)
  }

  /// What differs in `other`, a later state of the same session, also under another version of its playbook.
  public func difference(to other: Session) -> Difference {
    var difference = Difference()
    if core.graph === other.core.graph {
      for index in playbook.questions.indices where relevance(of: index) != other.relevance(of: index) {
        if other.relevance(of: index) == .yes { difference.appearing.append(index) }
        if relevance(of: index) == .yes { difference.disappearing.append(index) }
      }
    }
    let (inactiveNow, inactiveThen) = (Set(inactivePlaces.map(\.cell)), other.inactivePlaces.map(\.cell))
    difference.inactive = inactiveThen.filter { !inactiveNow.contains($0) }
    if !inactiveNow.isEmpty {
      let stillInactive = Set(inactiveThen)
      difference.returning = inactivePlaces.map(\.cell).filter { !stillInactive.contains($0) }
    }
    let (now, then) = (findingKeys, other.findingKeys)
    if now != then {
      difference.findingsComing = other.findings { !now.contains($0) }
      difference.findingsGoing = findings { !then.contains($0) }
    }
    for gate in playbook.gates where gate.name != Self.finishGate {
      guard let counterpart = other.playbook.gate(named: gate.name) else { continue }
      let (before, after) = (verdict(of: gate), other.verdict(of: counterpart))
      if before != after { difference.gates.append((gate.name, before, after)) }
    }
    for calculation in playbook.calculations {
      if core.graph === other.core.graph, let slot = calculation.slot, core.slots[slot] == other.core.slots[slot] {
        continue
      }
      guard let from = shownValue(of: calculation),
        let to = other.playbook.calculation(named: calculation.name).flatMap(other.shownValue), from != to
      else { continue }
      difference.calculations.append((calculation.title, from, to))
    }
    return difference
  }

  /// The value of a calculation that has one for the whole session, as a person reads it.
  private func shownValue(of calculation: Calculation) -> String? {
    calculation.slot.map { core.text(of: core.slots[$0], calculation.codes.map(Rendering.choice) ?? .plain) }
  }
}

extension Session {
  /// Whether anything but finishing depends on an answer: if not, changing it changes no conclusion and hides nothing.
  /// True for cells of tables and whatever can't be told at a glance.
  public func isRead(_ place: CellRef) -> Bool {
    guard place.row == nil, let index = core.graph.questionNames.number(of: place.question),
      !core.graph.questions[index].isTable
    else { return true }
    return core.graph.readers(of: Int(core.graph.questions[index].value)).contains { node in
      guard case .gate(let gate) = core.graph.cell(node) else { return true }
      return playbook.gates[gate].name != Self.finishGate
    }
  }

  /// Whether other answers could stop applying when this one is given or changed: whether anything that decides if a question
  /// applies depends on it, however far away. True for whatever can't be told at a glance, and for an answer that doesn't
  /// count itself.
  public func mayHide(_ place: CellRef) -> Bool {
    guard place.row == nil, let index = core.graph.questionNames.number(of: place.question),
      !core.graph.questions[index].isTable, core.relevance[index] == .yes
    else { return true }
    let part = core.graph.questions[index]
    var isSeen = [Bool](repeating: false, count: core.graph.count)
    var next = [part.value, part.reply].filter { $0 >= 0 }
    while let node = next.popLast() {
      for reader in core.graph.readers(of: Int(node)) where !isSeen[Int(reader)] {
        if case .relevance = core.graph.cell(reader) { return true }
        isSeen[Int(reader)] = true
        next.append(reader)
      }
    }
    return false
  }

  /// Whether an event, stored at a time, changes an answer that nothing depends on, and nothing else: then no conclusion,
  /// gate or follow-up is another one afterwards, and nobody need keep the session as it was to compare.
  public func isQuiet(_ event: Event, at time: String) -> Bool {
    guard case .changed(let changes, _) = event, changes.count == 1, case .set(let cell, _) = changes[0],
      cell.column == nil, !isRead(cell), let index = core.graph.questionNames.number(of: cell.question),
      core.graph.questions[index].reply < 0
    else { return false }
    if core.graph.elapsedSlot == nil { return true }
    var later = log
    later.begin(EventTime(time))
    return Int(later.elapsedSeconds / 60) == Int(core.elapsedSeconds / 60)
  }

  private static let finishGate = "finish"
}
