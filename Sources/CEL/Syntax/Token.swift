/// A piece of the source; operators and brackets are kept by their text.
struct Token {
  enum Kind {
    case end
    case ident(String)
    /// `` `a-b` ``: only a field's name.
    case quotedIdent(String)
    /// A whole number without its sign, which the parser joins to it.
    case integer(UInt64)
    case literal(Value)
    case symbol(String)
    /// Reported already by the lexer.
    case broken
  }
  let kind: Kind
  let range: Range<Int>

  func isSymbol(_ text: String) -> Bool {
    if case .symbol(let symbol) = kind { return symbol == text }
    return false
  }

  var isNumber: Bool {
    switch kind {
    case .integer, .literal(.double), .literal(.uint): true
    default: false
    }
  }

  /// Whether an operand can begin with this token.
  var beginsOperand: Bool {
    switch kind {
    case .ident, .integer, .literal, .broken: true
    case .symbol(let symbol): ["(", "[", "{", "!", "-", "."].contains(symbol)
    case .quotedIdent, .end: false
    }
  }
}
