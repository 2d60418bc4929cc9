import CEL
import Diagnostics

extension Compiler {
  mutating func declareCalculations(_ head: Fields) {
    for written in entries(head["calculations"], KeyTables.calculation) {
      let fields = copied(written, "calculation")
      guard let name = name(fields["calculation"], "calculation"), let node = fields["calculation"] else { continue }
      declareCalculation(CalculationDraft(name: name, fields: fields), node)
    }
  }

  @discardableResult
  mutating func declareCalculation(_ given: CalculationDraft, _ node: YAMLNode) -> Int? {
    var draft = given
    let index = calculations.count
    if !draft.fields.has("for"), draft.register == nil {
      guard take(draft.name, .calculation(index), node) else { return nil }
    }
    if let pick = draft.fields["pick"] {
      let rows = pick.kind == .map ? pick["rows"]?.children ?? [] : pick.children
      draft.hasBecause = rows.contains { $0["because"] != nil }
    }
    calculations.append(draft)
    if draft.hasBecause, !draft.fields.has("for") { names["\(draft.name)_because"] = .because(calculation: index) }
    return index
  }

  mutating func declareRules(_ head: Fields, key: String = "rules") {
    for written in entries(head.value(of: key), KeyTables.rule) {
      let fields = copied(written, "rule")
      guard let id = text(fields["rule"]), let node = fields["rule"] else { continue }
      guard isRuleID(id) else {
        report("'\(visible(id))' can't be the id of a rule", node, hint: "letters, digits and -, as in QA-R01")
        continue
      }
      if let first = ruleIDs.updateValue(node, forKey: id) {
        report("a second rule '\(id)'", node, notes: [.init("the first one", at: first.range)])
      }
      for copy in copies(fields) { declareRule(RuleDraft(id: id, fields: fields, renamed: copy), node) }
    }
  }

  private mutating func declareRule(_ given: RuleDraft, _ node: YAMLNode) {
    let index = rules.count
    rules.append(given)
    if let reply = given.fields["reply"], var name = name(reply, "question") {
      if let renamed = given.renamed { name = replaced(name, renamed.from, renamed.to) }
      rules[index].reply = declareQuestion(name, reply, given.fields, section: 0, origin: .reply(rule: index))
    }
    guard let carry = given.fields["carry"], let fields = fields(carry, KeyTables.carry) else { return }
    guard let name = name(fields["name"], "carried value"), let nameNode = fields["name"] else { return }
    var draft = CalculationDraft(name: name, fields: fields)
    draft.carryRule = index
    rules[index].carry = declareCalculation(draft, nameNode)
  }

  private static let copiesMax = 50

  /// `each: "[practices, infra] as q"`: one copy for each name; else the rule itself.
  private mutating func copies(_ fields: Fields) -> [(from: String, to: String)?] {
    guard let node = fields["each"], let text = text(node) else { return [nil] }
    guard let parts = splitIteration(text), parts.list.hasPrefix("["), parts.list.hasSuffix("]") else {
      report("'each' is written as \"[names] as q\"", node)
      return [nil]
    }
    let names = parts.list.dropFirst().dropLast().split(separator: ",").map { name in
      name.split(separator: " ").joined(separator: " ")
    }
    guard names.count <= Self.copiesMax else {
      report("more than \(Self.copiesMax) copies of one rule", node)
      return [nil]
    }
    for name in names {
      guard case .question? = self.names[name] else {
        let known = questions.map(\.name)
        report("unknown question '\(visible(name))'", node, hint: didYouMean(name, among: known))
        continue
      }
    }
    return names.filter { self.names[$0] != nil }.map { (from: parts.name, to: $0) }
  }

  private func isRuleID(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count <= 40
      && id.unicodeScalars.allSatisfy { isLetter($0) || isDigit($0) || $0 == "-" || $0 == "_" }
  }

  // MARK: Copies

  /// What `like:` names, behind the keys written here. One level deep.
  mutating func copied(_ fields: Fields, _ what: String) -> Fields {
    guard let node = fields["like"], let text = text(node) else { return fields }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let tree: YAMLNode?
    if parts.count == 2 {
      tree = shelf.tree(parts[0])
      if tree == nil {
        report("unknown playbook '\(visible(parts[0]))'", node)
        return fields
      }
    } else {
      tree = root
    }
    guard let tree, let name = parts.last, let base = findEntry(tree, what, name) else {
      report("there is no \(what) '\(visible(parts.last ?? ""))' to copy", node)
      return fields
    }
    if base["like"] != nil {
      report("'\(text)' is itself a copy", node, hint: "copy what it copies")
      return fields
    }
    return Fields(node: fields.node, base: base)
  }

  private func findEntry(_ root: YAMLNode, _ what: String, _ name: String) -> YAMLNode? {
    let lists: [YAMLNode?]
    switch what {
    case "question": lists = (root["sections"]?.children.map { $0["questions"] } ?? []) + [root["questions"]]
    case "calculation": lists = [root["calculations"]]
    case "rule": lists = [root["rules"]]
    default: lists = [root["data"]]
    }
    for list in lists {
      for child in list?.children ?? [] where child.value(of: what)?.text == name { return child }
    }
    return nil
  }
}
