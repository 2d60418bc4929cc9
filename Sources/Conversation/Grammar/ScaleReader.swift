/// Reads a rating: `3`, `3 we deploy weekly`, `3/5`, a wording of the scale, and where people vote, `3 4 4 2 5 a note`.
///
/// Several numbers are votes only where it is known how many people there are, and only if it is that many; digits may then
/// stand without blanks (`34425`).
struct ScaleReader {
  let range: ClosedRange<Int>
  let labels: [Int: String]
  let people: Int?

  func read(_ text: String) throws(Rejection) -> TypedAnswer {
    let head = text.prefix { $0 != ";" }
    let words = head.split(whereSeparator: { $0.isWhitespace || $0 == "," }).map(String.init)
    if let digits = votes(in: words.first) { return try votes(digits, note: note(after: 1, in: text)) }
    let numbers = words.prefix { isVote($0) }
    guard let first = numbers.first else { return try byWording(text) }
    if let people, people > 1, numbers.count > 1 {
      guard numbers.count == people else { throw .voteCount(numbers.count, people: people) }
      return try votes(Array(numbers), note: note(after: numbers.count, in: text))
    }
    if let count = votesLike(words) { throw .voteCount(count, people: people) }
    let rating = try onScale(first)
    return TypedAnswer(.scale(rating), note: note(after: 1, in: text))
  }

  /// How many votes words look like: numbers of the scale, three or more, or nothing but numbers. A number behind the first
  /// may begin a note (`3 2 teams differ`).
  private func votesLike(_ words: [String]) -> Int? {
    let onlyDigits =
      words.count > 1 && words.allSatisfy { !$0.contains(where: \.isLetter) && $0.contains(where: \.isNumber) }
    let onScale = words.prefix { number($0).map(range.contains) ?? false }
    return onlyDigits ? words.count : onScale.count > 2 ? onScale.count : nil
  }

  /// The digits of a word that is no rating by itself, one for each person.
  private func votes(in word: String?) -> [String]? {
    guard let word, let people, people > 1, word.utf8.count == people,
      word.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), !(Int(word).map(range.contains) ?? false)
    else { return nil }
    return word.map(String.init)
  }

  /// What stands behind so many words, as it was typed.
  private func note(after count: Int, in text: String) -> String? {
    var rest = Substring(text)
    for _ in 0..<count {
      rest = rest.drop(while: isBetween)
      rest = rest.drop { !isBetween($0) }
    }
    let note = rest.drop { isBetween($0) || "-–:".contains($0) }.trimmed
    return note.isEmpty ? nil : note
  }

  private func isBetween(_ character: Character) -> Bool { character.isWhitespace || ",;".contains(character) }

  /// `3`, `3/5`, `three`; `-` or `x` for somebody who doesn't vote.
  private func isVote(_ word: String) -> Bool {
    if people != nil, word == "-" || word == "x" { return true }
    return number(word) != nil
  }

  private func number(_ word: String) -> Int? {
    let bare = word.trimmingSuffix { ".):,".contains($0) }
    if let slash = bare.firstIndex(of: "/"), bare[bare.index(after: slash)...] == String(range.upperBound) {
      return Int(bare[..<slash])
    }
    if bare.first == "+" { return nil }
    return Int(bare) ?? NumberWords.named(bare.lowercased())
  }

  private func onScale(_ word: String) throws(Rejection) -> Int {
    guard let rating = number(word), range.contains(rating) else {
      throw .notOnScale(word.trimmingSuffix { ".):,".contains($0) }, range)
    }
    return rating
  }

  private func votes(_ words: [String], note: String?) throws(Rejection) -> TypedAnswer {
    var each: [Int?] = []
    for word in words {
      if word == "-" || word == "x" { each.append(nil) } else { each.append(try onScale(word)) }
    }
    guard let votes = Votes(each) else { throw .voteCount(0, people: people) }
    return TypedAnswer(.votes(votes), note: note)
  }

  private func byWording(_ text: String) throws(Rejection) -> TypedAnswer {
    let offers = labels.sorted { $0.key < $1.key }.map { Offer("#\($0.key)", $0.value) }
    let wanted = ChoiceReader.folded(text)
    let matches =
      offers.filter { ChoiceReader.folded($0.label) == wanted }.first.map { [$0] }
      ?? offers.filter { ChoiceReader.folded($0.label).hasPrefix(wanted) }
    if matches.count == 1, let rating = Int(matches[0].code.dropFirst()) { return TypedAnswer(.scale(rating)) }
    if matches.count > 1 { throw .severalMatch(text, matches) }
    throw .notOnScale(text, range)
  }
}

/// Reads the coverage scale: `0`, `0.25`, `.5`, `1`, `25%`, `1/2`, or its wording.
struct CoverageReader {
  let labels: [String]

  static let values = ["0", "0.25", "0.5", "1"]

  func read(_ text: String) throws(Rejection) -> TypedAnswer {
    let (first, rest) = text.firstWord
    let word = first.trimmingSuffix { ":;,".contains($0) }
    if let value = CoverageReader.value(word) {
      let more = rest.split(whereSeparator: \.isWhitespace).map { $0.trimmingSuffix { ":;,?".contains($0) } }
      // More values of the scale are no remark; somebody takes this for several questions, or votes.
      if !more.isEmpty, more.allSatisfy({ CoverageReader.value($0) != nil }) { throw .notOnCoverage(text.trimmed) }
      return TypedAnswer(.number(value), note: rest.isEmpty ? nil : rest)
    }
    let offers = zip(CoverageReader.values, labels).map { Offer("=" + $0, $1) }
    let wanted = ChoiceReader.folded(text)
    let exact = offers.filter { ChoiceReader.folded($0.label) == wanted }
    let begins = offers.filter { ChoiceReader.folded($0.label).hasPrefix(wanted) }
    let matches = exact.isEmpty ? begins : exact
    if matches.count > 1 { throw .severalMatch(text, matches) }
    guard let match = matches.first, let value = DecimalText(match.code.dropFirst()) else {
      throw .notOnCoverage(word)
    }
    return TypedAnswer(.number(value))
  }

  private static func value(_ word: String) -> DecimalText? {
    switch word {
    case "1/4", "25%", "0,25", "¼": DecimalText("0.25")
    case "1/2", "50%", "0,5", "½", "half": DecimalText("0.5")
    case "100%": DecimalText("1")
    case "0%": DecimalText("0")
    default: DecimalText(word).flatMap { values.contains($0.description) ? $0 : nil }
    }
  }
}
