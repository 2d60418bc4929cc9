import Diagnostics

/// A map of the file read with its key table; what it copies with `like:` stands behind it.
struct Fields {
  let node: YAMLNode
  var base: YAMLNode?

  /// The value of a key; keys written here win over copied ones.
  @inline(__always)
  subscript(key: StaticString) -> YAMLNode? {
    if let own = node[key] { return own }
    return base?[key]
  }

  func value(of key: String) -> YAMLNode? { node.value(of: key) ?? base?.value(of: key) }

  func has(_ key: String) -> Bool { value(of: key) != nil }
}

extension Compiler {
  // MARK: Maps and lists

  /// A map of the file; keys that its table doesn't know, and missing ones it needs, are reported.
  mutating func fields(_ node: YAMLNode, _ table: KeyTable) -> Fields? {
    guard node.kind == .map else {
      if node.isMissing {
        report("nothing stands here; \(article(table.what)) was expected", node)
      } else {
        report("\(article(table.what)) is written as keys and values", node, hint: example(of: table))
      }
      return nil
    }
    for (key, value) in node.pairs where !table.knows(key) {
      let isTorn = node.style == .flow && value.isMissing
      report(
        "unknown key '\(visible(key.text))' in \(article(table.what))", key,
        hint: isTorn ? flowHint : unknownKeyHint(key.text, table))
    }
    let fields = Fields(node: node, base: nil)
    for key in table.required where !fields.has(key) {
      report("\(article(table.what)) needs '\(key)'", node, hint: "add '\(key): ...'")
    }
    return fields
  }

  private func unknownKeyHint(_ key: String, _ table: KeyTable) -> String? {
    if let near = didYouMean(key, among: table.keys.map(\.name)) { return near }
    if let other = KeyTables.all.first(where: { $0.names.contains(key) && $0.what != table.what }) {
      return "'\(key)' belongs to \(article(other.what))"
    }
    return nil
  }

  private func example(of table: KeyTable) -> String? {
    table.required.isEmpty ? nil : table.required.map { "\($0): ..." }.joined(separator: ", ")
  }

  /// The entries of a list of maps.
  mutating func entries(_ node: YAMLNode?, _ table: KeyTable) -> [Fields] {
    guard let node, !node.isMissing else { return [] }
    guard node.kind == .list else {
      report("a list was expected here, one '- ' for each \(table.what)", node)
      return []
    }
    return node.children.compactMap { fields($0, table) }
  }

  // MARK: Scalars

  /// A text; maps and lists are reported.
  mutating func text(_ node: YAMLNode?) -> String? {
    guard let node else { return nil }
    guard node.isScalar else {
      report("a text was expected here", node, hint: braceHint(node))
      return nil
    }
    guard !node.isMissing else {
      report("a text is missing here", node)
      return nil
    }
    return node.text
  }

  /// What to do about text that YAML read as a map or list.
  func braceHint(_ node: YAMLNode) -> String? {
    guard node.style == .flow else { return nil }
    if node.kind == .map { return "text that begins with '{' needs quotes: \"\(node.written)\"" }
    return "text that begins with '[' needs quotes: \"\(node.written)\""
  }

