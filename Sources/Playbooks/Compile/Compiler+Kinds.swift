import CEL
import Diagnostics

extension Compiler {
  /// The kind of a question's answer, with everything that belongs to it.
  mutating func answerKind(_ draft: QuestionDraft, _ index: Int, _ scope: Scope) -> AnswerKind {
    switch draft.kind {
    case "table": return .table(tableSpec(draft, index))
    case "list": return .list(tableSpec(draft, index))
    case "tally": return .tally(tableSpec(draft, index))
    case "form": return .form(tableSpec(draft, index))
    case "run":
      let spec = tableSpec(draft, index)
      let inner = Scope.none.adding("this", draft.record.map { .record($0) } ?? .dyn)
      let gives = (draft.fields["gives"]?.entries ?? []).compactMap { key, value in
        compile(value, inner).map { (name: key.text, value: $0) }
      }
      return .run(RunSpec(playbook: runPlaybook(draft), gives: gives, table: spec))
    default: return cellKind(draft.kind, draft.fields, scope, record: nil, field: 0, question: index)
    }
  }

  private mutating func runPlaybook(_ draft: QuestionDraft) -> String {
    guard let node = draft.fields["playbook"], let name = text(node) else {
      report("which playbook is run for each row?", draft.fields.node, hint: "add 'playbook: ...'")
      return ""
    }
    if shelf.tree(name) == nil { report("there is no playbook '\(visible(name))'", node) }
    return name
  }

  /// The kind of a cell, or of a question that isn't a table.
  mutating func cellKind(
    _ kind: String, _ fields: Fields, _ scope: Scope, record: RecordType?, field: Int, question: Int?
  ) -> AnswerKind {
    refuseStrangeKeys(kind, fields)
    switch kind {
    case "text": return .text(TextSpec(extra: extra(fields)))
    case "long": return .long(TextSpec(extra: extra(fields)))
    case "choice", "multi":
      let set = choiceSet(fields, scope)
      remember(.choice(set), record, field, question)
      return kind == "choice" ? .choice(set) : .multi(set)
    case "number":
      let spec = NumberSpec(
        unit: text(fields["unit"]), min: number(fields["min"]), max: number(fields["max"]),
        isWhole: flag(fields["whole"]) ?? false)
      if let low = spec.min, let high = spec.max, low > high, let node = fields["max"] {
        report("'max' is less than 'min'", node)
      }
      return .number(spec)
    case "scale": return .scale(scale(fields))
    case "scale4": return .scale4(ScaleSpec(low: 0, high: 1, labels: labels(fields)))
    case "yesno": return .yesno
    case "date": return .date
    case "ref", "refs", "ranking":
      let source = refSource(fields, kind, scope)
      remember(.rows(source), record, field, question)
      return kind == "ref" ? .ref(source) : kind == "refs" ? .refs(source) : .ranking(source)
    default: return .text(TextSpec(extra: []))
    }
  }

  private mutating func remember(_ rendering: Rendering, _ record: RecordType?, _ field: Int, _ question: Int?) {
    if let record {
      records[ObjectIdentifier(record)]?.renderings[field] = rendering
    } else if let question {
      questions[question].rendering = rendering
    }
  }

  /// The keys of `keysOfKinds` with their marks.
  private static let marksOfKinds: [(keys: [String], marks: [UInt64], kinds: [String])] = keysOfKinds.map {
    keys, kinds in
    (keys, keys.map(KeyMark.bit), kinds)
  }

  private static let keysOfKinds: [(keys: [String], kinds: [String])] = [
    (["choices"], ["choice", "multi", "tally"]), (["alone"], ["multi", "refs"]), (["of"], ["ref", "refs", "ranking"]),
    (["or"], ["text", "long", "choice", "multi", "ref", "refs", "ranking"]), (["picks"], ["multi", "refs", "ranking"]),
    (["top"], ["ranking"]), (["unit", "whole", "min", "max"], ["number"]), (["scale", "low", "high"], ["scale"]),
    (["labels"], ["scale", "scale4"]), (["words"], ["text", "long"]),
    (["rows", "row", "limit", "prefill", "register"], ["table", "list", "tally", "form", "run"]),
    (["columns"], ["table", "form", "run"]), (["keep", "aggregates"], ["tally"]), (["playbook", "gives"], ["run"]),
  ]

  /// Keys that mean nothing for this kind of answer.
  mutating func refuseStrangeKeys(_ kind: String, _ fields: Fields) {
    guard kind != "error" else { return }
    let own = fields.node.keyMarks
    for (keys, marks, kinds) in Self.marksOfKinds
    where marks.contains(where: { own & $0 != 0 }) && !kinds.contains(kind) {
      for key in keys where fields.node.value(of: key) != nil && !(key == "row" && fields.node["rule"] != nil) {
        guard let node = fields.node.pairs.first(where: { $0.key.text == key })?.key else { continue }
        report("'\(key)' means nothing for type '\(kind)'", node, hint: "it goes with \(kinds.joined(separator: ", "))")
      }
    }
  }

