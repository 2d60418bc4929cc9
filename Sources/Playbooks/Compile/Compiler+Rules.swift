import CEL
import Diagnostics

extension Compiler {
  mutating func compileRules() {
    momentary = momentarySlots
    for index in rules.indices { playbook.rules.append(compileRule(index)) }
  }

  private mutating func compileRule(_ index: Int) -> Rule {
    let draft = rules[index]
    let fields = draft.fields
    var scope = Scope.none
    scope.renamed = draft.renamed
    var iteration: Iteration?
    if let reply = draft.reply, questions[reply].perRow != nil {
      iteration = questions[reply].perRow
    } else if fields.has("for") {
      iteration = self.iteration(fields["for"], scope)
    }
    if let iteration { scope = scope.adding(iteration.name, iteration.element) }
    let when = condition(fields["when"], scope)
    let on = word(fields["on"], Moment.allCases.map(\.rawValue)).flatMap(Moment.init)
    refuseMoments(fields, on, when)
    let effects = effects(index, fields, iteration, when, scope)
    if effects.isEmpty, !Self.effectKeys.contains(where: fields.has) {
      report(
        "the rule does nothing", fields["rule"] ?? fields.node,
        hint: "add one of: say, ask, flag, recommend, risk, draft, block, carry, goto, offer")
    }
    checkText(fields)
    return Rule(
      index: index, id: draft.id, copy: draft.renamed?.to, forEach: iteration, when: when,
      text: wording(fields["text"], scope), effects: effects,
      fires: word(fields["fires"], Rule.Fires.allCases.map(\.rawValue)).flatMap(Rule.Fires.init) ?? .once, on: on,
      sensitivity: letters(fields["sensitive"]), covers: covers(fields),
      excludes: texts(fields["excludes"]).map(\.text),
      range: (fields["rule"] ?? fields.node).range)
  }

  /// A finding is read in reports: without a sentence there is nothing but its severity.
  private mutating func checkText(_ fields: Fields) {
    guard let flag = fields["flag"] else { return }
    let text = fields["text"]
    if let text, text.isMissing || !text.isScalar || text.text.contains(where: { !$0.isWhitespace }) { return }
    report(
      "the finding says nothing", text ?? flag, hint: "add 'text: ...', the sentence that reports show",
      severity: .warning)
  }

  private static let effectKeys = [
    "say", "ask", "flag", "recommend", "risk", "draft", "block", "carry", "goto", "offer",
  ]

  /// `answer`, `session` and `topic` are known only at the moment a rule is `on:`.
  private mutating func refuseMoments(_ fields: Fields, _ on: Moment?, _ when: Condition?) {
    guard on == nil, let node = fields["when"] else { return }
    for program in when?.conjuncts ?? [] where program.reads.variables.contains(where: momentary.contains) {
      report(
        "'\(program.source)' reads what is known only at a moment", node, hint: "add 'on: answer', or another moment")
    }
  }

  private mutating func effects(
    _ index: Int, _ fields: Fields, _ iteration: Iteration?, _ when: Condition?, _ scope: Scope
  ) -> [Rule.Effect] {
    var found: [Rule.Effect] = []
    if let node = fields["flag"] { found.append(.flag(severities(node, scope))) }
    if let node = fields["block"], let gate = gateIndex(node) {
      found.append(.block(gate: gate, isHard: flag(fields["hard"]) ?? false))
    } else if let node = fields["hard"] {
      report("'hard' goes with 'block'", node)
    }
    if let line = wording(fields["say"], scope) { found.append(.say(line)) }
    if let ask = followUp(index, fields, iteration, when, scope) { found.append(.ask(ask)) }
    if let line = wording(fields["recommend"], scope) {
      found.append(.recommend(line, action(fields["action"], scope)))
    } else if let node = fields["action"] {
      report("'action' goes with 'recommend'", node)
    }
    if let node = fields["risk"] { found.append(.risk(namedCells(node, "risks", scope))) }
    if let node = fields["draft"], let effect = draft(node, scope) { found.append(effect) }
    if let carry = rules[index].carry { found.append(.carry(calculation: carry)) }
    if let node = fields["goto"], let target = text(node) {
      if !sections.contains(where: { $0.name == target }), shelf.tree(target) == nil {
        report(
          "there is no playbook or section '\(visible(target))'", node,
          hint: didYouMean(target, among: sections.map(\.name)))
      }
      found.append(.goto(target))
    }
    if let offer = word(fields["offer"], ["next-section", "finish", "keep-as-note"]) { found.append(.offer(offer)) }
    return found
  }

