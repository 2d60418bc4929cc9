/// Days as people say them: `in 6 weeks`, `next Friday`, `14 May`, `2026-05-14`, `end of month`.
///
/// All forms are relative to a given day. A day without a year is the next one, or that of the last six weeks;
/// `Friday` and `next Friday` are the first Friday after today. Numbers with slashes are taken only where day and month can't be mixed up.
struct DatePhrase {
  let today: CalendarDay
  /// Where a day is suggested: a day without a year is the one next to it, be it past or to come.
  var near: CalendarDay?

  enum Reading: Equatable {
    case day(CalendarDay)
    case rejected(DateProblem)
  }

  func read(_ text: String) -> Reading {
    let words = DatePhrase.words(text)
    guard !words.isEmpty, words.count <= DatePhrase.wordCountMax else { return .rejected(.notUnderstood) }
    if let day = fixedWord(words) ?? relative(words) ?? endOrStart(words) { return .day(day) }
    return numeric(words) ?? weekdayAlone(words) ?? named(words) ?? .rejected(.notUnderstood)
  }

  static let wordCountMax = 8

  /// Lower case, without commas and the words that only introduce a day.
  private static func words(_ text: String) -> [String] {
    let plain = text.lowercased().map { $0 == "," ? " " : $0 }
    var words = String(plain).split(whereSeparator: \.isWhitespace).map(String.init)
    while let first = words.first, ["on", "by", "about", "around", "until", "before", "from"].contains(first) {
      words.removeFirst()
    }
    if words.count > 1 { words.removeAll { $0 == "the" } }
    return words
  }

  private func fixedWord(_ words: [String]) -> CalendarDay? {
    switch words.joined(separator: " ") {
    case "today", "now": today
    case "tomorrow": today.adding(days: 1)
    case "yesterday": today.adding(days: -1)
    case "day after tomorrow": today.adding(days: 2)
    case "day before yesterday": today.adding(days: -2)
    case "next week": today.adding(days: 7 - today.weekday)
    case "next month": CalendarDay(year: today.year, month: today.month, day: 1)?.adding(months: 1)
    case "next year": CalendarDay(year: today.year + 1, month: 1, day: 1)
    default: nil
    }
  }

  /// `in 6 weeks`, `6 weeks`, `in a month`, `3 days ago`, `2 weeks from now`.
  private func relative(_ words: [String]) -> CalendarDay? {
    var rest = words
    if rest.first == "in" || rest.first == "within" { rest.removeFirst() }
    var sign = 1
    if rest.last == "ago" {
      sign = -1
      rest.removeLast()
    } else if rest.suffix(2) == ["from", "now"] || rest.suffix(2) == ["from", "today"] {
      rest.removeLast(2)
    }
    if rest == ["fortnight"] || rest == ["a", "fortnight"] { return today.adding(days: 14 * sign) }
    if rest.count == 1, let split = DatePhrase.splitNumber(rest[0]) { rest = split }
    guard rest.count == 2, let amount = NumberWords.whole(rest[0]), amount <= 100_000 else { return nil }
    switch rest[1] {
    case "day", "days", "d": return today.adding(days: amount * sign)
    case "week", "weeks", "wk", "wks", "w": return today.adding(days: 7 * amount * sign)
    case "month", "months": return today.adding(months: amount * sign)
    case "year", "years": return today.adding(months: 12 * amount * sign)
    default: return nil
    }
  }

