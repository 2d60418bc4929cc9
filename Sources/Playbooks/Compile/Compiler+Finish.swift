import CEL
import Diagnostics

extension Compiler {
  /// Drafts of calculations become what they are; the `because` of picks that are read stand behind them.
  mutating func finishCalculations() {
    for (index, draft) in calculations.enumerated() {
      guard let body = draft.body else { continue }
      var when: Condition?
      if let rule = draft.carryRule { when = playbook.rules[rule].when }
      if let own = draft.fields["when"] { when = condition(own, draft.scope) }
      playbook.calculations.append(
        Calculation(
          index: playbook.calculations.count, name: draft.name,
          title: text(draft.fields["title"]) ?? titled(draft.name),
          forEach: draft.forEach, owner: draft.owner, slot: draft.slot, strictSlot: draft.strictSlot, when: when,
          speaks: condition(draft.fields["speaks"], draft.scope), places: draft.places, codes: draft.codes,
          better: better(draft), type: draft.type, body: body,
          covers: covers(draft.fields),
          register: draft.register, range: (draft.fields["calculation"] ?? draft.fields.node).range))
      if playbook.calculations.count != index + 1 { return }
    }
    for owner in becauses {
      let draft = calculations[owner]
      let name = "\(draft.name)_because"
      let index = playbook.calculations.count
      let slot = declare(name, .string, .calculation(index))
      playbook.calculations.append(
        Calculation(
          index: index, name: name, title: titled(name), forEach: nil, owner: nil, slot: slot, strictSlot: nil,
          when: nil, speaks: nil, places: nil, codes: nil, better: nil, type: .string, body: .because(of: owner),
          covers: [], register: nil,
          range: (draft.fields["calculation"] ?? draft.fields.node).range))
    }
  }

  /// Of one number for the session: rows have no order in which one could be better than before.
  private mutating func better(_ draft: CalculationDraft) -> Better? {
    guard let node = draft.fields["better"], let written = word(node, Better.allCases.map(\.rawValue)) else {
      return nil
    }
    guard draft.slot != nil, [.int, .double].contains(draft.type) else {
      report("'better' goes with a calculation that is one number", node)
      return nil
    }
    return Better(rawValue: written)
  }

  mutating func finishUsesAndCarries(_ head: Fields) {
    for (index, draft) in uses.enumerated() {
      let slot = shadowed[draft.name] != nil ? environment.slot(of: draft.name) ?? 0 : draft.slot
      playbook.uses.append(
        Use(
          index: index, slot: slot, name: draft.name, from: draft.from.map { ($0.playbook, $0.member) },
          title: shelf.title(of: draft), sourceTitles: shelf.sourceTitles(of: draft), pick: draft.pick,
          type: draft.type,
          sensitivity: draft.from.reduce(into: []) {
            $0.formUnion(shelf.sensitivity(ofMember: $1.member, in: $1.playbook))
          },
          released: released(draft),
          range: draft.node.range))
    }
    for (name, node) in carried {
      prepare(name, .none)
      guard names[name] != nil, let slot = environment.slot(of: name) else {
        report(
          "'\(visible(name))' isn't a question, calculation or table", node,
          hint: didYouMean(name, among: names.keys.sorted()))
        continue
      }
      ensureEarlierField(name)
      let type = carriedType(name) ?? .dyn
      playbook.carries.append(Carry(name: name, slot: slot, type: type, range: node.range))
    }
    for (index, rule) in playbook.rules.enumerated() {
      guard let carry = rules[index].carry, let node = rules[index].fields["carry"]?["name"] else { continue }
      let name = calculations[carry].name
      if !macros.carried.contains(name) {
        report(
          "'\(name)' isn't in 'carries'", node, hint: "add '\(name)' to carries", severity: .warning,
          check: "not-carried")
      }
      _ = rule
    }
    settleSubject(head)
    settleExcludes()
    for declassification in playbook.declassifications { check(declassification) }
  }

