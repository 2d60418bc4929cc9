import CEL
import Diagnostics

extension Compiler {
  /// Compiles the expression that stands in a scalar; problems point at their place in the file.
  mutating func compile(_ node: YAMLNode?, _ scope: Scope = .none, expecting: Type? = nil) -> Program? {
    guard let node else { return nil }
    guard node.isScalar else {
      report("an expression was expected here", node, hint: braceHint(node))
      return nil
    }
    guard !node.isMissing else {
      report("an expression is missing here", node)
      return nil
    }
    return compile(node.text, at: 0, of: node, scope, expecting: expecting)
  }

  /// Compiles a part of a scalar's text that begins at a scalar offset.
  mutating func compile(
    _ text: String, at offset: Int, of node: YAMLNode, _ scope: Scope, expecting: Type? = nil
  ) -> Program? {
    if scope.renamed == nil, let known = expressions.program(text, scope, expecting) { return known }
    prepare(text, scope)
    let edited = scope.renamed.map { rename(text, from: $0.from, to: $0.to) } ?? Renamed(text: text)
    macros.scope = scope.variables
    let compilation = environment.compile(edited.text, scope: scope.variables, expecting: expecting)
    for problem in compilation.problems {
      let lower = edited.original(problem.range.lowerBound) + offset
      let upper = edited.original(problem.range.upperBound) + offset
      report(problem.message, node, at: node.range(ofText: lower..<max(lower, upper)), hint: problem.hint)
    }
    if scope.renamed == nil, let program = compilation.program { expressions.keep(program, text, scope, expecting) }
    return compilation.program
  }

  /// `when:` and the like: one condition or a list of them.
  mutating func condition(_ node: YAMLNode?, _ scope: Scope = .none) -> Condition? {
    guard let node else { return nil }
    if node.kind == .map {
      report("a condition was expected here", node, hint: braceHint(node))
      return nil
    }
    if let only = node.kind == .list ? node.onlyChild : node {
      return Condition(conjuncts: compile(only, scope, expecting: .bool).map { [$0] } ?? [], range: only.range)
    }
    let parts = node.children
    guard let first = parts.first, let last = parts.last else {
      report("a condition is missing here", node)
      return Condition(conjuncts: [], range: node.range)
    }
    return Condition(
      conjuncts: parts.compactMap { compile($0, scope, expecting: .bool) },
      range: SourceRange(first.range.start, last.range.end))
  }

  /// `LIST as x`.
  mutating func iteration(_ node: YAMLNode?, _ scope: Scope = .none) -> Iteration? {
    guard let node, let text = text(node) else { return nil }
    guard let parts = splitIteration(text) else {
      report("'for' is written as LIST as x", node, hint: "for example: for: \(text) as x")
      return nil
    }
    let list = compile(parts.list, at: 0, of: node, scope)
    guard isUsable(parts.name) else {
      report("'\(visible(parts.name))' can't be the name of a row", node, hint: "small letters, digits and _, as in x")
      return nil
    }
    guard let list else { return nil }
    guard let element = elementType(list.type) else {
      let hint = fixedTable(parts.list).map { "write rows(\($0)) as \(parts.name)" }
      report("'\(parts.list)' isn't a list or table, it is \(list.type.inWords)", node, hint: hint)
      return nil
    }
    return Iteration(
      list: list, name: parts.name, element: element, table: iteratedTable(parts.list), range: node.range)
  }

  private func isUsable(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first else { return false }
    return name.unicodeScalars.allSatisfy(isNameScalar) && !isDigit(first)
      && (name == "this" || !reservedNames.contains(name))
  }

  func elementType(_ type: Type) -> Type? {
    switch type {
    case .list(let element): element
    case .dyn, .error: .dyn
    default: nil
    }
  }

  /// The table question whose rows a list simply is: its name, or `rows(name)`.
  private func iteratedTable(_ list: String) -> Int? {
    var name = list
    if name.hasPrefix("rows("), name.hasSuffix(")") { name = String(name.dropFirst(5).dropLast()) }
    guard case .question(let index)? = names[name], questions[index].record != nil else { return nil }
    return index
  }

  private func fixedTable(_ name: String) -> String? {
    guard case .question(let index)? = names[name], questions[index].byCode != nil else { return nil }
    return name
  }

  // MARK: Wording

  /// A wording with `{expressions}`; `{{` stands for a brace.
  mutating func wording(_ node: YAMLNode?, _ scope: Scope = .none) -> Template? {
    guard let node, let text = text(node) else { return nil }
    guard hasBraces(text) else {
      return Template(parts: [.text(text)], range: node.range)
    }
    let pieces = splitWording(text)
    var parts: [Template.Part] = []
    parts.reserveCapacity(pieces.count)
    for piece in pieces {
      switch piece {
      case .text(let text): parts.append(.text(text))
      case .expression(let source, let offset):
        guard let program = compile(source, at: offset, of: node, scope) else { continue }
        guard isShowable(program.type) else {
          report(
            "\(program.type.inWords) can't be shown inside a sentence", node,
            at: node.range(ofText: offset..<offset + source.unicodeScalars.count), hint: "show one of its fields")
          continue
        }
        parts.append(.value(program, rendering(of: source, scope)))
      case .unclosed(let offset):
        report(
          "this '{' is never closed", node, at: node.range(ofText: offset..<offset + 1), hint: "write {{ for a brace")
      case .stray(let offset):
        report("a '}' without '{'", node, at: node.range(ofText: offset..<offset + 1), hint: "write }} for a brace")
      }
    }
    return Template(parts: parts, range: node.range)
  }

