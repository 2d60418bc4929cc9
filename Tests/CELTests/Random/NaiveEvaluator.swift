import CEL

/// CEL as the specification tells it, slowly: names in a dictionary, a copy of it for each turn of a loop, no shortcuts.
///
/// It shares no code with the evaluator beyond the parser and the values, and knows what `ExpressionGenerator` writes.
struct NaiveEvaluator {
  var names: [String: Value]

  func value(_ expr: Expr) -> Value {
    switch expr.kind {
    case .literal(let value): return value
    case .ident(let name): return names[name] ?? .null
    case .widened(let inner):
      if case .int(let number) = value(inner) { return .double(Double(number)) }
      return value(inner)
    case .select(let base, let field, _):
      guard case .record(let record) = value(base), let cell = record.value(of: field) else { return value(base) }
      return cell
    case .list(let elements):
      let values = elements.map { value($0.expr) }
      return trouble(values) ?? .list(values)
    case .asks(let test, let path, let other): return asks(test, value(path), other.map(value))
    case .comprehension(let loop): return comprehension(loop)
    case .call(let name, let target, let arguments): return call(name, (target.map { [$0] } ?? []) + arguments)
    case .map, .invalid: return .null
    }
  }

  /// Errors first, the leftmost of them; else all that is unknown.
  private func trouble(_ values: [Value]) -> Value? {
    for case .error(let error) in values { return .error(error) }
    var ids: [Int32] = []
    for case .unknown(let unknowns) in values { ids += unknowns.ids }
    return ids.isEmpty ? nil : .unknown(Unknowns(ids))
  }

  /// `&&` when `decides` is false, `||` when it is true.
  private func logic(_ values: [Value], decides: Bool) -> Value {
    if values.contains(where: { if case .bool(decides) = $0 { true } else { false } }) { return .bool(decides) }
    var ids: [Int32] = []
    for case .unknown(let unknowns) in values { ids += unknowns.ids }
    if !ids.isEmpty { return .unknown(Unknowns(ids)) }
    for case .error(let error) in values { return .error(error) }
    return .bool(!decides)
  }

  private func asks(_ test: Expr.AnswerTest, _ answer: Value, _ other: Value?) -> Value {
    switch answer {
    case .unknown: return test == .applies ? .bool(true) : answer
    case .error(let error) where error.kind == .declined: return test == .given ? other ?? .null : .bool(test != .known)
    case .error(let error) where error.kind == .absent: return test == .given ? other ?? .null : .bool(false)
    case .error: return answer
    default: return test == .given ? answer : .bool(test != .declined)
    }
  }

  private func comprehension(_ loop: Comprehension) -> Value {
    let target = value(loop.target)
    guard case .list(let list) = target else { return target }
    let results = list.elements.map { element in
      var inside = self
      inside.names[loop.variables[0]] = element
      return inside.value(loop.body)
    }
    switch loop.macro {
    case .all: return logic(results, decides: false)
    case .exists: return logic(results, decides: true)
    default: break
    }
    if let trouble = trouble(results) { return trouble }
    switch loop.macro {
    case .existsOne: return .bool(results.filter { $0 == .bool(true) }.count == 1)
    case .map: return .list(results)
    case .filter: return .list(zip(list.elements, results).filter { $0.1 == .bool(true) }.map(\.0))
    default:
      let pairs = zip(list.elements, results).enumerated().sorted { a, b in
        if less(a.element.1, b.element.1) { return true }
        return less(b.element.1, a.element.1) ? false : a.offset < b.offset
      }
      return .list(pairs.map(\.element.0))
    }
  }

  private func less(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.int(let x), .int(let y)): x < y
    case (.double(let x), .double(let y)): x < y
    case (.string(let x), .string(let y)): Array(x.utf8).lexicographicallyPrecedes(Array(y.utf8))
    case (.bool(let x), .bool(let y)): !x && y
    default: false
    }
  }

  private func call(_ name: String, _ arguments: [Expr]) -> Value {
    switch name {
    case "_&&_": return logic(arguments.map(value), decides: false)
    case "_||_": return logic(arguments.map(value), decides: true)
    case "_?_:_":
      guard case .bool(let flag) = value(arguments[0]) else { return value(arguments[0]) }
      return value(arguments[flag ? 1 : 2])
    default: break
    }
    let values = arguments.map(value)
    if let trouble = trouble(values) { return trouble }
    switch (name, values.first, values.last) {
    case ("!_", .bool(let flag), _): return .bool(!flag)
    case ("size", .string(let text), _): return .int(Int64(text.unicodeScalars.count))
    case ("size", .list(let list), _): return .int(Int64(list.count))
    case ("double", .int(let number), _): return .double(Double(number))
    case ("string", .int(let number), _): return .string(String(number))
    case ("_+_", .string(let a), .string(let b)): return .string(a + b)
    case ("_+_", .list(let a), .list(let b)): return .list(Array(a.elements) + Array(b.elements))
    case ("sum", .list(let list), _): return list.elements.reduce(.int(0)) { sum($0, $1) }
    case ("distinct", .list(let list), _):
      return .list(
        list.elements.reduce(into: [Value]()) { found, next in if !found.contains(next) { found.append(next) } })
    case ("_[_]", .list(let list), .int(let index)):
      return index >= 0 && index < list.count ? list[Int(index)] : .error(EvalError(.outOfRange, ""))
    case ("@in", let element?, .list(let list)): return .bool(list.elements.contains(element))
    case ("_==_", let a?, let b?): return .bool(a == b)
    case ("_!=_", let a?, let b?): return .bool(!(a == b))
    case ("_<_", let a?, let b?): return .bool(less(a, b))
    case ("_>_", let a?, let b?): return .bool(less(b, a))
    case ("_<=_", let a?, let b?): return .bool(less(a, b) || a == b)
    case ("_>=_", let a?, let b?): return .bool(less(b, a) || a == b)
    case (_, .int(let a), .int(let b)): return arithmetic(name, a, b)
    case ("_+_", .double(let a), .double(let b)): return .double(a + b)
    case ("_-_", .double(let a), .double(let b)): return .double(a - b)
    case ("_*_", .double(let a), .double(let b)): return .double(a * b)
    case ("_/_", .double(let a), .double(let b)): return .double(a / b)
    default: return .error(EvalError(.noSuchOverload, name))
    }
  }

  private func sum(_ a: Value, _ b: Value) -> Value {
    guard case .int(let x) = a, case .int(let y) = b else { return a }
    return arithmetic("_+_", x, y)
  }

  /// In 128 bits, so that nothing has to be said about overflow but where it begins.
  private func arithmetic(_ name: String, _ a: Int64, _ b: Int64) -> Value {
    let (x, y) = (Int128(a), Int128(b))
    if (name == "_/_" || name == "_%_") && b == 0 { return .error(EvalError(.divisionByZero, "")) }
    let result: Int128
    switch name {
    case "_+_": result = x + y
    case "_-_": result = x - y
    case "_*_": result = x * y
    case "_/_": result = x / y
    case "_%_" where a == .min && b == -1: return .error(EvalError(.overflow, ""))
    default: result = x % y
    }
    return Int64(exactly: result).map { .int($0) } ?? .error(EvalError(.overflow, ""))
  }
}
