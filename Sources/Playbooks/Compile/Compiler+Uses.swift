import CEL
import Diagnostics

extension Compiler {
  mutating func declareUses(_ head: Fields) {
    guard let node = head["uses"] else { return }
    guard node.kind == .map else {
      report(
        "'uses' is a map: name, then where it comes from", node, hint: "uses: { problems: quick-assessment.problems }")
      return
    }
    for (key, value) in node.entries {
      guard let name = name(key, "used value") else { continue }
      let (sources, pick) = useSources(value)
      let from = sources.compactMap { useSource($0) }
      let index = uses.count
      if case .question? = names[name] {
        // A question of the same name is asked only when nothing is carried.
        uses.append(UseDraft(name: name, node: key, from: from, pick: pick))
        shadowed[name] = index
        continue
      }
      guard take(name, .use(index), key) else { continue }
      uses.append(UseDraft(name: name, node: key, from: from, pick: pick))
    }
  }

  private mutating func useSources(_ node: YAMLNode) -> ([YAMLNode], Use.Pick) {
    guard node.kind == .map else { return (texts(node), .latest) }
    guard let fields = fields(node, KeyTables.use) else { return ([], .latest) }
    if let all = fields["all"] {
      if let other = fields["from"] { report("either 'all' or 'from'", other) }
      return (texts(all), .all)
    }
    let from = texts(fields["from"])
    if from.isEmpty { report("where does it come from?", node, hint: "from: playbook.name") }
    guard let same = fields["same"] else { return (from, .latest) }
    guard case .question? = names[same.text] else {
      report(
        "unknown question '\(visible(same.text))'", same, hint: didYouMean(same.text, among: questions.map(\.name)))
      return (from, .latest)
    }
    return (from, .same(question: same.text))
  }

  /// `playbook.name`, `registers.name`, or a playbook as a whole.
  private mutating func useSource(_ node: YAMLNode) -> (
    playbook: String, member: String?, node: YAMLNode
  )? {
    let parts = node.text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let playbook = parts.first, !playbook.isEmpty else {
      report("'\(visible(node.text))' isn't playbook.name", node, hint: "for example quick-assessment.problems")
      return nil
    }
    let member = parts.count == 2 ? parts[1] : nil
    if playbook == "registers" {
      if let member, shelf.register(member) == nil {
        report("unknown register '\(visible(member))'", node, hint: didYouMean(member, among: shelf.registerNames))
        return nil
      }
      return (playbook, member, node)
    }
    guard let carries = shelf.carries(playbook) else {
      report("there is no playbook '\(visible(playbook))'", node)
      return nil
    }
    if let member, !carries.contains(member),
      shelf.tree(playbook)?.index != root.index || shelf.tree(playbook)?.tree.source != root.tree.source.withoutTests
    {
      report("'\(playbook)' doesn't carry '\(visible(member))'", node, hint: didYouMean(member, among: carries))
      return nil
    }
    return (playbook, member, node)
  }

  /// The type of a used value: that of its source, of its own record types.
  mutating func ensureUse(_ index: Int) {
    guard uses[index].progress == .pending else { return }
    uses[index].progress = .running
    let draft = uses[index]
    let type: Type
    if draft.pick == .all {
      type = .list(.record(sessionRecord(draft, index)))
    } else if draft.from.contains(where: { $0.member == nil }) {
      if draft.from.count > 1 {
        report("several whole playbooks can't be one value", draft.node, hint: "use { all: ... }")
      }
      type = .record(sessionRecord(draft, index))
    } else {
      type = draft.from.reduce(Type.error) { soFar, source in
        merged(soFar, sourceType(source.playbook, source.member ?? "", index), index)
      }
    }
    uses[index].type = type == .error ? .dyn : type
    if shadowed[draft.name] == nil { uses[index].slot = declare(draft.name, uses[index].type, .use(index)) }
    uses[index].progress = .done
  }

