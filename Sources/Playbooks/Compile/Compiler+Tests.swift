import Diagnostics

extension Compiler {
  mutating func compileTests(_ head: Fields) {
    var names: Set<String> = []
    for fields in entries(head["tests"], KeyTables.test) {
      guard let name = text(fields["test"]), let node = fields["test"] else { continue }
      if !names.insert(name).inserted { report("a second test of that name", node) }
      if let expect = fields["expect"] {
        if let wanted = self.fields(expect, KeyTables.expectation) { checkExpectation(wanted) }
      } else {
        report("what does the test expect?", node, hint: "add 'expect: { ... }'")
      }
      checkAnswers(fields["answers"])
      playbook.tests.append(
        PlaybookTest(
          name: name, answers: fields["answers"].map(plain), inputs: plain(fields.node),
          expect: fields["expect"].map(plain) ?? .map([], at: node.range), range: node.range))
    }
  }

  func plain(_ node: YAMLNode) -> PlainData {
    switch node.kind {
    case .scalar: .scalar(node.text, isQuoted: node.style != .plain, at: node.range)
    case .list: .list(node.children.map(plain), at: node.range)
    case .map:
      .map(node.entries.map { .init(key: $0.key.text, value: plain($0.value), range: $0.key.range) }, at: node.range)
    }
  }

  /// Answers name questions of the playbook (or `$…`, the extras of answers files).
  private mutating func checkAnswers(_ node: YAMLNode?) {
    guard let node, node.kind == .map else { return }
    for (key, _) in node.entries where !key.text.hasPrefix("$") {
      guard case .question? = names[key.text] else {
        let known = questions.map(\.name)
        let isReply = questions.contains { $0.name == key.text }
        if !isReply { report("unknown question '\(visible(key.text))'", key, hint: didYouMean(key.text, among: known)) }
        continue
      }
    }
  }

  /// Rules, gates and calculations a test speaks of exist.
  private mutating func checkExpectation(_ fields: Fields) {
    var ids = Set(rules.map(\.id))
    for calculation in calculations {
      for line in calculation.fields["all"]?.children ?? [] { if let id = line["rule"]?.text { ids.insert(id) } }
    }
    for gate in gates {
      for line in gate.fields?["needs"]?.children ?? [] { if let id = line["rule"]?.text { ids.insert(id) } }
    }
    for key in ["findings", "rules", "silent"] {
      for node in texts(fields.value(of: key)) {
        let id = String(node.text.prefix { $0 != "@" })
        if !ids.contains(id) {
          report("unknown rule '\(visible(id))'", node, hint: didYouMean(id, among: ids.sorted()))
        }
      }
    }
    for (key, state) in fields["gates"]?.entries ?? [] {
      if !gates.contains(where: { $0.name == key.text }) {
        report("unknown gate '\(visible(key.text))'", key, hint: didYouMean(key.text, among: gates.map(\.name)))
      }
      _ = word(state, ["open", "closed", "needs"])
    }
    for key in ["asked", "inactive", "not_asked"] {
      for node in texts(fields.value(of: key)) where !questions.contains(where: { $0.name == node.text }) {
        let hint = didYouMean(node.text, among: questions.map(\.name))
        report("unknown question '\(visible(node.text))'", node, hint: hint)
      }
    }
    let known = Set(calculations.map(\.name) + calculations.filter(\.hasBecause).map { "\($0.name)_because" })
    for (key, _) in fields["calculations"]?.entries ?? [] where !known.contains(key.text) {
      report("unknown calculation '\(visible(key.text))'", key, hint: didYouMean(key.text, among: known.sorted()))
    }
  }
}
