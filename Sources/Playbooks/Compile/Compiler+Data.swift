import CEL
import Diagnostics

extension Compiler {
  mutating func declareData(_ head: Fields) {
    for written in entries(head["data"], KeyTables.data) { declareEntry(copied(written, "data")) }
    let shared = shelf.sharedWordTests(for: root.tree.source)
    for (name, node) in shared where names[name] == nil && !wordTests.contains(name) {
      declareWordTest(name, node)
    }
  }

  private mutating func declareEntry(_ fields: Fields) {
    guard let name = name(fields["data"], "data entry"), let node = fields["data"] else { return }
    let forms = ["is", "rows", "bands", "words"].filter { fields.has($0) }
    guard forms.count == 1, let form = forms.first, let value = fields.value(of: form) else {
      report(
        forms.isEmpty ? "what is '\(name)'?" : "only one of \(forms.joined(separator: ", ")) can stand here",
        fields.node,
        hint: "one of: is, rows, bands, words")
      return
    }
    if form == "words" { return declareWordTest(name, value) }
    let index = playbook.data.count
    guard take(name, .data(index), node) else { return }
    let built: Constant
    switch form {
    case "rows": built = dataRows(name, value)
    case "bands": built = bands(value)
    default: built = constant(value, name)
    }
    if case .list(.record(let record)) = built.type {
      records[ObjectIdentifier(record)] = RecordInfo(owner: .data(index))
    }
    let slot = declare(name, built.type, .data(index), constant: true)
    playbook.data.append(
      DataEntry(
        index: index, slot: slot, name: name, about: text(fields["about"]), origin: text(fields["origin"]),
        value: built.value, type: built.type, range: fields.node.range))
  }

  /// A word test, declared as a function of a text.
  private mutating func declareWordTest(_ name: String, _ node: YAMLNode) {
    guard let fields = fields(node, KeyTables.wordTest) else { return }
    if environmentHasFunction(name) {
      report("'\(name)' is a function already", node)
      return
    }
    var test = WordTest()
    test.has = texts(fields["has"]).map { Words.split($0.text) }
    test.starts = texts(fields["starts"]).map { Words.split($0.text) }
    test.unless = texts(fields["unless"]).map { Words.split($0.text) }
    for word in texts(fields["unless_any"]) {
      guard let kind = WordTest.Kind(rawValue: word.text) else {
        report("'\(word.text)' isn't known here", word, hint: "digit, date or weekday")
        continue
      }
      test.unlessAny.append(kind)
    }
    if test.has.isEmpty, test.starts.isEmpty { report("a word test needs 'has' or 'starts'", node) }
    for (key, expected) in [("yes", true), ("no", false)] {
      for example in texts(fields.value(of: key)) where test.matches(example.text) != expected {
        report("'\(name)' is \(!expected) for this text", example)
      }
    }
    wordTests.insert(name)
    declareWordFunction(name, test)
  }

  // MARK: Plain values

  /// A value and its type.
  struct Constant {
    var value: Value
    var type: Type
  }

  /// A scalar, list or map of the file: numbers and truth values where they are written so and aren't quoted.
  mutating func constant(_ node: YAMLNode, _ name: String) -> Constant {
    switch node.kind {
    case .scalar: return scalarConstant(node)
    case .list:
      let parts = node.children.map { constant($0, name) }
      guard let type = commonType(parts, node) else { return Constant(value: .list([]), type: .list(.error)) }
      return Constant(value: .list(parts.map { converted($0, type).value }), type: .list(type))
    case .map:
      let parts = node.entries.map { ($0.key.text, constant($0.value, name)) }
      guard let type = commonType(parts.map(\.1), node) else {
        return Constant(value: .map(Map([])), type: .map(.string, .error))
      }
      return Constant(value: .map(Map(parts.map { ($0.0, converted($0.1, type).value) })), type: .map(.string, type))
    }
  }

  private func scalarConstant(_ node: YAMLNode) -> Constant {
    guard node.style == .plain else { return Constant(value: .string(node.text), type: .string) }
    switch node.text {
    case "true": return Constant(value: .bool(true), type: .bool)
    case "false": return Constant(value: .bool(false), type: .bool)
    default:
      if let whole = parseWhole(node.text) { return Constant(value: .int(whole), type: .int) }
      if let number = parseNumber(node.text) { return Constant(value: .double(number), type: .double) }
      return Constant(value: .string(node.text), type: .string)
    }
  }

  private mutating func commonType(_ parts: [Constant], _ node: YAMLNode) -> Type? {
    guard var type = parts.first?.type else { return .dyn }
    for part in parts.dropFirst() {
      guard let both = joined(type, part.type) else {
        report("\(type.inWords) and \(part.type.inWords) in one list or map", node)
        return nil
      }
      type = both
    }
    return type
  }

  private func converted(_ constant: Constant, _ type: Type) -> Constant {
    switch (constant.value, type) {
    case (.int(let whole), .double): return Constant(value: .double(Double(whole)), type: .double)
    case (.list(let list), .list(let inner)):
      return Constant(
        value: .list(list.elements.map { converted(Constant(value: $0, type: inner), inner).value }), type: type)
    case (.map(let map), .map(_, let inner)):
      let entries = zip(map.keys, map.values).compactMap { key, value -> (String, Value)? in
        guard case .string(let name) = key else { return nil }
        return (name, converted(Constant(value: value, type: inner), inner).value)
      }
      return Constant(value: .map(Map(entries)), type: type)
    default: return constant
    }
  }

