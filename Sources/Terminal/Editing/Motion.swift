/// Where the cursor goes, in scalars from where it is; nil where it can't.
enum Motion {
  static func left(_ before: String) -> Int? { before.last.map { -$0.unicodeScalars.count } }
  static func right(_ after: String) -> Int? { after.first.map { $0.unicodeScalars.count } }

  static func rowStart(_ before: String) -> Int {
    -(before.split(separator: "\n", omittingEmptySubsequences: false).last?.unicodeScalars.count ?? 0)
  }

  static func rowEnd(_ after: String) -> Int {
    after.split(separator: "\n", omittingEmptySubsequences: false).first?.unicodeScalars.count ?? 0
  }

  /// To the same place, counted in graphemes, in the row above.
  static func rowUp(_ before: String) -> Int? {
    let rows = before.split(separator: "\n", omittingEmptySubsequences: false)
    guard rows.count > 1, let row = rows.last else { return nil }
    let target = rows[rows.count - 2].dropFirst(row.count)
    return -(target.unicodeScalars.count + 1 + row.unicodeScalars.count)
  }

  /// To the same place, counted in graphemes, in the row below.
  static func rowDown(_ before: String, _ after: String) -> Int? {
    let rows = after.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    guard rows.count > 1 else { return nil }
    let column = before.split(separator: "\n", omittingEmptySubsequences: false).last?.count ?? 0
    return rows[0].unicodeScalars.count + 1 + rows[1].prefix(column).unicodeScalars.count
  }
}
