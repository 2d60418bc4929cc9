/// What an evaluation came to and why: a tree of the parts that mattered.
///
/// A false `&&` keeps its false terms, a true `||` its true ones, an open one what is open; a false `all` the elements that
/// fail, a true `exists` those that hold, a true `all`, a false `exists` and a `map` every element, since each counted; a
/// comparison both operands; a choice its condition and the outcome taken.
public struct Trace: Sendable {
  public enum Kind: Hashable, Sendable {
    case and, or, not, conditional, constant
    /// `==`, `<` and so on, `in` among them.
    case compare(String)
    /// A function, an arithmetic operator, a list or map.
    case call(String)
    /// `all`, `exists`, `map` …; its children are the range and the elements that mattered.
    case comprehension(String)
    /// One element a comprehension ran over, counted from 0; `value` is the element, its child what the body came to.
    case element(Int)
    /// A variable or field, as written: `budget`, `p.weeks`.
    case read(String)
  }
  /// Where it stands in the source: Unicode scalar offsets.
  public let range: Range<Int>
  public let kind: Kind
  public let value: Value
  public let children: [Trace]
}

extension Program {
  /// Evaluates and tells what mattered.
  public func explain(_ globals: UnsafePointer<Value>, _ locals: UnsafePointer<Value>? = nil) -> Trace {
    guard locals != nil || scopeCount == 0 else {
      return Trace(range: expr.range, kind: .constant, value: evaluate(globals), children: [])
    }
    var walk = Walk(self, globals, locals ?? globals)
    return walk.trace(expr)
  }

  public func explain(_ globals: [Value] = [], _ locals: [Value] = []) -> Trace {
    withValues(globals, locals) { explain($0, $1) }
  }
}

extension Walk {
  mutating func trace(_ expr: Expr) -> Trace {
    guard charge() else { return Trace(range: expr.range, kind: .constant, value: .error(.costLimit), children: []) }
    if let value = named(expr) {
      if case .constant = expr.reference {
        return Trace(range: expr.range, kind: .constant, value: value, children: [])
      }
      return Trace(range: expr.range, kind: .read(Unparser.text(expr)), value: value, children: [])
    }
    func made(_ kind: Trace.Kind, _ value: Value, _ children: [Trace]) -> Trace {
      Trace(range: expr.range, kind: kind, value: value, children: children)
    }
    switch expr.kind {
    case .literal(let value): return made(.constant, value, [])
    case .ident, .invalid: return made(.constant, .fail(.undeclared, "undeclared reference"), [])
    case .select(let base, let field, let style):
      let inner = trace(base)
      let value = Access.select(field, of: inner.value, style)
      if case .read = inner.kind { return made(.read(Unparser.text(expr)), value, []) }
      return made(.read(Unparser.text(expr)), value, [inner])
    case .widened(let inner):
      let part = trace(inner)
      return Trace(range: part.range, kind: part.kind, value: WidenNode.widened(part.value), children: part.children)
    case .asks(let test, let path, let other):
      let (read, replacement) = (trace(path), other.map { trace($0) })
      return made(.call(test.rawValue), AnswerState.outcome(test, read.value) { replacement?.value ?? .null }, [read])
    case .list(let elements):
      let parts = elements.map { trace($0.expr) }
      let value = Sequences.list(zip(parts, elements).map { ($0.value, $1.isOptional) })
      return made(.call("[]"), value, Self.notable(parts))
    case .map(let entries):
      let parts = entries.map { (key: trace($0.key), value: trace($0.value), isOptional: $0.isOptional) }
      let value = Sequences.map(parts.map { ($0.key.value, $0.value.value, $0.isOptional) })
      return made(.call("{}"), value, Self.notable(parts.flatMap { [$0.key, $0.value] }))
    case .comprehension(let loop): return trace(expr, loop)
    case .call(let name, _, let arguments): return trace(expr, name, arguments)
    }
  }

  /// Without constants, which the reader sees in the expression.
  private static func notable(_ parts: [Trace]) -> [Trace] { parts.filter { $0.kind != .constant } }

