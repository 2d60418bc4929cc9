/// Going up and down through earlier lines that start with what is typed.
struct HistoryWalk {
  private let lines: [String]
  private var place: Int
  private var typed = ""
  private var shown: String?

  init(_ lines: [String]) {
    self.lines = lines
    place = lines.count
  }

  /// The next older line that starts with what was typed and isn't what the line is now.
  mutating func older(than current: String) -> String? {
    start(at: current)
    guard let found = lines[..<place].lastIndex(where: { starts($0) && $0 != current }) else { return nil }
    return go(to: found)
  }

  /// The next newer one; after the newest, what was typed.
  mutating func newer(than current: String) -> String? {
    guard shown == current, place < lines.count else { return nil }
    guard let found = lines[(place + 1)...].firstIndex(where: { starts($0) && $0 != current }) else {
      place = lines.count
      shown = typed
      return typed
    }
    return go(to: found)
  }

  /// A line that was changed since is what counts as typed now.
  private mutating func start(at current: String) {
    guard shown != current else { return }
    typed = current
    place = lines.count
  }

  private func starts(_ line: String) -> Bool { line.utf8.starts(with: typed.utf8) }

  private mutating func go(to found: Int) -> String {
    place = found
    shown = lines[found]
    return lines[found]
  }
}
