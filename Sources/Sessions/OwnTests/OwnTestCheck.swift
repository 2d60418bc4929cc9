import CEL
import Diagnostics
import Playbooks

/// Compares a session with what a test expects of it.
struct OwnTestCheck {
  /// A rule that holds, and the row it holds for.
  struct Active: Hashable {
    let id: String
    let row: String?
  }

  let session: Session
  let active: Set<Active>
  private(set) var mistakes: [TestMistake] = []

  init(session: Session, active: Set<Active>, expect: PlainData) {
    self.session = session
    let found = session.findings.map { Active(id: $0.id, row: $0.row) } + session.failedNeeds
    self.active = active.union(found)
    let findings = Set(found)
    for wanted in expect["findings"]?.items ?? [] { holds(wanted, in: findings, "is not a finding") }
    for wanted in expect["rules"]?.items ?? [] { holds(wanted, in: self.active, "does not hold") }
    for wanted in expect["silent"]?.items ?? [] { isSilent(wanted) }
    for entry in expect["severity"]?.entries ?? [] { severity(entry) }
    for entry in expect["calculations"]?.entries ?? [] { calculation(entry) }
    for entry in expect["tables"]?.entries ?? [] { table(entry) }
    for entry in expect["gates"]?.entries ?? [] { gate(entry) }
    for entry in expect["carries"]?.entries ?? [] { carried(entry) }
    for entry in expect["drafts"]?.entries ?? [] { drafts(entry) }
    for name in expect["asked"]?.items ?? [] { relevance(name, .yes) }
    for name in (expect["inactive"]?.items ?? []) + (expect["not_asked"]?.items ?? []) { relevance(name, .no) }
  }

  private mutating func note(_ message: String, _ range: SourceRange) {
    mistakes.append(TestMistake(message: message, range: range))
  }

  // MARK: Rules

  /// `QA-R07@B1` -> the rule and the row.
  private func split(_ wanted: PlainData) -> (id: String, row: String?) {
    let parts = (wanted.text ?? "").split(separator: "@", maxSplits: 1).map(String.init)
    return (parts.first ?? "", parts.count > 1 ? parts[1] : nil)
  }

  private func contains(_ wanted: PlainData, _ rules: Set<Active>) -> Bool {
    let (id, row) = split(wanted)
    return rules.contains { $0.id == id && (row == nil || $0.row == row) }
  }

  private mutating func holds(_ wanted: PlainData, in rules: Set<Active>, _ complaint: String) {
    if !contains(wanted, rules) { note("\(wanted.text ?? "") \(complaint)", wanted.range) }
  }

  private mutating func isSilent(_ wanted: PlainData) {
    if contains(wanted, active) { return note("\(wanted.text ?? "") holds", wanted.range) }
    let (id, row) = split(wanted)
    // Silence about a row that isn't there would say nothing.
    guard let row else { return }
    switch session.isThere(row, lookedAtBy: id) {
    case nil: note("\(id) is not about single rows", wanted.range)
    case false: note("there is no row \(row)", wanted.range)
    default: break
    }
  }

  private mutating func severity(_ entry: PlainData.Entry) {
    let found = session.findings.filter { $0.id == entry.key }.map(\.severity.rawValue)
    if !found.contains(entry.value.text ?? "") {
      note("\(entry.key) is \(found.isEmpty ? "not a finding" : found.joined(separator: ", "))", entry.range)
    }
  }

  // MARK: Values

  private mutating func calculation(_ entry: PlainData.Entry) {
    guard let calculation = session.playbook.calculations.first(where: { $0.name == entry.key }) else { return }
    if let slot = calculation.slot {
      compare(session.core.slots[slot], entry.value, entry.key)
    } else if let owner = calculation.owner, let iteration = calculation.forEach {
      let elements = session.core.elements(iteration) ?? []
      for wanted in entry.value.entries {
        guard let element = elements.first(where: { identity(of: $0) == wanted.key }),
          case .record(let record) = element
        else {
          note("'\(entry.key)' has no row '\(wanted.key)'", wanted.range)
          continue
        }
        compare(record.value(at: owner.field), wanted.value, "\(entry.key) of \(wanted.key)")
      }
    }
  }

  private mutating func compare(_ value: Value, _ wanted: PlainData, _ name: String) {
    if case .unknown(let unknowns) = value {
      let missing = session.cells(of: unknowns).prefix(3).map { "\($0)" }.joined(separator: ", ")
      return note("'\(name)' is not known yet: \(missing)", wanted.range)
    }
    compare(Datum(value), wanted, name)
  }

  /// Says where it differs first.
  private mutating func compare(_ datum: Datum, _ wanted: PlainData, _ name: String) {
    if let difference = datum.difference(from: wanted) { note(difference.message(name), difference.range) }
  }

