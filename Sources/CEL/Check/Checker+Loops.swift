extension Checker {
  mutating func comprehension(_ expr: Expr, _ loop: Comprehension) -> Type {
    var loop = loop
    visit(loop.target)
    let types = variableTypes(loop)
    let outside = locals.count
    for (name, type) in zip(loop.variables, types) {
      let isElement = name == loop.variables.last || loop.variables.count == 1
      locals.append(
        Local(name: name, type: type, codes: isElement ? loop.target.codes : nil, reference: .local(slotsInUse)))
      loop.slots.append(slotsInUse)
      slotsInUse += 1
    }
    localSlots = max(localSlots, slotsInUse)
    if let filter = loop.filter { visitCondition(filter, loop.macro) }
    if [.all, .exists, .existsOne, .filter].contains(loop.macro) {
      visitCondition(loop.body, loop.macro)
    } else {
      visit(loop.body)
    }
    locals.removeLast(locals.count - outside)
    slotsInUse -= loop.variables.count
    expr.kind = .comprehension(loop)
    return result(expr, loop, types)
  }

  private mutating func visitCondition(_ expr: Expr, _ macro: Comprehension.Macro) {
    visit(expr)
    guard !unifier.assign(expr.type, to: .bool) else { return }
    let type = unifier.closed(expr.type)
    report(
      expr.range, "'\(macro.rawValue)' needs a condition here, but this is \(type.inWords)",
      hint: Suggestion.condition(type))
  }

  /// The types of the variables: elements, or index and element, or keys, or key and value.
  private mutating func variableTypes(_ loop: Comprehension) -> [Type] {
    let target = unifier.resolved(loop.target.type)
    let isPair = loop.variables.count == 2
    switch (loop.macro, target) {
    case (.bind, _): return [target]
    case (.optMap, .optional(let inner)), (.optFlatMap, .optional(let inner)): return [inner]
    case (.optMap, .dyn), (.optMap, .error), (.optMap, .variable): return [.dyn]
    case (.optFlatMap, .dyn), (.optFlatMap, .error), (.optFlatMap, .variable): return [.dyn]
    case (.optMap, _), (.optFlatMap, _):
      report(loop.target.range, "'\(loop.macro.rawValue)' needs an optional, but this is \(target.inWords)")
      return [.error]
    case (_, .list(let element)): return isPair ? [.int, element] : [element]
    case (_, .map(let key, let value)): return isPair ? [key, value] : [key]
    case (_, .dyn), (_, .error): return loop.variables.map { _ in target }
    case (_, .variable):
      _ = unifier.assign(target, to: .dyn)
      return loop.variables.map { _ in .dyn }
    default:
      report(loop.target.range, "'\(loop.macro.rawValue)' runs over a list or a map, but this is \(target.inWords)")
      return loop.variables.map { _ in .error }
    }
  }

  private mutating func result(_ expr: Expr, _ loop: Comprehension, _ variables: [Type]) -> Type {
    let body = loop.body.type
    switch loop.macro {
    case .all, .exists, .existsOne: return .bool
    case .map, .transformList:
      expr.codes = loop.body.codes
      return .list(body)
    case .filter:
      expr.codes = loop.target.codes
      return .list(variables.last ?? .dyn)
    case .sortedBy:
      expr.codes = loop.target.codes
      let key = unifier.resolved(body)
      if case .list = key { report(loop.body.range, "rows can't be sorted by a list") }
      if case .record = key { report(loop.body.range, "rows can't be sorted by a row") }
      return .list(variables.last ?? .dyn)
    case .transformMap: return .map(variables.first ?? .dyn, body)
    case .transformMapEntry:
      let (key, value) = (unifier.fresh(), unifier.fresh())
      if unifier.assign(body, to: .map(key, value)) { return unifier.resolved(.map(key, value)) }
      report(loop.body.range, "'transformMapEntry' needs a map here, but this is \(unifier.closed(body).inWords)")
      return .error
    case .bind:
      expr.codes = loop.body.codes
      return body
    case .optMap: return .optional(body)
    case .optFlatMap:
      let inner = unifier.fresh()
      if unifier.assign(body, to: .optional(inner)) { return unifier.resolved(.optional(inner)) }
      report(loop.body.range, "'optFlatMap' needs an optional here, but this is \(unifier.closed(body).inWords)")
      return .error
    }
  }
}
