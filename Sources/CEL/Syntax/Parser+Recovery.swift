/// What happens after a slip: report it once, skip to where reading can go on.
extension Parser {
  /// Takes a symbol, or reports that it is missing, skips to it, and takes it there if it is in this group.
  mutating func expect(_ symbol: String, _ place: String) -> Bool {
    if take(symbol) { return true }
    reportLeftover("expected '\(symbol)' \(place)")
    isReliable = false
    skipToEndOfGroup()
    return take(symbol)
  }

  @discardableResult
  mutating func unexpected(_ message: String) -> Expr {
    let token = current
    switch token.kind {
    case .end: report(token.range, "\(message), but the expression ends here", hint: adviceForEnd)
    case .symbol(let symbol): report(token.range, "\(message), not '\(symbol)'", hint: advice(for: symbol))
    case .broken: break
    default: report(token.range, message, hint: token.isNumber ? "write 'x >= 1 && x <= 5' for a range" : nil)
    }
    isReliable = false
    skipToEndOfGroup()
    return Expr(.invalid, at: token.range)
  }

  mutating func expectEnd() {
    if case .end = current.kind { return }
    if isReliable { reportLeftover("expected the end of the expression") }
    isReliable = false
  }

  /// Skips what is left of the brackets at hand, up to `,`, `:` or the closing bracket.
  private mutating func skipToEndOfGroup() {
    while true {
      guard case .symbol(let symbol) = current.kind else {
        if case .end = current.kind { return }
        advance()
        continue
      }
      switch symbol {
      case "(", "[", "{": skipGroup()
      case ")", "]", "}", ",", ":": return
      default: advance()
      }
    }
  }

  /// Skips a group in brackets, from its opening bracket to behind its closing one.
  mutating func skipGroup() {
    var open = 0
    repeat {
      if case .symbol(let symbol) = current.kind {
        if ["(", "[", "{"].contains(symbol) { open += 1 }
        if [")", "]", "}"].contains(symbol) { open -= 1 }
      }
      if case .end = current.kind { return }
      advance()
    } while open > 0
  }

  private static let methods: Set<String> = ["contains", "startsWith", "endsWith", "matches"]

  /// Something stands where the expression, or a part of it, should have ended.
  private mutating func reportLeftover(_ message: String) {
    let token = current
    switch token.kind {
    case .symbol(","):
      if let (range, number) = groupedNumber(gap: ",") {
        return report(range, "a number has no commas", hint: "write '\(number)'")
      }
      report(token.range, "\(message), not ','", hint: adviceForComma)
    case .symbol("?"):
      report(token.range, "\(message), not '?'", hint: "put a choice inside a choice in parentheses")
    case .symbol(let symbol): report(token.range, "\(message), not '\(symbol)'", hint: advice(for: symbol))
    case .ident(let name) where Self.methods.contains(name):
      report(token.range, "'\(name)' is not an operator", hint: "write 'a.\(name)(b)'")
    case .ident(let name):
      report(token.range, "an operator is missing before '\(name)'", hint: adviceBefore(name))
    case .integer, .literal, .quotedIdent:
      if let (range, number) = groupedNumber(gap: nil) {
        return report(range, "a number has no blanks", hint: "write '\(number)'")
      }
      report(token.range, "an operator is missing here", hint: adviceBefore(""))
    case .end: report(token.range, "\(message), but the expression ends here", hint: adviceForEnd)
    case .broken: break
    }
  }

  private var before: Token? { index > 0 ? tokens[index - 1] : nil }

  /// Where a value is wanted, and another sign stands.
  private func advice(for symbol: String) -> String? {
    switch (before?.kind, symbol) {
    case (.symbol("*"), "*"): return "write 'x * x' for a square"
    case (.symbol(let first), _) where first == symbol && ["+", "<", ">", "=="].contains(symbol):
      return "write '\(symbol)' once"
    case (.some, ")"), (.some, "]"), (.some, "}"): return "leave out '\(symbol)', or write what it closes before it"
    default: return nil
    }
  }

  /// The expression ends where more is wanted.
  private var adviceForEnd: String? {
    guard let before else { return "write a condition, such as 'budget > 10000'" }
    if before.isSymbol("%") { return "write the number without '%'" }
    if before.isSymbol("?") || before.isSymbol(":") { return "write 'condition ? this : that'" }
    if case .symbol(let symbol) = before.kind { return "write a value behind '\(symbol)'" }
    return nil
  }

  /// A comma that is no part of a list: of a number, of several choices, or in place of a connective.
  private var adviceForComma: String {
    if let before, before.range.upperBound == current.range.lowerBound, before.isNumber,
      tokens[min(index + 1, tokens.count - 1)].isNumber
    {
      return "write a decimal point instead of a comma"
    }
    if case .literal(.string) = before?.kind { return "write a list in square brackets: ['…', '…']" }
    return "write '&&' or '||' between two conditions"
  }

  /// A word where an operator is missing; behind a function's name it is what belongs into its parentheses.
  private func adviceBefore(_ name: String) -> String {
    if case .ident(let function)? = before?.kind,
      environment.known(function) != nil || Expr.AnswerTest(rawValue: function) != nil
    {
      return "write '\(function)(\(name.isEmpty ? "…" : name))'"
    }
    if case .ident("unless")? = before?.kind { return "write '!(…)'" }
    return Advice.operators[name.lowercased()] ?? "write an operator such as '==', '+' or '&&' between the two"
  }

  /// `10,000` or `10 000`, behind its first group: the whole range, and the number without gaps.
  private func groupedNumber(gap: String?) -> (Range<Int>, String)? {
    guard index > 0, case .integer(let first) = tokens[index - 1].kind else { return nil }
    let step = gap == nil ? 1 : 2
    var (digits, place, end) = ("\(first)", index, tokens[index - 1].range.upperBound)
    while place + step - 1 < tokens.count, gap.map({ tokens[place].isSymbol($0) }) ?? true,
      gap == nil || tokens[place].range.lowerBound == end,
      case .integer(let group) = tokens[place + step - 1].kind, tokens[place + step - 1].range == end + 1..<end + 4
    {
      let text = "\(group)"
      digits += String(repeating: "0", count: max(0, 3 - text.utf8.count)) + text
      (place, end) = (place + step, end + 4)
    }
    return place > index ? (tokens[index - 1].range.lowerBound..<end, digits) : nil
  }
}
