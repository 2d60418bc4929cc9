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
    case ("in", _, .string): "write x in ['…', '…'], or text.contains(…)"
    case ("==", .bool, _), ("==", _, .bool), ("!=", .bool, _), ("!=", _, .bool):
      "a yes or no is a condition already: write x, or !x"
    case (_, .timestamp, .int), (_, .int, .timestamp): "write timestamp('2026-01-31T00:00:00Z')"
    case (_, .timestamp, .duration), (_, .duration, .timestamp): "write date - date for a span of time"
    case ("==", _, .list), ("!=", _, .list): "write x in list"
    case (_, .int, .list), (_, .double, .list): "write size(list)"
    case (_, .list, .string) where symbol != "in": "write '…' in list"
    case (_, .list, .int), (_, .list, .double): "write size(list)"
    default: nil
    }
  }
}

extension Suggestion {
  /// `1 < x < 5`, `a == b == c`: a comparison whose side is a comparison.
  static func chained(_ arguments: [Expr]) -> String? {
    let isChained = arguments.contains { argument in
      if case .call(let name, nil, _) = argument.kind { Unparser.operators[name]?.level == 3 } else { false }
    }
    return isChained ? "write '&&' between two comparisons, or put one in parentheses" : nil
  }

  /// How to make a condition of a value.
  static func condition(_ type: Type) -> String? {
    switch type {
    case .int, .uint, .double: "compare it, as in x > 0"
    case .string: "compare it, as in x == 'a' || x == 'b', or x in ['a', 'b']"
    case .list(.record): "write table.exists(r, …), or size(table) > 0"
    case .list, .map: "write 'a' in list, or size(list) > 0"
    case .timestamp: "compare it, as in x < timestamp('2026-01-31T00:00:00Z')"
    default: nil
    }
  }

  /// `x[…]` of something without elements, or at the wrong kind of place.
  static func index(_ type: Type) -> String? {
    switch type {
    case .list: "write a place counted from 0, as in list[0]"
    case .string: "write text.charAt(0)"
    default: nil
    }
  }

  /// What a function is used with.
  static func use(of function: Function, _ types: [Type], isMember: Bool) -> String? {
    if function.name == "contains", case .list? = types.first { return "write 'a' in list" }
    let signatures = function.signatures.filter { $0.isMember == isMember }
    guard let count = signatures.first?.parameters.count, signatures.allSatisfy({ $0.implementation == nil }) else {
      return nil
    }
    if !signatures.contains(where: { $0.parameters.count == types.count }) {
      let counts = Set(signatures.map { $0.parameters.count - (isMember ? 1 : 0) }).sorted().map { "\($0)" }
      return "write \(counts.joined(separator: " or ")) value\(counts == ["1"] ? "" : "s") in its parentheses"
    }
    var kinds: [String] = []
    for signature in signatures where signature.parameters.count == count {
      let words = signature.parameters.map(\.inDetail).joined(separator: " with ")
      if !kinds.contains(words) { kinds.append(words) }
    }
    return "it takes " + kinds.prefix(4).joined(separator: ", or ")
  }
}

extension Type {
  /// The type in words, with what a list holds.
  fileprivate var inDetail: String {
    switch self {
    case .list(.int), .list(.uint), .list(.double): "a list of numbers"
    case .list(.string): "a list of texts"
    case .list(.timestamp): "a list of dates"
    case .list(.bool): "a list of yes or no"
    default: inWords
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
