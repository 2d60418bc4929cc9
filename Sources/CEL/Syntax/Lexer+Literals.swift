extension Lexer {
  /// `12`, `12u`, `0x1F`, `1.5`, `.5`, `1e3`.
  mutating func readNumber() {
    let start = position
    if peek() == "0", peek(1) == "x" || peek(1) == "X", peek(2)?.hexDigit != nil {
      position += 2
      while let next = peek(), next.hexDigit != nil { _ = (next, position += 1) }
      return addInteger(UInt64(text(start + 2..<position), radix: 16), from: start)
    }
    skipDigits()
    var isDouble = false
    if peek() == ".", peek(1)?.isDigit == true {
      (position, isDouble) = (position + 1, true)
      skipDigits()
    }
    if let exponent = peek(), exponent == "e" || exponent == "E" {
      let sign = peek(1) == "+" || peek(1) == "-" ? 1 : 0
      if peek(1 + sign)?.isDigit == true {
        (position, isDouble) = (position + 2 + sign, true)
        skipDigits()
      }
    }
    guard isDouble else { return addInteger(UInt64(text(start..<position)), from: start) }
    let number = Double(text(start..<position)) ?? .nan
    if !number.isFinite { report("the number is too large", from: start, hint: "no number has more than 308 zeros") }
    endNumber(from: start)
    add(.literal(.double(number)), from: start)
  }

  private mutating func skipDigits() { while let next = peek(), next.isDigit { _ = (next, position += 1) } }

  private mutating func addInteger(_ magnitude: UInt64?, from start: Int) {
    guard let magnitude else {
      if peek() == "u" || peek() == "U" { position += 1 }
      report("the number is too large", from: start, hint: "write it with a decimal point")
      return add(.broken, from: start)
    }
    if let suffix = peek(), suffix == "u" || suffix == "U" {
      position += 1
      endNumber(from: start)
      return add(.literal(.uint(magnitude)), from: start)
    }
    endNumber(from: start)
    add(.integer(magnitude), from: start)
  }

  /// A name glued to a number (`10k`, `6weeks`) is a slip; it is reported and skipped. `1in xs` is none.
  private mutating func endNumber(from start: Int) {
    let end = position
    while let next = peek(), next.beginsName || next.isDigit { _ = (next, position += 1) }
    if position == end + 2, text(end..<position) == "in" { position = end }
    guard position > end else { return }
    report(
      "'\(text(start..<position))' is not a number", from: start, hint: "write '\(text(start..<end))'", repaired: true)
  }

  /// A string or bytes literal, at its opening quote.
  mutating func readString(from start: Int, isRaw: Bool, isBytes: Bool) {
    guard let quote = peek() else { return }
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    var content = Content(isBytes: isBytes)
    while let next = peek() {
      if next == quote && (!isTriple || (peek(1) == quote && peek(2) == quote)) {
        position += isTriple ? 3 : 1
        return add(.literal(content.value), from: start)
      }
      if !isTriple && (next == "\n" || next == "\r") { break }
      position += 1
      if next == "\r" {
        // Lines of a text end with a line feed, however the file it stands in ends its lines.
        if peek() == "\n" { position += 1 }
        content.append("\n")
      } else if next != "\\" || isRaw {
        content.append(next)
      } else if !readEscape(into: &content) {
        let escape = "\\" + (peek().map { String($0) } ?? "")
        report("'\(escape)' is not an escape", from: position - 1, hint: "write '\\\\' for a backslash")
      }
    }
    let close = String(repeating: String(quote), count: isTriple ? 3 : 1)
    report("a text has no end", from: start, hint: "close it with \(close); write \\\(quote) for one inside the text")
    add(.literal(content.value), from: start)
  }

  /// What a literal holds: code points, or bytes.
  struct Content {
    let isBytes: Bool
    var scalars = String.UnicodeScalarView()
    var bytes: [UInt8] = []

    init(isBytes: Bool) { self.isBytes = isBytes }

    var value: Value { isBytes ? .bytes(bytes) : .string(String(scalars)) }

    mutating func append(_ scalar: Unicode.Scalar) {
      if isBytes {
        bytes.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
      } else {
        scalars.append(scalar)
      }
    }

    /// A code given by number: a byte in bytes, a code point in strings.
    mutating func append(code: UInt32) -> Bool {
      if isBytes {
        guard let byte = UInt8(exactly: code) else { return false }
        bytes.append(byte)
        return true
      }
      guard let scalar = Unicode.Scalar(code) else { return false }
      scalars.append(scalar)
      return true
    }
  }

  private static let escapes: [Unicode.Scalar: UInt32] = [
    "a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92, "?": 63, "\"": 34, "'": 39, "`": 96,
  ]

  private mutating func readEscape(into content: inout Content) -> Bool {
    guard let first = peek() else { return false }
    if let code = Self.escapes[first] {
      position += 1
      return content.append(code: code)
    }
    let digits: (skip: Int, count: Int, radix: UInt32)
    switch first {
    case "x", "X": digits = (1, 2, 16)
    case "u" where !content.isBytes: digits = (1, 4, 16)
    case "U" where !content.isBytes: digits = (1, 8, 16)
    case "0"..."3": digits = (0, 3, 8)
    default: return false
    }
    var code: UInt32 = 0
    for offset in digits.skip..<digits.skip + digits.count {
      guard let digit = peek(offset)?.hexDigit, digit < digits.radix else { return false }
      let (high, overflow) = code.multipliedReportingOverflow(by: digits.radix)
      guard !overflow else { return false }
      code = high | digit
    }
    guard content.append(code: code) else { return false }
    position += digits.skip + digits.count
    return true
  }
}
