/// What Tab does: put in what all candidates have in common, or show them.
enum CompletionPlan: Equatable {
  case nothing
  /// Replace the last `count` scalars before the cursor.
  case replace(count: Int, with: String)
  case list([Completion])

  init(before: String, candidates: [Completion]) {
    guard let first = candidates.first else {
      self = .nothing
      return
    }
    let word = before.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    var common = first.text
    for candidate in candidates.dropFirst() {
      while !candidate.text.hasPrefix(common) { common.removeLast() }
    }
    if candidates.count == 1 { common += " " }
    let isFurther = common.count > word.count || (candidates.count == 1 && common != word)
    self = isFurther ? .replace(count: word.unicodeScalars.count, with: common) : .list(candidates)
  }
}
