/// Reads tokens into a tree, with every syntax problem found on the way.
///
/// The grammar (cel-spec langdef, "Syntax"; messages `T{f: e}` are left out, optional syntax is added):
/// ```
/// Expr           = ConditionalOr ["?" ConditionalOr ":" Expr]
/// ConditionalOr  = ConditionalAnd {"||" ConditionalAnd}
/// ConditionalAnd = Relation {"&&" Relation}
/// Relation       = Addition {("<" | "<=" | ">=" | ">" | "==" | "!=" | "in") Addition}
/// Addition       = Multiplication {("+" | "-") Multiplication}
/// Multiplication = Unary {("*" | "/" | "%") Unary}
/// Unary          = {"!"} Member | {"-"} Member
/// Member         = Primary {("." | ".?") FIELD | "." SELECTOR "(" [Exprs] ")" | "[" ["?"] Expr "]"}
/// Primary        = ["."] IDENT ["(" [Exprs] ")"] | "(" Expr ")" | LITERAL
///                | "[" [["?"] Expr {"," ["?"] Expr} [","]] "]"
///                | "{" [["?"] Expr ":" Expr {"," ["?"] Expr ":" Expr} [","]] "}"
/// FIELD          = SELECTOR | "`" name with - . / and space "`"
/// SELECTOR       = IDENT or a reserved word, except true, false, null and in
/// ```
struct Parser {
  let tokens: [Token]
  let environment: Environment
  var index = 0
  var depth = 0
  var isAborted = false
  var problems: [Problem]
  /// False once the structure can't be read as meant; then types are not worth checking.
  var isReliable: Bool

  /// An expression, the problems met on the way, and whether the tree can be trusted in spite of them.
  struct Outcome {
    let expr: Expr
    let problems: [Problem]
    let isReliable: Bool
  }

  static func parse(_ source: String, in environment: Environment) -> Outcome {
    let scalars = Array(source.unicodeScalars)
    let whole = Expr(.invalid, at: 0..<scalars.count)
    guard scalars.count <= environment.limits.codePoints else {
      let length = "the expression is longer than \(environment.limits.codePoints) characters"
      let problem = Problem(whole.range, length, hint: "split it into calculations with names")
      return Outcome(expr: whole, problems: [problem], isReliable: false)
    }
    let lexer = Lexer.tokens(of: scalars)
    let problems = Array(lexer.problems.prefix(environment.limits.problems))
    var parser = Parser(
      tokens: lexer.tokens, environment: environment, problems: problems, isReliable: lexer.isReliable)
    let expr = parser.readExpr()
    parser.expectEnd()
    return Outcome(expr: expr, problems: parser.problems, isReliable: parser.isReliable)
  }

  var current: Token { tokens[index] }

  mutating func advance() { if index < tokens.count - 1 { index += 1 } }

