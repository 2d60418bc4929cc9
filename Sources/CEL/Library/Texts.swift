extension StandardLibrary {
  static func addTexts(_ table: inout Table) {
    let test: [(parameters: [Type], result: Type)] = [[.string, .string] --> .bool]
    table.add(
      "contains", member: test, cost: .linear,
      .two { Texts.test("contains", $0, $1) { Search.first($1, in: $0, from: 0) != nil } })
    table.add(
      "startsWith", member: test, cost: .linear, .two { Texts.test("startsWith", $0, $1) { $0.starts(with: $1) } })
    table.add(
      "endsWith", member: test, cost: .linear,
      .two { Texts.test("endsWith", $0, $1) { $0.reversed().starts(with: $1.reversed()) } })
    table.add("matches", member: test, global: test, cost: .pattern, .two(Texts.matches))
    table.add("charAt", member: [[.string, .int] --> .string], cost: .linear, .two(Texts.charAt))
    for name in ["indexOf", "lastIndexOf"] {
      let isLast = name == "lastIndexOf"
      table.add(
        name, member: [[.string, .string] --> .int, [.string, .string, .int] --> .int, [.list(a), a] --> .int],
        cost: .linear, .two { Lists.index(of: $1, in: $0, isLast) ?? Texts.index(name, $0, $1, nil) },
        .three { Texts.index(name, $0, $1, $2) })
    }
    table.add(
      "join", member: [[.list(.string)] --> .string, [.list(.string), .string] --> .string], cost: .text,
      .one { Texts.join($0, .string("")) }, .two(Texts.join))
    table.add(
      "lowerAscii", member: [[.string] --> .string], cost: .linear, .one { Texts.cased("lowerAscii", $0, 65...90, 32) })
    table.add(
      "upperAscii", member: [[.string] --> .string], cost: .linear,
      .one { Texts.cased("upperAscii", $0, 97...122, -32) })
    table.add(
      "replace", member: [[.string, .string, .string] --> .string, [.string, .string, .string, .int] --> .string],
      cost: .product, .many(Texts.replace))
    table.add(
      "split", member: [[.string, .string] --> .list(.string), [.string, .string, .int] --> .list(.string)],
      cost: .linear, .two { Texts.split($0, $1, .int(-1)) }, .three(Texts.split))
    table.add(
      "substring", member: [[.string, .int] --> .string, [.string, .int, .int] --> .string], cost: .linear,
      .two { Texts.substring($0, $1, nil) }, .three { Texts.substring($0, $1, $2) })
    table.add("trim", member: [[.string] --> .string], cost: .linear, .one(Texts.trim))
    table.add("reverse", member: [[.string] --> .string], cost: .linear, .one(Texts.reverse))
    table.add("format", member: [[.string, .list(.dyn)] --> .string], cost: .text, .two(Formatting.format))
    table.add("strings.quote", global: [[.string] --> .string], cost: .linear, .one(Texts.quote))
  }
}

/// Functions on strings (cel-spec, strings extension); positions count code points.
enum Texts {
  static func test(_ name: String, _ text: Value, _ part: Value, _ holds: ([UInt8], [UInt8]) -> Bool) -> Value {
    guard case .string(let text) = text, case .string(let part) = part else { return .noOverload(name, text, part) }
    return .bool(holds(Array(text.utf8), Array(part.utf8)))
  }

  /// The function for one pattern, read once, and what it costs; nil if this is no pattern.
  static func matcher(_ pattern: Value) -> (function: (Value) -> Value, cost: CallCost)? {
    guard case .string(let text) = pattern, let regex = try? LinearRegex(text) else { return nil }
    let function: (Value) -> Value = { subject in
      guard case .string(let subject) = subject else { return .noOverload("matches", subject, pattern) }
      return .bool(regex.matches(subject))
    }
    return (function, .matching(states: regex.stateCount))
  }

  /// Whether the pattern (RE2 syntax) is found anywhere in the text.
  static func matches(_ text: Value, _ pattern: Value) -> Value {
    guard case .string(let text) = text, case .string(let pattern) = pattern else {
      return .noOverload("matches", text, pattern)
    }
    do { return .bool(try LinearRegex(pattern).matches(text)) } catch {
      return .invalid("invalid pattern: \(error.message)")
    }
  }

  private static func outOfRange(_ index: Int64) -> Value { .range("index out of range: \(index)") }

  static func charAt(_ text: Value, _ position: Value) -> Value {
    guard case .string(let text) = text, case .int(let index) = position else {
      return .noOverload("charAt", text, position)
    }
    let scalars = Array(text.unicodeScalars)
    guard index >= 0, index <= scalars.count else { return outOfRange(index) }
    return .string(index == scalars.count ? "" : String(scalars[Int(index)]))
  }

