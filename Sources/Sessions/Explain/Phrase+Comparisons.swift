import CEL
import Playbooks

/// Comparisons in words, and what isn't so.
extension Phrase {
  func compared(_ name: String, _ arguments: [Expr]) -> String {
    if let words = emptiness(name, arguments) ?? counted(name, arguments) ?? rows(name, arguments) { return words }
    let isTime = arguments[0].type == .timestamp
    let operation = (isTime ? Words.timeComparisons : Words.comparisons)[name] ?? ""
    return "\(words(arguments[0])) \(operation) \(labels(arguments[1], beside: arguments[0]))"
  }

  /// `words(x) == 0` is "x is empty".
  private func emptiness(_ name: String, _ arguments: [Expr]) -> String? {
    guard case .call("words", _, let inner) = arguments[0].kind, case .literal(.int(0)) = arguments[1].kind,
      let text = inner.first
    else { return nil }
    switch name {
    case "_==_": return Words.empty(words(text))
    case "_>_", "_!=_": return Words.filled(words(text))
    default: return nil
    }
  }

  /// `size(goals) >= 1` is "Goals has at least 1 row".
  private func counted(_ name: String, _ arguments: [Expr]) -> String? {
    guard case .call("size", let target, let inner) = arguments[0].kind,
      case .literal(.int(let count)) = arguments[1].kind,
      let list = target ?? inner.first, case .list(let element) = list.type
    else { return nil }
    let isRows = if case .record = element { true } else { false }
    return Words.count(words(list), name, Int(clamping: count), isRows: isRows)
  }

  /// Rows are the same by their ids, and of two loops the one's field is compared with the other's.
  private func rows(_ name: String, _ arguments: [Expr]) -> String? {
    guard name == "_==_" || name == "_!=_", let left = row(arguments[0]), let right = row(arguments[1]) else {
      return nil
    }
    let isSame = name == "_==_"
    switch (left.field, right.field) {
    case ("id", "id"):
      guard isTurning(left.row), isTurning(right.row) else { return isSame ? Words.sameRow : Words.anotherRow }
      return isSame ? Words.sameRows : Words.differentRows
    case ("from", "id"), ("id", "from"): return isSame ? Words.comesFromRow : Words.comesFromAnother
    default: return sameField(arguments).map { isSame ? Words.sameInBoth($0) : Words.differsInBoth($0) }
    }
  }

  /// The field that two expressions read of the rows of two loops.
  func sameField(_ arguments: [Expr]) -> String? {
    guard arguments.count == 2, let left = row(arguments[0]), let right = row(arguments[1]), left.field == right.field,
      left.row != right.row, isTurning(left.row), isTurning(right.row), case .select(let base, _, _) = arguments[0].kind
    else { return nil }
    return fieldTitle(left.field, of: base)
  }

  private func row(_ expr: Expr) -> (row: String, field: String)? {
    guard case .select(let base, let field, _) = expr.kind, case .ident(let row) = base.kind, case .record = base.type
    else { return nil }
    return (row, field)
  }

  private func isTurning(_ name: String) -> Bool { target(of: name) != nil }

  /// `x in list`: the codes where they can be listed, else the name of the list.
  func among(_ value: Expr, _ list: Expr, isIn: Bool) -> String {
    if case .literal(.string) = value.kind {
      let label = labels(value, beside: list)
      return isIn ? Words.includes(words(list), label) : Words.doesNotInclude(words(list), label)
    }
    let (name, codes) = (words(value), labels(list, beside: value))
    let isListed = codes != words(list)
    if case .list = list.kind { return isIn ? Words.isOneOf(name, codes) : Words.isNoneOf(name, codes) }
    if isListed { return isIn ? Words.isOneOf(name, codes) : Words.isNoneOf(name, codes) }
    return isIn ? Words.isIn(name, codes) : Words.isNotIn(name, codes)
  }

  /// `known(x) && x == 1` says the first part by the second.
  func withoutAsides(_ arguments: [Expr]) -> [Expr] {
    let kept = arguments.filter { argument in
      guard case .asks(.known, let path, _) = argument.kind else { return true }
      let name = words(path)
      return !arguments.contains { $0 !== argument && words($0).hasPrefix(name + " ") }
    }
    return kept.isEmpty ? arguments : kept
  }

  // MARK: What isn't so

  func negated(_ expr: Expr) -> String {
    switch expr.kind {
    case .widened(let inner): return negated(inner)
    case .ident, .select: return Words.isNo(words(expr))
    case .asks(let test, let path, _):
      switch test {
      case .known: return isWorkedOut(path) ? Words.notKnown(words(path)) : Words.notAnswered(words(path))
      case .declined: return Words.notDeclined(words(path))
      case .applies: return Words.doesNotApply(words(path))
      case .given: return Words.isNo(words(path))
      }
    case .comprehension(let loop) where loop.macro == .exists || loop.macro == .all:
      return looped(loop, isSo: false)
    case .call(let name, let target, let rest):
      return negated(name, (target.map { [$0] } ?? []) + rest) ?? Words.not(condition(expr))
    default: return Words.not(condition(expr))
    }
  }

  private func negated(_ name: String, _ arguments: [Expr]) -> String? {
    switch (name, arguments.count) {
    case ("!_", 1): return condition(arguments[0])
    case ("_&&_", _): return arguments.map(negated).joined(separator: Words.or)
    case ("_||_", _): return arguments.map { negatedPart($0) }.joined(separator: Words.and)
    case ("@in", 2): return among(arguments[0], arguments[1], isIn: false)
    case (_, 1)
    where arguments[0].type == .string && Words.functionsOfOne[name] == nil
      && !Words.silentFunctions.contains(name):
      return Words.doesNotRead(words(arguments[0]), Words.spaced(name))
    case (_, 2):
      if let opposite = Words.opposites[name] { return compared(opposite, arguments) }
      if name == "same", let field = sameField(arguments) { return Words.differsInBoth(field) }
      return Words.negatedFunctions[name]?.replacing("%2", with: words(arguments[1]))
        .replacing("%", with: words(arguments[0]))
    default: return nil
    }
  }

  /// In brackets where an "and" has become an "or".
  private func negatedPart(_ expr: Expr) -> String {
    if case .call("_&&_", _, _) = expr.kind { return "(\(negated(expr)))" }
    return negated(expr)
  }
}
