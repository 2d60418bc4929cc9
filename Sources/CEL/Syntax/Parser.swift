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
    let most = environment.limits.codePoints
    let count = source.utf8.count <= most ? 0 : source.unicodeScalars.count
    guard count <= most else {
      let whole = Expr(.invalid, at: 0..<count)
      let length = "the expression is longer than \(most) characters"
      let problem = Problem(whole.range, length, hint: "split it into calculations with names")
      return Outcome(expr: whole, problems: [problem], isReliable: false)
    }
    let read = withScalars(of: source, Lexer.read)
    let problems =
      read.problems.count <= environment.limits.problems
      ? read.problems : Array(read.problems.prefix(environment.limits.problems))
    var parser = Parser(tokens: read.tokens, environment: environment, problems: problems, isReliable: read.isReliable)
    let expr = parser.readExpr()
    parser.expectEnd()
    return Outcome(expr: expr, problems: parser.problems, isReliable: parser.isReliable)
  }

  /// Works with the characters of a source; nearly all have one byte each.
  private static func withScalars<Result>(
    of source: String, _ work: (UnsafeBufferPointer<Unicode.Scalar>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Unicode.Scalar.self, capacity: source.utf8.count) { scalars in
      var count = 0
      for scalar in source.unicodeScalars {
        scalars.initializeElement(at: count, to: scalar)
        count += 1
      }
      return work(UnsafeBufferPointer(rebasing: scalars[..<count]))
    }
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
    guard level <= 2 else { return readRelation(atLeast: level) }
    let start = current.range.lowerBound
    let first = readBinary(level + 1)
    let (symbol, name) = level == 1 ? ("||", "_||_") : ("&&", "_&&_")
    guard takeOperator(symbol) else { return first }
    var terms = [first, readBinary(level + 1)]
    while takeOperator(symbol) { terms.append(readBinary(level + 1)) }
    return node(.call(name, target: nil, terms), from: start)
  }

  /// Relations, sums and products of one level or higher, from the left to the right (precedence climbing).
  private mutating func readRelation(atLeast level: Int) -> Expr {
    let start = current.range.lowerBound
    var left = readUnary()
    while !isAborted, let found = takeBinary(atLeast: level) {
      let right = readRelation(atLeast: found.level + 1)
      left = node(.call(found.name == "not in" ? "@in" : found.name, target: nil, [left, right]), from: start)
      if found.name == "not in" { left = node(.call("!_", target: nil, [left]), from: start) }
    }
    return left
  }

  /// `||` or `&&`, also as the word people write for it.
  private mutating func takeOperator(_ symbol: String) -> Bool {
    if take(symbol) { return true }
    guard case .ident(let word) = current.kind, word.utf8.count <= 3, Self.words[word.lowercased()] == symbol,
      tokens[min(index + 1, tokens.count - 1)].beginsOperand
    else { return false }
    report(current.range, "'\(word)' is not an operator", hint: "write '\(symbol)'")
    advance()
    return true
  }

  static let words = ["and": "&&", "or": "||"]

  private static func binary(_ symbol: String) -> (level: Int, name: String)? {
    switch symbol {
    case "<": (3, "_<_")
    case "<=": (3, "_<=_")
    case ">": (3, "_>_")
    case ">=": (3, "_>=_")
    case "==": (3, "_==_")
    case "!=": (3, "_!=_")
    case "in": (3, "@in")
    case "+": (4, "_+_")
    case "-": (4, "_-_")
    case "*": (5, "_*_")
    case "/": (5, "_/_")
    case "%": (5, "_%_")
    default: nil
    }
  }

  private mutating func takeBinary(atLeast level: Int) -> (level: Int, name: String)? {
    switch current.kind {
    case .symbol(let symbol):
      guard let found = Self.binary(symbol), found.level >= level else { return nil }
      advance()
      return found
    case .ident("is") where level <= 3 && tokens[index + 1].beginsOperand:
      report(current.range, "'is' is not an operator", hint: "write '=='")
      advance()
      return (3, "_==_")
    case .ident("not") where level <= 3 && tokens[index + 1].isSymbol("in"):
      report(current.range, "'not in' is not an operator", hint: "write '!(… in …)'")
      advance()
      advance()
      return (3, "not in")
    default: return nil
    }
  }

  private mutating func readUnary() -> Expr {
    let start = current.range.lowerBound
    if current.isSymbol("-"), index + 1 < tokens.count {
      switch tokens[index + 1].kind {
      case .integer, .literal(.double): return readMember()
      default: break
      }
    }
    if case .ident(let word) = current.kind, word.utf8.count == 3, word.lowercased() == "not",
      isNegation(tokens[index + 1])
    {
      report(current.range, "'\(word)' is not an operator", hint: "write '!'")
      advance()
      let operand = nested { $0.readUnary() }
      return node(.call("!_", target: nil, [operand]), from: start)
    }
    guard case .symbol(let sign) = current.kind, sign == "!" || sign == "-" else { return readMember() }
    advance()
    // Two signs cancel out: `--x` is `x`, even for the smallest whole number.
    if sign == "-", take("-") { return nested { $0.readUnary() } }
    let operand = nested { $0.readUnary() }
    return node(.call(sign == "!" ? "!_" : "-_", target: nil, [operand]), from: start)
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
