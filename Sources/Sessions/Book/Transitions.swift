/// A rule began or ceased to hold, because of one event.
public struct Transition: Hashable, Sendable {
  public let rule: Int
  public let row: String?
  public let isActive: Bool
  public let event: Int
}

/// What rules did in a session, in order. Kept small, as the history is.
public struct Transitions: RandomAccessCollection, Equatable, Sendable {
  private struct Entry: Sendable {
    let rule: Int32
    let event: Int32
    /// Counted from 1; 0 for the session as a whole.
    let row: Int32
    let isActive: Bool
  }

  private var entries: [Entry] = []
  private var rows: [String] = []

  public var startIndex: Int { 0 }
  public var endIndex: Int { entries.count }

  public subscript(index: Int) -> Transition {
    let entry = entries[index]
    return Transition(
      rule: Int(entry.rule), row: entry.row == 0 ? nil : rows[Int(entry.row) - 1], isActive: entry.isActive,
      event: Int(entry.event))
  }

  public static func == (left: Transitions, right: Transitions) -> Bool { left.elementsEqual(right) }

  mutating func append(_ transition: Transition) {
    if let row = transition.row { rows.append(row) }
    entries.append(
      Entry(
        rule: Int32(truncatingIfNeeded: transition.rule), event: Int32(truncatingIfNeeded: transition.event),
        row: transition.row == nil ? 0 : Int32(truncatingIfNeeded: rows.count), isActive: transition.isActive))
  }
}
