import Playbooks

/// Which questions and choices of a playbook its own tests come through, and which rules, gates and calculations they
/// speak of.
public struct TestCoverage: Sendable {
  /// Things, and those of them that no test comes through or speaks of.
  public struct Part: Sendable {
    public let what: String
    public let count: Int
    public let missing: [String]
  }

  public let parts: [Part]

  public init(_ playbook: Playbook) {
    var (holds, silent, gates, calculations) = (Set<String>(), Set<String>(), Set<String>(), Set<String>())
    for test in playbook.tests {
      let expect = test.expect
      for key in ["findings", "rules"] { holds.formUnion(ids(expect[key])) }
      holds.formUnion((expect["severity"]?.entries ?? []).map(\.key))
      silent.formUnion(ids(expect["silent"]))
      for entry in expect["gates"]?.entries ?? [] { gates.insert("\(entry.key) \(entry.value.text ?? "")") }
      calculations.formUnion((expect["calculations"]?.entries ?? []).map(\.key))
    }
    var rules: [String] = []
    for rule in playbook.rules where !rules.contains(rule.id) { rules.append(rule.id) }
    let wantedGates = playbook.gates.filter { $0.name != "finish" }.flatMap {
      ["\($0.name) open", "\($0.name) closed"]
    }
    let wantedCalculations = playbook.calculations.filter { $0.register == nil && !$0.isBecause }.map(\.name)
    let reached = playbook.tests.reduce(into: Set<CoverageGoal>()) {
      $0.formUnion($1.played(on: playbook).session.covered)
    }
    let branches = CoverageGoal.all(of: playbook)
    func part(_ what: String, _ kinds: [CoverageGoal.Kind]) -> Part {
      let wanted = branches.filter { kinds.contains($0.kind) }
      let missing = wanted.filter { !reached.contains($0) }
      return Part(
        what: what, count: wanted.count,
        missing: missing.map { $0.kind == .notAsked ? "\($0.name) not asked" : $0.name })
    }
    parts = [
      part("questions, asked and not", [.asked, .notAsked]), part("choices taken", [.chosen]),
      Part(what: "rules that hold", count: rules.count, missing: rules.filter { !holds.contains($0) }),
      Part(what: "rules that are silent", count: rules.count, missing: rules.filter { !silent.contains($0) }),
      Part(what: "gates", count: wantedGates.count, missing: wantedGates.filter { !gates.contains($0) }),
      Part(
        what: "calculations", count: wantedCalculations.count,
        missing: wantedCalculations.filter { !calculations.contains($0) }),
    ]
  }

  public func text() -> String {
    parts.map { part in
      let line = "  \(part.count - part.missing.count) of \(part.count) \(part.what)"
      return part.missing.isEmpty ? line : line + "; not: " + part.missing.joined(separator: ", ")
    }.joined(separator: "\n")
  }
}

private func ids(_ data: PlainData?) -> [String] {
  (data?.items ?? []).compactMap { $0.text.map { String($0.prefix { $0 != "@" }) } }
}
