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
    /// Those the author wrote: every playbook has `finish` besides.
    public let gates: Int
    /// Those that are asked for, and those that are computed.
    public let tables: Int
    public let lists: Int
    public let goals: Int
    public let tries: Int
    public let proved: Int
    public let witnessed: Int
    public let undecided: Int
    public let waived: Int
    /// nil where nothing was searched.
    public let burden: Burden?
    public let scores: [ScoreRange]
    /// Proved ranges a reader of the summary looks for: of weighted sums, means, and what is called better or worse.
    let shownScores: [ScoreRange]
  }

  /// Answers that show findings, each with the name of its file and its text.
  public private(set) var witnesses: [(fileName: String, text: String)] = []

  /// Checks a file (without limits it is only compiled): a playbook, or one of the shared files (`journey`, `universal`, `registers`, `words`).
  ///
  /// - Parameter called: how the playbook is called on the command line, for the files that say how to replay a finding.
  public init(_ source: SourceText, library: any Library, limits: CheckLimits? = CheckLimits(), called: String? = nil) {
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
        gates: playbook.gates.filter { !$0.isImplied }.count,
        tables: playbook.questions.filter { if case .table = $0.kind { true } else { false } }.count
          + playbook.tables.count,
        lists: playbook.questions.filter { if case .list = $0.kind { true } else { false } }.count,
        goals: check.goals, tries: check.tries, proved: check.proved, witnessed: check.witnessed,
        undecided: check.undecided, waived: check.waived, burden: check.burden, scores: check.scores,
        shownScores: check.scores.filter { $0.isProved && playbook.calculation(named: $0.name)?.isScore == true })
      for (place, witness) in check.witnesses.enumerated() {
        let before = check.witnesses[..<place].filter { $0.fileName == witness.fileName }.count
        let name = "\(playbook.name)-\(witness.fileName)" + (before > 0 ? "-\(before + 1)" : "") + ".yaml"
        witnesses.append((name, witness.text(playbook, called: called ?? playbook.name)))
      }
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
  private var notes: Int { diagnostics.filter { $0.severity == .note }.count }

  /// Messages with their lines (notes only where they are wanted), then one line that sums up.
  public func text(showsNotes: Bool = true) -> String {
    let messages = showsNotes ? diagnostics : diagnostics.filter { $0.severity != .note }
    var parts: [String] = []
    if !messages.isEmpty { parts.append(DiagnosticRenderer([source]).text(messages)) }
    let hidden = showsNotes || notes == 0 ? "" : "; \(plural(notes, "note")) (--notes shows them)"
    parts.append("\(visible(source.name)): \(verdict)\(hidden)")
    for score in summary?.shownScores ?? [] {
      parts.append("  \(score.name) goes from \(Core.plain(score.low)) to \(Core.plain(score.high))")
    }
    return parts.joined(separator: "\n")
  }

  private var verdict: String {
    let found = [counted(errors, "error"), counted(warnings, "warning")].compactMap { $0 }.joined(separator: ", ")
    guard let summary else { return found.isEmpty ? "no mistakes" : found }
    var state = found.isEmpty ? "no mistakes" : found
    if summary.undecided > 0 {
      state = (found.isEmpty ? "no mistakes found" : found) + ", \(plural(summary.undecided, "goal")) not decided"
    }
    let things =
      [(summary.questions, "question"), (summary.rules, "rule"), (summary.gates, "gate"), (summary.tables, "table")]
      + (summary.lists > 0 ? [(summary.lists, "list")] : [])
    var line = "\(state); \(things.map { plural($0.0, $0.1) }.joined(separator: ", "))"
    if let burden = summary.burden {
      line +=
        "; \(plural(summary.goals, "goal")) (\(summary.proved) proved, \(summary.witnessed) with a witness, "
        + "\(summary.undecided) not decided) in \(plural(summary.tries, "try"))"
      line +=
        "; usually \(plural(burden.questions.usual, "question")) and \(plural(burden.minutes.usual, "minute"))"
        + " (\(burden.questions.least)..\(burden.questions.most), \(burden.minutes.least)..\(burden.minutes.most))"
    }
    if summary.waived > 0 { line += "; \(summary.waived) waived" }
    return line
  }

  private func plural(_ count: Int, _ noun: String) -> String {
    if count == 1 { return "1 \(noun)" }
    return noun.hasSuffix("y") ? "\(count) \(noun.dropLast())ies" : "\(count) \(noun)s"
  }

  private func counted(_ count: Int, _ noun: String) -> String? { count == 0 ? nil : plural(count, noun) }

  /// One object; documented in docs/playbooks.md.
  public func json() -> String {
    let messages = DiagnosticRenderer([source]).json(diagnostics)
    var members = ["\"file\":\(quoted(source.name))"]
    if let summary {
      members += [
        "\"playbook\":\(quoted(summary.playbook))", "\"questions\":\(summary.questions)", "\"rules\":\(summary.rules)",
        "\"gates\":\(summary.gates)", "\"tables\":\(summary.tables)", "\"lists\":\(summary.lists)",
        "\"goals\":\(summary.goals)",
        "\"evaluations\":\(summary.tries)", "\"proved\":\(summary.proved)", "\"witnesses\":\(summary.witnessed)",
        "\"undecided\":\(summary.undecided)", "\"waived\":\(summary.waived)",
      ]
      if let burden = summary.burden {
        members += ["\"asked\":\(json(burden.questions))", "\"minutes\":\(json(burden.minutes))"]
      }
      let scores = summary.scores.map { score in
        "{\"name\":\(quoted(score.name)),\"low\":\(Core.plain(score.low)),\"high\":\(Core.plain(score.high)),"
          + "\"proved\":\(score.isProved)}"
      }
      members.append("\"scores\":[\(scores.joined(separator: ","))]")
    }
    members += ["\"errors\":\(errors)", "\"warnings\":\(warnings)", String(messages.dropFirst().dropLast())]
    return "{" + members.joined(separator: ",") + "}"
  }

  private func json(_ spread: Burden.Spread) -> String {
    "{\"least\":\(spread.least),\"usual\":\(spread.usual),\"most\":\(spread.most)}"
  }

  /// All files as one JSON document.
  public static func json(_ reports: [CheckReport]) -> String {
    "{\"schemaVersion\":1,\"files\":[" + reports.map { $0.json() }.joined(separator: ",") + "]}"
  }
}

extension Calculation {
  /// A weighted sum, a mean, or a number the author calls better or worse.
  fileprivate var isScore: Bool {
    switch body {
    case .weigh, .mean: true
    default: better != nil
    }
  }
}
