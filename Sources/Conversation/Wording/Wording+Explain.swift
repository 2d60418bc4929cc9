import Playbooks
import Sessions

/// How to answer, and why something is so.
extension Wording {
  static func example(_ text: String) -> String { "For example: \(text)" }
  static let noExample = "There is no example for this one."
  static func followUp(_ rule: String) -> String {
    "This follows from what you answered (\(rule)). A sentence is enough."
  }

  static func howToAnswer(_ expected: Expected, people: Int) -> String {
    switch expected {
    case .text(let offers): offers.isEmpty ? "A line is enough." : "A line, or one of the words above."
    case .long: "As many lines as it takes: \\ at the end of a line begins a new one."
    case .choice([], let allowsText): allowsText ? "Your own words: a line is enough." : nothingToChoose
    case .choice(_, let allowsText):
      "Type the number, or a part of the wording"
        + (allowsText ? "; other words are fine, too." : ". A remark may follow the number.")
    case .multi: "One or several: 1,3 or 1 3, or words separated by commas."
    case .number(let bounds): "A number" + (bounds.unit.map { " of \($0)" } ?? "") + "; \"about 5\" is fine."
    case .scale(let range, _):
      people > 1
        ? "\(range.lowerBound) to \(range.upperBound), or one number for each of the \(people): 3 4 x (x for no vote). Words may follow."
        : "\(range.lowerBound) to \(range.upperBound); words may follow: 3 we are getting there."
    case .scale4: "0, .25, .5 or 1, or the words beside it; words may follow."
    case .yesno: "y or n; words may follow."
    case .date: "A day: 14 May, next Friday, in 6 weeks, 2026-05-14."
    case .ranking(_, let top): "The most important first: 2 1" + (top.map { ". Up to \($0)." } ?? ".")
    case .tally(let rows):
      "How many for each, in this order: \(rows.indices.map { String(($0 + 1) % 3) }.joined(separator: " ")). Some by name: "
        + someCounts(rows) + ". Or vote by vote, by their names."
    }
  }

  static func alwaysPossible(mayDecline: Bool) -> String {
    (mayDecline ? "dk: don't know. " : "") + "-: leave it for later. /back: the question before."
  }

  // MARK: Why

  static func unknownThing(_ name: String) -> String {
    "There is no question, rule, gate or result called \(quoted(name))."
  }
  static let whyHint = "Type /why, or /why and an id from /status, /why not and an id, /why and the name of a question."
  static func sources(_ items: [String]) -> String { "It serves: \(items.joined(separator: ", "))." }

  // MARK: Goals

  static func goalOpen(_ title: String) -> String { "\(title): everything that is needed is there." }
  static func goalMissing(_ title: String, _ count: Int, met: Int) -> String {
    "\(title): \(counted(count, "thing")) missing" + (met > 0 ? ", \(met) there already" : "")
  }
  static func planRow(_ table: String) -> String { "one row in \(table)" }
  static let planFixed = "rests on answers that can't be changed any more"
  static func planNotFound(_ questions: [String]) -> String {
    "nothing that settles it was found" + (questions.isEmpty ? "" : "; it rests on \(joined(questions, last: "and"))")
  }
  static func planOpens(_ tries: Int) -> String {
    "All of these together would do; there may be fewer. (\(tries) answers were tried.)"
  }
  static func planFallsShort(_ tries: Int, isProved: Bool) -> String {
    (isProved ? "No three answers alone would open it" : "These alone don't open it yet")
      + ". (\(tries) answers were tried.)"
  }
  static func waysTitle(_ count: Int) -> String {
    count == 1 ? "One answer would do:" : "\(count) answers together would do:"
  }
  static func waysTitleSoFar(_ count: Int) -> String {
    count == 1 ? "One answer would do, for example:" : "These \(count) answers together would do; there may be fewer:"
  }
  static func alsoNeeded(_ names: [String], isAll: Bool) -> String {
    let open = names.joined(separator: "; ")
    return isAll ? "Only these are left, whatever the answer: \(open)" : "Beside that, any answer to: \(open)"
  }
  static func step(_ place: String, _ shown: String, isChange: Bool) -> String {
    "\(place): \(shown)" + (isChange ? " (a change)" : "")
  }
  static func noGate(_ name: String) -> String { "There is no gate called \(quoted(name))." }

  // MARK: Words

  static func noWord(_ word: String, near: String?) -> String {
    "\(quoted(word)) isn't in the word list." + (near.map { " Did you mean \($0)?" } ?? " /what lists the words.")
  }
  static func words(_ terms: [String]) -> String { "Words: \(terms.joined(separator: ", "))." }
  static let noWords = "There is no word list here."
}