  private mutating func table(_ entry: PlainData.Entry) {
    var rows: [Record]?
    if let table = session.playbook.tables.first(where: { $0.name == entry.key }) {
      rows = session.core.computed[table.index]
    } else if let slot = session.playbook.calculations.first(where: { $0.name == entry.key })?.slot,
      case .list(let list) = session.core.slots[slot]
    {
      rows = list.elements.compactMap { if case .record(let record) = $0 { record } else { nil } }
    }
    guard let rows else { return note("'\(entry.key)' is not known yet", entry.range) }
    for wanted in entry.value.items {
      let id = wanted["id"]?.text
      guard let row = rows.first(where: { identity(of: .record($0)) == id }) else {
        note("'\(entry.key)' has no row '\(id ?? "")'", wanted.range)
        continue
      }
      compare(.record(row), wanted, "\(entry.key) \(id ?? "")")
    }
  }

  private mutating func gate(_ entry: PlainData.Entry) {
    guard let gate = session.gate(entry.key) else { return }
    let found = gate.isPassable ? "open" : gate.verdict == .closed ? "closed" : "needs"
    if found != entry.value.text {
      let texts = gate.missing.map { $0.isOpen ? "? " + $0.text : $0.text }
      note("'\(entry.key)' is \(found): \(texts.joined(separator: " / "))", entry.range)
    }
  }

  private mutating func carried(_ entry: PlainData.Entry) {
    let found = session.carries.first { $0.name == entry.key }?.value ?? .null
    compare(found, entry.value, entry.key)
  }

  /// Drafted rows of a table question, or those that go into a register.
  private mutating func drafts(_ entry: PlainData.Entry) {
    let question = session.playbook.question(named: entry.key)
    let rows =
      question.map { session.rows(ofQuestion: $0.index).filter(\.isDrafted).map { Datum(.record($0.record)) } }
      ?? session.registerDrafts(entry.key).map { Datum.record($0.cells) }
    if rows.count != entry.value.items.count {
      let found = rows.map(\.shown).joined(separator: "; ")
      note("'\(entry.key)' has \(rows.count) drafted rows: \(found)", entry.range)
    }
    for (place, pair) in zip(rows, entry.value.items).enumerated() {
      compare(pair.0, pair.1, "\(entry.key), drafted row \(place + 1)")
    }
  }

  private mutating func relevance(_ name: PlainData, _ wanted: Truth) {
    guard let question = session.playbook.question(named: name.text ?? "") else {
      return note("no question '\(name.text ?? "")'", name.range)
    }
    let found = session.core.relevance[question.index]
    let isWanted = wanted == .yes ? found == .yes : found != .yes && found != .unknown
    if !isWanted {
      note("'\(question.name)' \(found == .yes ? "applies" : "doesn't apply, or isn't known to")", name.range)
    }
  }
}

extension Session {
  /// Rules that gates count as failing.
  fileprivate var failedNeeds: [OwnTestCheck.Active] {
    gates.flatMap { gate in
      gate.missing.filter { !$0.isOpen }.compactMap { need in
        need.rule.map { OwnTestCheck.Active(id: $0, row: need.row) }
      }
    }
  }

  /// The rules that hold, those of a moment included.
  func active(on moment: Moment?, _ inputs: PlainData) -> Set<OwnTestCheck.Active> {
    var found = Set(activeRules.map { OwnTestCheck.Active(id: $0.rule.id, row: $0.row) })
    if let moment {
      let rules = rules(
        holdingOn: moment, answer: facts(inputs["answer"], .input(.answer)),
        session: inputs["session"].map { facts($0, .input(.session)) })
      found.formUnion(rules.map { OwnTestCheck.Active(id: $0.rule.id, row: $0.activation.row) })
    }
    return found
  }

  /// The members of `answer` or `session` that a test gives; the others are 0, empty or false.
  private func facts(_ data: PlainData?, _ kind: Variable.Kind) -> [String: Value] {
    guard let type = playbook.variables.first(where: { $0.kind == kind })?.type, case .record(let record) = type else {
      return [:]
    }
    var found: [String: Value] = [:]
    for field in record.fields {
      let datum = (data?[field.name]).flatMap { Datum($0, as: field.type) }
      found[field.name] = datum.map { Core.value(of: $0, as: field.type) } ?? Session.nothing(field.type)
    }
    return found
  }

  private static func nothing(_ type: Type) -> Value {
    switch type {
    case .int: .int(0)
    case .double: .double(0)
    case .bool: .bool(false)
    case .string: .string("")
    case .list: .list([])
    default: .absent
    }
  }
}
