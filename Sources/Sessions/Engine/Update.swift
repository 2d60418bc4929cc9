/// The cells that must be looked at again, lowest first; each at most once per update.
struct Agenda {
  private var buckets: [[Int32]]
  private var isQueued: [Bool]
  private var lowest: Int
  private(set) var count = 0

  init(heights: Int, cells: Int) {
    buckets = Array(repeating: [], count: heights + 1)
    isQueued = Array(repeating: false, count: cells)
    lowest = heights + 1
  }

  mutating func add(_ node: Int32, height: Int32) {
    guard !isQueued[Int(node)] else { return }
    isQueued[Int(node)] = true
    buckets[Int(height)].append(node)
    lowest = min(lowest, Int(height))
    count += 1
  }

  mutating func next() -> Int32? {
    guard count > 0 else { return nil }
    while buckets[lowest].isEmpty { lowest += 1 }
    let node = buckets[lowest].removeLast()
    isQueued[Int(node)] = false
    count -= 1
    if count == 0 { lowest = buckets.count }
    return node
  }
}
