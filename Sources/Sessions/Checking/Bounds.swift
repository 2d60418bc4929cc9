import CEL
import Playbooks

/// Numbers between which a calculation must end, whatever is answered next; for cutting a search short.
///
/// They may be too wide, never too narrow. What may end without a value is bounded by the values it can have.
struct Bounds {
  let core: Core
  private static let depthMax = 16

  /// nil: no bounds are known.
  func bounds(ofSlot slot: Int, depth: Int = 0) -> ClosedRange<Double>? {
    if let number = core.number(core.slots[slot]) { return number...number }
    guard case .unknown = core.slots[slot], depth < Self.depthMax else { return nil }
    switch core.playbook.variables[slot].kind {
    case .question(let index): return core.playbook.questions[index].kind.numbers
    case .calculation(let index): return bounds(of: core.playbook.calculations[index], depth + 1)
    default: return nil
    }
  }

  private func bounds(of calculation: Calculation, _ depth: Int) -> ClosedRange<Double>? {
    let found: ClosedRange<Double>?
    switch calculation.body {
    case .value(let program): found = bounds(program, depth)
    case .weigh(let lines): found = weighed(lines, depth)
    case .mean(let items): found = mean(items, depth)
    case .pick(let rows):
      let possible = rows.filter { core.test($0.when) != .no && core.test($0.when) != .error }
      found = ClosedRange.hull(possible.map { bounds($0.value, depth) })
    case .add, .all, .because: found = nil
    }
    return found.map { rounded($0.lowerBound, calculation)...rounded($0.upperBound, calculation) }
  }

  private func rounded(_ number: Double, _ calculation: Calculation) -> Double {
    core.number(core.rounded(.double(number), places: calculation.places)) ?? number
  }

  /// A line that ends without a value adds nothing.
  private func weighed(_ lines: [WeighLine], _ depth: Int) -> ClosedRange<Double>? {
    var sum = 0.0...0.0
    for line in lines {
      let weight = core.number(core.evaluate(line.weight)) ?? 0
      let part: ClosedRange<Double>
      switch core.evaluate(line.value) {
      case .unknown:
        guard let open = bounds(line.value, depth) else { return nil }
        part =
          min(
            0, weight * open.lowerBound, weight * open.upperBound)...max(
            0, weight * open.lowerBound, weight * open.upperBound)
      case let value:
        let number = weight * (core.number(value) ?? 0)
        part = number...number
      }
      sum = (sum.lowerBound + part.lowerBound)...(sum.upperBound + part.upperBound)
    }
    return sum
  }

  /// Open items may drop out, so only those count that pull towards the end in question.
  private func mean(_ items: [MeanItem], _ depth: Int) -> ClosedRange<Double>? {
    var known: [Double] = []
    var open: [ClosedRange<Double>] = []
    for item in items {
      switch core.evaluate(item.value) {
      case .unknown:
        guard let part = bounds(item.value, depth) else { return nil }
        open.append(part)
      case let value: if let number = core.number(value) { known.append(number) }
      }
    }
    return ClosedRange.mean(of: known, open)
  }

  // MARK: Expressions

  private func bounds(_ program: Program, _ depth: Int) -> ClosedRange<Double>? { bounds(program.expr, program, depth) }

  private func bounds(_ expr: Expr, _ program: Program, _ depth: Int) -> ClosedRange<Double>? {
    switch expr.kind {
    case .literal(let value): return core.number(value).map { $0...$0 }
    case .widened(let inner): return bounds(inner, program, depth)
    case .ident(let name): return core.playbook.slot(named: name).flatMap { bounds(ofSlot: $0, depth: depth + 1) }
    case .asks(.given, let path, let other):
      guard let other else { return nil }
      return ClosedRange.hull([bounds(path, program, depth), bounds(other, program, depth)])
    case .call(let name, let target, let arguments):
      let parts = ((target.map { [$0] } ?? []) + arguments)
      if name == "_?_:_", parts.count == 3 {
        return ClosedRange.hull([bounds(parts[1], program, depth), bounds(parts[2], program, depth)])
      }
      if name == "_[_]", let first = parts.first { return entries(first) }
      if name == "_/_", expr.type == .int { return nil }
      let inner = parts.compactMap { bounds($0, program, depth) }
      return inner.count == parts.count ? combined(name, inner) : nil
    default: return nil
    }
  }

  /// Every number that a map or list of data holds.
  private func entries(_ expr: Expr) -> ClosedRange<Double>? {
    guard case .ident(let name) = expr.kind, let slot = core.playbook.slot(named: name) else { return nil }
    let values: [Value]
    switch core.slots[slot] {
    case .map(let map): values = Array(map.values)
    case .list(let list): values = Array(list.elements)
    default: return nil
    }
    return ClosedRange.hull(values.map { core.number($0).map { $0...$0 } })
  }

  private func combined(_ name: String, _ parts: [ClosedRange<Double>]) -> ClosedRange<Double>? {
    guard let a = parts.first else { return nil }
    let b = parts.count > 1 ? parts[1] : a
    switch (name, parts.count) {
    case ("_+_", 2): return (a.lowerBound + b.lowerBound)...(a.upperBound + b.upperBound)
    case ("_-_", 2): return (a.lowerBound - b.upperBound)...(a.upperBound - b.lowerBound)
    case ("-_", 1): return -a.upperBound...(-a.lowerBound)
    case ("_*_", 2), ("_/_", 2):
      if name == "_/_", b.contains(0) { return nil }
      let ends = [a.lowerBound, a.upperBound].flatMap { x in
        [b.lowerBound, b.upperBound].map { name == "_*_" ? x * $0 : x / $0 }
      }
      return (ends.min() ?? 0)...(ends.max() ?? 0)
    case ("double", 1): return a
    case ("math.greatest", _):
      return (parts.map(\.lowerBound).max() ?? 0)...(parts.map(\.upperBound).max() ?? 0)
    case ("math.least", _):
      return (parts.map(\.lowerBound).min() ?? 0)...(parts.map(\.upperBound).min() ?? 0)
    default: return nil
    }
  }
}
