extension Lexer {
  /// What people write from other notations, and what it is here; read as meant, so that one slip gives one problem.
  private static let mistaken: [(wrong: String, right: String)] = [
    ("===", "=="), ("!==", "!="), ("=>", ">="), ("=<", "<="), ("<>", "!="), ("=", "=="), ("&", "&&"), ("|", "||"),
    ("≤", "<="), ("≥", ">="), ("≠", "!="), ("×", "*"), ("÷", "/"), ("–", "-"), ("−", "-"), ("∧", "&&"), ("∨", "||"),
  ]

  private static let curlyQuotes: [Unicode.Scalar: Unicode.Scalar] = [
    "“": "”", "‘": "’", "”": "”", "’": "’", "„": "“", "«": "»",
  ]

  mutating func readSymbol(_ first: Unicode.Scalar) {
    let start = position
    if isPlain(first) {
      position += 1
      return add(.symbol(String(first)), from: start)
    }
    if let symbol = comparison(first) {
      position += symbol.utf8.count
      return add(.symbol(symbol), from: start)
    }
    for (wrong, right) in Self.mistaken where starts(with: wrong) && (wrong.hasPrefix(right) || !starts(with: right)) {
      position += wrong.unicodeScalars.count
      report("'\(wrong)' is not an operator", from: start, hint: "write '\(right)'", repaired: true)
      return add(.symbol(right), from: start)
    }
    if let right = ["&&", "||", "==", "!=", "<=", ">="].first(where: { starts(with: $0) }) {
      position += 2
      return add(.symbol(right), from: start)
    }
    if first == "!" || first == "<" || first == ">" {
      position += 1
      return add(.symbol(String(first)), from: start)
    }
    if let quote = Self.curlyQuotes[first] { return readCurlyText(until: quote) }
    position += 1
    report("'\(first)' has no meaning here", from: start, hint: Advice.sign(first))
  }

  /// The comparisons that are written most, where nothing behind them makes them a slip.
  private func comparison(_ first: Unicode.Scalar) -> String? {
    switch (first, peek(1)) {
    case (">", "="): ">="
    case (">", _): ">"
    case ("<", "="): "<="
    case ("<", let next) where next != ">": "<"
    case ("=", "=") where peek(2) != "=": "=="
    case ("!", "=") where peek(2) != "=": "!="
    case ("&", "&"): "&&"
    case ("|", "|"): "||"
    default: nil
    }
  }

  /// Symbols of one character that begin no longer one and no slip.
  private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "+", "-", "*", "/", "%", "(", ")", "[", "]", "{", "}", ".", ",", ":", "?": true
    default: false
    }
  }

  private func starts(with text: String) -> Bool {
    var offset = 0
    for scalar in text.unicodeScalars {
      guard peek(offset) == scalar else { return false }
      offset += 1
    }
    return true
  }

  /// A text between typographic quotes, which word processors put in place of plain ones.
  private mutating func readCurlyText(until quote: Unicode.Scalar) {
    let start = position
    position += 1
    while let next = peek(), next != quote, next != "\n" { _ = (next, position += 1) }
    let inside = text(start + 1..<position)
    if peek() != nil { position += 1 }
    report(
      "a text stands between plain quotes", from: start, hint: "write '\(inside)' with straight quotes", repaired: true)
    add(.literal(.string(inside)), from: start)
  }
}
