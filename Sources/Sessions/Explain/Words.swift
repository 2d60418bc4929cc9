/// The words that explanations are made of. Everything explanations say, beside what the playbook says, stands here.
enum Words {
  static let and = " and "
  static let or = " or "

  static let comparisons = [
    "_==_": "is", "_!=_": "is not", "_>_": "is more than", "_>=_": "is at least", "_<_": "is less than",
    "_<=_": "is at most",
  ]

  static func spaced(_ name: String) -> String { name.split(separator: "_").joined(separator: " ") }
  static func isOneOf(_ name: String, _ codes: String) -> String { "\(name) is \(codes)" }
  static func number(of rows: String) -> String { "the number of \(rows)" }
  static func tries(_ gate: String) -> String { "the number of tries at \"\(gate)\"" }
  static let it = "it"
  static let something = "something"
  static let nothing = "nothing"
  static let none = "none"
  static let place = "its place"
  static let source = "where it comes from"
  static func isYes(_ name: String) -> String { "\(name) is yes" }
  static func isNo(_ name: String) -> String { "\(name) is no" }
  static let theOne = "the one"
  static let theOther = "the other"
  static let thisRow = "this row"
  static func ofRow(_ owner: String?, _ field: String) -> String { owner.map { "\($0)'s \(field)" } ?? field }
  static func first(_ list: String) -> String { "the first of \(list)" }
  static let inputs = ["elapsed_minutes": "minutes so far", "round_number": "the round", "today": "today"]
  static func restsOn(_ names: String) -> String { "it rests on: \(names)" }
  static func notNow(_ id: String, for copy: String) -> String { "\(id) does not apply now, for \(copy)." }
  static func of(_ what: String, _ whole: String) -> String { "\(what) of \(whole)" }
  static func lookedUp(_ table: String, _ key: String) -> String { "\(table) for \(key)" }
  static func conditional(_ condition: String, _ first: String, _ second: String) -> String {
    "\(first) if \(condition), else \(second)"
  }
  static func isNoneOf(_ name: String, _ codes: String) -> String { "\(name) is not \(codes)" }
  static func notAnswered(_ name: String) -> String { "\(name) isn't answered" }
  static func reads(_ name: String, _ test: String) -> String { "\(name) reads as \(test)" }
  static func rowCount(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
  static func moreRows(_ count: Int) -> String { "and \(rowCount(count)) more" }

  static let arithmetic = ["_+_": "plus", "_-_": "less", "_*_": "times", "_/_": "divided by", "_%_": "modulo"]
  /// `%` is the argument, `%2` the second one.
  static let functionsOfOne = [
    "size": "the number of %", "words": "the number of words in %", "rating": "% on a scale from 0 to 1",
    "sum": "the sum of %", "avg": "the mean of %", "@mean": "the mean of %", "max": "the highest of %",
    "greatest": "the highest of %", "min": "the lowest of %", "least": "the lowest of %", "first": "the first of %",
    "last": "the last of %", "distinct": "the different %", "-_": "minus %", "math.ceil": "% rounded up",
    "math.sqrt": "the square root of %", "counts": "the counts of %",
  ]
  static let functionsOfTwo = [
    "at": "% for %2", "of": "% for %2", "share": "% as a share of %2",
    "same": "% says the same as %2", "alike": "% is much like %2", "mentions": "% mentions one of %2",
    "days": "the days from % to %2", "weeks": "the weeks from % to %2", "plusDays": "%2 days after %",
    "plusWeeks": "%2 weeks after %", "plusMonths": "%2 months after %", "startsWith": "% begins with %2",
    "first": "the first %2 of %", "last": "the last %2 of %", "math.greatest": "the higher of % and %2",
    "math.least": "the lower of % and %2", "max": "the higher of % and %2", "min": "the lower of % and %2",
  ]
  /// They bring a value into another form, or order it.
  static let silentFunctions: Set<String> = [
    "round", "double", "int", "string", "lowerAscii", "join", "cascaded", "ordered", "@ordered", "dyn",
  ]
  static func empty(_ name: String) -> String { "\(name) is empty" }
  static func filled(_ name: String) -> String { "\(name) is filled in" }
  static func not(_ words: String) -> String { "not: \(words)" }
  static func answered(_ name: String) -> String { "\(name) is answered" }
  static func declined(_ name: String) -> String { "\(name) is \"don't know\"" }
  static func applies(_ name: String) -> String { "\(name) applies" }
  static func someRow(_ rows: String, _ condition: String) -> String { "in at least one row of \(rows), \(condition)" }
  static func noRow(_ rows: String, _ condition: String) -> String { "in no row of \(rows), \(condition)" }
  static func allRows(_ rows: String, _ condition: String) -> String { "in every row of \(rows), \(condition)" }
  static func oneRow(_ rows: String, _ condition: String) -> String { "in exactly one row of \(rows), \(condition)" }
  static func rowsWhere(_ rows: String, _ condition: String) -> String { "\(rows) where \(condition)" }

  static func now(_ name: String, _ value: String) -> String { "\(name): \(value)" }
  static func inRow(_ row: String, _ text: String) -> String { text.isEmpty ? "in \(row)" : "in \(row), \(text)" }
  static func holds(_ words: String) -> String { "yes: \(words)" }
  static func fails(_ words: String) -> String { "no: \(words)" }
  static func open(_ words: String) -> String { "not known yet: \(words)" }
  static func missing(_ names: String) -> String { "still missing: \(names)" }
  static let always = "It always applies."
  static let required = "It is needed to finish."
  static let optional = "It is optional."
  static func askedBecause(_ words: String) -> String { "Asked because \(words)." }
  static func notAsked(_ words: String) -> String { "Not asked now. It would be asked if \(words)." }
  static func forGate(_ title: String) -> String { "The gate \"\(title)\" needs it." }
  static func forRules(_ ids: String) -> String { "It decides \(ids)." }
  static func forCalculations(_ titles: String) -> String { "It goes into \(titles)." }
  static let recorded = "It is kept for the report."
  static func heldBecause(_ id: String, _ text: String) -> String { text.isEmpty ? "\(id) applies." : "\(id): \(text)" }
  static func notNow(_ id: String) -> String { "\(id) does not apply now." }
  static func alreadyHolds(_ id: String) -> String { "\(id) applies now." }
  static func noRows(_ rows: String) -> String { "There are no rows of \(rows) yet." }
  static func nearest(_ row: String) -> String { "The nearest row is \(row)." }
  static func wouldApply(_ words: String) -> String { "It would apply if \(words)." }
  static func gate(_ title: String, _ verdict: String) -> String { "\(title): \(verdict)" }
  static func overridden(_ reason: String) -> String { "Passed all the same: \(reason)" }
  static func result(_ title: String, _ value: String) -> String { "\(title) is \(value)" }
  static func range(_ title: String, _ low: String, _ high: String) -> String {
    "\(title) can still become \(low) to \(high)"
  }
  static let settled = "No remaining answer can change this."
  static let settledClosed = "It will stay closed: no remaining answer can change that."
  static let canBeOpen = "It can still become open."
  static let canBeClosed = "It can still become closed."
  static func canBe(_ names: String) -> String { "It can still become \(names)." }
  static func weight(_ weight: String, _ name: String, _ value: String, _ product: String) -> String {
    "\(weight) x \(name) (\(value)) = \(product)"
  }
  static func points(_ points: String, _ words: String) -> String { "\(points) because \(words)" }
  static func chosen(_ value: String, _ words: String) -> String { "\(value) because \(words)" }
  static let otherwise = "nothing above it applied"
  static func mean(_ name: String, _ value: String) -> String { "\(name): \(value)" }
  static func from(_ name: String, _ value: String) -> String { "not counted: \(name) (\(value))" }
}
