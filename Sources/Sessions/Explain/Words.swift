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
  static let tries = "the number of tries"
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
  static func heldBecause(_ id: String, _ text: String) -> String { "\(id): \(text)" }
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
  static func weight(_ weight: String, _ name: String, _ value: String, _ product: String) -> String {
    "\(weight) x \(name) (\(value)) = \(product)"
  }
  static func points(_ points: String, _ words: String) -> String { "\(points) because \(words)" }
  static func chosen(_ value: String, _ words: String) -> String { "\(value) because \(words)" }
  static let otherwise = "nothing above it applied"
  static func mean(_ name: String, _ value: String) -> String { "\(name): \(value)" }
  static func from(_ name: String, _ value: String) -> String { "from \(name): \(value)" }
}
