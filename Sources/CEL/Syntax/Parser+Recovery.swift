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
    case .end: report(token.range, "\(message), but the expression ends here")
    case .symbol(let symbol): report(token.range, "\(message), not '\(symbol)'")
    case .broken: break
    default: report(token.range, message)
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
      if let (range, number) = groupedNumber() {
        return report(range, "a number has no commas", hint: "write '\(number)'")
      }
      report(token.range, "\(message), not ','")
    case .symbol("?"):
      report(token.range, "\(message), not '?'", hint: "put a choice inside a choice in parentheses")
    case .symbol(let symbol): report(token.range, "\(message), not '\(symbol)'")
    case .ident(let name) where Self.methods.contains(name):
      report(token.range, "'\(name)' is not an operator", hint: "write 'a.\(name)(b)'")
    case .ident(let name): report(token.range, "an operator is missing before '\(name)'")
    case .integer, .literal, .quotedIdent: report(token.range, "an operator is missing here")
    case .end: report(token.range, "\(message), but the expression ends here")
    case .broken: break
    }
  }

  /// `10,000`, at its comma: the whole range, and the number without commas.
  private func groupedNumber() -> (Range<Int>, String)? {
    guard index > 0, case .integer(let first) = tokens[index - 1].kind else { return nil }
    var (digits, place, end) = ("\(first)", index, tokens[index - 1].range.upperBound)
    while place + 1 < tokens.count, tokens[place].isSymbol(","), tokens[place].range.lowerBound == end,
      case .integer(let group) = tokens[place + 1].kind, tokens[place + 1].range == end + 1..<end + 4
    {
      let text = "\(group)"
      digits += String(repeating: "0", count: max(0, 3 - text.utf8.count)) + text
      (place, end) = (place + 2, end + 4)
    }
    return place > index ? (tokens[index - 1].range.lowerBound..<end, digits) : nil
  }
}
