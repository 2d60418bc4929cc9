import CEL
import Playbooks

/// What a rule concluded.
public struct Finding: Sendable {
  public let rule: Int
  public let id: String
  public let severity: Severity
  public let text: String
  public let row: String?
  /// The places the conclusion rests on, in the order of the playbook.
  public let evidence: [CellRef]
}

/// What a finding is known by: the same rule about the same row is the same finding.
struct FindingKey: Hashable {
  let id: String
  let row: String?
}

/// Advice, with what may become an action.
public struct Recommendation: Sendable {
  public let rule: Int
  public let id: String
  public let text: String
  public let row: String?
  public let what: String?
  public let who: String?
  /// `YYYY-MM-DD`
  public let due: String?
}

extension Session {
  /// The rules that hold now, in order.
  var holdingRules: [Int] { core.activations.indices.filter { !core.activations[$0].isEmpty } }

  /// What the rules conclude from the answers so far: worst first, then by rule id.
  public var findings: [Finding] { findings { _ in true } }

  /// Those of the findings that are wanted; the others aren't put into words.
  func findings(where isWanted: (FindingKey) -> Bool) -> [Finding] {
    var found: [Finding] = []
    for index in holdingRules {
      let rule = playbook.rules[index]
      for activation in core.activations[index] {
        guard let severity = severity(rule, activation) else { continue }
        let key = FindingKey(id: rule.id, row: row(rule, activation))
        guard isWanted(key) else { continue }
        found.append(
          Finding(
            rule: rule.index, id: key.id, severity: severity, text: text(of: rule, activation), row: key.row,
            evidence: evidence(of: rule, activation)))
      }
    }
    eachFailingLine { line, id, locals in
      let key = FindingKey(id: id, row: locals.first.flatMap(identity(of:)))
      guard isWanted(key) else { return }
      found.append(
        Finding(
          rule: playbook.rules(withID: id).first?.index ?? -1, id: id, severity: line.isHard ? .high : .medium,
          text: line.otherwise.map { core.render($0, locals) } ?? "", row: key.row,
          evidence: places(read: line.that?.conjuncts ?? [], locals)))
    }
    guard found.count > 1 else { return found }
    return found.enumerated().sorted { a, b in
      (b.element.severity, ruleKey(a.element.id), a.offset) < (a.element.severity, ruleKey(b.element.id), b.offset)
    }.map(\.element)
  }

  /// Which findings there are, without their words.
  var findingKeys: Set<FindingKey> {
    var keys: Set<FindingKey> = []
    for index in holdingRules {
      let rule = playbook.rules[index]
      for activation in core.activations[index] where severity(rule, activation) != nil {
        keys.insert(FindingKey(id: rule.id, row: row(rule, activation)))
      }
    }
    eachFailingLine { _, id, locals in keys.insert(FindingKey(id: id, row: locals.first.flatMap(identity(of:)))) }
    return keys
  }

  /// Nil where what the rule says is no finding.
  private func severity(_ rule: Rule, _ activation: Activation) -> Severity? {
    if let severity = activation.severity { return severity }
    for effect in rule.effects { if case .block = effect { return .medium } }
    return nil
  }

  private func row(_ rule: Rule, _ activation: Activation) -> String? { activation.row ?? rule.copy }

  /// The rule's wording: its text, else what it says, recommends or asks.
  func text(of rule: Rule, _ activation: Activation) -> String {
    if let text = rule.text { return core.render(text, activation.locals) }
    for effect in rule.effects {
      switch effect {
      case .say(let template), .recommend(let template, _): return core.render(template, activation.locals)
      case .ask(let followUp): return core.render(followUp.wording, activation.locals)
      default: continue
      }
    }
    return ""
  }

  /// Failing lines of per-row checklists that name a rule.
  private func eachFailingLine(_ body: (_ line: Need, _ rule: String, _ locals: [Value]) -> Void) {
    for calculation in playbook.calculations {
      guard case .all(let lines) = calculation.body, lines.contains(where: { $0.rule != nil }) else { continue }
      core.each(calculation.forEach) { locals in
        guard core.test(calculation.when, locals) == .yes, core.test(calculation.speaks, locals) != .no else { return }
        for line in lines {
          guard let id = line.rule, core.holds(line, locals) == .no || core.holds(line, locals) == .error else {
            continue
          }
          body(line, id, locals)
        }
      }
    }
  }