  /// `medium`, `{ high: COND, medium: else }`, or `{ pick: [ { when: …, is: high } ] }`.
  private mutating func severities(_ node: YAMLNode, _ scope: Scope) -> [(when: Condition?, severity: Severity)] {
    let words = Severity.allCases.map(\.rawValue)
    guard node.kind == .map else {
      return word(node, words).flatMap(Severity.init).map { [(nil, $0)] } ?? []
    }
    if let pick = node["pick"] {
      return entries(pick, KeyTables.pickRow).compactMap { fields in
        guard let severity = word(fields["is"], words).flatMap(Severity.init) else { return nil }
        return (condition(fields["when"], scope), severity)
      }
    }
    return node.entries.compactMap { key, value in
      guard let severity = word(key, words).flatMap(Severity.init) else { return nil }
      if value.text == "else" { return (nil, severity) }
      return condition(value, scope).map { ($0, severity) }
    }
  }

  mutating func gateIndex(_ node: YAMLNode) -> Int? {
    guard let name = text(node) else { return nil }
    guard let index = gates.firstIndex(where: { $0.name == name }) else {
      report("unknown gate '\(visible(name))'", node, hint: didYouMean(name, among: gates.map(\.name)))
      return nil
    }
    return index
  }

  private mutating func action(_ node: YAMLNode?, _ scope: Scope) -> ActionDraft? {
    guard let node, let fields = fields(node, KeyTables.action) else { return nil }
    return ActionDraft(
      what: wording(fields["what"], scope), who: wording(fields["who"], scope),
      due: fields["due"].flatMap { compile($0, scope, expecting: .timestamp) })
  }

  private mutating func draft(_ node: YAMLNode, _ scope: Scope) -> Rule.Effect? {
    guard let fields = fields(node, KeyTables.draft), let into = fields["into"], let name = text(into) else {
      return nil
    }
    if case .question(let question)? = names[name], let record = questions[question].record {
      let cells = cells(fields["cells"], record, questions[question].columns, scope)
      let id = fields["id"].flatMap { compile($0, scope, expecting: .string) }
      let block = RowBlock(forEach: nil, when: nil, id: id, cells: cells, range: fields.node.range)
      return .draft(question: question, block)
    }
    guard shelf.register(name) != nil else {
      let tables = questions.filter { $0.record != nil }.map(\.name) + shelf.registerNames
      report("unknown table '\(visible(name))'", into, hint: didYouMean(name, among: tables))
      return nil
    }
    let at = fields["at"].flatMap { gateIndex($0) }.map { gates[$0].name }
    return .draftRegister(name, fields["cells"].map { namedCells($0, name, scope) } ?? [], at: at)
  }

  /// Cells of a register's row, by column name.
  private mutating func namedCells(_ node: YAMLNode, _ register: String, _ scope: Scope) -> [(
    column: String, value: CellSource
  )] {
    guard let record = registerRecord(register), let columns = registers[register]?.columns else {
      guard node.kind == .map else { return [] }
      return node.entries.compactMap { key, value in wording(value, scope).map { (key.text, .wording($0)) } }
    }
    return cells(node, record, columns, scope).map { (columns[$0.column].name, $0.value) }
  }
}