  private func hasBraces(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
    }
  }

  private func isShowable(_ type: Type) -> Bool {
    switch type {
    case .record, .map, .opaque, .type, .optional: false
    case .list(let element): isShowable(element)
    default: true
    }
  }

  /// How the value of a name or path is shown; anything else is shown as it is.
  func rendering(of source: String, _ scope: Scope) -> Rendering {
    if isOneName(source), scope.renamed == nil {
      return scope.type(of: source) == nil && environmentType(source) != nil ? rendering(ofName: source) : .plain
    }
    let path = path(source)
    guard var name = path.first else { return .plain }
    if let renamed = scope.renamed { name = replaced(name, renamed.from, renamed.to) }
    guard var type = scope.type(of: name) ?? environmentType(name) else { return .plain }
    guard path.count > 1 else { return scope.type(of: name) == nil ? rendering(ofName: name) : .plain }
    for (index, field) in path.dropFirst().enumerated() {
      guard case .record(let record) = type, let place = record.index(of: field) else { return .plain }
      if index == path.count - 2 { return records[ObjectIdentifier(record)]?.renderings[place] ?? .plain }
      type = record.fields[place].type
    }
    return .plain
  }

  private func isOneName(_ source: String) -> Bool {
    var source = source
    return source.withUTF8 { bytes in
      bytes.allSatisfy { $0 == UInt8(ascii: "_") || $0 &- UInt8(ascii: "0") < 10 || $0 &- UInt8(ascii: "a") < 26 }
    }
  }

  /// The names of `a.b.c`, blanks left out; empty for anything else.
  private func path(_ source: String) -> [String] {
    var path: [String] = []
    var name = ""
    for scalar in source.unicodeScalars where scalar != " " {
      if scalar == ".", !name.isEmpty {
        path.append(name)
        name = ""
      } else if isNameScalar(scalar) {
        name.unicodeScalars.append(scalar)
      } else {
        return []
      }
    }
    return name.isEmpty ? [] : path + [name]
  }

  func environmentType(_ name: String) -> Type? {
    guard let slot = environment.slot(of: name), slot < playbook.variables.count else { return nil }
    return playbook.variables[slot].type
  }

  private func rendering(ofName name: String) -> Rendering {
    switch names[name] {
    case .question(let index): questions[index].rendering
    case .calculation(let index): calculations[index].rendering
    default: .plain
    }
  }
}

/// `LIST as x`, split at the last ` as `.
func splitIteration(_ text: String) -> (list: String, name: String)? {
  guard let place = lastRange(of: " as ", in: text) else { return nil }
  let list = String(text[..<place.lowerBound])
  let name = text[place.upperBound...].split(separator: " ").joined(separator: " ")
  guard !list.isEmpty, !name.isEmpty else { return nil }
  return (list, name)
}

/// Where a text stands in another for the last time.
func lastRange(of needle: String, in text: String) -> Range<String.Index>? {
  let wanted = Array(needle.utf8)
  let bytes = Array(text.utf8)
  guard !wanted.isEmpty, bytes.count >= wanted.count else { return nil }
  for start in (0...(bytes.count - wanted.count)).reversed()
  where bytes[start..<start + wanted.count].elementsEqual(wanted) {
    let lower = text.utf8.index(text.utf8.startIndex, offsetBy: start)
    return lower..<text.utf8.index(lower, offsetBy: wanted.count)
  }
  return nil
}

/// A text in which names were replaced, and where its parts stood before.
struct Renamed {
  var text: String
  /// Offsets in `text` from which on the original is shifted by so much.
  var shifts: [(from: Int, by: Int)] = []

  func original(_ offset: Int) -> Int { offset + (shifts.last { $0.from <= offset }?.by ?? 0) }
}

func rename(_ text: String, from: String, to: String) -> Renamed {
  let scalars = Array(text.unicodeScalars)
  var out = String.UnicodeScalarView()
  var result = Renamed(text: "")
  var copied = 0
  var shift = 0
  for name in scanNames(text) where !name.isMember {
    let old = name.text
    let new = replaced(old, from, to)
    guard new != old else { continue }
    out.append(contentsOf: scalars[copied..<name.offset])
    out.append(contentsOf: new.unicodeScalars)
    copied = name.offset + old.unicodeScalars.count
    shift += old.unicodeScalars.count - new.unicodeScalars.count
    result.shifts.append((from: copied - shift, by: shift))
  }
  out.append(contentsOf: scalars[copied...])
  result.text = String(out)
  return result
}

func replaced(_ name: String, _ from: String, _ to: String) -> String {
  if name == from { return to }
  if name.hasPrefix(from + "_") { return to + name.dropFirst(from.count) }
  return name
}
