import CEL
import Playbooks

extension Checker {
  /// What each score can come to, and comparisons with thresholds that it never reaches or always passes.
  mutating func checkScores() {
    var ranges: [Int: ScoreRange] = [:]
    for calculation in playbook.calculations where calculation.register == nil {
      guard let slot = calculation.slot, search.tries < limits.triesAltogether,
        let range = search.scoreRange(calculation, budget: limits.triesPerGoal / 2)
      else { continue }
      result.tries = search.tries
      result.scores.append(range)
      if range.isProved { ranges[slot] = range }
    }
    for (name, condition) in playbook.namedConditions {
      for program in condition.conjuncts {
        for threshold in thresholds(in: program.expr) {
          guard let range = ranges[threshold.slot], let verdict = verdict(threshold, range) else { continue }
          report(
            "out-of-reach", name,
            "'\(range.name)' \(verdict): it goes from \(shown(range.low)) to \(shown(range.high))",
            playbook.range(of: program, in: condition), hint: "in: \(program.source)")
        }
      }
    }
  }

  private func shown(_ number: Double) -> String { Core.plain(number) }

  /// Why a comparison is settled beforehand, if it is.
  private func verdict(_ threshold: Threshold, _ range: ScoreRange) -> String? {
    let limit = threshold.limit
    let never: Bool
    let always: Bool
    switch threshold.comparison {
    case "_>_": (never, always) = (range.high <= limit, range.low > limit)
    case "_>=_": (never, always) = (range.high < limit, range.low >= limit)
    case "_<_": (never, always) = (range.low >= limit, range.high < limit)
    case "_<=_": (never, always) = (range.low > limit, range.high <= limit)
    default: (never, always) = (limit < range.low || limit > range.high, false)
    }
    if never { return "never comes to \(threshold.words) \(shown(limit))" }
    return always ? "is always \(threshold.words) \(shown(limit))" : nil
  }

  private struct Threshold {
    let slot: Int
    let comparison: String
    let limit: Double

    var words: String {
      switch comparison {
      case "_>_": "more than"
      case "_>=_": "at least"
      case "_<_": "less than"
      case "_<=_": "at most"
      default: "exactly"
      }
    }
  }

  private static let turned = ["_>_": "_<_", "_>=_": "_<=_", "_<_": "_>_", "_<=_": "_>=_", "_==_": "_==_"]

  /// Comparisons of a calculation with a number of the file.
  private func thresholds(in expr: Expr) -> [Threshold] {
    var found = expr.kind.children.flatMap(thresholds)
    guard case .call(let name, nil, let sides) = expr.kind, sides.count == 2, let other = Self.turned[name] else {
      return found
    }
    if let slot = score(sides[0]), let limit = constant(sides[1]) {
      found.append(Threshold(slot: slot, comparison: name, limit: limit))
    } else if let slot = score(sides[1]), let limit = constant(sides[0]) {
      found.append(Threshold(slot: slot, comparison: other, limit: limit))
    }
    return found
  }

  private func score(_ expr: Expr) -> Int? {
    switch expr.kind {
    case .widened(let inner): return score(inner)
    case .ident(let name):
      guard let slot = playbook.slot(named: name), case .calculation = playbook.variables[slot].kind else { return nil }
      return slot
    default: return nil
    }
  }

  private func constant(_ expr: Expr) -> Double? {
    switch expr.kind {
    case .widened(let inner): return constant(inner)
    case .literal(let value): return search.core.number(value)
    case .call("-_", nil, let parts): return parts.first.flatMap(constant).map { -$0 }
    case .ident(let name):
      guard let slot = playbook.slot(named: name), case .data = playbook.variables[slot].kind else { return nil }
      return search.core.number(search.core.slots[slot])
    case .select(let base, let field, .plain):
      guard case .ident(let name) = base.kind, let slot = playbook.slot(named: name),
        case .data = playbook.variables[slot].kind
      else { return nil }
      switch search.core.slots[slot] {
      case .map(let map):
        let place = map.keys.firstIndex { $0 == .string(field) }
        return place.flatMap { search.core.number(map.values[$0]) }
      case .record(let record): return record.value(of: field).flatMap { search.core.number($0) }
      default: return nil
      }
    default: return nil
    }
  }
}