  static func index(_ name: String, _ text: Value, _ part: Value, _ from: Value?) -> Value {
    guard case .string(let text) = text, case .string(let part) = part else { return .noOverload(name, text, part) }
    let (scalars, wanted) = (Array(text.unicodeScalars), Array(part.unicodeScalars))
    let isLast = name == "lastIndexOf"
    var start = isLast ? scalars.count : 0
    if let from {
      guard case .int(let index) = from else { return .noOverload(name, .string(text), .string(part), from) }
      guard index >= 0, index <= scalars.count else { return outOfRange(index) }
      start = Int(index)
    }
    if wanted.isEmpty { return .int(Int64(start)) }
    let found = isLast ? Search.last(wanted, in: scalars, from: start) : Search.first(wanted, in: scalars, from: start)
    return .int(found.map { Int64($0) } ?? -1)
  }

  static func join(_ list: Value, _ separator: Value) -> Value {
    guard case .list(let list) = list, case .string(let separator) = separator else {
      return .noOverload("join", list, separator)
    }
    var (result, isFirst) = ("", true)
    for element in list.elements {
      guard case .string(let text) = element else { return element.isKnown ? .noOverload("join", element) : element }
      result += isFirst ? text : separator + text
      isFirst = false
    }
    return .string(result)
  }

  static func cased(_ name: String, _ text: Value, _ letters: ClosedRange<UInt8>, _ distance: Int) -> Value {
    guard case .string(let text) = text else { return .noOverload(name, text) }
    let bytes = text.utf8.map { letters.contains($0) ? UInt8(Int($0) + distance) : $0 }
    return .string(String(decoding: bytes, as: UTF8.self))
  }

  static func replace(_ arguments: [Value]) -> Value {
    guard arguments.count == 3 || arguments.count == 4, case .string(let text) = arguments[0],
      case .string(let old) = arguments[1], case .string(let new) = arguments[2]
    else { return .noOverload("replace", arguments.first ?? .null) }
    var limit = Int.max
    if arguments.count == 4 {
      guard case .int(let number) = arguments[3] else { return .noOverload("replace", arguments[3]) }
      if number >= 0 { limit = Int(number) }
    }
    let pieces = Search.split(Array(text.unicodeScalars), by: Array(old.unicodeScalars), limit: limit)
    return .string(pieces.map(string).joined(separator: new))
  }

  /// At most `limit` pieces, any number if it is negative.
  static func split(_ text: Value, _ separator: Value, _ limit: Value) -> Value {
    guard case .string(let text) = text, case .string(let separator) = separator, case .int(let limit) = limit else {
      return .noOverload("split", text, separator, limit)
    }
    if limit == 0 { return .list([]) }
    let scalars = Array(text.unicodeScalars)
    let cuts = limit < 0 ? Int.max : Int(limit) - 1
    if separator.isEmpty {
      let singles = scalars.prefix(cuts).map { Value.string(String($0)) }
      let rest = scalars.dropFirst(cuts)
      return .list(rest.isEmpty ? singles : singles + [.string(string(rest))])
    }
    return .list(Search.split(scalars, by: Array(separator.unicodeScalars), limit: cuts).map { .string(string($0)) })
  }

  static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  static func substring(_ text: Value, _ start: Value, _ end: Value?) -> Value {
    guard case .string(let text) = text, case .int(let start) = start else {
      return .noOverload("substring", text, start)
    }
    let scalars = Array(text.unicodeScalars)
    var last = Int64(scalars.count)
    if let end {
      guard case .int(let number) = end else { return .noOverload("substring", end) }
      last = number
    }
    guard start >= 0, start <= scalars.count else { return outOfRange(start) }
    guard last >= 0, last <= scalars.count else { return outOfRange(last) }
    guard start <= last else { return .range("invalid substring range. start: \(start), end: \(last)") }
    return .string(string(scalars[Int(start)..<Int(last)]))
  }

  static func trim(_ text: Value) -> Value {
    guard case .string(let text) = text else { return .noOverload("trim", text) }
    let scalars = Array(text.unicodeScalars)
    let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.count
    let end = scalars.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? start
    return .string(string(scalars[start..<end]))
  }

  static func reverse(_ text: Value) -> Value {
    guard case .string(let text) = text else { return .noOverload("reverse", text) }
    return .string(string(text.unicodeScalars.reversed()))
  }

  /// In double quotes, with the escapes of the strings extension.
  static func quote(_ text: Value) -> Value {
    guard case .string(let text) = text else { return .noOverload("strings.quote", text) }
    let escapes: [Unicode.Scalar: String] = [
      "\u{7}": "\\a", "\u{8}": "\\b", "\u{c}": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{b}": "\\v",
      "\\": "\\\\", "\"": "\\\"",
    ]
    var result = "\""
    for scalar in text.unicodeScalars { result += escapes[scalar] ?? String(scalar) }
    return .string(result + "\"")
  }
}
