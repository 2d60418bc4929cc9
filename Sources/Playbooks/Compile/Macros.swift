import CEL

/// What the playbook language's macros need to know of the playbook while they rewrite.
///
/// A class, since the environment keeps the macros and the compiler goes on while they are used.
final class MacroContext {
  /// Every variable declared so far, hidden ones (`@rows capacities`) included.
  var declared: Set<String> = []
  /// Codes of questions, without those that stand alone.
  var codes: [String: [String]] = [:]
  var gates: [String] = []
  /// What earlier sessions carried.
  var carried: Set<String> = []
  /// Questions and calculations, carried or not: what can change from session to session.
  var changing: Set<String> = []
  /// The names at hand where the expression stands, and the carried table whose rows they are.
  var scope: [(String, Type)] = []
  var tables: [ObjectIdentifier: String] = [:]
}

extension Compiler {
  /// `rows strict votes choices tries inARow mean cycle ordered longest alikeGroups` (format of playbooks, "Functions").
  mutating func declareMacros() {
    let context = macros
    environment.declare(macro: hidden("rows", context, orItself: true))
    environment.declare(macro: hidden("strict", context, orItself: false))
    environment.declare(macro: hidden("votes", context, orItself: false))
    environment.declare(macro: choicesMacro(context))
    environment.declare(macro: triesMacro(context))
    environment.declare(macro: inARowMacro(context))
    for (name, fields) in [
      ("mean", ["value", "count"]), ("cycle", ["id", "needs"]), ("longest", ["id", "needs", "start", "end"]),
    ] {
      environment.declare(macro: columnsMacro(name, fields))
    }
    environment.declare(
      macro: Macro("ordered", isMember: true, argumentCount: 0) { target, _, range in
        guard let target else { return .call }
        let ids = columnsCall("@ordered", ["id", "needs", "start"], target, range)
        return .expr(.member(target.rewritten { _ in nil }, "at", [ids], at: range))
      })
    environment.declare(
      macro: Macro("alikeGroups", isMember: true, argumentCount: 2) { target, arguments, range in
        guard let target, case .ident(let name) = arguments[0].kind else { return .call }
        let texts = Expr.comprehension(.map, over: target.rewritten { _ in nil }, [name], arguments[1], at: range)
        return .expr(.call("@alikeGroups", [column("id", target, range), texts], at: range))
      })
  }

  /// `f(name)` as the hidden variable `@f name`.
  private func hidden(_ function: String, _ context: MacroContext, orItself: Bool) -> Macro {
    Macro(function, argumentCount: 1) { _, arguments, range in
      guard let argument = arguments.first else { return .call }
      guard case .ident(let name) = argument.kind else {
        if orItself { return .expr(argument) }
        return .problem(argument.range, "'\(function)' takes the name of a question or calculation")
      }
      let variable = "@\(function) \(name)"
      if context.declared.contains(variable) { return .expr(.ident(variable, at: range)) }
      if orItself { return .expr(argument) }
      guard context.declared.contains(name) else { return .expr(argument) }
      let hint = function == "strict" ? "it takes numbers that have one value" : "it takes a scale"
      return .problem(argument.range, "there is no \(function)(\(name))", hint: hint)
    }
  }

  private func choicesMacro(_ context: MacroContext) -> Macro {
    Macro("choices", argumentCount: 1) { _, arguments, range in
      guard let argument = arguments.first, case .ident(let name) = argument.kind, let codes = context.codes[name]
      else {
        return .problem(range, "'choices' takes the name of a question whose choices are written in the playbook")
      }
      let elements = codes.map { Expr.Element(expr: .literal(.string($0), at: range), isOptional: false) }
      return .expr(Expr(.list(elements), at: range))
    }
  }

  private func triesMacro(_ context: MacroContext) -> Macro {
    Macro("tries", argumentCount: 1) { _, arguments, range in
      let name: String?
      switch arguments.first?.kind {
      case .literal(.string(let text)): name = text
      case .ident(let text): name = text
      default: name = nil
      }
      guard let name, context.gates.contains(name) else {
        let known = context.gates.map { "'\($0)'" }.joined(separator: ", ")
        return .problem(range, "'tries' takes the name of a gate", hint: "gates here: \(known)")
      }
      return .expr(.ident("@tries \(name)", at: range))
    }
  }

  /// `inARow(n, condition)`: now, and in each of the n - 1 latest earlier sessions.
  private func inARowMacro(_ context: MacroContext) -> Macro {
    Macro("inARow", argumentCount: 2) { _, arguments, range in
      guard case .literal(.int(let count)) = arguments[0].kind, (2...20).contains(count) else {
        return .problem(arguments[0].range, "'inARow' takes a number from 2 to 20 first")
      }
      var missing: (name: String, range: Range<Int>)?
      let before = arguments[1].rewritten { part in
        guard case .ident(let name) = part.kind else { return nil }
        let session = Expr.ident("@session", at: part.range)
        if let type = context.scope.last(where: { $0.0 == name })?.1 {
          guard case .record(let record) = type, let table = context.tables[ObjectIdentifier(record)] else {
            return nil
          }
          let id = Expr.select(.ident(name, at: part.range), "id", at: part.range)
          return .member(.select(session, table, at: part.range), "at", [id], at: part.range)
        }
        if context.carried.contains(name) { return .select(session, name, at: part.range) }
        if context.changing.contains(name) { missing = (name, part.range) }
        return nil
      }
      if let missing {
        return .problem(
          missing.range, "'\(missing.name)' isn't known of earlier sessions", hint: "add '\(missing.name)' to carries")
      }
      let earlier = { Expr.ident("earlier", at: range) }
      let wanted = { Expr.literal(.int(count - 1), at: range) }
      let enough = Expr.call("_>=_", [.call("size", [earlier()], at: range), wanted()], at: range)
      let last = Expr.member(earlier(), "last", [wanted()], at: range)
      let all = Expr.comprehension(.all, over: last, ["@session"], before, at: range)
      return .expr(.call("_&&_", [arguments[1], enough, all], at: range))
    }
  }

  /// `rows.f()` as `@f(column, column)`, so that what is read is known column by column.
  private func columnsMacro(_ name: String, _ fields: [String]) -> Macro {
    Macro(name, isMember: true, argumentCount: 0) { target, _, range in
      target.map { .expr(columnsCall("@\(name)", fields, $0, range)) } ?? .call
    }
  }
}

private func columnsCall(_ function: String, _ fields: [String], _ target: Expr, _ range: Range<Int>) -> Expr {
  .call(function, fields.map { column($0, target, range) }, at: range)
}

private func column(_ field: String, _ target: Expr, _ range: Range<Int>) -> Expr {
  let row = Expr.ident("@row", at: target.range)
  return .comprehension(
    .map, over: target.rewritten { _ in nil }, ["@row"], .select(row, field, at: target.range), at: range)
}
