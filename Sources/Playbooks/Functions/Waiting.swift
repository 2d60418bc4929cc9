/// Rows that wait for other rows of the same list (`needs`), reduced to what order and dates need.
///
/// Total: needs that aren't there and needs on a cycle are harmless.
struct Waiting {
  struct Row {
    let id: String
    let needs: [String]
    var start: Int64
    var end: Int64
    var wasEnd: Int64
  }

  var rows: [Row]
  private let place: [String: Int]

  init(_ rows: [Row]) {
    self.rows = rows
    place = Dictionary(rows.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func needs(_ index: Int) -> [Int] { rows[index].needs.compactMap { place[$0] } }

  /// The ids of one cycle, each needing the next; empty if there is none.
  func cycle() -> [String] {
    var state = [UInt8](repeating: 0, count: rows.count)
    for start in rows.indices where state[start] == 0 {
      var path: [(row: Int, next: Int)] = [(start, 0)]
      state[start] = 1
      while let top = path.last {
        let needed = needs(top.row)
        guard top.next < needed.count else {
          state[top.row] = 2
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let child = needed[top.next]
        if state[child] == 1, let from = path.firstIndex(where: { $0.row == child }) {
          return path[from...].map { rows[$0.row].id }
        }
        if state[child] == 0 {
          state[child] = 1
          path.append((child, 0))
        }
      }
    }
    return []
  }

  /// What is needed first; among those free to go, the earlier `start`, then the place in the list. Rows on or behind
  /// a cycle come last, in their order.
  func ordered() -> [Int] {
    var waitsFor = rows.indices.map { Set(needs($0)).count }
    var readers = [[Int]](repeating: [], count: rows.count)
    for index in rows.indices { for need in Set(needs(index)) { readers[need].append(index) } }
    var ready = rows.indices.filter { waitsFor[$0] == 0 }
    var done: [Int] = []
    while let next = ready.min(by: { (rows[$0].start, $0) < (rows[$1].start, $1) }) {
      ready.removeAll { $0 == next }
      done.append(next)
      for reader in readers[next] {
        waitsFor[reader] -= 1
        if waitsFor[reader] == 0 { ready.append(reader) }
      }
    }
    let finished = Set(done)
    return done + rows.indices.filter { !finished.contains($0) }
  }

  /// The chain of needs with the largest sum of lengths, first row first.
  func longest() -> [String] {
    let order = ordered()
    let free = order.prefix { !isStuck($0, order) }
    var best: [Int: (sum: Int64, before: Int?)] = [:]
    for index in free {
      var (sum, before): (Int64, Int?) = (0, nil)
      for need in needs(index) {
        if let found = best[need], before == nil || found.sum > sum { (sum, before) = (found.sum, need) }
      }
      let length = rows[index].end.subtractingReportingOverflow(rows[index].start).partialValue
      best[index] = (sum.addingReportingOverflow(length).partialValue, before)
    }
    guard var at = free.max(by: { (best[$0]?.sum ?? 0, -$0) < (best[$1]?.sum ?? 0, -$1) }) else { return [] }
    var chain = [rows[at].id]
    while let before = best[at]?.before {
      chain.append(rows[before].id)
      at = before
    }
    return chain.reversed()
  }

  private func isStuck(_ index: Int, _ order: [Int]) -> Bool {
    guard let own = order.firstIndex(of: index) else { return true }
    return needs(index).contains { need in (order.firstIndex(of: need) ?? own) >= own }
  }

  /// Moves rows that start before something they need has come to its new end, keeping their length.
  ///
  /// In order of needs: a row with a needed row that ends later than its `was_end`, and after this row's start, moves to
  /// the latest end of all it needs. Rows on a cycle stay.
  mutating func cascade() {
    let order = ordered()
    var seen: Set<Int> = []
    for index in order {
      let needed = needs(index)
      guard needed.allSatisfy(seen.contains) else { continue }
      seen.insert(index)
      let hasSlipped = needed.contains { rows[$0].end > rows[$0].wasEnd && rows[$0].end > rows[index].start }
      guard hasSlipped, let latest = needed.map({ rows[$0].end }).max() else { continue }
      let length = rows[index].end.subtractingReportingOverflow(rows[index].start).partialValue
      rows[index].start = latest
      rows[index].end = latest.addingReportingOverflow(length).partialValue
    }
  }
}
