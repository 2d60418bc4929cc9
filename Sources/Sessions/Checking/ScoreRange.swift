import CEL
import Playbooks

/// The lowest and highest number a calculation comes to over all answers.
public struct ScoreRange: Hashable, Sendable {
  public let name: String
  public let low: Double
  public let high: Double
  /// Whether every answer that can make a difference was looked at; otherwise these are the ends that were seen.
  public let isProved: Bool
}

extension WitnessSearch {
  /// Looks for the lowest and the highest value, leaving out branches that can't go beyond the best one found.
  func scoreRange(_ calculation: Calculation, budget: Int) -> ScoreRange? {
    guard let slot = calculation.slot, [.int, .double].contains(calculation.type) else { return nil }
    let (high, isHighProved) = extreme(slot, sign: 1, budget: budget)
    guard let high else { return nil }
    let (low, isLowProved) = extreme(slot, sign: -1, budget: budget)
    return ScoreRange(
      name: calculation.name, low: min(high, low ?? high), high: high, isProved: isHighProved && isLowProved)
  }

  private func extreme(_ slot: Int, sign: Double, budget: Int) -> (value: Double?, isProved: Bool) {
    var hunt = ScoreHunt(search: self, slot: slot, sign: sign, budget: budget)
    hunt.go(depth: 0)
    return (hunt.best.map { $0 * sign }, hunt.isExhaustive)
  }
}

/// One search for an end of a score's range.
private struct ScoreHunt {
  let search: WitnessSearch
  let slot: Int
  /// 1 for the highest value, -1 for the lowest.
  let sign: Double
  var budget: Int
  var best: Double?
  var isExhaustive = true
  private var trail: [OpenPlace] = []
  private static let depthMax = 40

  init(search: WitnessSearch, slot: Int, sign: Double, budget: Int) {
    (self.search, self.slot, self.sign, self.budget) = (search, slot, sign, budget)
  }

  /// The furthest this branch can still go.
  private var promise: Double? {
    Bounds(core: search.core).bounds(ofSlot: slot).map { sign > 0 ? $0.upperBound : -$0.lowerBound }
  }

  mutating func go(depth: Int) {
    search.tries += 1
    budget -= 1
    if let best, let promise, promise <= best { return }
    guard let missing = open(), !search.isStuck(missing) else { return }
    guard budget > 0, depth < Self.depthMax, let place = search.firstPlace(missing),
      let options = search.options(place)
    else {
      isExhaustive = false
      return
    }
    if !options.isComplete { isExhaustive = false }
    trail.append(place)
    defer { trail.removeLast() }
    var isAnyTaken = false
    for option in inOrder(options.values, place) {
      let undo = search.set(place, option)
      defer { undo() }
      guard !search.isRefused(place) else { continue }
      isAnyTaken = true
      if !trail.contains(where: search.isRefused) { go(depth: depth + 1) }
    }
    guard !isAnyTaken else { return }
    search.stuck.insert(place)
    defer { search.stuck.remove(place) }
    go(depth: depth + 1)
  }

  /// What is missing; a value that is there, and whose answers would all be taken, is kept as the best if it is.
  private mutating func open() -> Unknowns? {
    switch search.core.slots[slot] {
    case .unknown(let missing): return missing
    case let value:
      guard let number = search.core.number(value) else { return nil }
      if let pending = search.pendingValidations(trail), !search.isStuck(pending) { return pending }
      best = max(best ?? number * sign, number * sign)
      return nil
    }
  }

  /// The most promising answers first.
  private mutating func inOrder(_ options: [Trying], _ place: OpenPlace) -> [Trying] {
    search.tries += options.count
    budget -= options.count
    let weighed = options.enumerated().map { offset, option in
      let undo = search.set(place, option)
      defer { undo() }
      let value = search.core.number(search.core.slots[slot]).map { $0 * sign } ?? promise
      return (option: option, promise: value ?? -.infinity, offset: offset)
    }
    return weighed.sorted { ($1.promise, $0.offset) < ($0.promise, $1.offset) }.map(\.option)
  }
}
