import CEL
import Diagnostics

extension Compiler {
  mutating func declareSections(_ head: Fields) {
    if let list = head["sections"], let loose = head["questions"], list.kind == .list {
      report("questions stand either in 'sections' or in 'questions'", loose, hint: "move them into a section")
    }
    let listed = entries(head["sections"], KeyTables.section)
    var known: Set<String> = []
    for fields in listed {
      guard let name = name(fields["section"], "section"), let node = fields["section"] else { continue }
      if !known.insert(name).inserted { report("a second section '\(name)'", node) }
      sections.append(SectionDraft(name: name, fields: fields))
      declareQuestions(fields["questions"], section: sections.count - 1)
    }
    guard let loose = head["questions"], listed.isEmpty else { return }
    sections.append(SectionDraft(name: "questions", fields: Fields(node: root)))
    declareQuestions(loose, section: sections.count - 1)
  }

  private mutating func declareQuestions(_ node: YAMLNode?, section: Int) {
    for written in entries(node, KeyTables.question) {
      let fields = copied(written, "question")
      guard let name = name(fields["question"], "question"), let node = fields["question"] else { continue }
      guard let index = declareQuestion(name, node, fields, section: section, origin: .section) else { continue }
      guard let with = fields["with"] else { continue }
      guard with.kind == .map else {
        report("'with' is a map: name of the companion, then its keys", with)
        continue
      }
      for (key, value) in with.entries {
        guard let companion = self.fields(value, KeyTables.companion) else { continue }
        guard let short = self.name(key, "companion") else { continue }
        _ = declareQuestion("\(name)_\(short)", key, companion, section: section, origin: .companion(of: index))
      }
    }
  }

  /// Declares a question and its variable; its place among the questions, or nil if its name is taken.
  mutating func declareQuestion(
    _ name: String, _ node: YAMLNode, _ fields: Fields, section: Int, origin: QuestionDraft.Origin
  ) -> Int? {
    let index = questions.count
    let kind = kind(fields, isReply: { if case .reply = origin { true } else { false } }())
    var draft = QuestionDraft(name: name, fields: fields, section: section, origin: origin, kind: kind, type: .dyn)
    settleType(&draft, index)
    let isPerRow: Bool
    if case .reply(let rule) = origin { isPerRow = rules[rule].fields.has("for") } else { isPerRow = false }
    if isPerRow {
      draft.slot = declare("@reply \(index)", .map(.string, draft.type), .question(index))
    } else {
      guard take(name, .question(index), node) else { return nil }
      draft.slot = declare(name, draft.type, .question(index), codes: draft.codes)
    }
    questions.append(draft)
    return index
  }

  private mutating func kind(_ fields: Fields, isReply: Bool) -> String {
    guard let node = fields["type"] else {
      if !isReply { report("what type of answer?", fields.node, hint: "add 'type: text', or another type") }
      return "text"
    }
    return word(node, KeyTables.kinds) ?? "error"
  }

  /// The type of the answer's value (and, for tables, of its rows).
  private mutating func settleType(_ draft: inout QuestionDraft, _ index: Int) {
    switch draft.kind {
    case "table", "list", "tally", "form", "run": settleRows(&draft, index)
    default:
      let (type, codes) = cellType(draft.kind, draft.fields)
      draft.type = type
      draft.codes = codes
      draft.rendering = staticRendering(draft.kind, draft.fields)
    }
  }

  /// The type of a value that isn't a table, and its codes where they are written down.
  mutating func cellType(_ kind: String, _ fields: Fields) -> (Type, [String]?) {
    switch kind {
    case "choice": return (.string, writtenCodes(fields))
    case "multi": return (.list(.string), writtenCodes(fields))
    case "refs", "ranking": return (.list(.string), nil)
    case "text", "long", "ref": return (.string, nil)
    case "number": return (isWhole(fields) ? .int : .double, nil)
    case "scale": return (.int, nil)
    case "scale4": return (.double, nil)
    case "yesno": return (.bool, nil)
    case "date": return (.timestamp, nil)
    default: return (.error, nil)
    }
  }

  private func isWhole(_ fields: Fields) -> Bool { fields["whole"]?.text == "true" }

  /// The codes of `choices:`, if they are a map and nothing else may be answered.
  func writtenCodes(_ fields: Fields) -> [String]? {
    if let from = fields["choices"]?["from"], fields["choices"]?.entries.count == 1, fields["or"]?.text != "text" {
      return constantCodes(from).map { $0 + (fields["or"]?.entries.map(\.key.text) ?? []) }
    }
    guard let node = fields["choices"], node.kind == .map, node["from"] == nil || node.entries.count > 1 else {
      return nil
    }
    if fields["or"]?.text == "text" { return nil }
    let extra = fields["or"]?.entries.map(\.key.text) ?? []
    return node.entries.map(\.key.text) + extra
  }

  /// The codes of choices that come from data: the ids of its rows, or of all rows inside them (`formats.at(x).columns`).
  private func constantCodes(_ node: YAMLNode) -> [String]? {
    let names = scanNames(node.text)
    guard let first = names.first, !first.isMember, case .data(let index)? = self.names[first.text] else { return nil }
    guard case .list(let rows) = playbook.data[index].value else { return nil }
    var lists = [rows]
    for name in names.dropFirst() where name.isMember && !name.isCalled {
      let inner = lists.flatMap(\.elements).compactMap { row -> List? in
        guard case .record(let record) = row, case .list(let list)? = record.value(of: name.text) else { return nil }
        return list
      }
      if !inner.isEmpty { lists = inner }
    }
    var codes: [String] = []
    for case .record(let record) in lists.flatMap(\.elements) {
      guard case .string(let id)? = record.value(of: "id"), !codes.contains(id) else { continue }
      codes.append(id)
    }
    return codes.isEmpty ? nil : codes
  }

  /// How a choice's codes are shown; known without any expression.
  func staticRendering(_ kind: String, _ fields: Fields) -> Rendering {
    guard kind == "choice" || kind == "multi" || kind == "text" || kind == "long" else { return .plain }
    let nodes = (fields["choices"]?.entries ?? []) + (fields["or"]?.entries ?? [])
    guard !nodes.isEmpty, fields["choices"]?["from"] == nil else { return .plain }
    return .choice(ChoiceSet(choices: nodes.map { choice($0.key, $0.value) }))
  }

  /// A code and its wording, or a map with `title`, `hint` and `sensitive`.
  func choice(_ key: YAMLNode, _ value: YAMLNode) -> Choice {
    var sensitivity: Sensitivity = []
    for letter in value["sensitive"]?.children ?? value["sensitive"].map({ [$0] }) ?? [] {
      if let code = Sensitivity(letter: letter.text) { sensitivity.insert(code) }
    }
    let label = value.isScalar ? value.text : value["title"]?.text ?? titled(key.text)
    return Choice(code: key.text, label: label, hint: value["hint"]?.text, sensitivity: sensitivity, range: key.range)
  }
}

/// A name as a heading: `data_access` is "Data access".
func titled(_ name: String) -> String {
  if let first = name.utf8.first, first < 0x80, !name.utf8.contains(UInt8(ascii: "_")) {
    guard UInt8(ascii: "a")...UInt8(ascii: "z") ~= first else { return name }
    return String(unsafeUninitializedCapacity: name.utf8.count) { bytes in
      _ = bytes.initialize(from: name.utf8)
      bytes[0] = first - 32
      return name.utf8.count
    }
  }
  let words = name.split(separator: "_").joined(separator: " ")
  guard let first = words.first else { return name }
  return first.uppercased() + words.dropFirst()
}