  /// `6w` as `6` and `w`.
  private static func splitNumber(_ word: String) -> [String]? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count < word.count else { return nil }
    return [String(digits), String(word.dropFirst(digits.count))]
  }

  /// `end of month`, `end of May`, `mid May`, `start of next month`, `end of q3`.
  private func endOrStart(_ words: [String]) -> CalendarDay? {
    guard words.count >= 2 else { return nil }
    let rest = Array(words.dropFirst().drop { $0 == "of" })
    switch words[0] {
    case "end": return lastDay(of: rest)
    case "mid", "middle": return firstDay(of: rest)?.adding(days: 14)
    case "start", "beginning", "early": return firstDay(of: rest)
    default: return nil
    }
  }

  private func lastDay(of period: [String]) -> CalendarDay? {
    switch period.joined(separator: " ") {
    case "week", "this week": return today.adding(days: today.weekday <= 4 ? 4 - today.weekday : 11 - today.weekday)
    case "next week": return today.adding(days: 11 - today.weekday)
    case "year", "this year": return CalendarDay(year: today.year, month: 12, day: 31)
    case "next year": return CalendarDay(year: today.year + 1, month: 12, day: 31)
    case "month", "this month": return today.endOfMonth
    case "quarter", "this quarter":
      return CalendarDay(year: today.year, month: (today.month + 2) / 3 * 3, day: 1)?.endOfMonth
    default: break
    }
    if period.count == 1, let quarter = ["q1": 3, "q2": 6, "q3": 9, "q4": 12][period[0]] {
      let end = CalendarDay(year: today.year, month: quarter, day: 1)?.endOfMonth
      if let end, end < today { return end.adding(months: 12)?.endOfMonth }
      return end
    }
    guard let first = firstDay(of: period) else { return nil }
    return first.endOfMonth
  }

  /// The first day of a month that is named (the one not over yet), this or the next.
  private func firstDay(of period: [String]) -> CalendarDay? {
    let thisMonth = CalendarDay(year: today.year, month: today.month, day: 1)
    switch period.joined(separator: " ") {
    case "month", "this month": return thisMonth
    case "next month": return thisMonth?.adding(months: 1)
    case "next year": return CalendarDay(year: today.year + 1, month: 1, day: 1)
    default: break
    }
    guard let name = period.first, let month = DatePhrase.month(name) else { return nil }
    if period.count == 2, let year = Int(period[1]) { return CalendarDay(year: year, month: month, day: 1) }
    guard period.count == 1, let first = CalendarDay(year: today.year, month: month, day: 1) else { return nil }
    return first.endOfMonth < today ? first.adding(months: 12) : first
  }

  /// `2026-05-14`, `20260514`, `14.5.2026`, `14.05.`, `14/05/2026`, `14/5`.
  private func numeric(_ words: [String]) -> Reading? {
    guard words.count == 1 else { return nil }
    let word = words[0]
    if word.count == 8, let all = Int(word), word.allSatisfy(\.isASCII) {
      return built(year: all / 10_000, month: all / 100 % 100, day: all % 100)
    }
    guard word.allSatisfy({ $0.isASCII && ($0.isNumber || "-./".contains($0)) }) else { return nil }
    let parts = word.split(whereSeparator: { "-./".contains($0) })
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, parts.count == 2 || parts.count == 3 else { return nil }
    if parts.count == 3, parts[0].count == 4 { return built(year: numbers[0], month: numbers[1], day: numbers[2]) }
    if parts.count == 3, parts[2].count != 4, parts[2].count != 2 { return nil }
    let year = parts.count == 3 ? (parts[2].count == 2 ? 2000 + numbers[2] : numbers[2]) : nil
    if word.contains(".") {
      if parts.count == 2, !word.hasSuffix("."), parts[0].count < 2 || parts[1].count < 2 { return nil }
      return dayOf(month: numbers[1], day: numbers[0], year: year)
    }
    return slashed(numbers[0], numbers[1], year: year)
  }

  /// Two numbers in either order: clear where one is above 12 or both are equal.
  private func slashed(_ first: Int, _ second: Int, year: Int?) -> Reading? {
    if first == second || first > 12 { return dayOf(month: second, day: first, year: year) }
    if second > 12 { return dayOf(month: first, day: second, year: year) }
    let readings = [(second, first), (first, second)].compactMap { month, day in
      year.map { CalendarDay(year: $0, month: month, day: day) } ?? nextDay(month: month, day: day)
    }
    guard readings.count == 2 else { return nil }
    return .rejected(.twoWays(readings[0], readings[1]))
  }

  /// `Friday`, `next Fri`, `this Friday`, `last Monday`.
  private func weekdayAlone(_ words: [String]) -> Reading? {
    guard let name = words.last, let weekday = DatePhrase.weekday(name) else { return nil }
    let ahead = (weekday - today.weekday + 7) % 7
    let days: Int
    switch words.dropLast() {
    case [], ["next"], ["coming"]: days = ahead == 0 ? 7 : ahead
    case ["this"]: days = ahead
    case ["last"]: days = ahead == 0 ? -7 : ahead - 7
    default: return nil
    }
    return today.adding(days: days).map(Reading.day)
  }

  /// `14 May`, `May 14th 2026`, `Fri 14 May`, `14th`, `1st of June`.
  private func named(_ words: [String]) -> Reading? {
    var rest = words.filter { $0 != "of" }
    var weekday: Int?
    if rest.count >= 2, let found = DatePhrase.weekday(rest[0]) {
      weekday = found
      rest.removeFirst()
    }
    if rest.count == 1, let day = DatePhrase.ordinal(rest[0], bare: false) { return theNext(day) }
    guard rest.count == 2 || rest.count == 3 else { return nil }
    let year = rest.count == 3 ? Int(rest[2]).map { $0 < 100 ? 2000 + $0 : $0 } : nil
    if rest.count == 3, year == nil { return nil }
    let (month, day): (Int, Int)
    if let found = DatePhrase.month(rest[1]), let number = DatePhrase.ordinal(rest[0], bare: true) {
      (month, day) = (found, number)
    } else if let found = DatePhrase.month(rest[0]), let number = DatePhrase.ordinal(rest[1], bare: true) {
      if number > 31 { return .rejected(.noDay(month: found, year: number)) }
      (month, day) = (found, number)
    } else {
      return nil
    }
    let reading = dayOf(month: month, day: day, year: year)
    guard let weekday, case .day(let found) = reading, found.weekday != weekday else { return reading }
    return .rejected(.otherWeekday(found))
  }

  /// The next month's day with that number, from today on.
  private func theNext(_ day: Int) -> Reading {
    for offset in 0...2 {
      let first = CalendarDay(year: today.year, month: today.month, day: 1)?.adding(months: offset)
      guard let first, let found = CalendarDay(year: first.year, month: first.month, day: day) else { continue }
      if found >= today { return .day(found) }
    }
    return .rejected(.notUnderstood)
  }

  private func built(year: Int, month: Int, day: Int) -> Reading {
    if let found = CalendarDay(year: year, month: month, day: day) { return .day(found) }
    guard (1...12).contains(month), (1...9999).contains(year) else { return .rejected(.notUnderstood) }
    return .rejected(.noSuchDay(month: month, year: year))
  }

  private func dayOf(month: Int, day: Int, year: Int?) -> Reading {
    if let year { return built(year: year, month: month, day: day) }
    if let found = nextDay(month: month, day: day) { return .day(found) }
    return built(year: today.year, month: month, day: day)
  }

  /// The next one, up to eight years ahead for 29 February; but one of the last weeks rather than nearly a year ahead.
  private func nextDay(month: Int, day: Int) -> CalendarDay? {
    if let near {
      return (-1...1).compactMap { CalendarDay(year: near.year + $0, month: month, day: day) }
        .min { abs($0.dayNumber - near.dayNumber) < abs($1.dayNumber - near.dayNumber) }
    }
    let earliest = today.adding(days: -DatePhrase.recentDaysMax) ?? today
    return (-1...8).lazy.compactMap { CalendarDay(year: today.year + $0, month: month, day: day) }
      .first { $0 >= earliest }
  }

  static let recentDaysMax = 45

  static func month(_ word: String) -> Int? {
    let name = word.hasSuffix(".") ? String(word.dropLast()) : word
    guard name.count >= 3 else { return nil }
    if name == "sept" { return 9 }
    let found = CalendarDay.monthNames.firstIndex {
      let full = $0.lowercased()
      return full == name || full.prefix(3) == name
    }
    return found.map { $0 + 1 }
  }

  static func weekday(_ word: String) -> Int? {
    let name = word.hasSuffix(".") ? String(word.dropLast()) : word
    guard name.count >= 3 else { return nil }
    if let short = ["tues": 1, "thur": 3, "thurs": 3, "weds": 2][name] { return short }
    return CalendarDay.weekdayNames.firstIndex {
      let full = $0.lowercased()
      return full == name || full.prefix(3) == name
    }
  }

  /// `14th`, and `14` or `14.` where `bare` allows it.
  private static func ordinal(_ word: String, bare: Bool) -> Int? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count <= 4, let number = Int(digits) else { return nil }
    let ending = word.dropFirst(digits.count)
    if ["st", "nd", "rd", "th"].contains(ending) { return number }
    return bare && (ending.isEmpty || ending == ".") ? number : nil
  }
}

/// Why a text isn't taken as a day.
enum DateProblem: Equatable {
  case notUnderstood
  /// `31 February`.
  case noSuchDay(month: Int, year: Int)
  /// `May 2027`: a month, not a day.
  case noDay(month: Int, year: Int)
  /// `4/5/2026`.
  case twoWays(CalendarDay, CalendarDay)
  /// `Mon 14 May 2026`, but the day is another weekday.
  case otherWeekday(CalendarDay)
}