  private mutating func sourceType(_ playbook: String, _ member: String, _ index: Int) -> Type {
    if playbook == "registers" {
      guard let record = registerRecord(member) else { return .dyn }
      return .list(.record(record))
    }
    guard let found = shelf.member(playbook, member) else { return .dyn }
    return adopted(found.type, found.renderings, index)
  }

  /// Rows of another playbook with record types of this one.
  private mutating func adopted(_ type: Type, _ renderings: [ObjectIdentifier: RecordInfo], _ index: Int) -> Type {
    for (id, info) in renderings where records[id] == nil { records[id] = info }
    let own = detached(type)
    if case .list(.record(let record)) = own { records[ObjectIdentifier(record)]?.owner = .use(index) }
    return own
  }

  /// A session as a record: what it carries, and which of its gates were open or overridden at the end.
  private mutating func sessionRecord(_ draft: UseDraft, _ index: Int) -> RecordType {
    let record = RecordType(
      draft.name, [("id", .string), ("date", .timestamp), ("session", .string), ("round_number", .int)])
    records[ObjectIdentifier(record)] = RecordInfo(owner: .use(index))
    for source in draft.from {
      for name in shelf.carries(source.playbook) ?? [] where source.member == nil || source.member == name {
        guard let found = shelf.member(source.playbook, name) else {
          record.add(name, .dyn)
          continue
        }
        let field = record.add(name, adopted(found.type, found.renderings, index))
        records[ObjectIdentifier(record)]?.renderings[field] = found.rendering
      }
    }
    let gates = RecordType("gates of \(draft.name)")
    for source in draft.from { for gate in shelf.gates(source.playbook) { gates.add(gate, .bool) } }
    if record.index(of: "gates") == nil { record.add("gates", .record(gates)) }
    return record
  }

  /// Of several sources: the columns all of them have.
  private mutating func merged(_ left: Type, _ right: Type, _ index: Int) -> Type {
    switch (left, right) {
    case (.error, let other): return other
    case (.list(.record(let a)), .list(.record(let b))) where a !== b:
      let record = RecordType(uses[index].name)
      records[ObjectIdentifier(record)] = RecordInfo(owner: .use(index))
      for field in a.fields {
        guard let other = b.index(of: field.name), let type = joined(field.type, b.fields[other].type) else { continue }
        let place = record.add(field.name, type, codes: field.codes)
        if let rendering = a.index(of: field.name).flatMap({ records[ObjectIdentifier(a)]?.renderings[$0] }) {
          records[ObjectIdentifier(record)]?.renderings[place] = rendering
        }
      }
      return .list(.record(record))
    default: return joined(left, right) ?? .dyn
    }
  }

  // MARK: Registers

  /// A register read by its name.
  mutating func ensureRegister(_ name: String) {
    guard names[name] == nil, shelf.register(name) != nil, let record = registerRecord(name) else { return }
    names[name] = .register(name)
    let slot = declare(name, .list(.record(record)), .register(name))
    registers[name]?.slot = slot
    playbook.registerSensitivity[name] = shelf.sensitivity(ofRegister: name)
    declareRegisterCalculations(name)
  }

  /// The rows of a register: its columns, and what is calculated for each row.
  mutating func registerRecord(_ name: String) -> RecordType? {
    if let known = registers[name]?.record { return known }
    guard let node = shelf.register(name) else { return nil }
    let record = rowRecord(name, node["columns"])
    records[ObjectIdentifier(record)] = RecordInfo(owner: .register(name))
    let before = diagnostics
    let columns = columns(node["columns"], record)
    diagnostics = before
    registers[name] = RegisterDraft(name: name, fields: Fields(node: node), record: record, columns: columns)
    return record
  }

  private mutating func declareRegisterCalculations(_ register: String) {
    for node in registers[register]?.fields["calculations"]?.children ?? [] {
      guard let name = node["calculation"]?.text else { continue }
      var draft = CalculationDraft(name: name, fields: Fields(node: node))
      draft.register = register
      if let index = declareCalculation(draft, node) { rowCalculations[name, default: []].append(index) }
    }
  }
}
