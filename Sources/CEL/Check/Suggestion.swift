/// What the author may have meant.
enum Suggestion {
  /// The nearest name, as a hint, if one is near.
  static func hint(for name: String, among known: [String]) -> String? {
    nearest(to: name, among: known).map { "did you mean '\($0)'?" }
  }

  /// The nearest name; of equally near ones the first in alphabetical order.
  static func nearest(to name: String, among known: [String]) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(lengthMax))
    let limit = max(1, wanted.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in known where abs(candidate.unicodeScalars.count - wanted.count) <= limit {
      if candidate.utf8.contains(where: { $0 == 64 || $0 == 95 && candidate.utf8.first == 95 }) { continue }
      let distance = distance(wanted, Array(candidate.lowercased().unicodeScalars))
      guard distance <= limit, candidate != name else { continue }
      if let known = best, (known.distance, known.name) < (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  private static let lengthMax = 60

  /// Edits from one to the other: insertions, deletions, replacements and swaps of neighbours.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        var best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, before[j - 2] + 1) }
        row.append(best)
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }

  /// How to bring the two sides of an operator together.
  static func conversion(_ symbol: String, _ types: [Type]) -> String? {
    switch (symbol, types[0], types[1]) {
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
      let near = Suggestion.nearest(to: text, among: codes).map { "did you mean '\($0)'?" }
      report(other.range, "'\(text)' is not one of the choices", hint: near ?? "the choices are \(list)")
    case .list(let elements): for element in elements { checkCodes(expr, against: element.expr) }
    default: break
    }
  }
}
