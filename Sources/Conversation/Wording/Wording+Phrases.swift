/// Small pieces that sentences are made of.
extension Wording {
  /// `1 answer`, `3 answers`.
  static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }

  /// `a, b or c`.
  static func joined(_ parts: [String], last: String = "and") -> String {
    guard parts.count > 1, let end = parts.last else { return parts.first ?? "" }
    return Array(parts.dropLast()).joined(separator: ", ") + " \(last) " + end
  }

  /// A quoted text of at most 40 characters.
  static func quoted(_ text: String) -> String {
    let line = text.onOneLine
    return "\"\(line.count > 40 ? line.prefix(39) + "…" : line)\""
  }

  /// `1 to 5`, `a to e`, `1 or 2`; where there are rows each by its id: `B1, B3 or 4`.
  static func places(_ offers: [Offer]) -> String {
    let keys = ChoiceReader.keys(offers)
    guard keys.count > 2, !offers.contains(where: \.isRowID), let first = keys.first, let last = keys.last else {
      return joined(keys, last: "or")
    }
    return "\(first) to \(last)"
  }

  /// `6 weeks`, `40%`.
  static func amount(_ number: DecimalText, _ unit: String?) -> String {
    guard let unit, !unit.isEmpty else { return number.description }
    if unit == "%" { return "\(number)%" }
    let isOne = number.description == "1" && unit.hasSuffix("s") && !unit.contains(" ")
    return "\(number) \(isOne ? String(unit.dropLast()) : unit)"
  }
}
