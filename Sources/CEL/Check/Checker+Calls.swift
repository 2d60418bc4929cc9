extension Checker {
  mutating func call(_ expr: Expr, _ name: String, _ target: Expr?, _ arguments: [Expr]) -> Type {
    if name == "_&&_" || name == "_||_" { return connective(name, arguments) }
    if let space = target?.qualifiedName, !isHidden(space), let function = environment.function("\(space).\(name)") {
      for argument in arguments { visit(argument) }
      return resolve(expr, function, isMember: false, arguments)
    }
    let all = target.map { [$0] + arguments } ?? arguments
    let known = environment.function(name)
    if isStrict, known == nil, Advice.bindsNames(name) {
      // Its arguments hold names that only its right form would give a meaning.
      if let hint = Advice.macro(name) {
        report(expr.range, "'\(name)' is not written like this", hint: hint)
      } else {
        reportUnknown(expr, name)
      }
      return .error
    }
    for argument in all { visit(argument) }
    guard let function = known else {
      expr.reference = .call(Function(name: name), [], all)
      reportUnknown(expr, name)
      return .error
    }
    if name == "math.greatest" || name == "math.least" { return extreme(expr, function, all) }
    let type = resolve(expr, function, isMember: target != nil, all)
    if type != .error {
      checkCodes(name, all)
      checkPattern(name, all)
    }
    return type
  }

  private mutating func reportUnknown(_ expr: Expr, _ name: String) {
    let (environment, locals) = (environment, locals)
    let isVariable = environment.variable(name) != nil || locals.contains { $0.name == name }
    report(
      expr.range, "unknown function '\(name)'",
      hint: isVariable
        ? "write '\(name)[0]' for the first element"
        : Advice.function(name) ?? Suggestion.hint(for: name, among: environment.functionNames))
  }

  private mutating func connective(_ name: String, _ arguments: [Expr]) -> Type {
    for argument in arguments {
      visit(argument)
      guard !unifier.assign(argument.type, to: .bool) else { continue }
      let type = unifier.closed(argument.type)
      report(
        argument.range, "'\(name == "_&&_" ? "&&" : "||")' joins conditions, but this is \(type.inWords)",
        hint: Suggestion.condition(type))
    }
    return .bool
  }

  private mutating func resolve(_ expr: Expr, _ function: Function, isMember: Bool, _ arguments: [Expr]) -> Type {
    let types = arguments.map(\.type)
    func isMatching(_ signature: Signature) -> Bool {
      signature.isMember == isMember && signature.parameters.count == types.count
    }
    var fitting: [Signature] = []
    var result: Type?
    for signature in function.signatures where signature.isMember == isMember {
      let type: Type
      switch signature.takes(types) {
      case .no: continue
      case .yes: type = signature.result
      case .perhaps:
        let (parameters, outcome) = instance(signature)
        guard unifier.assign(types, to: parameters) else { continue }
        type = unifier.resolved(outcome)
      }
      fitting.append(signature)
      result = result.map { $0 == type ? $0 : .dyn } ?? type
    }
    if result == nil, isStrict, let widened = resolveWidening(function.signatures.filter(isMatching), arguments) {
      (fitting, result) = ([widened.signature], widened.result)
    }
    expr.reference = .call(function, isStrict ? fitting : function.signatures.filter(isMatching), arguments)
    noteRecords(function, fitting, types)
    guard let result else {
      reportMismatch(expr, function, function.signatures.filter(isMatching), arguments)
      return .error
    }
    return result
  }

  /// A pattern written out is read while checking.
  private mutating func checkPattern(_ name: String, _ arguments: [Expr]) {
    guard name == "matches", arguments.count == 2, case .literal(.string(let pattern)) = arguments[1].kind else {
      return
    }
    do { _ = try LinearRegex(pattern, limits: environment.limits.pattern) } catch {
      report(arguments[1].range, "the pattern can't be read: \(error.message)")
    }
  }

  /// `math.greatest` and `math.least`: any number of numbers, or one list of them.
  private mutating func extreme(_ expr: Expr, _ function: Function, _ arguments: [Expr]) -> Type {
    expr.reference = .call(function, [], arguments)
    var types = arguments.map { unifier.closed($0.type) }
    if types.count == 1, case .list(let inner) = types[0] { types = [unifier.closed(inner)] }
    guard let wrong = types.firstIndex(where: { !$0.isNumber && $0 != .dyn && $0 != .error }) else {
      return types.dropFirst().allSatisfy { $0 == types[0] } ? types[0] : .dyn
    }
    report(arguments[wrong].range, "'\(function.name)' compares numbers, but this is \(types[wrong].inWords)")
    return .error
  }

  /// The signature with fresh variables for its type parameters.
  mutating func instance(_ signature: Signature) -> ([Type], Type) {
    guard !signature.typeParameters.isEmpty else { return (signature.parameters, signature.result) }
    var fresh: [String: Type] = [:]
    for name in signature.typeParameters { fresh[name] = unifier.fresh() }
    let fill: (Type) -> Type = { if case .typeParam(let name) = $0 { fresh[name] ?? $0 } else { $0 } }
    return (signature.parameters.map { $0.mapped(fill) }, signature.result.mapped(fill))
  }

  /// Records that are compared or handed to the host are read further than by selecting fields.
  private mutating func noteRecords(_ function: Function, _ signatures: [Signature], _ types: [Type]) {
    let isHosts = signatures.contains { $0.implementation != nil }
    for type in types {
      guard let record = Self.record(in: unifier.resolved(type)) else { continue }
      if isHosts {
        reads.wholeRecords.insert(ObjectIdentifier(record))
      } else if ["_==_", "_!=_", "@in", "distinct", "at", "indexOf"].contains(function.name) {
        let indexes = record.idIndex.map { [$0] } ?? Array(record.fields.indices)
        for index in indexes { reads.fields.insert(Reads.FieldRead(type: record, index: index)) }
      }
    }
  }

  private static func record(in type: Type) -> RecordType? {
    switch type {
    case .record(let record): record
    case .list(let inner), .optional(let inner), .map(_, let inner): record(in: inner)
    default: nil
    }
  }

  private mutating func reportMismatch(
    _ expr: Expr, _ function: Function, _ matching: [Signature], _ arguments: [Expr]
  ) {
    let types = arguments.map { unifier.closed($0.type) }
    if types.contains(.error) { return }
    let words = types.map(\.inWords)
    let name = function.name
    if let symbol = Unparser.operators[name]?.symbol, words.count == 2 {
      let hint = Suggestion.chained(arguments) ?? Suggestion.conversion(symbol, types)
      return report(expr.range, "'\(symbol)' can't stand between \(words[0]) and \(words[1])", hint: hint)
    }
    switch name {
    case "!_":
      report(
        expr.range, "'!' turns a condition round, but this is \(words[0])", hint: Suggestion.condition(types[0]))
    case "-_": report(expr.range, "'-' needs a number, but this is \(words[0])", hint: "leave out '-'")
    case "_[_]", "_[?_]":
      let hint = Suggestion.index(types[0])
      report(expr.range, "\(words[0]) has no element at \(words[1])", hint: hint)
    case "_?_:_" where types[0] != .bool && types[0] != .dyn:
      report(
        arguments[0].range, "a condition is wanted before '?', but this is \(words[0])",
        hint: Suggestion.condition(types[0]))
    case "_?_:_":
      report(
        expr.range, "the two outcomes of '?' differ: \(words[1]) and \(words[2])",
        hint: "write two of the same kind, such as two texts")
    default:
      let styles = Set(function.signatures.map(\.isMember))
      let member = expr.isMemberCall
      if matching.isEmpty && !styles.contains(member) {
        let isOfSeveral = !member && arguments.count > 1 && (name == "min" || name == "max")
        let hint = isOfSeveral ? "write 'math.\(name == "min" ? "least" : "greatest")(…)' for several numbers" : nil
        report(expr.range, "'\(name)' is written \(member ? "\(name)(x)" : "x.\(name)(…)")", hint: hint)
      } else {
        report(
          expr.range, "'\(name)' can't be used with \(words.isEmpty ? "nothing" : words.joined(separator: ", "))",
          hint: Suggestion.use(of: function, types, isMember: member))
      }
    }
  }
}

extension Expr {
  var isMemberCall: Bool {
    if case .call(_, .some, _) = kind { return true }
    return false
  }
}
