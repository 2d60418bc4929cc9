/// Reads a number: `5`, `about 5`, `5 weeks`, `10,000`, `1 200`, `2k`, `five`, `50%`, and a note after `;`.
///
/// Where a question names no unit, words may follow the number (`12 people`). A month's name is none of them: `20 nov` is
/// a day, and nobody who types one means 20.
struct NumberReader {
  let bounds: NumberBounds

  func read(_ text: String) throws(Rejection) -> TypedAnswer {
    let parts = text.split(separator: ";", maxSplits: 1)
    let note = parts.count == 2 ? parts[1].trimmed : ""
    var body = (parts.first.map(String.init) ?? "").lowercased().trimmed
    let isApproximate = NumberReader.dropApproximation(&body)
    let (digits, unitTyped) = NumberReader.split(body)
    guard !digits.isEmpty else { throw .notANumber(text, unit: bounds.unit) }
    if NumberReader.isRange(body) { throw .numberRange(text) }
    let (number, remark) = try value(digits, text)
    try checkUnit(unitTyped, number, text)
    try check(number)
    let notes = [unitToKeep(unitTyped), note].filter { !$0.isEmpty }
    return TypedAnswer(
      .number(number), isApproximate: isApproximate, note: notes.isEmpty ? nil : notes.joined(separator: "; "),
      remark: remark)
  }

  private static let approximations = [
    "about ", "around ", "roughly ", "approximately ", "approx. ", "approx ", "ca. ", "ca ", "circa ", "maybe ",
    "perhaps ", "say ", "some ", "~", "≈",
  ]

  /// Takes `about`, `~`, `or so`, `-ish` off.
  private static func dropApproximation(_ body: inout String) -> Bool {
    let before = body
    for word in approximations where body.hasPrefix(word) {
      body = body.dropFirst(word.count).trimmed
      break
    }
    for ending in [" or so", " roughly", " approximately", " give or take"] where body.hasSuffix(ending) {
      body = body.dropLast(ending.count).trimmed
    }
    if body.hasSuffix("ish"), body.dropLast(3).last?.isNumber ?? false { body = String(body.dropLast(3)) }
    return body != before
  }

  /// The number's own text and what follows it.
  private static func split(_ body: String) -> (digits: String, unit: String) {
    if let (word, rest) = Optional(body.firstWord), let number = NumberWords.named(word) {
      return (String(number), rest)
    }
    if body == "half" { return ("0.5", "") }
    if body == "a dozen" { return ("12", "") }
    var digits = body.prefix { $0.isASCII && ($0.isNumber || "+-.,' ".contains($0)) }
    while let last = digits.last, " ,".contains(last) { digits.removeLast() }
    let rest = body.dropFirst(digits.count).trimmed
    guard digits.contains(where: \.isNumber) else { return ("", body) }
    return (String(digits), rest)
  }

