import CEL
import Playbooks

/// Conditions that compare one number in ways no number meets: told from the comparisons alone, without trying answers.
struct Contradiction {
  let core: Core
  /// What the conditions are looked at for, one by one.
  var iteration: Iteration?

  /// Whether the conditions can't hold together. False says nothing.
  func isCertain(_ programs: [Program]) -> Bool { isCertain(programs.map(\.expr)) }

  private func isCertain(_ parts: [Expr]) -> Bool {
    var stretches: [String: Stretch] = [:]
    var open = parts
    while let part = open.popLast() {
      guard case .call(let name, let target, let arguments) = part.kind else { continue }
      if name == "_&&_" {
        open += arguments
      } else if name == "_||_" {
        if !arguments.isEmpty, arguments.allSatisfy({ isCertain([$0]) }) { return true }
      } else if target == nil, arguments.count == 2, let (place, narrow) = comparison(name, arguments[0], arguments[1])
      {
        var stretch = stretches[place.name] ?? place.all
        narrow(&stretch)
        if stretch.isEmpty { return true }
        stretches[place.name] = stretch
      }
    }
    return false
  }

  /// `n > 3` or `3 < n`: which place it compares, and what that leaves of its numbers.
  private func comparison(_ name: String, _ left: Expr, _ right: Expr) -> (Place, (inout Stretch) -> Void)? {
    if let place = place(left), let number = number(right) { return narrowing(name, number).map { (place, $0) } }
    if let place = place(right), let number = number(left) {
      let turned = ["_<_": "_>_", "_<=_": "_>=_", "_>_": "_<_", "_>=_": "_<=_"][name] ?? name
      return narrowing(turned, number).map { (place, $0) }
    }
    return nil
  }

  private func narrowing(_ name: String, _ number: Double) -> ((inout Stretch) -> Void)? {
    switch name {
    case "_>_": { $0.raise(to: number, isOpen: true) }
    case "_>=_": { $0.raise(to: number, isOpen: false) }
    case "_<_": { $0.lower(to: number, isOpen: true) }
    case "_<=_": { $0.lower(to: number, isOpen: false) }
    case "_==_":
      {
        $0.raise(to: number, isOpen: false)
        $0.lower(to: number, isOpen: false)
      }
    default: nil
    }
  }

  // MARK: Places and numbers

  private struct Place {
    let name: String
    let all: Stretch
  }

  private func place(_ expr: Expr) -> Place? {
    switch expr.kind {
    case .widened(let inner): return place(inner)
    case .ident(let name):
      guard let slot = core.playbook.slot(named: name), case .question(let index) = core.playbook.variables[slot].kind,
        let all = Stretch(core.playbook.questions[index].kind)
      else { return nil }
      return Place(name: name, all: all)
    case .select(let row, let field, .plain):
      guard case .ident(let name) = row.kind, let iteration, iteration.name == name, let table = iteration.table else {
        return nil
      }
      let question = core.playbook.questions[table]
      guard !core.playbook.isDrafted(question), let column = question.table?.column(named: field) else { return nil }
      return Stretch(column.kind).map { Place(name: "\(name).\(field)", all: $0) }
    default: return nil
    }
  }

  /// A number of the playbook's own.
  private func number(_ expr: Expr) -> Double? {
    switch expr.kind {
    case .widened(let inner): return number(inner)
    case .literal(let value): return core.number(value)
    case .call("-_", let target, let arguments):
      return ((target.map { [$0] } ?? []) + arguments).first.flatMap(number).map { -$0 }
    case .ident(let name):
      guard let slot = core.playbook.slot(named: name), case .data = core.playbook.variables[slot].kind else {
        return nil
      }
      return core.number(core.slots[slot])
    default: return nil
    }
  }
}

extension Playbook {
  /// Whether cells may hold what nobody typed, which then isn't held against the column's bounds.
  fileprivate func isDrafted(_ question: Question) -> Bool {
    !question.prefill.isEmpty
      || rules.contains { rule in
        rule.effects.contains { effect in
          switch effect {
          case .draft(let index, _): index == question.index
          case .ask(let ask): if case .newRow(let index, _, _) = ask.into { index == question.index } else { false }
          default: false
          }
        }
      }
  }
}

/// Numbers from one to another; the ends may be left out.
private struct Stretch {
  private var low = -Double.infinity
  private var high = Double.infinity
  private var (isLowOpen, isHighOpen) = (false, false)
  private let isWhole: Bool

  /// What may be answered; nil for what isn't a number.
  init?(_ kind: AnswerKind) {
    switch kind {
    case .number(let spec): (low, high, isWhole) = (spec.min ?? low, spec.max ?? high, spec.isWhole)
    case .scale(let spec): (low, high, isWhole) = (Double(spec.low), Double(max(spec.low, spec.high)), false)
    case .scale4: (low, high, isWhole) = (0, 1, false)
    default: return nil
    }
  }

  mutating func raise(to number: Double, isOpen: Bool) {
    if number > low { (low, isLowOpen) = (number, isOpen) } else if number == low, isOpen { isLowOpen = true }
  }

  mutating func lower(to number: Double, isOpen: Bool) {
    if number < high { (high, isHighOpen) = (number, isOpen) } else if number == high, isOpen { isHighOpen = true }
  }

  var isEmpty: Bool {
    guard isWhole, low.isFinite, high.isFinite else { return low > high || low == high && (isLowOpen || isHighOpen) }
    let first = isLowOpen ? low.rounded(.down) + 1 : low.rounded(.up)
    let last = isHighOpen ? high.rounded(.up) - 1 : high.rounded(.down)
    return first > last
  }
}
