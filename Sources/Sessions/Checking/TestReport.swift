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

extension Calculation {
  var isBecause: Bool { if case .because = body { true } else { false } }
}
