import Diagnostics

/// Slips that YAML notices late, or somewhere else: told where they were made.
struct YAMLSlips {
  let source: SourceText
  /// Where YAML couldn't go on.
  let place: SourcePosition

  /// A message of its own for what really went wrong; nil where libyaml's says it.
  func slip() -> Diagnostic? { unusualBlank() ?? openQuote() }

  private func refusal(_ message: String, _ line: Int, _ column: Int, hint: String) -> Diagnostic {
    Diagnostic(.error, message, file: source.name, at: SourceRange(line: line, column: column), hint: hint)
  }

  // MARK: Blanks

  /// Blanks that look like one and aren't, before a key or behind its colon, in the lines YAML stumbled over.
  private func unusualBlank() -> Diagnostic? {
    for number in max(1, place.line - 1)...place.line {
      var isBehindColon = false
      var isIndentation = true
      for (offset, scalar) in source.line(number).unicodeScalars.enumerated() {
        if Self.isUnusualBlank(scalar), isBehindColon || isIndentation {
          let code = String(scalar.value, radix: 16, uppercase: true)
          let name = scalar.value == 0xA0 || scalar.value == 0x202F ? "a no-break space" : "an unusual blank"
          return refusal(
            "\(name) <U+\(String(repeating: "0", count: max(0, 4 - code.count)) + code)> where a plain one belongs",
            number,
            offset + 1, hint: "take it out and press the space bar instead")
        }
        isBehindColon = scalar == ":"
        isIndentation = isIndentation && (scalar == " " || scalar == "-")
      }
    }
    return nil
  }

  private static func isUnusualBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  // MARK: Quotes

  /// A quote that goes on to another line, and ends (by the next one of its kind) in the middle of something, or never.
  private func openQuote() -> Diagnostic? {
    var number = 1
    while number <= place.line {
      let line = Array(source.line(number).unicodeScalars)
      guard let start = Self.valueStart(line) else {
        number += 1
        continue
      }
      if line[start] == "|" || line[start] == ">" {
        number = afterBlock(number)
        continue
      }
      guard line[start] == "\"" || line[start] == "'" else {
        number += 1
        continue
      }
      let (end, rest) = closing(line[start], number, start + 1)
      if end > number, end >= place.line, !Self.isEnd(rest) {
        let quote = line[start] == "'" ? "'" : "\""
        let shown = String(String.UnicodeScalarView(line)).drop { $0 == " " }
        let isShort = shown.unicodeScalars.count <= 100 && !shown.hasSuffix(quote)
        return refusal(
          "this quote isn't closed", number, start + 1,
          hint: "close it where the text ends" + (isShort ? ": \(shown)\(quote)" : ""))
      }
      number = max(end, number + 1)
    }
    return nil
  }

  /// Where the value of a line begins: behind its dashes and its key.
  private static func valueStart(_ line: [Unicode.Scalar]) -> Int? {
    var at = 0
    func skipBlanks() { while at < line.count, line[at] == " " { at += 1 } }
    skipBlanks()
    while at + 1 < line.count, line[at] == "-", line[at + 1] == " " {
      at += 1
      skipBlanks()
    }
    var end = at
    while end < line.count, isNameScalar(line[end]) || line[end] == "-" { end += 1 }
    if end > at, end + 1 < line.count, line[end] == ":", line[end + 1] == " " {
      at = end + 1
      skipBlanks()
    }
    return at < line.count ? at : nil
  }

  /// The line that a quoted text ends on and what stands behind it there; nothing closes it: the last line and no rest.
  private func closing(_ quote: Unicode.Scalar, _ first: Int, _ column: Int) -> (
    line: Int, rest: ArraySlice<Unicode.Scalar>?
  ) {
    var number = first
    var at = column
    while number <= source.lineCount {
      let line = Array(source.line(number).unicodeScalars)
      while at < line.count {
        if quote == "\"", line[at] == "\\" {
          at += 2
        } else if line[at] != quote {
          at += 1
        } else if quote == "'", at + 1 < line.count, line[at + 1] == "'" {
          at += 2
        } else {
          return (number, line[(at + 1)...])
        }
      }
      number += 1
      at = 0
    }
    return (source.lineCount, nil)
  }

  /// Whether what stands behind a closing quote may stand there.
  private static func isEnd(_ rest: ArraySlice<Unicode.Scalar>?) -> Bool {
    guard let rest else { return false }
    guard let first = rest.first(where: { $0 != " " }) else { return true }
    return ",]}:#".unicodeScalars.contains(first)
  }

  /// The first line behind a text that begins with `|` or `>`.
  private func afterBlock(_ number: Int) -> Int {
    let indent = Self.indent(source.line(number))
    var next = number + 1
    while next <= source.lineCount {
      let line = source.line(next)
      if line.contains(where: { $0 != " " }), Self.indent(line) <= indent { break }
      next += 1
    }
    return next
  }

  private static func indent(_ line: String) -> Int { line.utf8.prefix { $0 == UInt8(ascii: " ") }.count }

  // MARK: Indentation

  /// "'type' is indented two deeper than 'title' above", where two keys that follow each other nearly stand in one column.
  func indentation() -> String? {
    guard let own = key(place.line) else { return nil }
    var above = place.line - 1
    while above > 0, source.line(above).drop(while: { $0 == " " }).isEmpty { above -= 1 }
    guard above > 0, let other = key(above) else { return nil }
    let difference = own.column - other.column
    guard difference != 0, abs(difference) <= 3 else { return nil }
    let count = ["one", "two", "three"][abs(difference) - 1]
    return "'\(own.name)' stands \(count) \(difference > 0 ? "deeper" : "further left") than '\(other.name)' above: "
      + "begin both in one column"
  }

  /// The key a line begins with, and its column from 1.
  private func key(_ number: Int) -> (name: String, column: Int)? {
    let line = Array(source.line(number).unicodeScalars)
    var at = 0
    while at < line.count, line[at] == " " || line[at] == "-" && at + 1 < line.count && line[at + 1] == " " { at += 1 }
    let start = at
    while at < line.count, isNameScalar(line[at]) || line[at] == "-" { at += 1 }
    guard at > start, at < line.count, line[at] == ":" else { return nil }
    return (String(String.UnicodeScalarView(line[start..<at])), start + 1)
  }
}