  /// Everything that recommends something now.
  public var recommendations: [Recommendation] {
    var found: [Recommendation] = []
    for index in holdingRules {
      let rule = playbook.rules[index]
      for activation in core.activations[index] {
        for effect in rule.effects {
          guard case .recommend(let template, let draft) = effect else { continue }
          found.append(recommendation(rule, activation, template, draft))
        }
      }
    }
    return found
  }

  private func recommendation(
    _ rule: Rule, _ activation: Activation, _ template: Template, _ draft: ActionDraft?
  ) -> Recommendation {
    var due: String?
    if let program = draft?.due, case .timestamp(let time) = core.evaluate(program, activation.locals) {
      due = Day(time).description
    }
    return Recommendation(
      rule: rule.index, id: rule.id, text: core.spoken(template, activation.locals), row: row(rule, activation),
      what: draft?.what.map { core.render($0, activation.locals) },
      who: draft?.who.map { core.render($0, activation.locals) }, due: due)
  }

  /// A rule that holds now, with its rows and wording.
  public var activeRules: [(rule: Rule, row: String?, text: String)] {
    holdingRules.flatMap { index in
      let rule = playbook.rules[index]
      return core.activations[index].map { (rule, row(rule, $0), text(of: rule, $0)) }
    }
  }

  public func isActive(rule id: String, row: String? = nil) -> Bool {
    playbook.rules(withID: id).contains { rule in
      core.activations[rule.index].contains { row == nil || self.row(rule, $0) == row }
    }
  }

  // MARK: Evidence

  func evidence(of rule: Rule, _ activation: Activation) -> [CellRef] {
    places(read: (rule.when?.conjuncts ?? []) + (rule.forEach.map { [$0.list] } ?? []), activation.locals)
  }

  /// The questions and cells that programs read, once each, in the order of the playbook.
  func places(read programs: [Program], _ locals: [Value]) -> [CellRef] {
    var found: [CellRef] = []
    for program in programs {
      for slot in program.reads.variables.sorted() { found += places(ofSlot: slot) }
      for field in program.reads.fields {
        if case .question(let index)? = core.graph.home(of: field.type) {
          found.append(CellRef(playbook.questions[index].name))
        }
      }
    }
    let order = Dictionary(
      playbook.questions.map { ($0.name, $0.index) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<CellRef> = []
    return found.filter { seen.insert($0).inserted }.sorted { (order[$0.question] ?? 0) < (order[$1.question] ?? 0) }
  }

  private func places(ofSlot slot: Int) -> [CellRef] {
    switch playbook.variables[slot].kind {
    case .question(let index), .rowsOf(let index), .votes(let index), .strictQuestion(let index):
      return [CellRef(playbook.questions[index].name)]
    case .calculation, .table, .strict:
      // What a calculation was computed from, one step at a time.
      return questionsBehind(slot: slot).map { CellRef(playbook.questions[$0].name) }
    default: return []
    }
  }

  /// The questions that a slot's value is computed from.
  func questionsBehind(slot: Int) -> [Int] {
    let start = core.graph.nodeOfSlot[slot]
    guard start >= 0 else { return [] }
    var seen: Set<Int32> = [start]
    var next = [start]
    var found: [Int] = []
    while let node = next.popLast() {
      switch core.graph.cell(node) {
      case .value(let question), .column(let question, _): found.append(question)
      case .relevance: continue
      default:
        for source in core.graph.sources(of: Int(node)) where seen.insert(source).inserted { next.append(source) }
      }
    }
    return found
  }
}

/// Rule ids in their natural order: `QA-R2` before `QA-R10`.
func ruleKey(_ id: String) -> String {
  var key = ""
  var digits = ""
  for character in id {
    if character.isASCII && character.isNumber {
      digits.append(character)
    } else {
      key += padded(digits)
      digits = ""
      key.append(character)
    }
  }
  return key + padded(digits)
}

private func padded(_ digits: String) -> String {
  digits.isEmpty ? "" : String(repeating: "0", count: max(0, 6 - digits.count)) + digits
}
