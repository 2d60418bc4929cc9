/// Longest name that is compared letter by letter; longer ones are never suggested.
private let nameLengthMax = 64

/// The name that was probably meant, or nil when none is near enough.
///
/// Near is: the same but for case, `-` and `_`; or an edit distance (insert, delete, replace, swap neighbours) of at
/// most a third of the length. A single letter is near nothing else. Ties go to the name that comes first.
public func nearest(to word: String, among names: some Sequence<String>) -> String? {
  let wanted = folded(word)
  guard !wanted.isEmpty, wanted.count <= nameLengthMax else { return nil }
  var best: (name: String, distance: Int)?
  for name in names where name != word {
    let candidate = folded(name)
    guard candidate.count <= nameLengthMax else { continue }
    let isLetter = min(wanted.count, candidate.count) < 2
    let allowed = isLetter ? 0 : max(1, max(wanted.count, candidate.count) / 3)
    let limit = min(best.map { $0.distance - 1 } ?? Int.max, allowed)
    guard limit >= 0, abs(candidate.count - wanted.count) <= limit else { continue }
    let distance = editDistance(wanted, candidate)
    if distance <= limit { best = (name, distance) }
  }
  return best?.name
}

/// `did you mean 'size'?`, or nil.
public func didYouMean(_ word: String, among names: some Sequence<String>) -> String? {
  nearest(to: word, among: names).map { "did you mean '\($0)'?" }
}

/// Edits that turn one text into the other; two swapped neighbours count as one.
func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var before: [Int] = []
  var previous = Array(0...right.count)
  for i in 0..<left.count {
    var current = [i + 1]
    current.reserveCapacity(right.count + 1)
    for j in 0..<right.count {
      let cost = left[i] == right[j] ? 0 : 1
      var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + cost)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { best = min(best, before[j - 1] + 1) }
      current.append(best)
    }
    before = previous
    previous = current
  }
  return previous[right.count]
}

private func folded(_ word: String) -> [Unicode.Scalar] {
  word.unicodeScalars.prefix(nameLengthMax + 1).map { scalar in
    if scalar == "-" { return "_" }
    guard scalar.value >= 0x41, scalar.value <= 0x5A else { return scalar }
    return Unicode.Scalar(UInt8(scalar.value + 32))
  }
}