  private mutating func trace(_ expr: Expr, _ name: String, _ arguments: [Expr]) -> Trace {
    func made(_ kind: Trace.Kind, _ value: Value, _ children: [Trace]) -> Trace {
      Trace(range: expr.range, kind: kind, value: value, children: children)
    }
    switch (name, arguments.count) {
    case ("_&&_", _), ("_||_", _):
      let parts = arguments.map { trace($0) }
      let (value, kept) = Self.joined(parts, decides: name == "_||_")
      return made(name == "_&&_" ? .and : .or, value, kept)
    case ("!_", 1):
      let inner = trace(arguments[0])
      let value = inner.value.isKnown ? Self.negated(inner.value) : inner.value
      return made(.not, value, [inner])
    case ("_?_:_", 3):
      let condition = trace(arguments[0])
      guard case .bool(let flag) = condition.value else {
        let open = condition.value.isKnown ? Value.noOverload("condition", condition.value) : condition.value
        return made(.conditional, open, [condition])
      }
      let outcome = trace(arguments[flag ? 1 : 2])
      return made(.conditional, outcome.value, [condition, outcome])
    default: break
    }
    guard case .call(let function, let signatures, let operands)? = expr.reference else {
      return made(.call(name), .fail(.undeclared, "unbound function '\(name)'"), [])
    }
    let parts = operands.map { trace($0) }
    let value = apply(function, signatures, parts.map(\.value))
    if name == "_[_]", case .read? = parts.first?.kind {
      return made(.read(Unparser.text(expr)), value, Self.notable(Array(parts.dropFirst())))
    }
    if let (symbol, level) = Unparser.operators[name], level == 3 { return made(.compare(symbol), value, parts) }
    return made(.call(Unparser.operators[name]?.symbol ?? name), value, Self.notable(parts))
  }

  private static func negated(_ value: Value) -> Value {
    if case .bool(let flag) = value { .bool(!flag) } else { .noOverload("condition", value) }
  }

  /// `&&` or `||` of traced terms, and the terms that made it so.
  private static func joined(_ parts: [Trace], decides: Bool) -> (Value, [Trace]) {
    var open: Value?
    for part in parts {
      if case .bool(let flag) = part.value {
        if flag == decides { return (part.value, parts.filter { $0.value == .bool(decides) }) }
      } else {
        open = Logic.merge(open, part.value.isKnown ? .noOverload("condition", part.value) : part.value)
      }
    }
    guard let open else { return (.bool(!decides), parts) }
    return (open, parts.filter { $0.value.sharesState(with: open) })
  }

  private mutating func trace(_ expr: Expr, _ loop: Comprehension) -> Trace {
    let target = trace(loop.target)
    var turns: [Trace] = []
    let value = run(
      loop, over: target.value, filter: { walk in loop.filter.map { walk.trace($0).value } },
      body: { walk in
        let element = loop.slots.last.map { walk.locals[$0] } ?? .null
        let body = walk.trace(loop.body)
        turns.append(Trace(range: body.range, kind: .element(turns.count), value: element, children: [body]))
        return body.value
      })
    var kept: [Trace] = []
    switch loop.macro {
    case .all, .exists: kept = turns.filter { $0.children[0].value.sharesState(with: value) }
    case .existsOne: kept = turns.filter { $0.children[0].value.sharesState(with: value.isKnown ? .bool(true) : value) }
    case .bind, .optMap, .optFlatMap: kept = turns.flatMap(\.children)
    case .map where value.isKnown, .transformList where value.isKnown: kept = turns
    default: if !value.isKnown { kept = turns.filter { $0.children[0].value.sharesState(with: value) } }
    }
    let range = loop.macro == .bind || target.kind == .constant ? [] : [target]
    return Trace(range: expr.range, kind: .comprehension(loop.macro.rawValue), value: value, children: range + kept)
  }
}

extension Value {
  /// Both unknown, both errors, or the same value.
  fileprivate func sharesState(with other: Value) -> Bool {
    switch (self, other) {
    case (.unknown, .unknown), (.error, .error): true
    case (.unknown, _), (_, .unknown), (.error, _), (_, .error): false
    default: self == other
    }
  }
}
