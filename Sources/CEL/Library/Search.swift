/// Finding a part in a whole, in linear time (Knuth, Morris, Pratt).
enum Search {
  /// The first place at or after `from` where the part begins.
  static func first<T: Equatable>(_ part: [T], in whole: [T], from: Int) -> Int? {
    guard !part.isEmpty else { return from }
    let table = fallbacks(part)
    var matched = 0
    for index in whole.indices.dropFirst(from) {
      while matched > 0 && whole[index] != part[matched] { matched = table[matched - 1] }
      if whole[index] == part[matched] { matched += 1 }
      if matched == part.count { return index - matched + 1 }
    }
    return nil
  }

  /// The last place at or before `from` where the part begins.
  static func last<T: Equatable>(_ part: [T], in whole: [T], from: Int) -> Int? {
    let end = min(whole.count, from + part.count)
    let found = first(Array(part.reversed()), in: Array(whole[..<end].reversed()), from: 0)
    return found.map { end - $0 - part.count }
  }

  /// The pieces between up to `limit` occurrences of the separator; an empty one lies before, between and after all elements.
  static func split<T: Equatable>(_ whole: [T], by separator: [T], limit: Int) -> [ArraySlice<T>] {
    var pieces: [ArraySlice<T>] = []
    guard !separator.isEmpty else {
      if limit > 0 { pieces.append(whole[0..<0]) }
      let singles = min(whole.count, limit == Int.max ? limit : max(0, limit - 1))
      for index in 0..<singles { pieces.append(whole[index...index]) }
      return pieces + [whole[singles...]]
    }
    let table = fallbacks(separator)
    var (matched, start) = (0, 0)
    for index in whole.indices where pieces.count < limit {
      while matched > 0 && whole[index] != separator[matched] { matched = table[matched - 1] }
      if whole[index] == separator[matched] { matched += 1 }
      if matched == separator.count {
        pieces.append(whole[start...index].dropLast(matched))
        (matched, start) = (0, index + 1)
      }
    }
    return pieces + [whole[start...]]
  }

  /// For each prefix, the length of its longest proper prefix that is also its suffix.
  private static func fallbacks<T: Equatable>(_ part: [T]) -> [Int] {
    var table = [0]
    var matched = 0
    for index in part.indices.dropFirst() {
      while matched > 0 && part[index] != part[matched] { matched = table[matched - 1] }
      if part[index] == part[matched] { matched += 1 }
      table.append(matched)
    }
    return table
  }
}
