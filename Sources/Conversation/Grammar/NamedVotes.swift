/// Votes by name: `Ana 3, Bert 4, Cleo x`, or of one who changed their mind, where the others have voted: `Bert 5`.
struct NamedVotes {
  let names: [String]
  /// How everybody voted so far; fewer numbers than names say nothing about who.
  let before: [Int]
  let range: ClosedRange<Int>

  /// nil where the line isn't made of names and votes.
  func read(_ line: String) throws(Rejection) -> Votes? {
    guard names.count > 1 else { return nil }
    let words = line.split { $0.isWhitespace || ",;=:".contains($0) }.map(String.init)
    guard words.count > 1, words.count.isMultiple(of: 2) else { return nil }
    var said: [Int: Int?] = [:]
    for place in stride(from: 0, to: words.count, by: 2) {
      guard let person = person(words[place]), said[person] == nil else { return nil }
      let word = words[place + 1]
      guard word != "x", word != "-" else {
        said[person] = .some(nil)
        continue
      }
      guard let vote = Int(word) else { return nil }
      guard range.contains(vote) else { throw .notOnScale(word, range) }
      said[person] = vote
    }
    var each = before.count == names.count ? before.map(Optional.some) : []
    if each.isEmpty {
      let missing = names.indices.filter { said[$0] == nil }.map { names[$0] }
      guard missing.isEmpty else { throw .votesMissing(missing) }
      each = names.map { _ in nil }
    }
    for (person, vote) in said { each[person] = vote }
    guard let votes = Votes(each) else { throw .voteCount(0, people: names.count) }
    return votes
  }

  /// By the name or how it begins, where that is nobody else's.
  private func person(_ word: String) -> Int? {
    let wanted = word.lowercased()
    if let exact = names.firstIndex(where: { $0.lowercased() == wanted }) { return exact }
    let begun = names.indices.filter { names[$0].lowercased().hasPrefix(wanted) }
    return begun.count == 1 ? begun[0] : nil
  }
}
