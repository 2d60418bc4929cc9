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
  /// How many rows or entries there are: "Goals has at least 1 row".
  static func count(_ list: String, _ operation: String, _ count: Int, isRows: Bool) -> String {
    func things(_ count: String, _ number: Int) -> String {
      "\(list) has \(count) \(isRows ? number == 1 ? "row" : "rows" : number == 1 ? "entry" : "entries")"
    }
    switch (operation, count) {
    case ("_==_", 0), ("_<_", 1), ("_<=_", 0): return things("no", 2)
    case ("_!=_", 0), ("_>_", 0): return things("at least 1", 1)
    case ("_==_", _): return things("exactly \(count)", count)
    case ("_!=_", _): return things("not \(count)", count)
    case ("_>_", _): return things("more than \(count)", count)
    case ("_>=_", _): return things("at least \(count)", count)
    case ("_<_", _): return things("fewer than \(count)", count)
    default: return things("at most \(count)", count)
    }
  }
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
  static let inputs = [
    "elapsed_minutes": "minutes so far", "round_number": "the round", "head_count": "how many people there are",
    "today": "today", "earlier": "earlier sessions",
    "entered": "the day this stage began",
  ]
  /// Titles that have commas of their own are set apart by more than a comma.
  static func listSeparator(_ titles: [String]) -> String { titles.contains { $0.contains(",") } ? "; " : ", " }
  static func restsOn(_ names: String) -> String { "it rests on: \(names)" }
  static func notNow(_ id: String, for copy: String) -> String { "\(id) does not apply now, for \(copy)." }
  static func of(_ what: String, _ whole: String) -> String { "\(what) of \(whole)" }
  static func lookedUp(_ table: String, _ key: String) -> String { "the \(table) of \(key)" }
  static func oneOf(_ list: String) -> String { "one of \(list)" }
  static func isIn(_ name: String, _ list: String) -> String { "\(name) is one of \(list)" }
  static func isNotIn(_ name: String, _ list: String) -> String { "\(name) is not one of \(list)" }
  static func includes(_ list: String, _ label: String) -> String { "\(list) includes \(label)" }
  static func doesNotInclude(_ list: String, _ label: String) -> String { "\(list) does not include \(label)" }
  static let sameRow = "it is the same row"
  static let anotherRow = "it is another row"
  static let sameRows = "both are the same row"
  static let differentRows = "they are different rows"
  static func sameInBoth(_ field: String) -> String { "\(field) is the same in both" }
  static func differsInBoth(_ field: String) -> String { "\(field) differs between the two" }
  static let comesFromRow = "it comes from this row"
  static let comesFromAnother = "it does not come from this row"
  static func conditional(_ condition: String, _ first: String, _ second: String) -> String {
    "\(first) if \(condition), else \(second)"
  }
  static func isNoneOf(_ name: String, _ codes: String) -> String { "\(name) is not \(codes)" }
  static func notAnswered(_ name: String) -> String { "\(name) isn't answered" }
  static func quoted(_ title: String) -> String { "\"\(title)\"" }
  /// A title that stood in quotes inside a sentence, by itself.
  static func unquoted(_ words: String) -> String {
    let inner = words.dropFirst().dropLast()
    return words.count > 2 && words.hasPrefix("\"") && words.hasSuffix("\"") && !inner.contains("\"")
      ? String(inner) : words
  }
  static func carried(_ title: String, from playbooks: [String]) -> String {
    "\(title) in \(playbooks.map(quoted).joined(separator: or))"
  }
  static func register(_ title: String) -> String { "the register \(quoted(title))" }
  static func listed(_ parts: [String]) -> String {
    parts.count < 2 ? parts.joined() : parts.dropLast().joined(separator: ", ") + and + (parts.last ?? "")
  }
  static func reads(_ name: String, _ test: String) -> String { "\(name) reads like \(quoted(test))" }
  static func rowCount(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

  /// Of days and times.
  static let timeComparisons = [
    "_==_": "is", "_!=_": "is not", "_>_": "is later than", "_>=_": "is not before", "_<_": "is before",
    "_<=_": "is not later than",
  ]
  /// Said of what isn't so.
  static let opposites = [
    "_==_": "_!=_", "_!=_": "_==_", "_>_": "_<=_", "_>=_": "_<_", "_<_": "_>=_", "_<=_": "_>_",
  ]
  static let negatedFunctions = [
    "same": "% differs from %2", "alike": "% is not much like %2", "mentions": "% mentions nothing of %2",
    "startsWith": "% does not begin with %2",
  ]

  static let arithmetic = ["_+_": "plus", "_-_": "minus", "_*_": "times", "_/_": "divided by", "_%_": "modulo"]
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
    "same": "% says the same as %2", "alike": "% is much like %2", "mentions": "% mentions something of %2",
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
  static func not(_ words: String) -> String { "it is not so that \(words)" }
  static func doesNotRead(_ name: String, _ test: String) -> String { "\(name) does not read like \(quoted(test))" }
  static func doesNotApply(_ name: String) -> String { "\(name) does not apply" }
  static func notDeclined(_ name: String) -> String { "\(name) is not \"don't know\"" }
  static func answered(_ name: String) -> String { "\(name) is answered" }
  /// Of what is worked out, not asked.
  static func known(_ name: String) -> String { "\(name) is known" }
  static func notKnown(_ name: String) -> String { "\(name) isn't known" }
  static func declined(_ name: String) -> String { "\(name) is \"don't know\"" }
  static func applies(_ name: String) -> String { "\(name) applies" }
  static func someRow(_ rows: String, _ condition: String) -> String { "in at least one row of \(rows), \(condition)" }
  static func inRow(_ row: String, _ condition: String) -> String { "in \(row), \(condition)" }
  static func noRow(_ rows: String, _ condition: String) -> String { "in no row of \(rows), \(condition)" }
  static func allRows(_ rows: String, _ condition: String) -> String { "in every row of \(rows), \(condition)" }
  static func notAllRows(_ rows: String, _ condition: String) -> String { "not in every row of \(rows), \(condition)" }
  static func oneRow(_ rows: String, _ condition: String) -> String { "in exactly one row of \(rows), \(condition)" }
  /// Of lists that have no rows: "at least one of Who has a say is Union".
  static func some(_ list: String, _ condition: String) -> String { each("at least one of \(list)", condition) }
  static func none(_ list: String, _ condition: String) -> String { each("none of \(list)", condition) }
  static func all(_ list: String, _ condition: String) -> String { each("each of \(list)", condition) }
  static func notAll(_ list: String, _ condition: String) -> String { each("not each of \(list)", condition) }
  static func one(_ list: String, _ condition: String) -> String { each("exactly one of \(list)", condition) }
  private static func each(_ which: String, _ condition: String) -> String {
    condition.hasPrefix("it ") ? which + condition.dropFirst(2) : "for \(which), \(condition)"
  }
  static func somePair(_ first: String, _ second: String, _ condition: String) -> String {
    "for at least one pair of \(first) and \(second), \(condition)"
  }
  static func allPairs(_ first: String, _ second: String, _ condition: String) -> String {
    "for every pair of \(first) and \(second), \(condition)"
  }
  static func rowsWhere(_ rows: String, _ condition: String) -> String { "\(rows) where \(condition)" }

  static func now(_ name: String, _ value: String) -> String { "\(name): \(value)" }
  static func forRow(_ row: String) -> String { "for \(row)" }
  static func inRows(_ rows: [String], _ fact: String) -> String { "\(rows.joined(separator: ", ")): \(fact)" }
  static func eachRow(_ count: Int) -> String { "each of the \(count) rows" }
  static func moreFacts(_ count: Int) -> String { "and \(count) more" }
  static func holds(_ words: String) -> String { "yes: \(words)" }
  static func fails(_ words: String) -> String { "no: \(words)" }
  static func open(_ words: String) -> String { "not known yet: \(words)" }
  static func hangs(on words: String) -> String { "What else is needed depends on: \(words)" }
  static func missing(_ names: String) -> String { "still missing: \(names)" }
  static let always = "It always applies."
  static let required = "It is needed to finish."
  static let optional = "It is optional."
  static func askedBecause(_ words: String) -> String { "Asked because \(words)." }
  static func askedBecause(rule id: String) -> String { "Asked because \(id) applies." }
  static func notAsked(_ words: String) -> String { "Not asked now. It would be asked if \(words)." }
  static func forGate(_ title: String) -> String { "The gate \"\(title)\" needs it." }
  static func forRules(_ ids: String) -> String { "It decides \(ids)." }
  static func forCalculations(_ titles: String) -> String { "It goes into \(titles)." }
  static let recorded = "It is kept for the report."
  static func heldBecause(_ id: String, _ text: String) -> String { text.isEmpty ? "\(id) applies." : "\(id): \(text)" }
  static func notNow(_ id: String) -> String { "\(id) does not apply now." }
  static func alreadyHolds(_ id: String) -> String { "\(id) applies now." }
  static func noRows(_ rows: String) -> String { "It is about each row of \(rows); there are none now." }
  static func nearest(_ row: String) -> String { "The nearest row is \(row)." }
  static func wouldApply(_ words: String) -> String { "It would apply if \(words)." }
  static func gate(_ title: String, _ verdict: String) -> String { "\(title): \(verdict)" }
  static func verdict(_ verdict: GateView.Verdict) -> String {
    switch verdict {
    case .open: "open"
    case .closed: "closed"
    case .unknown: "not known yet"
    case .overridden: "passed with a reason"
    }
  }
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
  static let otherwise = "none of the other cases applies"
  /// A case that can't be decided yet.
  static func openCase(_ value: String, _ words: String) -> String {
    "not known yet: \(words); it would be \(value) then"
  }
  static func unknown(_ title: String, _ names: String) -> String {
    "\(title) isn't known yet. Still missing: \(names)"
  }
  static func otherCase(_ value: String, _ words: String) -> String { "it would be \(value) if \(words)" }
  static func mean(_ name: String, _ value: String) -> String { "\(name): \(value)" }
  static func from(_ name: String, _ value: String) -> String { "not counted: \(name) (\(value))" }
}