  // MARK: Rows and bands

  /// `rows:` as records with the keys of all rows; lists of maps inside become records, too.
  private mutating func dataRows(_ name: String, _ node: YAMLNode) -> Constant {
    let nothing = Constant(value: .list([]), type: .list(.error))
    guard node.kind == .list else {
      report("rows are a list", node)
      return nothing
    }
    var keys: [String] = []
    var cells: [String: [Int: Constant]] = [:]
    var nested: [String: (rows: [Int: [YAMLNode]], node: YAMLNode)] = [:]
    let rows = node.children
    for (place, row) in rows.enumerated() {
      guard row.kind == .map else {
        report("a row is written as keys and values", row)
        continue
      }
      for (key, value) in row.entries {
        if !keys.contains(key.text) { keys.append(key.text) }
        if value.kind == .list, let first = value.children.first, first.kind == .map {
          nested[key.text, default: ([:], value)].rows[place] = value.children
        } else {
          cells[key.text, default: [:]][place] =
            key.text == "id" ? Constant(value: .string(value.text), type: .string) : constant(value, name)
        }
      }
    }
    let record = RecordType(name)
    var columns: [[Value]] = []
    for key in keys {
      if let inner = nested[key] {
        columns.append(nestedRows("\(name).\(key)", inner.rows, count: rows.count, record, key))
        continue
      }
      let given = cells[key] ?? [:]
      let type = commonType(given.sorted { $0.key < $1.key }.map(\.value), node) ?? .error
      record.add(key, type)
      columns.append(rows.indices.map { place in given[place].map { converted($0, type).value } ?? .absent })
    }
    refuseDoubleIDs(rows)
    let values = rows.indices.map { place in Value.record(Record(record, columns.map { $0[place] })) }
    return Constant(value: .list(values), type: .list(.record(record)))
  }

  private mutating func nestedRows(
    _ name: String, _ rows: [Int: [YAMLNode]], count: Int, _ record: RecordType, _ key: String
  ) -> [Value] {
    // All inner rows share one record type: they are built together and dealt out again.
    var all: [YAMLNode] = []
    var places: [Int: Range<Int>] = [:]
    for (place, nodes) in rows.sorted(by: { $0.key < $1.key }) {
      places[place] = all.count..<all.count + nodes.count
      all += nodes
    }
    let built = innerRows(name, all)
    record.add(key, .list(.record(built.type)))
    return (0..<count).map { place in places[place].map { .list(Array(built.rows[$0])) } ?? .list([]) }
  }

  private mutating func innerRows(_ name: String, _ nodes: [YAMLNode]) -> (rows: [Value], type: RecordType) {
    var keys: [String] = []
    for node in nodes { for (key, _) in node.entries where !keys.contains(key.text) { keys.append(key.text) } }
    let record = RecordType(name)
    var columns: [[Value]] = []
    for key in keys {
      let given = nodes.map { node in
        node.value(of: key).map { key == "id" ? Constant(value: .string($0.text), type: .string) : constant($0, name) }
      }
      let type = nodes.first.flatMap { commonType(given.compactMap { $0 }, $0) } ?? .error
      record.add(key, type)
      columns.append(given.map { $0.map { converted($0, type).value } ?? .absent })
    }
    return (nodes.indices.map { place in .record(Record(record, columns.map { $0[place] })) }, record)
  }

  private mutating func refuseDoubleIDs(_ rows: [YAMLNode]) {
    var seen: Set<String> = []
    for row in rows where row.kind == .map {
      guard let id = row["id"] else {
        report("a row needs 'id'", row)
        continue
      }
      if !seen.insert(id.text).inserted { report("a second row '\(id.text)'", id) }
    }
  }

  /// `"< 2": 0.3`, first match; needs `else`.
  private mutating func bands(_ node: YAMLNode) -> Constant {
    guard node.kind == .map, !node.entries.isEmpty else {
      report("bands are written as \"< 2\": value, ..., else: value", node)
      return Constant(value: .null, type: .error)
    }
    var steps: [Bands.Step] = []
    let parts = node.entries.map { constant($0.value, "bands") }
    let type = commonType(parts, node) ?? .error
    for (entry, part) in zip(node.entries, parts) {
      let result = converted(part, type).value
      if entry.key.text == "else" {
        steps.append(Bands.Step(test: .otherwise, result: result))
        continue
      }
      guard let test = Bands.Test(entry.key.text) else {
        report("'\(entry.key.text)' isn't a band", entry.key, hint: "\"< 2\", \"<= 2\", \"> 2\", \">= 2\" or else")
        continue
      }
      steps.append(Bands.Step(test: test, result: result))
    }
    if node["else"] == nil { report("bands need 'else'", node, hint: "add 'else: ...'") }
    if let last = node.entries.last, node["else"] != nil, last.key.text != "else" {
      report("bands behind 'else' are never reached", last.key)
    }
    return Constant(value: Bands(steps: steps).value, type: .opaque("bands", [type]))
  }
}
