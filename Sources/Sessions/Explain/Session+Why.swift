import CEL
import Playbooks

extension Session {
  /// Why a question is asked: what made it apply, and what its answer decides.
  public func why(question index: Int) -> Explanation {
    let question = playbook.questions[index]
    var explanation = Explanation()
    let phrase = Phrase(self)
    if let rule = question.replyOf {
      explanation.add(.conclusion, Words.askedBecause(rule: playbook.rules[rule].id))
      explanation.add(explain(playbook.rules[rule].when, core.activations[rule].first?.locals ?? []), depth: 1)
    } else if let when = question.when {
      let words = phrase.words(when)
      explanation.add(.conclusion, relevance(of: index) == .yes ? Words.askedBecause(words) : Words.notAsked(words))
      explanation.add(explain(when, []), depth: 1)
    }
    for line in purposes(of: index) { explanation.add(.conclusion, line) }
    explanation.add(.hint, question.isRequired ? Words.required : Words.optional)
    return explanation
  }

  /// What an answer decides: gates first, then rules, then calculations; "kept for the report" where nothing reads it.
  private func purposes(of index: Int) -> [String] {
    var (gates, rules, calculations): ([String], [String], [String]) = ([], [], [])
    for node in dependants(of: index) {
      switch core.graph.cell(node) {
      case .gate(let gate) where playbook.gates[gate].name != "finish":
        gates.append(playbook.gates[gate].title)
      case .rule(let rule): rules.append(playbook.rules[rule].id)
      case .calculation(let calculation): calculations.append(playbook.calculations[calculation].title)
      default: break
      }
    }
    var lines = gates.map(Words.forGate)
    if !rules.isEmpty {
      lines.append(Words.forRules(unique(rules).sorted { ruleKey($0) < ruleKey($1) }.prefix(6).joined(separator: ", ")))
    }
    if !calculations.isEmpty {
      lines.append(Words.forCalculations(unique(calculations).prefix(4).joined(separator: ", ")))
    }
    return lines.isEmpty ? [Words.recorded] : lines
  }

