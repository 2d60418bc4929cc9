/// Words of texts: runs of letters and digits, in lower case; `'` and `-` inside a word belong to it.
enum Words {
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var joiner: Unicode.Scalar?
    func flush() {
      if !word.isEmpty { words.append(String(word).lowercased()) }
      word = String.UnicodeScalarView()
      joiner = nil
    }
    for scalar in text.unicodeScalars {
      if isWordScalar(scalar) {
        if let kept = joiner { word.append(kept) }
        joiner = nil
        word.append(scalar)
      } else if !word.isEmpty, joiner == nil, isJoiner(scalar) {
        joiner = scalar == "\u{2019}" ? "'" : scalar
      } else {
        flush()
      }
    }
    flush()
    return words
  }

  /// How many words; numbers count, punctuation doesn't.
  static func count(_ text: String) -> Int { split(text).count }

  /// Equal but for case and spaces.
  static func same(_ left: String, _ right: String) -> Bool { folded(left) == folded(right) }

  /// The same, or shared words are at least half of the words of the longer one; little words don't count.
  static func alike(_ left: String, _ right: String, little: Set<String>) -> Bool {
    if same(left, right) { return true }
    let a = Set(split(left)).subtracting(little)
    let b = Set(split(right)).subtracting(little)
    guard !a.isEmpty, !b.isEmpty else { return false }
    return 2 * a.intersection(b).count >= max(a.count, b.count)
  }

  /// Whether one of the words or phrases stands in the text as whole words.
  static func mentions(_ text: String, _ phrases: [String]) -> Bool {
    let words = split(text)
    return phrases.contains { contains(words, split($0)) }
  }

  static func contains(_ words: [String], _ phrase: [String]) -> Bool {
    guard !phrase.isEmpty, phrase.count <= words.count else { return false }
    return (0...(words.count - phrase.count)).contains { start in
      zip(words[start...], phrase).allSatisfy { $0 == $1 }
    }
  }

  static func starts(_ words: [String], _ phrase: [String]) -> Bool {
    !phrase.isEmpty && phrase.count <= words.count && zip(words, phrase).allSatisfy { $0 == $1 }
  }

  private static func folded(_ text: String) -> String {
    text.lowercased().split { $0.isWhitespace }.joined(separator: " ")
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isDigit(scalar) || (scalar.value | 0x20 >= 0x61 && scalar.value | 0x20 <= 0x7A) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .decimalNumber:
      return true
    default: return false
    }
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "\u{2019}" || scalar == "-"
  }
}

/// A word test of a playbook: `vague(text)`. Only ever a reason for a gentle question.
struct WordTest: Sendable {
  enum Kind: String, Sendable { case digit, date, weekday }

  var has: [[String]] = []
  var starts: [[String]] = []
  var unless: [[String]] = []
  var unlessAny: [Kind] = []

  func matches(_ text: String) -> Bool {
    let words = Words.split(text)
    guard has.contains(where: { Words.contains(words, $0) }) || starts.contains(where: { Words.starts(words, $0) })
    else {
      return false
    }
    if unless.contains(where: { Words.contains(words, $0) }) { return false }
    return !unlessAny.contains { Self.has($0, words, text) }
  }

  private static let weekdays: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mondays", "tuesdays", "wednesdays",
    "thursdays", "fridays", "saturdays", "sundays",
  ]
  private static let months: Set<String> = [
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
  ]

  private static func has(_ kind: Kind, _ words: [String], _ text: String) -> Bool {
    switch kind {
    case .digit: text.unicodeScalars.contains(where: isDigit)
    case .weekday: words.contains(where: weekdays.contains)
    case .date: words.contains(where: months.contains) || words.contains { isISODate($0) }
    }
  }

  private static func isISODate(_ word: String) -> Bool {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [4, 2, 2] && parts.allSatisfy { $0.unicodeScalars.allSatisfy(isDigit) }
  }
}
