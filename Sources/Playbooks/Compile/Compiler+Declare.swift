import CEL
import Diagnostics

extension Compiler {
  /// First pass: everything that has a name gets it, and its type where that can be told without an expression.
  mutating func declareAll(_ head: Fields) {
    declareInputs()
    declareData(head)
    declareSections(head)
    declareTables(head)
    declareCalculations(head)
    declareUses(head)
    declareGates(head)
    declareRules(head)
    declareCarries(head)
    arrangeQuestions()
    indexRowThings()
    fillMacros()
  }

  /// Takes a name for something; a name can stand for one thing only.
  mutating func take(_ name: String, _ named: Named, _ node: YAMLNode) -> Bool {
    guard names[name] == nil else {
      report(
        "the name '\(name)' is taken", node,
        hint: "questions, calculations, data, tables and used values share their names",
        notes: firstUse[name].map { [.init("it stands here first", at: $0)] } ?? [])
      return false
    }
    names[name] = named
    firstUse[name] = node.range
    return true
  }

  /// A slot for a value, and the variable expressions read it by.
  @discardableResult
  mutating func declare(
    _ name: String, _ type: Type, _ kind: Variable.Kind, codes: [String]? = nil, constant: Bool = false
  ) -> Int {
    let slot = environment.declare(variable: name, type, codes: codes, constant: constant)
    let variable = Variable(slot: slot, name: name, type: type, kind: kind)
    if slot < playbook.variables.count {
      expressions.forget()
      playbook.variables[slot] = variable
    } else {
      playbook.variables.append(variable)
    }
    playbook.variableIndex[name] = slot
    macros.declared.insert(name)
    return slot
  }

  mutating func declareInputs() {
    let session = RecordType("session")
    for name in ["questions_left", "declined_in_a_row", "overdue_actions", "weeks_since", "review_weeks"] {
      session.add(name, .int)
    }
    for name in ["minutes", "section", "last_date", "title", "reason"] { session.add(name, .string) }
    for name in ["top", "missing", "people"] { session.add(name, .list(.string)) }
    let answer = RecordType("answer")
    for name in ["question", "text", "contradicts"] { answer.add(name, .string) }
    for name in ["words", "limit"] { answer.add(name, .int) }
    answer.add("sensitive", .list(.string))
    let point = RecordType("open point", [("id", .string), ("question", .string), ("text", .string)])
    declare("today", .timestamp, .input(.today))
    declare("elapsed_minutes", .double, .input(.elapsedMinutes))
    declare("round_number", .int, .input(.roundNumber))
    declare("head_count", .int, .input(.headCount))
    declare("session", .record(session), .input(.session))
    declare("answer", .record(answer), .input(.answer))
    declare("open_points", .list(.record(point)), .input(.openPoints))
    declare("topic", .string, .input(.topic))
    let earlier = RecordType(
      "earlier session", [("id", .string), ("date", .timestamp), ("session", .string), ("round_number", .int)])
    earlierRecord = earlier
    records[ObjectIdentifier(earlier)] = RecordInfo(owner: .earlier)
    declare("earlier", .list(.record(earlier)), .input(.earlier))
  }

  private mutating func declareGates(_ head: Fields) {
    for fields in entries(head["gates"], KeyTables.gate) {
      guard let name = name(fields["gate"], "gate"), let node = fields["gate"] else { continue }
      if gates.contains(where: { $0.name == name }) {
        report("a second gate '\(name)'", node)
        continue
      }
      gates.append(GateDraft(name: name, fields: fields))
    }
    if let place = gates.firstIndex(where: { $0.name == "finish" }) {
      gates.append(gates.remove(at: place))
    } else {
      gates.append(GateDraft(name: "finish", fields: nil))
    }
  }

  private mutating func declareCarries(_ head: Fields) {
    for node in texts(head["carries"]) {
      guard macros.carried.insert(node.text).inserted else {
        report("'\(node.text)' is carried twice", node)
        continue
      }
      carried.append((node.text, node))
    }
  }

  /// What macros need to know of the names.
  private mutating func fillMacros() {
    macros.gates = gates.map(\.name)
    for (index, gate) in gates.enumerated() { declare("@tries \(gate.name)", .int, .tries(gate: index)) }
    macros.changing = Set(questions.map(\.name) + calculations.map(\.name))
    for draft in questions {
      if let codes = draft.codes ?? (draft.fixed.isEmpty ? nil : draft.fixed.map(\.code)) {
        let alone = draft.fields["alone"].map { $0.isScalar ? [$0.text] : $0.children.map(\.text) } ?? []
        macros.codes[draft.name] = codes.filter { !alone.contains($0) }
      }
      if let record = draft.record, macros.carried.contains(draft.name) {
        macros.tables[ObjectIdentifier(record)] = draft.name
      }
    }
  }

  /// Per-row calculations and replies, found by the field they fill.
  private mutating func indexRowThings() {
    for (index, draft) in calculations.enumerated() where draft.fields.has("for") || draft.register != nil {
      rowCalculations[draft.name, default: []].append(index)
    }
    for (index, draft) in questions.enumerated() {
      guard case .reply(let rule) = draft.origin, rules[rule].fields.has("for") else { continue }
      rowReplies[draft.name, default: []].append(index)
    }
  }
}
