import CEL
import Playbooks

extension Session {
  /// The lowest and highest number a calculation can still become; nil where it isn't a number, or isn't there.
  ///
  /// Bounds are sound: every completion of the answers lies within them. Sums, weighted sums and means are bounded part by
  /// part; a part that is open is bounded by what its kind of answer allows.
  public func range(of calculation: Calculation) -> ClosedRange<Double>? {
    guard let slot = calculation.slot else { return nil }
    switch calculation.body {
    case .weigh, .mean, .add: break
    default: return nil
    }
    if let number = core.number(core.slots[slot]) { return number...number }
    guard case .unknown = core.slots[slot] else { return nil }
    return Ranges(core: core).range(ofSlot: slot, depth: 0)
  }
}

/// Bounds on values that are still open.
struct Ranges {
  let core: Core
  /// Calculations of calculations deeper than this are taken as unbounded.
  static let depthMax = 16

  func range(ofSlot slot: Int, depth: Int) -> ClosedRange<Double>? {
    if let number = core.number(core.slots[slot]) { return number...number }
    guard case .unknown = core.slots[slot], depth < Ranges.depthMax else { return nil }
    switch core.playbook.variables[slot].kind {
    case .question(let index): return range(of: core.playbook.questions[index].kind)
    case .calculation(let index), .strict(let index):
      return range(of: core.playbook.calculations[index], depth: depth + 1)
    default: return nil
    }
  }

  private func range(of kind: AnswerKind) -> ClosedRange<Double>? {
    switch kind {
    case .scale(let spec): return Double(spec.low)...Double(spec.high)
    case .scale4: return 0...1
    case .number(let spec):
      guard let low = spec.min, let high = spec.max, low <= high else { return nil }
      return low...high
    default: return nil
    }
  }

  private func range(of calculation: Calculation, depth: Int) -> ClosedRange<Double>? {
    let range: ClosedRange<Double>?
    switch calculation.body {
    case .weigh(let lines):
      range = sum(
        lines.map { line in
          let weight = core.number(core.evaluate(line.weight)) ?? 0
          let part = value(line.value, depth) ?? 0...1
          return min(
            weight * part.lowerBound, weight * part.upperBound)...max(
              weight * part.lowerBound, weight * part.upperBound)
        })
    case .mean(let items): range = mean(items, depth)
    case .value(let program): range = value(program, depth)
    case .pick(let rows): range = hull(rows.map { value($0.value, depth) })
    case .add, .all, .because: range = nil
    }
    guard let range else { return nil }
    func rounded(_ number: Double) -> Double {
      core.number(core.rounded(.double(number), places: calculation.places)) ?? number
    }
    return rounded(range.lowerBound)...rounded(range.upperBound)
  }

  /// The bounds of an expression: its value, or those of the one name it is.
  private func value(_ program: Program, _ depth: Int) -> ClosedRange<Double>? {
    let value = core.evaluate(program)
    if let number = core.number(value) { return number...number }
    guard case .unknown = value, let slot = core.playbook.slot(named: program.source) else { return nil }
    return range(ofSlot: slot, depth: depth)
  }

  private func sum(_ parts: [ClosedRange<Double>]) -> ClosedRange<Double> {
    parts.reduce(0...0) { ($0.lowerBound + $1.lowerBound)...($0.upperBound + $1.upperBound) }
  }

  private func hull(_ parts: [ClosedRange<Double>?]) -> ClosedRange<Double>? {
    var hull: ClosedRange<Double>?
    for part in parts {
      guard let part else { return nil }
      hull = hull.map { min($0.lowerBound, part.lowerBound)...max($0.upperBound, part.upperBound) } ?? part
    }
    return hull
  }

  /// An open item may yet be declined and drop out, so the mean lies between the lowest and the highest it can reach.
  private func mean(_ items: [MeanItem], _ depth: Int) -> ClosedRange<Double>? {
    var known: [Double] = []
    var open: [ClosedRange<Double>] = []
    for item in items {
      switch core.evaluate(item.value) {
      case .unknown:
        guard let part = value(item.value, depth) else { return nil }
        open.append(part)
      case let value: if let number = core.number(value) { known.append(number) }
      }
    }
    func extreme(_ ends: [Double], _ better: (Double, Double) -> Bool) -> Double? {
      var sum = known.reduce(0, +)
      var count = Double(known.count)
      for end in ends.sorted(by: better) where count == 0 || better(end, sum / count) {
        sum += end
        count += 1
      }
      return count > 0 ? sum / count : nil
    }
    guard let low = extreme(open.map(\.lowerBound), <), let high = extreme(open.map(\.upperBound), >) else {
      return nil
    }
    return low...high
  }
}
