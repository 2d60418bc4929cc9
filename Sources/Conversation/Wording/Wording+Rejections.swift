/// What is said when a line isn't taken: what was not saved and why, and what to type.
extension Wording {
  /// Two short lines, the first for what was wrong, the second for what to type.
  public static func rejection(_ rejection: Rejection) -> (problem: String, hint: String) {
    let (why, hint) = parts(rejection)
    return ("Not saved: \(why)", hint)
  }

  private static func parts(_ rejection: Rejection) -> (String, String) {
    switch rejection {
    case .notAChoice, .severalMatch, .positionOutOfRange, .onlyOne, .twice, .standsAlone, .tooMany:
      choice(rejection)
    case .notANumber, .aDay, .numberRange, .decimalComma, .tooManyDigits, .notWhole, .below, .above, .otherUnit:
      number(rejection)
    default: others(rejection)
    }
  }

  private static func choice(_ rejection: Rejection) -> (String, String) {
    switch rejection {
    case .notAChoice(_, _, []), .positionOutOfRange(_, []):
      return ("there is nothing to choose from yet.", "- leaves it for later.")
    case .notAChoice(let text, let nearest, let offers):
      let range = places(offers)
      let hint = nearest.map { "Did you mean \(quoted($0.label))? Type \(range), or a word of the choice." }
      return (
        "\(quoted(text)) is not one of the choices.", hint ?? "Type \(range), or a word of the choice; ? explains."
      )
    case .severalMatch(let text, let offers):
      let names = joined(offers.prefix(4).map { quoted($0.label) }, last: "or")
      return ("\(quoted(text)) could be \(names).", "Type a little more, or the number.")
    case .positionOutOfRange(let text, let offers):
      return ("there is no choice \(text).", "Type \(places(offers)), or ? for what they mean.")
    case .onlyOne(let text): return ("\(quoted(text)) is more than one choice.", "Type one of them.")
    case .twice(let offer): return ("\(quoted(offer.label)) is there twice.", "Name each one once.")
    case .standsAlone(let offer):
      return ("\(quoted(offer.label)) can't stand with others.", "Type it alone, or leave it out.")
    case .tooMany(let count, let most):
      return (
        "\(count) named, \(most) at most.", most == 1 ? "Type one." : "Type up to \(most), the most important first."
      )
    default: return ("", "")
    }
  }

  private static func number(_ rejection: Rejection) -> (String, String) {
    switch rejection {
    case .notANumber(let text, let unit): return ("\(quoted(text)) is not a number.", typeANumber(unit))
    case .aDay(let text, let unit): return ("\(quoted(text)) is a day, not a number.", typeANumber(unit))
    case .numberRange(let text):
      return ("\(quoted(text)) is a range.", "Type one number, your best guess; \"about 4\" is fine.")
    case .decimalComma(let text, let suggestion):
      return ("\(quoted(text)) could be read two ways.", "Write \(suggestion) with a point, or leave the comma out.")
    case .tooManyDigits: return ("that is more than 15 digits.", "Type a shorter number.")
    case .notWhole(let text): return ("\(text) is not a whole number.", "Type it without a fraction.")
    case .below(let min, let unit, let max):
      return ("the least here is \(amount(min, unit)).", range(min, max, unit))
    case .above(let max, let unit, let min):
      return ("the most here is \(amount(max, unit)).", range(min, max, unit))
    case .otherUnit(let typed, let unit, let suggestion):
      let hint = suggestion.map { "Type \($0), or another number of \(unit)." } ?? "Type the number of \(unit)."
      return ("this is asked in \(unit), not \(typed).", hint)
    default: return ("", "")
    }
  }

  private static func typeANumber(_ unit: String?) -> String {
    let example = unit.map { $0 == "%" ? "40%" : "6 \($0)" } ?? "6"
    return "Type a number such as \(example); \"about 6\" is fine."
  }

