import Diagnostics

/// What the author may have meant.
enum Suggestion {
  /// The nearest name, as a hint, if one is near; operators' names are never suggested.
  static func hint(for name: String, among known: [String]) -> String? {
    didYouMean(name, among: known.filter { $0.unicodeScalars.first?.beginsName == true && !$0.hasPrefix("_") }.sorted())
  }

  /// How to bring the two sides of an operator together.
  static func conversion(_ symbol: String, _ types: [Type]) -> String? {
    switch (symbol, types[0], types[1]) {
    case ("==", _, .null), ("==", .null, _): "an answer is never null; write !known(…)"
    case ("!=", _, .null), ("!=", .null, _): "an answer is never null; write known(…)"
    case ("+", .string, .int), ("+", .string, .double): "write string(…) around the number"
    case ("+", .int, .string), ("+", .double, .string): "write string(…) around the number"
    case (_, .string, .int), (_, .string, .double), (_, .int, .string), (_, .double, .string):
      "a number stands without quotes"
    case ("%", .double, _), ("%", _, .double): "'%' needs whole numbers"
    case (_, .timestamp, .string), (_, .string, .timestamp): "write timestamp('2026-01-31T00:00:00Z')"
    case ("in", _, .string): "write text.contains(…)"
    case (_, .list, .string) where symbol != "in": "write '…' in list"
    case (_, .list, .int), (_, .list, .double): "write size(list)"
    default: nil
    }
  }
}

/// Comparing with a code that isn't among the choices.
extension Checker {
  /// `x == 'code'`, `'code' in xs`, `x in ['a', 'b']`.
  mutating func checkCodes(_ name: String, _ arguments: [Expr]) {
    guard isStrict, arguments.count == 2, ["_==_", "_!=_", "@in"].contains(name) else { return }
    checkCodes(arguments[0], against: arguments[1])
    checkCodes(arguments[1], against: arguments[0])
  }

  mutating func checkCodes(_ expr: Expr, against other: Expr) {
    guard isStrict, let codes = expr.codes else { return }
    switch other.kind {
    case .literal(.string(let text)) where !codes.contains(text):
      let list = codes.map { "'\($0)'" }.joined(separator: ", ")
      let near = nearest(to: text, among: codes).map { "did you mean '\($0)'?" }
      report(other.range, "'\(text)' is not one of the choices", hint: near ?? "the choices are \(list)")
    case .list(let elements): for element in elements { checkCodes(expr, against: element.expr) }
    default: break
    }
  }
}
