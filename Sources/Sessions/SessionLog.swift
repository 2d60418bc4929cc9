import Playbooks

/// What a session remembers of its course beyond the answers: history, undo, elapsed time, and what rules did when.
struct SessionLog {
  var events = 0
  var history: [HistoryItem] = []
  var undo: [[Snapshot]] = []
  var redo: [[Snapshot]] = []
  var transitions: [Transition] = []
  /// Times of the first event, and of closing while the session is closed.
  var openedAt: String?
  var closedAt: String?
  /// The local day of the first sitting.
  var firstDay: String?
  /// Active seconds: gaps between events, each capped.
  private(set) var elapsedSeconds = 0.0
  /// Active seconds that ended with an answer in a section, by its index.
  private(set) var sectionSeconds: [Int: Double] = [:]
  private var gap = 0.0
  private var lastSecond: Double?
  private var time = ""
  /// The rows for which each rule holds.
  var active: [Int: [String]] = [:]

  /// A pause longer than this counts as this much: people talk, but they also go home.
  static let gapSecondsMax = 600.0

  mutating func begin(_ time: String) {
    events += 1
    self.time = time
    if openedAt == nil { openedAt = time }
    guard let second = Session.seconds(of: time) else {
      gap = 0
      return
    }
    gap = lastSecond.map { second > $0 ? min(second - $0, SessionLog.gapSecondsMax) : 0 } ?? 0
    elapsedSeconds += gap
    lastSecond = second
  }

  /// The time up to this event was spent on a section.
  mutating func spend(onSection section: Int) { sectionSeconds[section, default: 0] += gap }

  /// A sitting starts: the time since the last one doesn't count.
  mutating func sat() { if let second = Session.seconds(of: time) { lastSecond = second } }

  /// What to put back on undo; anything new ends what could be redone.
  mutating func remember(_ snapshots: [Snapshot]) {
    guard !snapshots.isEmpty else { return }
    undo.append(snapshots)
    redo = []
  }

  mutating func add(cell: CellRef, old: Answer?, new: Answer?, reason: String?) {
    history.append(HistoryItem(event: events, time: time, cell: cell, old: old, new: new, reason: reason))
  }

  mutating func addRestored(_ present: Snapshot, _ restored: Snapshot, _ playbook: Playbook) {
    switch (present, restored) {
    case (.answer(let question, let old, _), .answer(_, let new, _)):
      add(cell: CellRef(playbook.questions[question].name), old: old, new: new, reason: nil)
    case (.table(let question, let old), .table(_, let new)):
      guard let spec = playbook.questions[question].kind.table else { return }
      for row in Set((old?.rows ?? []).map(\.id)).union((new?.rows ?? []).map(\.id)).sorted() {
        for (index, column) in spec.columns.enumerated() {
          let before = old?.row(row)?.cells[index]
          let after = new?.row(row)?.cells[index]
          guard before != after else { continue }
          let cell = CellRef(playbook.questions[question].name, row: row.isEmpty ? nil : row, column: column.name)
          add(cell: cell, old: before, new: after, reason: nil)
        }
      }
    default: break
    }
  }

  /// Compares which rules hold now with which held before this event.
  ///
  /// `changed`: the rules that may hold for other rows than before.
  mutating func note(transitions activations: [[Activation]], changed: [Int]) {
    guard !changed.isEmpty else { return }
    var last = -1
    for rule in changed.count == 1 ? changed : changed.sorted() where rule != last {
      last = rule
      let now = activations[rule].map { $0.row ?? "" }
      let before = active[rule] ?? []
      guard now != before else { continue }
      for row in now where !before.contains(row) {
        transitions.append(Transition(rule: rule, row: row.isEmpty ? nil : row, isActive: true, event: events))
      }
      for row in before where !now.contains(row) {
        transitions.append(Transition(rule: rule, row: row.isEmpty ? nil : row, isActive: false, event: events))
      }
      active[rule] = now
    }
  }
}

/// A rule began or ceased to hold, because of one event.
public struct Transition: Hashable, Sendable {
  public let rule: Int
  public let row: String?
  public let isActive: Bool
  public let event: Int
}

extension Session {
  /// Seconds since 1970 of `YYYY-MM-DDTHH:MM:SS(.fff)Z`; nil where it is none. A journal is full of them.
  static func seconds(of time: String) -> Double? {
    var time = time
    return time.withUTF8 { bytes in
      guard bytes.count >= 19 else { return nil }
      func number(_ range: Range<Int>) -> Int64? {
        var number: Int64 = 0
        for place in range {
          guard case 0x30...0x39 = bytes[place] else { return nil }
          number = number * 10 + Int64(bytes[place] - 0x30)
        }
        return number
      }
      guard bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[13] == 0x3A, bytes[16] == 0x3A, let year = number(0..<4),
        let month = number(5..<7), let day = number(8..<10), (1...12).contains(month), (1...31).contains(day),
        let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19)
      else { return nil }
      return Double(Day(year: year, month: month, day: day).number * 86_400 + hour * 3600 + minute * 60 + second)
    }
  }
}