  /// Everything that follows from a question's answer, nearest first.
  private func dependants(of index: Int) -> [Int32] {
    var next = [core.graph.questions[index].value] + core.graph.columnNodes[index]
    var seen = Set(next)
    var found: [Int32] = []
    while !next.isEmpty {
      let node = next.removeFirst()
      found.append(node)
      for reader in core.graph.readers(of: Int(node)) where seen.insert(reader).inserted { next.append(reader) }
    }
    return found
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  /// Why a rule holds: its conditions with the answers they rest on; for each row it holds for, or for one.
  public func why(rule id: String, row: String? = nil) -> Explanation {
    var explanation = Explanation()
    for rule in playbook.rules(withID: id) {
      for activation in core.activations[rule.index] where row == nil || activation.row == row || rule.copy == row {
        explanation.add(.conclusion, Words.heldBecause(id, text(of: rule, activation)))
        if let row = activation.locals.first.flatMap(rowTitle) { explanation.add(.fact, Words.forRow(row), depth: 1) }
        if rule.when == nil { explanation.add(.holds, Words.always, depth: 1) }
        explanation.add(explain(rule.when, activation.locals), depth: 1)
      }
    }
    return explanation.lines.isEmpty ? whyNot(rule: id, row: row) : explanation
  }

  /// Why a rule doesn't hold: the parts that fail, and the nearest change.
  public func whyNot(rule id: String, row: String? = nil) -> Explanation {
    var explanation = Explanation()
    for rule in playbook.rules(withID: id) {
      if core.activations[rule.index].contains(where: { row == nil || $0.row == row }) {
        explanation.add(.conclusion, Words.alreadyHolds(id))
        continue
      }
      let copy = rule.copy.flatMap { playbook.question(named: $0)?.title }
      explanation.add(.conclusion, copy.map { Words.notNow(id, for: $0) } ?? Words.notNow(id))
      explanation.add(failing(rule, row: row), depth: 1)
    }
    return explanation
  }

  private func failing(_ rule: Rule, row: String?) -> Explanation {
    var explanation = Explanation()
    guard let iteration = rule.forEach else { return failing(rule.when, []) }
    let elements = (core.elements(iteration) ?? []).filter { row == nil || identity(of: $0) == row }
    guard !elements.isEmpty else {
      explanation.add(.fails, Words.noRows(Phrase(self).words(iteration.list)))
      return explanation
    }
    let nearest = elements.min { missed(rule.when, [$0]) < missed(rule.when, [$1]) } ?? elements[0]
    if elements.count > 1 || row == nil {
      explanation.add(.hint, Words.nearest(rowTitle(of: nearest) ?? identity(of: nearest) ?? ""))
    }
    explanation.add(failing(rule.when, [nearest]), depth: 0)
    return explanation
  }

  /// The first part of a rule's condition that isn't so, said as it is; nil where none is known to fail.
  public func whatFails(rule id: String, row: String? = nil) -> String? {
    for rule in playbook.rules(withID: id) where !core.activations[rule.index].contains(where: { $0.row == row }) {
      let element = rule.forEach.flatMap { core.elements($0) }?.first { identity(of: $0) == row }
      if rule.forEach != nil, element == nil { continue }
      let locals = element.map { [$0] } ?? []
      let failing = (rule.when?.conjuncts ?? []).first { truth(of: $0, locals) == .no }
      if let failing { return whyNot(failing) }
    }
    return nil
  }

  private func missed(_ condition: Condition?, _ locals: [Value]) -> Int {
    (condition?.conjuncts ?? []).count { truth(of: $0, locals) != .yes }
  }

  private func failing(_ condition: Condition?, _ locals: [Value]) -> Explanation {
    var explanation = explain(condition, locals, only: [.no, .error, .unknown])
    let phrase = Phrase(self)
    let wanted = (condition?.conjuncts ?? []).filter { truth(of: $0, locals) != .yes }.map { phrase.words($0) }
    if !wanted.isEmpty { explanation.add(.hint, Words.wouldApply(wanted.joined(separator: Words.and))) }
    return explanation
  }

  /// Why a gate is as it is: each need with whether it holds.
  public func why(gate name: String) -> Explanation {
    var explanation = Explanation()
    guard let gate = playbook.gate(named: name) else { return explanation }
    let view = state(of: gate)
    explanation.add(.conclusion, Words.gate(gate.title, Words.verdict(view.verdict)))
    if let reason = view.reason { explanation.add(.fact, Words.overridden(reason), depth: 1) }
    var seen: Set<String> = []
    for need in view.missing where seen.insert(need.text).inserted {
      explanation.add(
        need.isOpen ? .open : .fails, need.isOpen ? Words.open(need.text) : Words.fails(need.text), depth: 1)
      for fact in facts(need, of: gate) { explanation.add(.fact, fact, depth: 2) }
    }
    for need in gate.needs where need.forEach == nil && need.that != nil && core.holds(need, []) == .yes {
      let parts = (need.that?.conjuncts ?? []).map { Phrase(self).words(holding: $0, []) }
      let line = Words.holds(parts.joined(separator: Words.and))
      if seen.insert(line).inserted { explanation.add(.holds, line, depth: 1) }
    }
    if let line = whatBecomes(of: gate) { explanation.add(.hint, line) }
    return explanation
  }

  /// What is missing; or, of a need that fails, the answers that make it fail.
  private func facts(_ need: MissingNeed, of gate: Gate) -> [String] {
    let titles = unique(need.questions.compactMap { playbook.question(named: $0.question)?.title })
    let list = titles.joined(separator: Words.listSeparator(titles))
    if need.isOpen { return titles.isEmpty || need.text.hasSuffix(list) ? [] : [Words.missing(list)] }
    let failing = core.gates[gate.index].failing.first { failing in
      !failing.isOpen && failing.row == need.row && missingNeed(failing, of: gate).key == need.key
    }
    guard let failing else { return titles.isEmpty ? [] : [Words.restsOn(list)] }
    let source = gate.needs[failing.need]
    let condition = source.blockedByRule.map { playbook.rules[$0].when } ?? source.that
    let found = (condition?.conjuncts ?? []).flatMap { facts($0, failing.locals) }
    if found.isEmpty || found.count > Session.factsMax { return titles.isEmpty ? [] : [Words.restsOn(list)] }
    return found
  }

  /// Below a need of a gate more answers than this are no help.
  private static let factsMax = 6

  /// What the answers that are still missing can do to a gate's verdict; nil where none is missing or it isn't known.
  public func whatBecomes(of gate: Gate) -> String? {
    let view = state(of: gate)
    guard view.verdict != .overridden else { return nil }
    let outlook = outlook(ofGate: gate)
    guard outlook.isAwaited else { return nil }
    switch view.verdict {
    case .open where outlook.isSettled, .closed where outlook.isSettled: return Words.settled
    case .open: return outlook.canBeClosed ? Words.canBeClosed : nil
    case .closed: return outlook.canBeOpen ? Words.canBeOpen : nil
    case .unknown where outlook.isSettled: return outlook.canBeOpen ? nil : Words.settledClosed
    case .unknown, .overridden: return nil
    }
  }
}
