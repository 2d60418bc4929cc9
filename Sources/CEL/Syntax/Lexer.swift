/// Splits a source into tokens (cel-spec langdef, "Syntax": the lexical rules below the grammar).
struct Lexer {
  /// Held by whoever has the source read.
  let scalars: UnsafeBufferPointer<Unicode.Scalar>
  var position = 0
  var tokens: [Token] = []
  var problems: [Problem] = []
  /// False once a token can't be read as meant.
  var isReliable = true

  /// What a source comes to.
  struct Outcome {
    let tokens: [Token]
    let problems: [Problem]
    let isReliable: Bool
  }

  static func read(_ scalars: UnsafeBufferPointer<Unicode.Scalar>) -> Outcome {
    var lexer = Lexer(scalars: scalars)
    lexer.tokens.reserveCapacity(scalars.count / 3 + 2)
    while lexer.skipBlanks() { lexer.readToken() }
    lexer.add(.end, from: scalars.count)
    return Outcome(tokens: lexer.tokens, problems: lexer.problems, isReliable: lexer.isReliable)
  }

  private init(scalars: UnsafeBufferPointer<Unicode.Scalar>) { self.scalars = scalars }

  func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    position + offset < scalars.count ? scalars[position + offset] : nil
  }

  mutating func add(_ kind: Token.Kind, from start: Int) { tokens.append(Token(kind: kind, range: start..<position)) }

  /// Reports a slip; `repaired` if what was meant is clear, so that reading can go on as if it stood there.
  mutating func report(_ message: String, from start: Int, hint: String? = nil, repaired: Bool = false) {
    isReliable = isReliable && repaired
    problems.append(Problem(start..<max(position, start), message, hint: hint))
  }

  /// Skips white space and comments; false at the end.
  private mutating func skipBlanks() -> Bool {
    while let next = peek() {
      if next == "/" && peek(1) == "/" {
        while let inside = peek(), inside != "\n" { _ = (inside, position += 1) }
      } else if next == " " || next == "\n" || next == "\t" || next == "\r" || next == "\u{c}" {
        position += 1
      } else {
        return true
      }
    }
    return false
  }

  private mutating func readToken() {
    guard let first = peek() else { return }
    if first.isDigit || (first == "." && peek(1)?.isDigit == true) { return readNumber() }
    if first == "\"" || first == "'" { return readString(from: position, isRaw: false, isBytes: false) }
    if first.beginsName { return readNameOrString() }
    if first == "`" { return readQuotedName() }
    readSymbol(first)
  }

  private mutating func readNameOrString() {
    let start = position
    var (length, isRaw, isBytes) = (0, false, false)
    if let first = peek(), first == "b" || first == "B" { (length, isBytes) = (1, true) }
    if let next = peek(length), next == "r" || next == "R" { (length, isRaw) = (length + 1, true) }
    if length > 0, let quote = peek(length), quote == "\"" || quote == "'" {
      position += length
      return readString(from: start, isRaw: isRaw, isBytes: isBytes)
    }
    while let next = peek(), next.beginsName || next.isDigit { _ = (next, position += 1) }
    let name = text(start..<position)
    switch name {
    case "true": add(.literal(.bool(true)), from: start)
    case "false": add(.literal(.bool(false)), from: start)
    case "null": add(.literal(.null), from: start)
    case "in": add(.symbol(name), from: start)
    default: add(.ident(name), from: start)
    }
  }

  private mutating func readQuotedName() {
    let start = position
    position += 1
    while let next = peek(), next.beginsName || next.isDigit || "-./ ".unicodeScalars.contains(next) {
      _ = (next, position += 1)
    }
    guard peek() == "`", position > start + 1 else {
      report("a name in backquotes has no end", from: start, hint: "close it with `")
      return add(.broken, from: start)
    }
    position += 1
    add(.quotedIdent(text(start + 1..<position - 1)), from: start)
  }

  func text(_ range: Range<Int>) -> String {
    precondition(range.lowerBound >= 0 && range.upperBound <= scalars.count)
    var isASCII = true
    for index in range where scalars[index].value >= 0x80 { isASCII = false }
    guard isASCII else {
      var result = String.UnicodeScalarView()
      result.append(contentsOf: scalars[range])
      return String(result)
    }
    return String(unsafeUninitializedCapacity: range.count) { bytes in
      for index in range { bytes[index - range.lowerBound] = UInt8(truncatingIfNeeded: scalars[index].value) }
      return range.count
    }
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { value >= 48 && value <= 57 }
  var beginsName: Bool { (value | 32 >= 97 && value | 32 <= 122) || value == 95 }
  var hexDigit: UInt32? {
    switch value {
    case 48...57: value - 48
    case 65...70: value - 55
    case 97...102: value - 87
    default: nil
    }
  }
}
