/// The candidate that is most like a word, for "Did you mean"; nil if none is near.
///
/// Near: at most one change for up to four letters, two for up to eight, three beyond.
func nearest(_ word: String, among candidates: [String]) -> String? {
  let letters = Array(word.prefix(nearestLengthMax))
  let allowed = letters.count <= 4 ? 1 : letters.count <= 8 ? 2 : 3
  var best: (String, Int)?
  for candidate in candidates {
    let distance = editDistance(letters, Array(candidate.prefix(nearestLengthMax)))
    if distance <= allowed, distance < best?.1 ?? Int.max { best = (candidate, distance) }
  }
  return best?.0
}

/// Longer words are compared by their beginning.
private let nearestLengthMax = 40

/// How many letters to add, drop, change or swap with their neighbour (optimal string alignment).
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for i in 1...left.count {
    var row = [Int](repeating: i, count: right.count + 1)
    for j in 1...right.count {
      let change = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
      row[j] = min(change, last[j] + 1, row[j - 1] + 1)
      if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
        row[j] = min(row[j], beforeLast[j - 2] + 1)
      }
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}