  private static func others(_ rejection: Rejection) -> (String, String) {
    switch rejection {
    case .notOnScale(let text, let range):
      let range = "Type \(range.lowerBound) to \(range.upperBound)"
      let isNumber = text.allSatisfy { $0.isNumber || "+-.,".contains($0) }
      return isNumber
        ? ("\(text) is not on this scale.", "\(range), or ? to see what each number means.")
        : ("\(quoted(text)) is not a number.", "\(range); words may follow it. ? shows what each number means.")
    case .voteCount(let count, let people):
      return voteCount(count, people)
    case .votesMissing(let names):
      let some = names.prefix(4).map { $0 } + (names.count > 4 ? ["others"] : [])
      return ("there is no vote of \(joined(some, last: "or")) yet.", "Type x for who doesn't vote: \(names[0]) x")
    case .notOnCoverage(let text):
      return ("\(text) is not on this scale.", "Type 0, .25, .5 or 1, or the words beside it.")
    case .notYesNo(let text): return ("\(quoted(text)) is neither yes nor no.", "Type y or n; - leaves it for later.")
    case .date(let reason): return date(reason)
    case .tallyShape(let rows, let count, let people): return tallyShape(rows, count, people)
    case .tallyWord(let text, let rows, let people):
      return ("\(quoted(text)) is neither a count nor one of the rows.", tallyHint(rows, people))
    case .oneVote(let row, let people):
      return (
        "that is 1 vote of \(people).",
        "Type \(row.code):1 if only one voted, \(row.code):\(people) if all did, or a vote for each (x for nobody)."
      )
    case .tallyCount(let text): return ("\(quoted(text)) is not a count.", "Type a whole number, 0 or more.")
    case .tallyUnknown(let text, let rows):
      return ("there is no row \(quoted(text)).", "Type a row from above, and its count: \(someCounts(rows))")
    case .tooLong(let limit):
      return ("that is longer than \(limit) characters.", "Keep the heart of it here; a report can link to the rest.")
    case .mayNotDecline: return ("this one needs an answer.", "A rough one will do; - leaves it for later.")
    case .mayNotBeNotApplicable:
      return ("this one applies to everybody.", "Type dk if you don't know; - leaves it for later.")
    case .tooManyCells(let count, let columns):
      return (
        "\(count) parts, but the row has \(counted(columns, "cell")) left.", semicolonInside
      )
    default: return ("", "")
    }
  }

  private static func tallyShape(_ rows: [Offer], _ count: Int, _ people: Int?) -> (String, String) {
    let people = votesByNumber(rows) ? people : nil
    let wanted = counted(rows.count, "row") + (people.map { " and \(counted($0, "person", "people"))" } ?? "")
    return ("\(counted(count, "number")), but \(wanted).", tallyHint(rows, people))
  }

  private static func tallyHint(_ rows: [Offer], _ people: Int?) -> String {
    guard let people, votesByNumber(rows) else {
      return "Type \(rows.count) numbers in this order, some by name (\(someCounts(rows))), or vote by vote."
    }
    return "Type \(rows.count) counts in this order, some by name (\(someCounts(rows))), "
      + "or a vote for each of the \(people) (x for nobody)."
  }

  /// Whether a number may be somebody's vote.
  private static func votesByNumber(_ rows: [Offer]) -> Bool { rows.allSatisfy { Int($0.code) != nil } }

  /// `T1:2 T2:3`.
  static func someCounts(_ rows: [Offer]) -> String {
    zip(rows, ["2", "3"]).map { "\($0.code):\($1)" }.joined(separator: " ")
  }

  private static func voteCount(_ count: Int, _ people: Int?) -> (String, String) {
    guard let people else {
      return ("\(count) numbers, but one answer.", "For votes, say first how many you are: /people \(count)")
    }
    return (
      "\(counted(count, "vote")) for \(counted(people, "person", "people")).",
      "Type \(people) numbers (x for nobody), or one for all. /people changes how many you are."
    )
  }

  private static func date(_ reason: Rejection.DateReason) -> (String, String) {
    let examples = "Type 14 May, next Friday, in 6 weeks or 2026-05-14."
    switch reason {
    case .notUnderstood(let text): return ("\(quoted(text)) is not a day I understand.", examples)
    case .noSuchDay(let month, let year, let days): return ("\(month) \(year) has \(days) days.", examples)
    case .noDay(let month, let year):
      return ("\(month) \(year) is a month, not a day.", "Type 1 \(month) \(year), or end of \(month) \(year).")
    case .twoWays(let first, let second):
      return ("that could be \(first.spoken) or \(second.spoken).", "Type \(first.iso) or \(second.iso).")
    case .otherWeekday(let day):
      return ("that day is a \(CalendarDay.weekdayNames[day.weekday]).", "Type \(day.iso), or another day.")
    }
  }

  private static func range(_ min: DecimalText?, _ max: DecimalText?, _ unit: String?) -> String {
    if let min, let max { return "Type a number from \(min) to \(amount(max, unit))." }
    if let min { return "Type \(amount(min, unit)) or more." }
    if let max { return "Type \(amount(max, unit)) or less." }
    return "Type another number."
  }
}