  mutating func flag(_ node: YAMLNode?) -> Bool? {
    guard let node, let text = text(node) else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      report("'\(text)' is neither true nor false", node, hint: flagHint(text))
      return nil
    }
  }

  private func flagHint(_ text: String) -> String? {
    switch text.lowercased() {
    case "yes", "on", "true": "write true"
    case "no", "off", "false": "write false"
    default: nil
    }
  }

  mutating func whole(_ node: YAMLNode?) -> Int? {
    guard let node, let text = text(node) else { return nil }
    guard let value = parseWhole(text), let small = Int(exactly: value), abs(small) <= 1_000_000_000 else {
      report("'\(text)' isn't a whole number", node, hint: numberHint(text))
      return nil
    }
    return small
  }

  mutating func number(_ node: YAMLNode?) -> Double? {
    guard let node, let text = text(node) else { return nil }
    guard let value = parseNumber(text) else {
      report("'\(text)' isn't a number", node, hint: numberHint(text))
      return nil
    }
    return value
  }

  private func numberHint(_ text: String) -> String? {
    let plain = text.filter { $0 != "," && $0 != "_" }
    return plain != text && parseNumber(plain) != nil ? "write \(plain)" : nil
  }

  /// `2` or `1..7`.
  mutating func range(_ node: YAMLNode?) -> ClosedRange<Int>? {
    guard let node, let text = text(node) else { return nil }
    if let one = parseWhole(text), one >= 0, let value = Int(exactly: one), value <= 1_000_000 { return value...value }
    guard let dots = lastRange(of: "..", in: text) else {
      report("'\(text)' isn't a number or a range like 1..7", node)
      return nil
    }
    let low = parseWhole(String(text[..<dots.lowerBound]))
    let high = parseWhole(String(text[dots.upperBound...]))
    guard let low, let high, low >= 0, high <= 1_000_000 else {
      report("'\(text)' isn't a range like 1..7", node)
      return nil
    }
    guard low <= high else {
      report("the range '\(text)' runs backwards", node, hint: "write \(high)..\(low)")
      return nil
    }
    return Int(low)...Int(high)
  }

  /// A text or a list of them.
  mutating func texts(_ node: YAMLNode?) -> [YAMLNode] {
    guard let node, !node.isMissing else { return [] }
    if node.isScalar { return [node] }
    guard node.kind == .list else {
      report("a text or a list of texts was expected here", node, hint: braceHint(node))
      return []
    }
    var found: [YAMLNode] = []
    for child in node.children {
      guard child.isScalar, !child.isMissing else {
        report("a text was expected here", child, hint: braceHint(child))
        continue
      }
      found.append(child)
    }
    return found
  }

  /// One of a few words.
  mutating func word(_ node: YAMLNode?, _ known: @autoclosure () -> [String]) -> String? {
    guard let node, let text = text(node) else { return nil }
    let words = known()
    guard words.contains(text) else {
      let hint = didYouMean(text, among: words) ?? "one of: \(words.joined(separator: ", "))"
      report("'\(text)' isn't known here", node, hint: hint)
      return nil
    }
    return text
  }

  mutating func letters(_ node: YAMLNode?) -> Sensitivity {
    var found: Sensitivity = []
    for letter in texts(node) {
      guard let code = Sensitivity(letter: letter.text) else {
        report("'\(letter.text)' isn't a code of sensitivity", letter, hint: "P, H, B, C, X or S")
        continue
      }
      found.insert(code)
    }
    return found
  }

  mutating func covers(_ fields: Fields) -> [String] { texts(fields["covers"]).map(\.text) }

  /// A name of the file: letters, digits and `_`, not beginning with a digit, not a word of the language.
  mutating func name(_ node: YAMLNode?, _ what: String) -> String? { name(node, what, reserved: reservedNames) }

  /// Columns are read behind a dot, where only four words can't stand (cel-spec langdef, "Syntax": SELECTOR).
  mutating func columnName(_ node: YAMLNode?) -> String? {
    name(node, "column", reserved: ["true", "false", "null", "in"])
  }

  private mutating func name(_ node: YAMLNode?, _ what: String, reserved: Set<String>) -> String? {
    guard let node, let text = text(node) else { return nil }
    let scalars = text.unicodeScalars
    let isPlain = scalars.allSatisfy { isNameScalar($0) } && scalars.first.map { !isDigit($0) && $0 != "_" } == true
    guard isPlain, text.utf8.count <= 64 else {
      report("'\(visible(text))' can't be the name of a \(what)", node, hint: nameHint(text))
      return nil
    }
    guard !reserved.contains(text) else {
      report("'\(text)' is a word of the language and can't be the name of a \(what)", node)
      return nil
    }
    return text
  }

  private func nameHint(_ text: String) -> String? {
    let better = String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.map { scalar in
          isNameScalar(scalar) ? scalar : "_"
        }))
    let isUsable = better.first.map { $0.isLetter } == true && better.utf8.count <= 64
    return isUsable && better != text
      ? "names have small letters, digits and _, as in '\(better)'"
      : "small letters, digits and _, beginning with a letter"
  }
}

/// What to do about expressions that a `{ }` or `[ ]` of YAML tore apart.
let flowHint = "inside { } and [ ], text with , [ { or ': ' needs quotes"

func article(_ noun: String) -> String {
  guard let first = noun.first else { return noun }
  return ("aeiou".contains(first) && !noun.hasPrefix("use") && !noun.hasPrefix("universal") ? "an " : "a ") + noun
}

/// Words no name may be (cel-spec langdef, "Syntax": reserved words, and the macros of the playbook language).
let reservedNames: Set<String> = [
  "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
  "loop", "package", "namespace", "return", "var", "void", "while", "this", "_", "today", "elapsed_minutes",
  "round_number", "head_count", "earlier", "session", "answer", "open_points",
]

func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }

func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.value | 0x20 >= 0x61 && scalar.value | 0x20 <= 0x7A }

func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "_" || isDigit(scalar) || (scalar.value >= 0x61 && scalar.value <= 0x7A)
}

/// The number grammar of files: digits with an optional sign. Nothing else, no `+`, no `0x`, no `1_000`.
func parseWhole(_ text: String) -> Int64? {
  let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
  guard !digits.isEmpty, digits.unicodeScalars.allSatisfy(isDigit) else { return nil }
  return Int64(text)
}

/// A whole number, or digits with a point between them.
func parseNumber(_ text: String) -> Double? {
  if parseWhole(text) != nil { return Double(text) }
  let parts = (text.hasPrefix("-") ? text.dropFirst() : text[...]).split(
    separator: ".", omittingEmptySubsequences: false)
  guard parts.count == 2, text.utf8.count <= 40,
    parts.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.allSatisfy(isDigit) })
  else { return nil }
  return Double(text)
}