  private mutating func extra(_ fields: Fields) -> [Choice] {
    guard let node = fields["or"], node.kind == .map else { return [] }
    return node.entries.map { choice($0.key, $0.value) }
  }

  private mutating func choiceSet(_ fields: Fields, _ scope: Scope) -> ChoiceSet {
    var set = ChoiceSet()
    set.allowsText = fields["or"]?.text == "text"
    set.picks = range(fields["picks"])
    guard let node = fields["choices"] else {
      report("which choices?", fields.node, hint: "add 'choices: { code: Wording }'")
      return set
    }
    if node.kind == .map, let from = node["from"], node.entries.count == 1 {
      set.from = compile(from, scope)
      if let program = set.from, elementType(program.type) == nil {
        report("choices come from rows or a list, this is \(program.type.inWords)", from)
      }
      set.choices = extra(fields)
      return set
    }
    set.choices = checkedChoices(node) + extra(fields)
    set.alone = alone(fields, set.codes)
    return set
  }

  private mutating func checkedChoices(_ node: YAMLNode) -> [Choice] {
    guard node.kind == .map, !node.entries.isEmpty else {
      report("choices are written as code: wording", node, hint: "choices: { yes: Yes, no: No }")
      return []
    }
    for (key, value) in node.entries {
      if !isCode(key.text) {
        report("'\(visible(key.text))' can't be a code", key, hint: "small letters, digits and _")
      }
      if value.kind == .map {
        _ = fields(value, KeyTables.choice)
        _ = letters(value["sensitive"])
      } else {
        _ = text(value)
      }
    }
    return node.entries.map { choice($0.key, $0.value) }
  }

  private func isCode(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64
      && text.unicodeScalars.allSatisfy { isNameScalar($0) || $0 == "." || $0 == "-" }
  }

  private mutating func alone(_ fields: Fields, _ codes: [String]) -> [String] {
    texts(fields["alone"]).map { node in
      if !codes.contains(node.text) {
        report("'\(visible(node.text))' isn't one of the choices", node, hint: didYouMean(node.text, among: codes))
      }
      return node.text
    }
  }

  private mutating func labels(_ fields: Fields) -> [(value: String, label: String)] {
    guard let node = fields["labels"] else { return [] }
    guard node.kind == .map else {
      report("labels are written as value: wording", node)
      return []
    }
    return node.entries.map { key, value in
      if parseNumber(key.text) == nil { report("'\(visible(key.text))' isn't a value", key) }
      return (key.text, value.text)
    }
  }

  private mutating func scale(_ fields: Fields) -> ScaleSpec {
    let steps = range(fields["scale"]) ?? 1...5
    var labels = labels(fields)
    if let low = text(fields["low"]) { labels.insert((String(steps.lowerBound), low), at: 0) }
    if let high = text(fields["high"]) { labels.append((String(steps.upperBound), high)) }
    if steps.count > 20, let node = fields["scale"] { report("a scale has at most 20 steps", node) }
    return ScaleSpec(low: steps.lowerBound, high: steps.upperBound, labels: labels)
  }

  // MARK: Rows to pick from

  private mutating func refSource(_ fields: Fields, _ kind: String, _ scope: Scope) -> RefSource {
    var names: [String] = []
    var programs: [Program] = []
    let nodes = texts(fields["of"])
    if nodes.isEmpty, !fields.has("of") { report("rows of what?", fields.node, hint: "add 'of: TABLE'") }
    for node in nodes {
      guard let program = refRows(node, scope) else { continue }
      names.append(node.text)
      programs.append(program)
    }
    return RefSource(
      tables: names, rows: programs, extra: extra(fields), allowsText: fields["or"]?.text == "text",
      picks: range(fields["picks"]), top: whole(fields["top"]))
  }

  /// A table by name, or any expression that gives rows.
  private mutating func refRows(_ node: YAMLNode, _ scope: Scope) -> Program? {
    prepare(node.text, scope)
    if case .question(let index)? = names[node.text], questions[index].byCode != nil {
      ensureRowsVariable(index)
      return environment.compile("rows(\(node.text))").program
    }
    guard let program = compile(node, scope) else { return nil }
    switch elementType(program.type) {
    case .record?, .dyn?, .string?: return program
    default:
      report("'\(node.text)' has no rows to pick, it is \(program.type.inWords)", node)
      return nil
    }
  }

  mutating func ensureRowsVariable(_ index: Int) { prepare("rows(\(questions[index].name))", .none) }
}
