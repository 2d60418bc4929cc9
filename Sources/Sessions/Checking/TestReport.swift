import Diagnostics
import Playbooks

/// What `sounding test` says about one playbook.
public struct TestReport: Sendable {
  public struct Failed: Sendable {
    public let name: String
    public let mistakes: [TestMistake]
  }

  public let source: SourceText
  public let playbook: Playbook
  public let count: Int
  public let failed: [Failed]

  public init(_ playbook: Playbook) {
    self.init(playbook, playbook.source, playbook.tests) { $0.run(on: playbook) }
  }

  /// The tests of a journey: which ways are offered where.
  public init(_ journey: Journey, _ source: SourceText) {
    self.init(journey.playbook, source, journey.tests) { $0.run(on: journey) }
  }

  /// False for files that hold no tests: shared wordings, words and registers.
  public static func hasTests(_ source: SourceText) -> Bool {
    switch CheckReport.kind(source) {
    case .playbook, .journey: true
    case .universal, .shared: false
    }
  }

  public static func isJourney(_ source: SourceText) -> Bool { CheckReport.kind(source) == .journey }

  private init(
    _ playbook: Playbook, _ source: SourceText, _ tests: [PlaybookTest], run: (PlaybookTest) -> [TestMistake]
  ) {
    self.source = source
    self.playbook = playbook
    count = tests.count
    failed = tests.compactMap { test in
      let mistakes = run(test)
      return mistakes.isEmpty ? nil : Failed(name: test.name, mistakes: mistakes)
    }
  }

  /// A line for each mistake as compilers write them, then one that sums up.
  public func text() -> String {
    let renderer = DiagnosticRenderer([source])
    var lines: [String] = []
    for test in failed {
      for mistake in test.mistakes {
        let message = "\(mistake.message) (test: \(test.name))"
        lines.append(renderer.text(Diagnostic(.error, message, file: source.name, at: mistake.range)))
      }
    }
    let passed = count - failed.count
    lines.append("\(visible(source.name)): \(passed) of \(count) tests pass")
    return lines.joined(separator: "\n")
  }
}

/// Which things of a playbook its own tests speak of.
public struct TestCoverage: Sendable {
  /// Things, and those of them that no test speaks of.
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
    parts = [
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

extension Calculation {
  var isBecause: Bool { if case .because = body { true } else { false } }
}

private func ids(_ data: PlainData?) -> [String] {
  (data?.items ?? []).compactMap { $0.text.map { String($0.prefix { $0 != "@" }) } }
}
