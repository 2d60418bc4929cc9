import Sessions

/// What reports say themselves, beside what the playbook says.
enum ReportWords {
  static let session = "Session"
  static let date = "Date"
  static let playbook = "Playbook"
  static let people = "People"
  static let answered = "Answered"
  static let audience = "For"
  static func of(_ answered: Int, _ all: Int) -> String { "\(answered) of \(all)" }

  static func audience(_ audience: Audience) -> String {
    switch audience {
    case .full: "the coach and those who answered (everything is shown)"
    case .team: "the team"
    case .shared: "other departments and the sponsor"
    case .everyone: "anybody"
    }
  }

  static func full(_ title: String) -> String { "\(title) (full: everything is shown)" }

  static func draft(_ answered: Int, _ all: Int) -> String {
    if all == 0 { return "A draft: conclusions may still change." }
    return "A draft: \(answered) of \(all) questions are answered, so conclusions may still change."
  }

  static func finished(_ minutes: Int) -> String {
    minutes > 0 ? "Finished, in \(minutes) \(minutes == 1 ? "minute" : "minutes")." : "Finished."
  }

  static let inShort = "In short"
  static let lookFirst = "What to look at first:"
  static let doFirst = "What to do first:"
  /// Whoever doesn't see everything is told of this report, not of the session.
  static func nothingStandsOut(seesAll: Bool) -> String {
    seesAll ? "Nothing stands out so far." : "Nothing that this report may show stands out."
  }
  static let findings = "Findings"
  static let recommendations = "Recommendations"
  static let actions = "Actions"
  static let gates = "Gates"
  static let notKnown = "Not known yet"
  static let allAnswers = "All answers"
  static let parked = "Parked on the way"
  static let otherAnswers = "Other answers"
  static let journey = "The journey so far"
  static let journeyNow = "On the journey"
  static func inRound(_ stage: String, _ round: Int) -> String { "\(stage), round \(round)" }
  static func stage(_ day: String, _ name: String, _ parts: [String]) -> String {
    "\(day) \(name)" + (parts.isEmpty ? "" : " (\(parts.joined(separator: "; ")))")
  }
  static func onPurpose(_ leftOut: [String], _ reason: String?) -> String {
    let without = leftOut.isEmpty ? [] : ["on purpose without: " + leftOut.joined(separator: ", ")]
    return (without + [reason].compactMap(\.self)).joined(separator: ", because: ")
  }
  static let howItWasScored = "How it was scored"
  static func gate(_ title: String, _ verdict: GateView.Verdict) -> String {
    let words =
      switch verdict {
      case .open: "yes"
      case .closed: "not yet"
      case .unknown: "not known yet"
      case .overridden: "no, but gone on for a reason"
      }
    return title.hasSuffix("?") ? "\(title) \(capitalised(words))" : "\(title): \(words)"
  }
  private static func capitalised(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
  static func missing(_ text: String) -> String { "Missing: \(text)" }
  static func overridden(_ reason: String) -> String { "Passed all the same, because: \(reason)" }

  static let notAsked = "not asked"
  static let contested = "answered twice, differently; nobody has chosen yet"
  /// What has no value, because nothing was counted or it doesn't apply.
  static let noValue = "-"
  static let kept = "kept back"
  static func cell(_ text: String) -> String { text == "not answered yet" || text == "none" ? "" : text }

  static let howRules = "Findings come from the playbook's rules; each names the answers it rests on."
  static let howUnknown =
    "\"Don't know\" is left out of means that are shown, and counts as nothing where a gate is decided."
  static let howFigures = "The figures behind the rules stand in the playbook and in the report for the team."
  static func weights(_ title: String, _ weights: String) -> String { "\(title): weights \(weights)" }
  /// What a figure of the playbook means, what it is, and where it comes from.
  static func figure(_ about: String, _ value: String, _ origin: String) -> String {
    value.isEmpty ? "\(about) (\(origin))" : "\(about) Here: \(value). (\(origin))"
  }
  static func version(_ name: String, _ version: String) -> String { "Playbook \(name) \(version)" }
  static func leftOut(_ count: Int) -> String {
    count == 1 ? "1 question is left out for this audience." : "\(count) questions are left out for this audience."
  }
  static func freeTexts(_ count: Int) -> String {
    "\(count) free-text \(count == 1 ? "answer is" : "answers are") included; names in them are not removed."
  }
  static let because = "Because"
  static let bars = "Bars"
  static let bar = "Bar"
  static let barValue = "Value"
  /// What stands before a row's cells, and before a bar.
  static let row = "Row"
  static let owner = "Who"
  static let due = "By"
}
