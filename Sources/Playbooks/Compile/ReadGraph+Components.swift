extension ReadGraph {
  func readsItself(_ node: Int) -> Bool { edges[node].contains(node) }

  /// Strongly connected components, what is read first (Tarjan's algorithm, without recursion).
  func components() -> [[Int]] {
    var found: [[Int]] = []
    var index = [Int?](repeating: nil, count: nodes.count)
    var low = [Int](repeating: 0, count: nodes.count)
    var isOpen = [Bool](repeating: false, count: nodes.count)
    var open: [Int] = []
    var count = 0
    let sources = edges.map { $0.count > 1 ? $0.sorted() : $0 }
    for start in nodes.indices where index[start] == nil {
      var path: [(node: Int, next: Int)] = [(start, 0)]
      while let top = path.last {
        if top.next == 0 {
          index[top.node] = count
          low[top.node] = count
          count += 1
          open.append(top.node)
          isOpen[top.node] = true
        }
        if top.next < sources[top.node].count {
          path[path.count - 1].next += 1
          let source = sources[top.node][top.next]
          if let known = index[source] {
            if isOpen[source] { low[top.node] = min(low[top.node], known) }
          } else {
            path.append((source, 0))
          }
          continue
        }
        path.removeLast()
        if let parent = path.last { low[parent.node] = min(low[parent.node], low[top.node]) }
        guard low[top.node] == index[top.node] else { continue }
        var component: [Int] = []
        while let last = open.popLast() {
          isOpen[last] = false
          component.append(last)
          if last == top.node { break }
        }
        found.append(component.sorted())
      }
    }
    return found
  }

  /// A shortest circle through the component's first node that is on one, each reading the next.
  func cycle(in component: [Int]) -> [Int] {
    let inside = Set(component)
    guard let start = component.min(by: { nodes[$0].range.start < nodes[$1].range.start }) else { return [] }
    if component.count == 1 { return component }
    var before: [Int: Int] = [:]
    var queue = [start]
    var at = 0
    while at < queue.count {
      let node = queue[at]
      at += 1
      for source in edges[node].sorted() where inside.contains(source) {
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
