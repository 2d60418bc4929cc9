/// The words that answers are put into, beside what the playbook says.
public enum AnswerWords {
  public static let later = "later"
  public static let dontKnow = "don't know"
  public static let doesNotApply = "does not apply"
  public static let toConfirm = "to be confirmed"
  /// The coverage scale, 0, 0.25, 0.5 and 1, where a playbook has no wordings of its own.
  public static let coverage = ["no, or not yet", "started, or some", "at least half", "most or all"]

  public static func about(_ text: String) -> String { "about \(text)" }

  /// `8 weeks`, `80%`.
  public static func amount(_ number: String, _ unit: String?) -> String {
    guard let unit, !unit.isEmpty, !number.isEmpty else { return number }
    return unit == "%" ? number + unit : "\(number) \(unit)"
  }

  /// A step of a scale with its wording: `4 (weekly)`.
  static func step(_ number: String, _ label: String?) -> String { label.map { "\(number) (\($0))" } ?? number }

  /// A step of a scale that has no wording for it: `2 of 5`.
  static func step(_ number: String, of highest: Int) -> String { "\(number) of \(highest)" }

  /// Behind the middle of votes, where nothing else says that people voted.
  static func voted(_ count: Int) -> String { count == 1 ? "" : ", \(count) votes" }

  /// The middle between two votes, as the conversation shows it, and the step that rules take it for.
  static func median(_ median: String, countsAs step: String) -> String { "median \(median), counts as \(step)" }

  /// What is kept of votes that are thrown away: `4 votes, average 4.25`.
  static func summary(_ parts: [String]) -> String { parts.joined(separator: ", ") }
  static func votes(_ count: String) -> String { count == "1" ? "1 vote" : "\(count) votes" }
  static func average(_ mean: String) -> String { "average \(mean)" }
  static func lowShare(_ percent: String) -> String { "\(percent)% of the votes are 2 or less" }
}
