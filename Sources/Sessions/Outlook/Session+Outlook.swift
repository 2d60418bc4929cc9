import CEL
import Playbooks

/// What a gate can still become while answers are missing.
public struct GateOutlook: Hashable, Sendable {
  /// What some completion of the answers leads to; each was tried on the engine itself.
  public internal(set) var canBeOpen = false
  public internal(set) var canBeClosed = false
  /// Every completion that can make a difference was tried.
  public internal(set) var isComplete = true
  /// Something that the verdict depends on is still open.
  public internal(set) var isAwaited = false

  /// Proved: whatever is still answered, the verdict stays.
  public var isSettled: Bool { isComplete && canBeOpen != canBeClosed }
}

/// What a result that is one of a few codes can still become.
public struct CodeOutlook: Hashable, Sendable {
  /// The codes that completions lead to, in the order of the playbook; each was tried.
  public internal(set) var codes: [String]
  public internal(set) var isComplete: Bool
  public internal(set) var isAwaited: Bool
  /// Proved: whatever is still answered, it stays.
  public internal(set) var isSettled: Bool
}

/// What a number can still become while answers are missing.
public struct ScoreOutlook: Hashable, Sendable {
  /// Every completion lies within; nil where the number can't be bounded, or can't come about.
  public internal(set) var range: ClosedRange<Double>?
  /// Both ends are reached by completions that were tried, and every completion was.
  public internal(set) var isExact: Bool
  public internal(set) var isAwaited: Bool
  /// Proved: whatever is still answered, the number stays.
  public internal(set) var isSettled: Bool
}

extension Session {
  /// Completions a search may look at before it gives up being exact.
  public static let completionsMax = 3_000

  /// Where all numbers are listed, each gets so many.
  static let listedMax = 200

  public func outlook(ofGate gate: Gate, budget: Int = Session.completionsMax) -> GateOutlook {
    let completions = Completions(self, of: core.graph.gateNode[gate.index], budget: budget)
    var outlook = GateOutlook()
    outlook.isAwaited = completions.isAwaited
    outlook.isComplete = completions.visit { core in
      let failing = core.gates[gate.index].failing
      if failing.contains(where: { !$0.isOpen }) { return .settled { outlook.canBeClosed = true } }
      if failing.isEmpty { return .settled { outlook.canBeOpen = true } }
      return .open
    }
    return outlook
  }

  /// Nil where the calculation isn't a number.
  public func outlook(of calculation: Calculation, budget: Int = Session.completionsMax) -> ScoreOutlook? {
    guard let slot = calculation.slot, [.int, .double].contains(calculation.type) else { return nil }
    let completions = Completions(self, of: core.graph.calculationNode[calculation.index], budget: budget)
    var range: ClosedRange<Double>?
    var canBeMissing = false
    let isComplete = completions.visit { core in
      switch core.slots[slot] {
      case .unknown: .open
      case let value:
        .settled {
          guard let number = core.number(value) else {
            canBeMissing = true
            return
          }
          range = range.map { min($0.lowerBound, number)...max($0.upperBound, number) } ?? number...number
        }
      }
    }
    if isComplete {
      let isOne = range.map { $0.lowerBound == $0.upperBound } ?? true
      return ScoreOutlook(
        range: range, isExact: true, isAwaited: completions.isAwaited,
        isSettled: isOne && canBeMissing == (range == nil))
    }
    return ScoreOutlook(
      range: Ranges(session: self).range(of: calculation), isExact: false, isAwaited: true, isSettled: false)
  }

  /// Nil where the calculation doesn't choose among codes.
  public func codeOutlook(of calculation: Calculation, budget: Int = Session.completionsMax) -> CodeOutlook? {
    guard let slot = calculation.slot, let codes = calculation.codes else { return nil }
    let completions = Completions(self, of: core.graph.calculationNode[calculation.index], budget: budget)
    var found: Set<String> = []
    var canBeMissing = false
    let isComplete = completions.visit { core in
      switch core.slots[slot] {
      case .unknown: .open
      case .string(let code): .settled { found.insert(code) }
      default: .settled { canBeMissing = true }
      }
    }
    return CodeOutlook(
      codes: codes.codes.filter(found.contains), isComplete: isComplete, isAwaited: completions.isAwaited,
      isSettled: isComplete && found.count + (canBeMissing ? 1 : 0) == 1)
  }

  /// A gate, apart from the finish, depends on it.
  public func decidesGate(_ calculation: Calculation) -> Bool {
    playbook.gates.dropLast().contains { gate in
      Slice(self, of: core.graph.gateNode[gate.index]).nodes.contains(core.graph.calculationNode[calculation.index])
    }
  }

  /// The lowest and highest number a calculation can still become; nil where it can't be bounded.
  public func range(of calculation: Calculation) -> ClosedRange<Double>? { outlook(of: calculation)?.range }
}