  mutating func take(_ symbol: String) -> Bool {
    guard current.isSymbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func report(_ range: Range<Int>, _ message: String, hint: String? = nil) {
    if isAborted || problems.last?.range.lowerBound == range.lowerBound { return }
    problems.append(Problem(range, message, hint: hint))
    if problems.count >= environment.limits.problems { abort() }
  }

  /// Gives up: nothing more is read or reported.
  private mutating func abort() {
    (isAborted, isReliable) = (true, false)
    index = tokens.count - 1
  }

  /// A node, unless the tree gets too deep for it.
  mutating func node(_ kind: Expr.Kind, from start: Int) -> Expr {
    let end = index > 0 ? tokens[index - 1].range.upperBound : start
    let expr = Expr(kind, at: start..<max(start, end))
    guard expr.height > environment.limits.depth else { return expr }
    return tooDeep(expr.range)
  }

  private mutating func tooDeep(_ range: Range<Int>) -> Expr {
    let message = "the expression is nested more than \(environment.limits.depth) levels deep"
    report(range, message, hint: "split it into calculations with names")
    abort()
    return Expr(.invalid, at: range)
  }

  mutating func readExpr() -> Expr {
    let start = current.range.lowerBound
    guard depth < environment.limits.depth else { return tooDeep(current.range) }
    depth += 1
    defer { depth -= 1 }
    let condition = readBinary(1)
    guard take("?") else { return condition }
    let chosen = readBinary(1)
    guard expect(":", "between the two outcomes of '?'") else { return Expr(.invalid, at: condition.range) }
    let other = readExpr()
    return node(.call("_?_:_", target: nil, [condition, chosen, other]), from: start)
  }

  /// Operators by precedence, from `||` at 1 to `*` at 5.
  private mutating func readBinary(_ level: Int) -> Expr {
    guard level <= 5 else { return readUnary() }
    let start = current.range.lowerBound
    var left = readBinary(level + 1)
    if level <= 2 {
      let (symbol, name) = level == 1 ? ("||", "_||_") : ("&&", "_&&_")
      var terms = [left]
      while takeOperator(symbol) { terms.append(readBinary(level + 1)) }
      return terms.count == 1 ? left : node(.call(name, target: nil, terms), from: start)
    }
    while !isAborted, let name = takeBinary(level) {
      let right = readBinary(level + 1)
      left = node(.call(name == "not in" ? "@in" : name, target: nil, [left, right]), from: start)
      if name == "not in" { left = node(.call("!_", target: nil, [left]), from: start) }
    }
    return left
  }

  /// `||` or `&&`, also as the word people write for it.
  private mutating func takeOperator(_ symbol: String) -> Bool {
    if take(symbol) { return true }
    guard case .ident(let word) = current.kind, Self.words[word.lowercased()] == symbol,
      tokens[min(index + 1, tokens.count - 1)].beginsOperand
    else { return false }
    report(current.range, "'\(word)' is not an operator", hint: "write '\(symbol)'")
    advance()
    return true
  }

  static let words = ["and": "&&", "or": "||"]

  private static let operators: [String: (level: Int, name: String)] = [
    "<": (3, "_<_"), "<=": (3, "_<=_"), ">": (3, "_>_"), ">=": (3, "_>=_"), "==": (3, "_==_"), "!=": (3, "_!=_"),
    "in": (3, "@in"), "+": (4, "_+_"), "-": (4, "_-_"), "*": (5, "_*_"), "/": (5, "_/_"), "%": (5, "_%_"),
  ]

  private mutating func takeBinary(_ level: Int) -> String? {
    if case .symbol(let symbol) = current.kind, let found = Self.operators[symbol], found.level == level {
      advance()
      return found.name
    }
    guard level == 3, case .ident(let word) = current.kind else { return nil }
    if word == "is" && tokens[index + 1].beginsOperand {
      report(current.range, "'is' is not an operator", hint: "write '=='")
      advance()
      return "_==_"
    }
    if word == "not" && tokens[index + 1].isSymbol("in") {
      report(current.range, "'not in' is not an operator", hint: "write '!(… in …)'")
      advance()
      advance()
      return "not in"
    }
    return nil
  }

  private mutating func readUnary() -> Expr {
    let start = current.range.lowerBound
    if current.isSymbol("-"), index + 1 < tokens.count {
      switch tokens[index + 1].kind {
      case .integer, .literal(.double): return readMember()
      default: break
      }
    }
    if case .ident(let word) = current.kind, word.lowercased() == "not", isNegation(tokens[index + 1]) {
      report(current.range, "'\(word)' is not an operator", hint: "write '!'")
      advance()
      let operand = nested { $0.readUnary() }
      return node(.call("!_", target: nil, [operand]), from: start)
    }
    for (symbol, name) in [("!", "!_"), ("-", "-_")] where take(symbol) {
      // Two signs cancel out: `--x` is `x`, even for the smallest whole number.
      if symbol == "-", take("-") { return nested { $0.readUnary() } }
      let operand = nested { $0.readUnary() }
      return node(.call(name, target: nil, [operand]), from: start)
    }
    return readMember()
  }

  /// Whether `not` in front of this token means `!`.
  private func isNegation(_ token: Token) -> Bool {
    switch token.kind {
    case .ident, .integer, .literal: true
    case .symbol(let symbol): symbol == "(" || symbol == "!"
    case .quotedIdent, .end, .broken: false
    }
  }

  private mutating func nested(_ read: (inout Parser) -> Expr) -> Expr {
    guard depth < environment.limits.depth else { return tooDeep(current.range) }
    depth += 1
    defer { depth -= 1 }
    return read(&self)
  }
}
