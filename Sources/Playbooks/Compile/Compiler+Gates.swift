import CEL
import Diagnostics

extension Compiler {
  mutating func compileGates() {
    for (index, draft) in gates.enumerated() {
      var gate = compileGate(index, draft)
      for rule in playbook.rules {
        for case .block(let blocked, let isHard) in rule.effects where blocked == index {
          gate.needs.append(
            Need(
              forEach: rule.forEach, that: nil, otherwise: rule.text, rule: rule.id, isHard: isHard,
              blockedByRule: rule.index, requiredQuestion: nil, covers: rule.covers, range: rule.range))
        }
      }
      playbook.gates.append(gate)
    }
  }

  private mutating func compileGate(_ index: Int, _ draft: GateDraft) -> Gate {
    var needs: [Need] = []
    if let fields = draft.fields { needs = self.needs(fields["needs"], .none, hasRules: true) }
    if draft.name == "finish" {
      for question in playbook.questions where question.isRequired {
        needs.append(
          Need(
            forEach: nil, that: nil, otherwise: nil, rule: nil, isHard: true, blockedByRule: nil,
            requiredQuestion: question.index, covers: [], range: question.range))
      }
    }
    let fields = draft.fields
    return Gate(
      index: index, name: draft.name, title: text(fields?["title"]) ?? titled(draft.name),
      say: wording(fields?["say"]), needs: needs, mayOverride: flag(fields?["override"]) ?? true,
      overrideBy: overrideBy(fields?["override_by"]), then: stage(fields?["then"]),
      covers: fields.map { covers($0) } ?? [], isImplied: fields == nil, range: (fields?["gate"] ?? root).range)
  }

  private mutating func stage(_ node: YAMLNode?) -> String? {
    guard let node, let name = text(node) else { return nil }
    let stages = shelf.stageNames
    if !stages.isEmpty, !stages.contains(name) {
      report("there is no stage '\(visible(name))'", node, hint: didYouMean(name, among: stages))
    }
    return name
  }

  private mutating func overrideBy(_ node: YAMLNode?) -> (when: Condition, reason: Program)? {
    guard let node, let fields = fields(node, KeyTables.overrideBy), let when = condition(fields["when"]),
      let reason = compile(fields["reason"], expecting: .string)
    else { return nil }
    return (when, reason)
  }

  /// The lines of a gate or checklist.
  mutating func needs(_ node: YAMLNode?, _ scope: Scope, hasRules: Bool) -> [Need] {
    entries(node, KeyTables.need).compactMap { fields in
      let iteration = iteration(fields["for"], scope)
      if fields.has("for"), iteration == nil { return nil }
      let inner = iteration.map { scope.adding($0.name, $0.element) } ?? scope
      guard let that = condition(fields["that"], inner) else { return nil }
      let otherwise = wording(fields["otherwise"], inner)
      if otherwise == nil, !fields.has("otherwise") {
        report("what is missing when this fails?", fields.node, hint: "add 'otherwise: ...'")
      }
      return Need(
        forEach: iteration, that: that, otherwise: otherwise, rule: text(fields["rule"]),
        isHard: flag(fields["hard"]) ?? false, blockedByRule: nil, requiredQuestion: nil, covers: covers(fields),
        range: fields.node.range)
    }
  }
}