  /// Elapsed time and moments may decide what is said, never what counts (an answer given later must not change it).
  mutating func refuseClocks() {
    let elapsed = environment.slot(of: "elapsed_minutes")
    let moments = momentarySlots
    func reads(_ programs: [Program], _ slots: [Int]) -> Bool {
      for program in programs {
        for slot in program.reads.variables where slots.contains(slot) { return true }
      }
      return false
    }
    let clocks = (elapsed.map { [$0] } ?? []) + moments
    for question in playbook.questions where question.replyOf == nil && reads(question.when?.conjuncts ?? [], clocks) {
      report(
        "what is asked can't depend on the time that passed", root, at: question.range, hint: "only what is said can")
    }
    for calculation in playbook.calculations
    where reads(calculation.when?.conjuncts ?? [], clocks) || reads(valuePrograms(calculation), clocks) {
      report(
        "what is computed can't depend on the time that passed", root, at: calculation.range,
        hint: "only what is said can")
    }
    for gate in playbook.gates {
      for need in gate.needs where reads(need.that?.conjuncts ?? [], clocks) {
        report("a gate can't depend on the time that passed", root, at: need.range, hint: "use tries('\(gate.name)')")
      }
    }
    for rule in playbook.rules where reads(rule.when?.conjuncts ?? [], elapsed.map { [$0] } ?? []) {
      let isOnlySpoken = rule.effects.allSatisfy { effect in
        switch effect {
        case .say, .ask, .recommend, .goto, .offer: true
        case .flag, .risk, .draft, .draftRegister, .block, .carry: false
        }
      }
      if !isOnlySpoken {
        report(
          "a finding can't depend on the time that passed", root, at: rule.range,
          hint: "only say, ask, recommend, goto and offer can")
      }
    }
  }

  /// Slots that hold something only at a moment; a question may have taken the name.
  var momentarySlots: [Int] {
    playbook.variables.filter { [.input(.session), .input(.answer), .input(.topic)].contains($0.kind) }.map(\.slot)
  }

  private func valuePrograms(_ calculation: Calculation) -> [Program] {
    switch calculation.body {
    case .value(let program): [program]
    case .pick(let rows): rows.flatMap { ($0.when?.conjuncts ?? []) + [$0.value] }
    case .mean(let items): items.map(\.value)
    case .weigh(let lines): lines.flatMap { [$0.weight, $0.value] }
    case .add(_, let rows): rows.map(\.when)
    case .all(let needs): needs.flatMap { $0.that?.conjuncts ?? [] }
    case .because: []
    }
  }

  private mutating func settleSubject(_ head: Fields) {
    guard let node = head["subject"], let name = text(node) else { return }
    guard case .question(let index)? = names[name] else {
      report("unknown question '\(visible(name))'", node, hint: didYouMean(name, among: questions.map(\.name)))
      return
    }
    playbook.subject = index
  }

  private mutating func settleExcludes() {
    let ids = Set(rules.map(\.id))
    for draft in rules {
      for node in texts(draft.fields["excludes"]) where !ids.contains(node.text) {
        report("unknown rule '\(visible(node.text))'", node, hint: didYouMean(node.text, among: ids.sorted()))
      }
    }
  }

  mutating func finishIndexes() {
    playbook.questionIndex.reserveCapacity(playbook.questions.count)
    playbook.ruleIndex.reserveCapacity(playbook.rules.count)
    // The first of a name counts.
    for question in playbook.questions.reversed() { playbook.questionIndex[question.name] = question.index }
    playbook.headCountQuestion = playbook.questions.firstIndex { question in
      guard case .ident(Input.headCount.rawValue)? = question.suggestion?.value.expr.kind else { return false }
      return true
    }
    for calculation in playbook.calculations.reversed() {
      playbook.calculationIndex[calculation.name] = calculation.index
    }
    for rule in playbook.rules { playbook.ruleIndex[rule.id, default: []].append(rule.index) }
    for gate in playbook.gates { playbook.gateIndex[gate.name] = gate.index }
  }
}
