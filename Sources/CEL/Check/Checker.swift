/// Finds out what names and calls mean and what types come out, and reports what does not fit
/// (cel-spec langdef, "Gradual Type Checking" and "Name Resolution").
struct Checker {
  /// A variable that hides those of the environment.
  struct Local {
    let name: String
    let type: Type
    let codes: [String]?
    let reference: Reference
  }
  let environment: Environment
  /// Otherwise types are left to run time.
  let isStrict: Bool
  var locals: [Local] = []
  var unifier = Unifier()
  var problems: [Problem]
  var reads = Reads()
  /// How many comprehension variables are alive at once at most.
  var localSlots = 0
  var slotsInUse = 0

  init(_ environment: Environment, scope: [(String, Type)], isStrict: Bool, problems: [Problem]) {
    self.environment = environment
    self.isStrict = isStrict
    self.problems = problems
    for (slot, (name, type)) in scope.enumerated() {
      locals.append(Local(name: name, type: type, codes: nil, reference: .scope(slot)))
    }
  }

  mutating func report(_ range: Range<Int>, _ message: String, hint: @autoclosure () -> String? = nil) {
    guard isStrict, !isFull else { return }
    problems.append(Problem(range, message, hint: hint()))
  }

  /// Whether no further problem is reported, so that there is no more to check.
  private var isFull: Bool { problems.count >= environment.limits.problems }

  /// Checks the whole expression against the type wanted.
  mutating func check(_ expr: Expr, expecting: Type?) -> Type {
    visit(expr)
    guard let expecting, isStrict else { return unifier.closed(expr.type) }
    if isLoose(expr, expecting) {
      widen(expr, to: expecting)
    } else if !unifier.assign(expr.type, to: expecting) && !promote(expr, to: expecting) {
      let type = unifier.closed(expr.type)
      let hint = expecting == .bool ? Suggestion.condition(type) : nil
      report(expr.range, "\(expecting.inWords) is wanted here, but this is \(type.inWords)", hint: hint)
    }
    return unifier.closed(expr.type)
  }

  /// Whether whole numbers may turn up at run time where numbers with decimals are wanted.
  private func isLoose(_ expr: Expr, _ expecting: Type) -> Bool {
    switch (unifier.resolved(expr.type), expecting) {
    case (.dyn, .double), (.dyn, .list(.double)), (.list(.dyn), .list(.double)): true
    case (.dyn, .map(_, .double)), (.map(_, .dyn), .map(_, .double)): true
    default: false
    }
  }

  mutating func visit(_ expr: Expr) {
    let type = isStrict && isFull ? .error : typed(expr)
    expr.type = isStrict ? type : .dyn
  }

  private mutating func typed(_ expr: Expr) -> Type {
    switch expr.kind {
    case .invalid: return .error
    case .literal(let value): return Self.type(of: value)
    case .ident(let name): return ident(expr, name)
    case .select(let base, let field, let style): return select(expr, base, field, style)
    case .call(let name, let target, let arguments): return call(expr, name, target, arguments)
    case .list(let elements): return list(elements)
    case .map(let entries): return map(entries)
    case .comprehension(let loop): return comprehension(expr, loop)
    case .asks(let test, let path, let other): return asks(expr, test, path, other)
    case .widened(let inner):
      visit(inner)
      return .double
    }
  }

  static func type(of literal: Value) -> Type {
    switch literal {
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .null: .null
    case .timestamp: .timestamp
    case .duration: .duration
    default: .dyn
    }
  }

  private mutating func list(_ elements: [Expr.Element]) -> Type {
    var joined: Type?
    for element in elements {
      visit(element.expr)
      let type = present(element.expr, element.isOptional)
      joined = joined.map { unifier.join($0, type) } ?? type
    }
    return .list(joined ?? unifier.fresh())
  }

  private mutating func map(_ entries: [Expr.Entry]) -> Type {
    var joined: (key: Type, value: Type)?
    for entry in entries {
      visit(entry.key)
      visit(entry.value)
      let (key, value) = (entry.key.type, present(entry.value, entry.isOptional))
      joined = joined.map { (unifier.join($0.key, key), unifier.join($0.value, value)) } ?? (key, value)
    }
    return .map(joined?.key ?? unifier.fresh(), joined?.value ?? unifier.fresh())
  }

  /// The type of an element; behind `?`, that inside its optional.
  private mutating func present(_ expr: Expr, _ isOptional: Bool) -> Type {
    guard isOptional else { return expr.type }
    let inner = unifier.fresh()
    if !unifier.assign(expr.type, to: .optional(inner)) {
      report(expr.range, "an optional is wanted behind '?', but this is \(unifier.closed(expr.type).inWords)")
      return .error
    }
    return unifier.resolved(inner)
  }

  private mutating func asks(_ expr: Expr, _ test: Expr.AnswerTest, _ path: Expr, _ other: Expr?) -> Type {
    visit(path)
    guard let other else { return .bool }
    visit(other)
    expr.codes = path.codes
    // A replacement may be a code of its own, such as 'none'.
    if case .literal(.string(let text)) = other.kind, let codes = path.codes, !codes.contains(text) {
      expr.codes = codes + [text]
    }
    if unifier.assign(other.type, to: path.type) { return path.type }
    if promote(other, to: path.type) { return path.type }
    let (a, b) = (unifier.closed(path.type).inWords, unifier.closed(other.type).inWords)
    report(other.range, "the answer is \(a), but its replacement \(b)")
    return .error
  }
}
