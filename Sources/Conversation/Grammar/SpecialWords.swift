/// Words that mean the same at every question.
enum SpecialWords {
  enum Meaning { case declined, notApplicable }

  static let unknownCodes: Set<String> = ["unknown", "unsure", "dont_know", "not_sure"]
  static let notApplicableCodes: Set<String> = ["na", "not_applicable"]
  static let yes: Set<String> = ["y", "yes", "yep", "yeah", "yup", "sure", "ok", "okay", "true", "aye"]
  /// At the beginning of a table that may be empty.
  static let none: Set<String> = ["none", "nothing", "nobody", "no one"]
  static let no: Set<String> = ["n", "no", "nope", "nah", "false"]

  private static let declined: Set<String> = [
    "dk", "idk", "don't know", "dont know", "do not know", "i don't know", "i dont know", "i do not know", "no idea",
    "dunno",
  ]
  private static let declinedOutsideText: Set<String> = ["unknown", "not sure", "unsure", "no clue"]
  private static let notApplicable: Set<String> = [
    "n/a", "not applicable", "does not apply", "doesn't apply", "doesnt apply",
  ]

  /// A longer line is none of them, however it is spaced.
  static let bytesMax = 64

  /// Lower case, one kind of apostrophe, single spaces, no full stop.
  static func normal(_ text: String) -> String {
    let plain = text.lowercased().map { $0 == "’" || $0 == "`" ? "'" : $0 }
    let words = String(plain).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.trimmingSuffix { ".!".contains($0) }
  }

  /// At free text fewer words are special: "unknown" may be the answer.
  static func meaning(of words: String, isFreeText: Bool) -> Meaning? {
    if declined.contains(words) { return .declined }
    if notApplicable.contains(words) { return .notApplicable }
    if isFreeText { return nil }
    if declinedOutsideText.contains(words) { return .declined }
    return words == "na" ? .notApplicable : nil
  }
}

extension StringProtocol {
  /// Without spaces and line ends around it.
  var trimmed: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// Line ends as spaces.
  var onOneLine: String {
    contains(where: \.isNewline)
      ? split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }.joined(separator: " ") : String(self)
  }

  /// The first word and what follows it, trimmed.
  var firstWord: (String, String) {
    let word = prefix { !$0.isWhitespace }
    return (String(word), self[word.endIndex...].trimmed)
  }

  func trimmingSuffix(while matches: (Character) -> Bool) -> String {
    var rest = self[...]
    while let last = rest.last, matches(last) { rest.removeLast() }
    return String(rest)
  }

  func trimmingPrefix(while matches: (Character) -> Bool) -> String {
    String(self[...].drop(while: matches))
  }
}
