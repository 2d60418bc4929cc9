import Diagnostics
import Playbooks

/// What `sounding check` says about one file.
public struct CheckReport: Sendable {
  public let source: SourceText
  /// The compiler's messages, then those of the check.
  public let diagnostics: [Diagnostic]
  /// Numbers of a playbook that compiled; nil for one that didn't.
  public let summary: Summary?

  public struct Summary: Hashable, Sendable {
    public let playbook: String
    public let questions: Int
    public let rules: Int
    public let gates: Int
    public let tables: Int
    public let goals: Int
    public let tries: Int
    public let undecided: Int
    public let waived: Int
    public let burden: Burden
    public let minutes: ClosedRange<Int>
  }

  /// Checks a file (without limits it is only compiled): a playbook, or one of the shared files (`journey`, `universal`, `registers`, `words`).
  public init(_ source: SourceText, library: any Library, limits: CheckLimits? = CheckLimits()) {
    self.source = source
    switch Self.kind(source) {
    case .journey:
      (diagnostics, summary) = (PlaybookLoader.loadJourney(source, library: library).diagnostics, nil)
    case .universal:
      (diagnostics, summary) = (PlaybookLoader.loadUniversal(source, library: library).diagnostics, nil)
    case .shared: (diagnostics, summary) = (PlaybookLoader.checkShared(source, library: library), nil)
    case .playbook:
      let (playbook, found) = PlaybookLoader.load(source, library: library)
      guard let playbook else {
        (diagnostics, summary) = (found, nil)
        return
      }
      let check = limits.map { PlaybookCheck.run(playbook, limits: $0) } ?? PlaybookCheck()
      diagnostics = (found + check.diagnostics).inReadingOrder()
      summary = Summary(
        playbook: playbook.name, questions: playbook.questions.count, rules: playbook.rules.count,
        gates: playbook.gates.count,
        tables: playbook.questions.filter { $0.table != nil }.count + playbook.tables.count,
        goals: check.goals, tries: check.tries, undecided: check.undecided, waived: check.waived,
        burden: Burden(playbook), minutes: playbook.minutes)
    }
  }

  enum Kind { case playbook, journey, universal, shared }

  /// By the key at the left margin that only this kind of file has.
  static func kind(_ source: SourceText) -> Kind {
    for number in 1...source.lineCount {
      let line = source.line(number)
      if line.hasPrefix("playbook:") { return .playbook }
      if line.hasPrefix("journey:") { return .journey }
      if line.hasPrefix("lines:") || line.hasPrefix("glossary:") { return .universal }
      if line.hasPrefix("registers:") { return .shared }
      if line.hasPrefix("data:"), source.name.hasSuffix("words.yaml") { return .shared }
    }
    return .playbook
  }

  public var errors: Int { diagnostics.filter { $0.severity == .error }.count }
  public var warnings: Int { diagnostics.filter { $0.severity == .warning }.count }

  /// Messages with their lines, then one line that sums up.
  public func text() -> String {
    var parts: [String] = []
    if !diagnostics.isEmpty { parts.append(DiagnosticRenderer([source]).text(diagnostics)) }
    parts.append("\(visible(source.name)): \(verdict)")
    return parts.joined(separator: "\n")
  }

  private var verdict: String {
    let found = [counted(errors, "error"), counted(warnings, "warning")].compactMap { $0 }.joined(separator: ", ")
    let state = found.isEmpty ? "no mistakes" : found
    guard let summary else { return state }
    let things = [
      (summary.questions, "question"), (summary.rules, "rule"), (summary.gates, "gate"), (summary.tables, "table"),
    ]
    var line =
      "\(state); \(things.map { plural($0.0, $0.1) }.joined(separator: ", ")); \(plural(summary.goals, "goal")), "
      + "\(plural(summary.tries, "evaluation")); about \(plural(summary.burden.usual, "minute"))"
    if summary.undecided > 0 { line += "; \(plural(summary.undecided, "goal")) not decided" }
    if summary.waived > 0 { line += "; \(summary.waived) waived" }
    return line
  }

  private func plural(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private func counted(_ count: Int, _ noun: String) -> String? { count == 0 ? nil : plural(count, noun) }

  /// One object; documented in docs/playbooks.md.
  public func json() -> String {
    let messages = DiagnosticRenderer([source]).json(diagnostics)
    var members = ["\"file\":\(quoted(source.name))"]
    if let summary {
      members += [
        "\"playbook\":\(quoted(summary.playbook))", "\"questions\":\(summary.questions)", "\"rules\":\(summary.rules)",
        "\"gates\":\(summary.gates)", "\"tables\":\(summary.tables)", "\"goals\":\(summary.goals)",
        "\"evaluations\":\(summary.tries)", "\"undecided\":\(summary.undecided)", "\"waived\":\(summary.waived)",
        "\"minutes\":{\"least\":\(summary.burden.least),\"usual\":\(summary.burden.usual),\"most\":\(summary.burden.most)}",
      ]
    }
    members += ["\"errors\":\(errors)", "\"warnings\":\(warnings)", String(messages.dropFirst().dropLast())]
    return "{" + members.joined(separator: ",") + "}"
  }

  /// All files as one JSON document.
  public static func json(_ reports: [CheckReport]) -> String {
    "{\"schemaVersion\":1,\"files\":[" + reports.map { $0.json() }.joined(separator: ",") + "]}"
  }
}
