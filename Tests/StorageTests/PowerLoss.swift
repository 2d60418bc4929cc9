@testable import Storage

/// What may be on a disk after the power went in the middle of a noted run.
///
/// Model: content is safe up to the file's last flush; of what was written since, any prefix may be there, with or
/// without zeroes in the place of the rest, and any set of its 512-byte sectors. Names are safe up to the folder's last
/// flush; of those since, any prefix in the order of the calls.
struct PowerLoss {
  var changes: [MemoryDisk.Change]
  /// The disk before the first change.
  var names: [String: Int] = ["/": 0]
  var nodes: [Int: MemoryDisk.Node] = [0: .init(isFolder: true, mode: 0o700)]

  /// A disk after the loss, and the words that had been acknowledged by then.
  struct State {
    var disk: MemoryDisk
    var acknowledged: [String]
  }

  /// Calls `visit` with each distinct state. `stride` leaves out all but every so-many-th state.
  func forEach(stride: Int = 1, offset: Int = 0, _ visit: (State) throws -> Void) rethrows -> Int {
    var seen = Set<Int>()
    var count = 0
    var visited = 0
    for crash in 0...changes.count {
      let acknowledged = changes[..<crash].compactMap { change in
        if case .acknowledged(let words) = change { words } else { nil }
      }
      for names in nameStates(crash) {
        for nodes in contentStates(crash, names) {
          var hasher = Hasher()
          hasher.combine(acknowledged.count)
          for (name, node) in names.sorted(by: { $0.key < $1.key }) {
            hasher.combine(name)
            hasher.combine(nodes[node]?.bytes)
          }
          guard seen.insert(hasher.finalize()).inserted else { continue }
          count += 1
          guard count % stride == offset else { continue }
          visited += 1
          try visit(State(disk: MemoryDisk(names: names, nodes: nodes), acknowledged: acknowledged))
        }
      }
    }
    return visited
  }

  /// The names that may be there: those flushed, then any prefix of the rest.
  private func nameStates(_ crash: Int) -> [[String: Int]] {
    var safe = names
    var pending: [MemoryDisk.Change] = []
    for change in changes[..<crash] {
      switch change {
      case .makeFolder, .makeFile, .rename, .remove: pending.append(change)
      case .syncedFolder(let folder):
        pending.removeAll { change in
          guard Self.folder(of: change) == folder else { return false }
          Self.apply(change, to: &safe)
          return true
        }
      case .write, .truncate, .synced, .acknowledged: break
      }
    }
    var states = [safe]
    for change in pending {
      Self.apply(change, to: &safe)
      states.append(safe)
    }
    // A name whose folder has no name itself is out of reach.
    return states.map { names in names.filter { $0.key == "/" || names[Path.parent(of: $0.key)] != nil } }
  }

  private static func folder(of change: MemoryDisk.Change) -> String? {
    switch change {
    case .makeFolder(let path, _), .makeFile(let path, _), .rename(_, let path), .remove(let path):
      Path.parent(of: path)
    case .write, .truncate, .synced, .syncedFolder, .acknowledged: nil
    }
  }

  private static func apply(_ change: MemoryDisk.Change, to names: inout [String: Int]) {
    switch change {
    case .makeFolder(let path, let node), .makeFile(let path, let node): names[path] = node
    case .rename(let from, let to):
      names[to] = names[from]
      names[from] = nil
    case .remove(let path): names[path] = nil
    case .write, .truncate, .synced, .syncedFolder, .acknowledged: break
    }
  }

  /// The contents that may be there. One file at a time is varied, the others are as new as can be.
  private func contentStates(_ crash: Int, _ names: [String: Int]) -> [[Int: MemoryDisk.Node]] {
    var latest = nodes
    var safe = nodes
    var pending: [Int: [MemoryDisk.Change]] = [:]
    for change in changes[..<crash] {
      switch change {
      case .makeFolder(_, let node):
        latest[node] = .init(isFolder: true, mode: 0o700)
        safe[node] = latest[node]
      case .makeFile(_, let node):
        latest[node] = .init(isFolder: false)
        safe[node] = latest[node]
      case .write(let node, _, _), .truncate(let node, _):
        Self.apply(change, to: &latest)
        pending[node, default: []].append(change)
      case .synced(let node):
        safe[node] = latest[node]
        pending[node] = nil
      case .rename, .remove, .syncedFolder, .acknowledged: break
      }
    }
    var states = [latest]
    for (node, changes) in pending.sorted(by: { $0.key < $1.key }) where names.values.contains(node) {
      var start = safe
      for change in changes {
        for variant in Self.variants(change, start[node]?.bytes ?? []) {
          var state = latest
          state[node]?.bytes = variant
          states.append(state)
        }
        Self.apply(change, to: &start)
      }
    }
    return states
  }

  private static func apply(_ change: MemoryDisk.Change, to nodes: inout [Int: MemoryDisk.Node]) {
    switch change {
    case .write(let node, let offset, let bytes):
      var content = nodes[node]?.bytes ?? []
      if content.count < offset { content += [UInt8](repeating: 0, count: offset - content.count) }
      content.replaceSubrange(offset..<min(content.count, offset + bytes.count), with: bytes)
      nodes[node]?.bytes = content
    case .truncate(let node, let size):
      let rest = (nodes[node]?.bytes ?? []).prefix(size)
      nodes[node]?.bytes = Array(rest)
    case .makeFolder, .makeFile, .rename, .remove, .synced, .syncedFolder, .acknowledged: break
    }
  }

  /// What one unflushed change may have left of a file's content.
  private static func variants(_ change: MemoryDisk.Change, _ before: [UInt8]) -> [[UInt8]] {
    guard case .write(_, let offset, let bytes) = change, offset == before.count else { return [before] }
    var variants: [[UInt8]] = []
    for count in 0...bytes.count {
      variants.append(before + bytes.prefix(count))
      variants.append(before + bytes.prefix(count) + [UInt8](repeating: 0, count: bytes.count - count))
    }
    let sectors = (offset / 512)...((offset + bytes.count - 1) / 512)
    if sectors.count <= 8 {
      for subset in 0..<(1 << sectors.count) {
        var content = before + bytes
        for (place, sector) in sectors.enumerated() where subset & 1 << place == 0 {
          let range = max(sector * 512, offset)..<min(sector * 512 + 512, content.count)
          content.replaceSubrange(range, with: repeatElement(0, count: range.count))
        }
        variants.append(content)
      }
    }
    return variants
  }
}
