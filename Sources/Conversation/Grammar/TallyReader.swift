/// Reads counts per row: `5:2 4:3`, `tools=4, people=2`, or one number for each row in order; and vote by vote, by the
/// names of rows or how they begin: `T1 T3, T1 T2`, `3 4 4 2 5 3 4 4`.
///
/// Where rows are called by numbers, so many numbers as there are rows are counts, unless they can only be votes: they are
/// as many as there are people, and don't add up to them.
struct TallyReader {
  let rows: [Offer]
  /// How many people there are, where it is known.
  let people: Int?

  /// More than this is a slip of the finger.
  static let countMax = 100_000

  func read(_ text: String) throws(Rejection) -> [TypedAnswer.Count] {
    let spaced = text.map { $0 == "=" ? ":" : $0 }
    let plain = String(spaced)
    if plain.contains(":") { return try named(plain) }
    let words = plain.split(whereSeparator: { $0.isWhitespace || ",;/".contains($0) })
    if let votes = try votes(words.map(String.init)) { return votes }
    guard words.count == rows.count else { throw shape(words.map(String.init)) }
    var counts: [TypedAnswer.Count] = []
    for (row, word) in zip(rows, words) { counts.append(.init(row.code, try count(String(word)))) }
    return counts
  }

  /// What is wrong with words that are neither votes nor one count for each row.
  private func shape(_ words: [String]) -> Rejection {
    let strange = words.first { NumberWords.whole($0.lowercased()) == nil && row(votedFor: $0.lowercased()) == nil }
    if let strange { return .tallyWord(strange, rows, people: people) }
    return .tallyShape(rows, count: words.count, people: people)
  }

  /// Each word the name of a row, or its beginning: somebody's vote for it. Where there is a word for each person, `x` is
  /// the vote of somebody who has none.
  private func votes(_ words: [String]) throws(Rejection) -> [TypedAnswer.Count]? {
    let mayAbstain = words.count == people && row(votedFor: "x") == nil
    let cast = mayAbstain ? words.filter { $0.lowercased() != "x" && $0 != "-" } : words
    if cast.allSatisfy({ Int($0) != nil }), !areVotes(cast, of: words.count) { return nil }
    var counts: [String: Int] = [:]
    for word in cast {
      guard let row = row(votedFor: word.lowercased()) else { return nil }
      // It would take the place of everybody's votes.
      if words.count == 1, Int(word) != nil, let people, people > 1 { throw .oneVote(row, people: people) }
      counts[row.code, default: 0] += 1
    }
    return counts.isEmpty ? nil : rows.compactMap { row in counts[row.code].map { .init(row.code, $0) } }
  }

  /// Whether numbers are votes: one alone, as many as there are people, or more than there are rows.
  private func areVotes(_ numbers: [String], of count: Int) -> Bool {
    if numbers.count < count { return true }
    if numbers.count == rows.count {
      return count == people && numbers.compactMap { Int($0) }.reduce(0, +) != people
    }
    return count == 1 || count == people || people == nil && count > rows.count
  }

  private func row(votedFor word: String) -> Offer? {
    if let exact = rows.first(where: { $0.code.lowercased() == word }) { return exact }
    guard Int(word) == nil else { return nil }
    let begun = rows.filter { $0.code.lowercased().hasPrefix(word) }
    return begun.count == 1 ? begun[0] : nil
  }

  private func named(_ text: String) throws(Rejection) -> [TypedAnswer.Count] {
    var counts: [TypedAnswer.Count] = []
    for part in entries(text) {
      let halves = part.split(separator: ":", maxSplits: 1).map(\.trimmed)
      guard halves.count == 2 else { throw .tallyCount(part) }
      guard let row = rowNamed(halves[0]) else { throw .tallyUnknown(halves[0], rows: rows) }
      if counts.contains(where: { $0.code == row.code }) { throw .twice(row) }
      counts.append(.init(row.code, try count(halves[1])))
    }
    return counts
  }

  /// Split at commas and semicolons if there are any, else after each count.
  private func entries(_ text: String) -> [String] {
    if text.contains(where: { ",;".contains($0) }) {
      return text.split(whereSeparator: { ",;".contains($0) }).map(\.trimmed).filter { !$0.isEmpty }
    }
    var entries: [String] = []
    var open: [String] = []
    for word in text.split(separator: ":").joined(separator: ": ").split(whereSeparator: \.isWhitespace).map(
      String.init)
    {
      open.append(word)
      if open.count > 1, open.dropLast().last?.hasSuffix(":") ?? false, !word.hasSuffix(":") {
        entries.append(open.joined(separator: " "))
        open = []
      }
    }
    return open.isEmpty ? entries : entries + [open.joined(separator: " ")]
  }

  private func rowNamed(_ name: String) -> Offer? {
    let reader = ChoiceReader(offers: rows.map { Offer($0.code, $0.label) })
    if let exact = reader.exact(name) { return exact }
    guard let answer = try? reader.one(name, allowsText: false), case .code(let code) = answer.content else {
      return nil
    }
    return rows.first { $0.code == code }
  }

  private func count(_ word: String) throws(Rejection) -> Int {
    guard let number = NumberWords.whole(word.lowercased()) ?? NumberWords.named(word.lowercased()),
      number <= TallyReader.countMax
    else { throw .tallyCount(word) }
    return number
  }
}
