/// Who reads what, by reader: what each reads stands together, ascending.
struct Reading {
  struct Edge {
    let reader: Int32
    let source: Int32
  }

  private var starts: [Int]
  private var sources: [Int]

  /// Sorts the edges by counting, first by source and then by reader, which keeps the order of the sources.
  init(_ edges: [Edge], count: Int) {
    let bySource = Self.sorted(edges, count) { $0.source }.sorted
    let byReader = Self.sorted(bySource, count) { $0.reader }
    starts = byReader.starts
    sources = byReader.sorted.map { Int($0.source) }
  }

  private static func sorted(
    _ edges: [Edge], _ count: Int, _ key: (Edge) -> Int32
  ) -> (sorted: [Edge], starts: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for edge in edges { starts[Int(key(edge)) + 1] += 1 }
    for node in 0..<count { starts[node + 1] += starts[node] }
    var next = starts
    var sorted = edges
    for edge in edges {
      let node = Int(key(edge))
      sorted[next[node]] = edge
      next[node] += 1
    }
    return (sorted, starts)
  }

  /// What a node reads, perhaps more than once.
  func sources(of node: Int) -> ArraySlice<Int> { sources[starts[node]..<starts[node + 1]] }

  func readsItself(_ node: Int) -> Bool { sources(of: node).contains(node) }

  /// Strongly connected components, what is read first (Tarjan's algorithm, without recursion).
  func components() -> Components {
    let count = starts.count - 1
    var search = ComponentSearch(count: count)
    for start in 0..<count where search.isNew(start) {
      search.enter(start, starts[start])
      while let top = search.path.last {
        if top.next < starts[top.node + 1] {
          let source = sources[top.next]
          search.path[search.path.count - 1].next += 1
          if search.isNew(source) { search.enter(source, starts[source]) } else { search.meet(source, from: top.node) }
        } else {
          search.leave(top.node)
        }
      }
    }
    return search.found
  }
}

/// Components one after the other; the members of each ascend.
struct Components: Sequence {
  fileprivate var members: [Int] = []
  fileprivate var starts: [Int] = []

  func makeIterator() -> Iterator { Iterator(all: self) }

  struct Iterator: IteratorProtocol {
    fileprivate let all: Components
    private var at = 0

    fileprivate init(all: Components) { self.all = all }

    mutating func next() -> ArraySlice<Int>? {
      guard at < all.starts.count else { return nil }
      defer { at += 1 }
      return all.members[all.starts[at]..<(at + 1 < all.starts.count ? all.starts[at + 1] : all.members.count)]
    }
  }
}

private struct ComponentSearch {
  private(set) var found = Components()
  /// The way to the node at hand, and which of its edges comes next.
  var path: [(node: Int, next: Int)] = []
  /// When each was met, -1 before.
  private var index: [Int]
  private var low: [Int]
  private var isOpen: [Bool]
  private var open: [Int] = []
  private var count = 0

  init(count: Int) {
    index = [Int](repeating: -1, count: count)
    low = [Int](repeating: 0, count: count)
    isOpen = [Bool](repeating: false, count: count)
    found.members.reserveCapacity(count)
    found.starts.reserveCapacity(count)
  }

  func isNew(_ node: Int) -> Bool { index[node] < 0 }

  mutating func enter(_ node: Int, _ next: Int) {
    (index[node], low[node], isOpen[node]) = (count, count, true)
    count += 1
    open.append(node)
    path.append((node, next))
  }

  mutating func meet(_ source: Int, from node: Int) {
    if isOpen[source] { low[node] = min(low[node], index[source]) }
  }

  mutating func leave(_ node: Int) {
    path.removeLast()
    if let parent = path.last { low[parent.node] = min(low[parent.node], low[node]) }
    guard low[node] == index[node] else { return }
    let start = found.members.count
    found.starts.append(start)
    while let last = open.popLast() {
      isOpen[last] = false
      found.members.append(last)
      if last == node { break }
    }
    if found.members.count > start + 1 { found.members[start...].sort() }
  }
}

extension ReadGraph {
  /// A shortest circle through the component's first node that is on one, each reading the next.
  func cycle(in component: [Int], _ reading: Reading) -> [Int] {
    let inside = Set(component)
    guard let start = component.min(by: { nodes[$0].range.start < nodes[$1].range.start }) else { return [] }
    if component.count == 1 { return component }
    var before: [Int: Int] = [:]
    var queue = [start]
    var at = 0
    while at < queue.count {
      let node = queue[at]
      at += 1
      for source in reading.sources(of: node) where inside.contains(source) {
        if source == start {
          var path = [node]
          while let previous = before[path[path.count - 1]] { path.append(previous) }
          return path.reversed()
        }
        guard before[source] == nil else { continue }
        before[source] = node
        queue.append(source)
      }
    }
    return component
  }
}