  /// `3-5`, `3 to 5`.
  private static func isRange(_ body: String) -> Bool {
    let words = body.split(whereSeparator: { " -–".contains($0) })
    guard words.count >= 2, !body.hasPrefix("-") else { return false }
    let numbers = words.filter { $0.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") } }
    return numbers.count == 2
      && (body.contains("-") || body.contains("–") || words.contains("to") || words.contains("or"))
  }

  /// Thousands may be set apart by commas, spaces or apostrophes; the decimal sign is the point.
  private func value(_ digits: String, _ text: String) throws(Rejection) -> (DecimalText, TypedAnswer.Remark?) {
    let sign = digits.hasPrefix("-") ? "-" : ""
    let bare = sign.isEmpty && !digits.hasPrefix("+") ? digits : String(digits.dropFirst())
    guard !bare.contains("-"), !bare.contains("+") else { throw .notANumber(text, unit: bounds.unit) }
    let groups = bare.split(omittingEmptySubsequences: false) { ",' ".contains($0) }.map(String.init)
    if groups.count == 1 {
      guard bare.utf8.count <= DecimalText.digitCountMax * 2 else { throw .tooManyDigits }
      guard let number = DecimalText(sign + bare) else {
        if bare.filter(\.isNumber).count > DecimalText.digitCountMax { throw .tooManyDigits }
        throw .notANumber(text, unit: bounds.unit)
      }
      return (number, nil)
    }
    let areThousands =
      (1...3).contains(groups[0].count)
      && groups.dropFirst().allSatisfy { group in
        group.prefix(3).allSatisfy(\.isNumber) && (group.count == 3 || group.dropFirst(3).first == ".")
      }
    if areThousands, let number = DecimalText(sign + groups.joined()) {
      return (number, .readAs(number.description))
    }
    if groups.count == 2, bare.contains(","), let number = DecimalText(sign + groups.joined(separator: ".")) {
      throw .decimalComma(text, suggestion: number.description)
    }
    throw .notANumber(text, unit: bounds.unit)
  }

  private func checkUnit(_ typed: String, _ number: DecimalText, _ text: String) throws(Rejection) {
    let word = typed.trimmingSuffix { ".".contains($0) }
    guard !word.isEmpty else { return }
    let unit = bounds.unit?.lowercased() ?? ""
    let same = [unit, unit.trimmingSuffix { $0 == "s" }, unit + "s"].map(\.trimmed).filter { !$0.isEmpty }
    if same.contains(word)
      || (unit.contains("%") || unit.hasPrefix("percent")) && ["%", "percent", "per cent", "pct"].contains(word)
    {
      return
    }
    if NumberReader.beginsWithMonth(word) { throw .aDay(text, unit: bounds.unit) }
    if let first = same.first, word.hasPrefix(first + " ") || first.split(separator: " ").contains(Substring(word)) {
      return
    }
    guard let own = NumberReader.days[unit], let other = NumberReader.days[word] else {
      if unit.isEmpty, word.allSatisfy({ $0.isLetter || $0 == " " || $0 == "%" }) { return }
      if unit.isEmpty { throw .notANumber(text, unit: nil) }
      throw .otherUnit(typed: word, unit: bounds.unit ?? "", suggestion: nil)
    }
    if own == other { return }
    let converted = (number.double * other / own * 10).rounded() / 10
    let whole = bounds.isWhole || converted == converted.rounded()
    let shown = whole ? String(Int64(converted.rounded())) : String(converted)
    throw .otherUnit(typed: word, unit: bounds.unit ?? "", suggestion: shown)
  }

  /// `days`, where no unit is asked for: weeks may be meant by the question, and 3 alone would be another number.
  private func unitToKeep(_ typed: String) -> String {
    let word = typed.trimmingSuffix { $0 == "." }
    return (bounds.unit ?? "").isEmpty && NumberReader.days[word] != nil ? word : ""
  }

  /// `nov`, and what is left of `20th of november`.
  private static func beginsWithMonth(_ word: String) -> Bool {
    let words = word.split(separator: " ").map(String.init)
    return words.first { !["st", "nd", "rd", "th", "of"].contains($0) }.flatMap(DatePhrase.month) != nil
  }

  /// Length of time units in days, for converting what was typed.
  private static let days: [String: Double] = [
    "minute": 1.0 / 1440, "minutes": 1.0 / 1440, "min": 1.0 / 1440,
    "hour": 1.0 / 24, "hours": 1.0 / 24, "day": 1, "days": 1, "week": 7, "weeks": 7, "wks": 7, "month": 30.4375,
    "months": 30.4375, "quarter": 91.3125, "quarters": 91.3125, "year": 365.25, "years": 365.25,
  ]

  private func check(_ number: DecimalText) throws(Rejection) {
    if bounds.isWhole, !number.isWhole { throw .notWhole(number.description) }
    if let min = bounds.min, number.double < min.double {
      throw .below(min, unit: bounds.unit, higher: bounds.max)
    }
    if let max = bounds.max, number.double > max.double {
      throw .above(max, unit: bounds.unit, lower: bounds.min)
    }
  }
}
