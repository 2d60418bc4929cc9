/// The JSON Schema (draft 7) of the format's files, made from the key tables; editors complete and check with it.
///
/// It knows keys and shapes, not names or types: those are the compiler's.
public func playbookSchema() -> String {
  var definitions: [(String, Schema)] = [
    ("scalar", .object([("type", .strings(["string", "number", "boolean"]))])),
    ("scalars", .object([("anyOf", .array([reference("scalar"), arrayOf(reference("scalar"))]))])),
  ]
  for table in KeyTables.all { definitions.append((definitionName(table.what), definition(of: table))) }
  let kinds = [
    ("journey", KeyTables.journey), ("registers", KeyTables.registersFile), ("lines", KeyTables.universal),
    ("playbook", KeyTables.playbook),
  ]
  var root = reference(definitionName(KeyTables.wordsFile.what))
  for (key, table) in kinds.reversed() {
    root = .object([
      ("if", .object([("required", .strings([key]))])), ("then", reference(definitionName(table.what))), ("else", root),
    ])
  }
  var members: [(String, Schema)] = [
    ("$schema", .string("http://json-schema.org/draft-07/schema#")), ("title", .string("Playbooks of Sounding")),
  ]
  if case .object(let inner) = root { members += inner }
  members.append(("definitions", .object(definitions)))
  return Schema.object(members).text(indent: 0) + "\n"
}

/// JSON as it is written.
private indirect enum Schema {
  case string(String)
  case bool(Bool)
  case array([Schema])
  case object([(String, Schema)])

  static func strings(_ texts: [String]) -> Schema { .array(texts.map { .string($0) }) }

  func text(indent: Int) -> String {
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .string(let text): return quoted(text)
    case .bool(let flag): return flag ? "true" : "false"
    case .array(let items):
      let line = "[" + items.map { $0.text(indent: 0) }.joined(separator: ", ") + "]"
      if !line.utf8.contains(UInt8(ascii: "\n")), line.utf8.count < 100 { return line }
      return "[\n" + items.map { inner + $0.text(indent: indent + 2) }.joined(separator: ",\n") + "\n\(outer)]"
    case .object(let members):
      let line = "{ " + members.map { "\(quoted($0.0)): \($0.1.text(indent: 0))" }.joined(separator: ", ") + " }"
      if members.isEmpty { return "{}" }
      if !line.utf8.contains(UInt8(ascii: "\n")), line.utf8.count < 100 { return line }
      let lines = members.map { "\(inner)\(quoted($0.0)): \($0.1.text(indent: indent + 2))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    }
  }

  private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { out += "\\" }
      out.unicodeScalars.append(scalar)
    }
    return out + "\""
  }
}

private func definitionName(_ what: String) -> String { what.split(separator: " ").joined(separator: "-") }

private func reference(_ name: String) -> Schema { .object([("$ref", .string("#/definitions/\(name)"))]) }

private func arrayOf(_ items: Schema) -> Schema { .object([("type", .string("array")), ("items", items)]) }

private func definition(of table: KeyTable) -> Schema {
  var members: [(String, Schema)] = [("type", .string("object")), ("additionalProperties", .bool(false))]
  if !table.required.isEmpty, table.keys.allSatisfy({ $0.name != "like" }) {
    members.append(("required", .strings(table.required)))
  }
  let properties = table.keys.map { key -> (String, Schema) in
    guard case .object(let shape) = schema(of: key.shape) else { return (key.name, .object([])) }
    return (key.name, .object([("description", .string(key.about))] + shape))
  }
  members.append(("properties", .object(properties)))
  return .object(members)
}

private func schema(of shape: Shape) -> Schema {
  switch shape {
  case .text, .name, .wording, .cel: .object([("$ref", .string("#/definitions/scalar"))])
  case .condition, .names, .texts: .object([("$ref", .string("#/definitions/scalars"))])
  case .flag: .object([("type", .string("boolean"))])
  case .whole: .object([("type", .string("integer"))])
  case .number: .object([("type", .string("number"))])
  case .range:
    .object([
      (
        "anyOf",
        .array([.object([("type", .string("integer"))]), .object([("pattern", .string("^[0-9]+\\.\\.[0-9]+$"))])])
      )
    ])
  case .letters:
    .object([
      ("anyOf", .array([letter, arrayOf(letter)]))
    ])
  case .word(let words): .object([("enum", .strings(words))])
  case .map(let table): reference(definitionName(table))
  case .maps(let table): arrayOf(reference(definitionName(table)))
  case .open(let inner): .object([("type", .string("object")), ("additionalProperties", schema(of: inner))])
  case .list(let inner): arrayOf(schema(of: inner))
  case .either(let shapes): .object([("anyOf", .array(shapes.map { schema(of: $0) }))])
  case .anything: .object([])
  }
}

private let letter = Schema.object([("enum", .strings(Sensitivity.letters.map(\.letter)))])
