extension Parser {
  mutating func readMember() -> Expr {
    let start = current.range.lowerBound
    var expr = readPrimary()
    while !isAborted {
      if take(".") {
        let style: Expr.SelectStyle = take("?") ? .optional : .plain
        guard let field = readField() else { return invalid(start) }
        if style == .plain, current.isSymbol("(") {
          guard let arguments = readArguments() else { return invalid(start) }
          expr = expanded(field, target: expr, arguments, from: start)
        } else {
          expr = node(.select(expr, field: field, style), from: start)
        }
      } else if take("[") {
        let isOptional = take("?")
        let position = readExpr()
        guard expect("]", "after the position") else { return invalid(start) }
        expr = node(.call(isOptional ? "_[?_]" : "_[_]", target: nil, [expr, position]), from: start)
      } else if current.isSymbol("{"), expr.qualifiedName != nil {
        report(current.range, "values of a named type can't be built here", hint: "write a map: {'name': value}")
        skipGroup()
        return invalid(start)
      } else {
        return expr
      }
    }
    return expr
  }

  private func invalid(_ start: Int) -> Expr { Expr(.invalid, at: start..<max(start, current.range.lowerBound)) }

  /// The name behind a dot: reserved words are allowed there, and names in backquotes where no call follows.
  private mutating func readField() -> String? {
    switch current.kind {
    case .ident(let name):
      advance()
      return name
    case .quotedIdent(let name) where !tokens[index + 1].isSymbol("("):
      advance()
      return name
    default:
      unexpected("expected a name after '.'")
      return nil
    }
  }

  static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ]

  private mutating func readPrimary() -> Expr {
    let token = current
    let start = token.range.lowerBound
    switch token.kind {
    case .integer(let magnitude):
      advance()
      guard let number = Int64(exactly: magnitude) else { return tooLarge(token.range) }
      return node(.literal(.int(number)), from: start)
    case .literal(let value):
      advance()
      return node(.literal(value), from: start)
    case .ident(let name):
      advance()
      return readName(name, from: start)
    case .symbol("-"):
      return readNegative(from: start)
    case .symbol("."):
      advance()
      guard case .ident(let name) = current.kind else { return unexpected("expected a name after '.'") }
      advance()
      return readName("." + name, from: start)
    case .symbol("("):
      advance()
      let inner = readExpr()
      _ = expect(")", "to close '('")
      return inner
    case .symbol("["): return readList(from: start)
    case .symbol("{"): return readMap(from: start)
    case .broken:
      advance()
      return Expr(.invalid, at: token.range)
    default: return unexpected("expected a value")
    }
  }

  private mutating func tooLarge(_ range: Range<Int>) -> Expr {
    report(range, "the number is too large for a whole number", hint: "write it with a decimal point")
    return Expr(.invalid, at: range)
  }

  private mutating func readNegative(from start: Int) -> Expr {
    advance()
    let token = current
    advance()
    switch token.kind {
    case .integer(let magnitude):
      guard magnitude <= UInt64(Int64.max) + 1 else { return tooLarge(start..<token.range.upperBound) }
      return node(.literal(.int(Int64(truncatingIfNeeded: 0 &- magnitude))), from: start)
    case .literal(.double(let number)): return node(.literal(.double(-number)), from: start)
    default: return Expr(.invalid, at: token.range)
    }
  }

  private mutating func readName(_ name: String, from start: Int) -> Expr {
    if Self.reserved.contains(name) {
      report(start..<start + name.unicodeScalars.count, "'\(name)' is a reserved word", hint: Advice.reserved(name))
      isReliable = false
    }
    guard current.isSymbol("(") else { return node(.ident(name), from: start) }
    guard let arguments = readArguments() else { return Expr(.invalid, at: start..<current.range.lowerBound) }
    return expanded(name, target: nil, arguments, from: start)
  }

  /// `(a, b)`; nil if the closing bracket could not be found.
  private mutating func readArguments() -> [Expr]? {
    advance()
    var arguments: [Expr] = []
    if take(")") { return arguments }
    while !isAborted {
      arguments.append(readExpr())
      if take(",") { continue }
      return expect(")", "after the arguments") ? arguments : nil
    }
    return nil
  }

  private mutating func readList(from start: Int) -> Expr {
    advance()
    var elements: [Expr.Element] = []
    if endsEmpty("]") { advance() }
    while !isAborted, !current.isSymbol("]") {
      let isOptional = take("?")
      elements.append(Expr.Element(expr: readExpr(), isOptional: isOptional))
      if !take(",") { break }
    }
    guard expect("]", "to close the list") else { return Expr(.invalid, at: start..<current.range.lowerBound) }
    return node(.list(elements), from: start)
  }

  /// `[,]` and `{,}`: the grammar allows a last comma even behind nothing.
  private func endsEmpty(_ bracket: String) -> Bool {
    current.isSymbol(",") && tokens[min(index + 1, tokens.count - 1)].isSymbol(bracket)
  }

  private mutating func readMap(from start: Int) -> Expr {
    advance()
    var entries: [Expr.Entry] = []
    if endsEmpty("}") { advance() }
    while !isAborted, !current.isSymbol("}") {
      let isOptional = take("?")
      let key = readExpr()
      guard expect(":", "between key and value") else { return Expr(.invalid, at: start..<current.range.lowerBound) }
      entries.append(Expr.Entry(key: key, value: readExpr(), isOptional: isOptional))
      if !take(",") { break }
    }
    guard expect("}", "to close the map") else { return Expr(.invalid, at: start..<current.range.lowerBound) }
    return node(.map(entries), from: start)
  }
}
