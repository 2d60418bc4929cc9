/// A macro of the host: rewrites a call while parsing.
public struct Macro {
  public enum Expansion {
    case expr(Expr)
    case problem(Range<Int>, String, hint: String? = nil)
    /// Not this macro's call after all; it is read as a function's.
    case call
  }
  public let name: String
  public let isMember: Bool
  /// How many arguments a call has that is rewritten; nil for any number.
  public let argumentCount: Int?
  let expand: (_ target: Expr?, _ arguments: [Expr], _ range: Range<Int>) -> Expansion

  public init(
    _ name: String, isMember: Bool = false, argumentCount: Int? = nil,
    expand: @escaping (_ target: Expr?, _ arguments: [Expr], _ range: Range<Int>) -> Expansion
  ) {
    (self.name, self.isMember, self.argumentCount, self.expand) = (name, isMember, argumentCount, expand)
  }
}

extension Parser {
  /// A call, or what its macro makes of it (cel-spec langdef, "Macros").
  mutating func expanded(_ name: String, target: Expr?, _ arguments: [Expr], from start: Int) -> Expr {
    let range = start..<tokens[max(index - 1, 0)].range.upperBound
    for macro in environment.macros[name] ?? []
    where macro.isMember == (target != nil) && macro.argumentCount ?? arguments.count == arguments.count {
      switch macro.expand(target, arguments, range) {
      case .expr(let expr): return node(expr.kind, from: start)
      case .problem(let place, let message, let hint):
        report(place, message, hint: hint)
        return Expr(.invalid, at: range)
      case .call: break
      }
    }
    let kind =
      if let target {
        memberMacro(name, target, arguments)
      } else {
        globalMacro(name, arguments)
      }
    return node(kind ?? .call(name, target: target, arguments), from: start)
  }

  private mutating func globalMacro(_ name: String, _ arguments: [Expr]) -> Expr.Kind? {
    switch (name, arguments.count) {
    case ("has", 1):
      guard case .select(let base, let field, let style) = arguments[0].kind, style != .test else {
        report(arguments[0].range, "'has' takes a field, as in has(a.b)", hint: "write 'known(x)' for an answer")
        return .invalid
      }
      if style == .optional { return .select(arguments[0], field: field, .test) }
      return .select(base, field: field, .test)
    case ("known", 1), ("declined", 1), ("applies", 1), ("given", 2):
      guard let test = Expr.AnswerTest(rawValue: name), Self.isPath(arguments[0]) else {
        if case .invalid = arguments[0].kind { return .invalid }
        report(
          arguments[0].range,
          "'\(name)' takes the name of an answer, as in \(name)(row.cell\(name == "given" ? ", 0" : ""))")
        return .invalid
      }
      return .asks(test, arguments[0], default: arguments.count == 2 ? arguments[1] : nil)
    default: return nil
    }
  }

  /// A name, or a selection or an element of anything.
  private static func isPath(_ expr: Expr) -> Bool {
    switch expr.kind {
    case .ident, .select(_, _, .plain), .call("_[_]", _, _): true
    default: false
    }
  }

  private mutating func memberMacro(_ name: String, _ target: Expr, _ arguments: [Expr]) -> Expr.Kind? {
    if case .ident(let space) = target.kind {
      switch (space, name, arguments.count) {
      case ("cel", "bind", 3):
        return loop(.bind, arguments[1], [arguments[0]], filter: nil, arguments[2])
      case ("math", "greatest", 1...), ("math", "least", 1...):
        return .call("math.\(name)", target: nil, arguments)
      default: break
      }
    }
    guard let macro = Comprehension.Macro(rawValue: name == "existsOne" ? "exists_one" : name), macro != .bind,
      let last = arguments.last
    else { return nil }
    switch (macro, arguments.count) {
    case (.all, 2), (.exists, 2), (.existsOne, 2), (.filter, 2), (.map, 2), (.sortedBy, 2), (.optMap, 2),
      (.optFlatMap, 2):
      return loop(macro, target, [arguments[0]], filter: nil, last)
    case (.map, 3):
      return loop(macro, target, [arguments[0]], filter: arguments[1], last)
    case (.all, 3), (.exists, 3), (.existsOne, 3), (.transformList, 3), (.transformMap, 3), (.transformMapEntry, 3):
      return loop(macro, target, [arguments[0], arguments[1]], filter: nil, last)
    case (.transformList, 4), (.transformMap, 4), (.transformMapEntry, 4):
      return loop(macro, target, [arguments[0], arguments[1]], filter: arguments[2], last)
    default: return nil
    }
  }

  private mutating func loop(
    _ macro: Comprehension.Macro, _ target: Expr, _ variables: [Expr], filter: Expr?, _ body: Expr
  ) -> Expr.Kind {
    var names: [String] = []
    for variable in variables {
      if case .ident(let name) = variable.kind, !name.hasPrefix("."), !names.contains(name) {
        names.append(name)
      } else {
        if case .invalid = variable.kind { return .invalid }
        let message = names.isEmpty ? "a simple name is wanted here" : "another simple name is wanted here"
        report(variable.range, message, hint: "for example 'x'")
        return .invalid
      }
    }
    return .comprehension(Comprehension(macro: macro, target: target, variables: names, filter: filter, body: body))
  }
}
