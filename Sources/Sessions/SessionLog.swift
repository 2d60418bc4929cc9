import Playbooks

/// What a session remembers of its course beyond the answers: history, undo, elapsed time, and what rules did when.
struct SessionLog {
  var events = 0
  var history: History
  var undo: [UndoStep] = []
  var redo: [UndoStep] = []
  var transitions = Transitions()
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
  private var time = EventTime("")
  /// The last event that made an answer another one.
  private var changedAt = 0
  /// What was tried, by the names of the gates: no undo takes that back.
  private var tried: [String: GateTry] = [:]
  /// The rows for which each rule about rows holds.
  private var active: [Int: [String]] = [:]
  /// Whether each rule about the session as a whole holds; shorter than the rules are many while none does.
  private var holding: [Bool] = []

  /// - Parameter places: those of the playbook's questions.
  init(_ places: [CellRef]) { history = History(places) }

  /// Makes room for so many answers.
  mutating func reserve(_ count: Int) {
    history.reserve(count)
    undo.reserveCapacity(count)
  }

  /// A pause longer than this counts as this much: people talk, but they also go home.
  static let gapSecondsMax = 600.0

  mutating func begin(_ time: EventTime) {
    events += 1
    self.time = time
    if openedAt == nil { openedAt = time.text }
    guard let second = time.seconds else {
      gap = 0
      return
    }
    gap = lastSecond.map { second > $0 ? min(second - $0, SessionLog.gapSecondsMax) : 0 } ?? 0
    elapsedSeconds += gap
    lastSecond = second
  }

  private struct GateTry {
    var event: Int
    /// Whether it let people through, this time or before.
    var wasOpen: Bool
  }

  mutating func changed() { changedAt = events }

  mutating func tried(gate: String, isOpen: Bool) {
    tried[gate] = GateTry(event: events, wasOpen: isOpen || wasPassed(gate: gate))
  }

  func wasPassed(gate: String) -> Bool { tried[gate]?.wasOpen ?? false }

  /// Whether an answer is another one since a gate was tried last; true where it never was.
  func isChanged(sinceTryOf gate: String) -> Bool { tried[gate].map { changedAt > $0.event } ?? true }

  /// The time up to this event was spent on a section.
  mutating func spend(onSection section: Int) { sectionSeconds[section, default: 0] += gap }

  /// A sitting starts: the time since the last one doesn't count.
  mutating func sat() { if let second = time.seconds { lastSecond = second } }

  /// What to put back on undo; anything new ends what could be redone.
  mutating func remember(_ snapshots: [Snapshot]) {
    guard !snapshots.isEmpty else { return }
    undo.append(.snapshots(snapshots))
    if !redo.isEmpty { redo = [] }
  }

  mutating func add(cell: CellRef, old: Answer?, new: Answer?, reason: String?) {
    history.add(cell: cell, event: events, time: time, old: old, new: new, reason: reason)
  }

  mutating func add(question: Int, old: Answer?, new: Answer?, reason: String?) {
    history.add(question: question, event: events, time: time, old: old, new: new, reason: reason)
  }

  /// One answer to a question whose answers don't end: the common case, and short.
  mutating func take(_ question: Int, old: Answer?, new: Answer?, reason: String?) {
    undo.append(.answer(question: Int32(truncatingIfNeeded: question), item: Int32(truncatingIfNeeded: history.count)))
    if !redo.isEmpty { redo = [] }
    add(question: question, old: old, new: new, reason: reason)
  }

  /// What a step puts back.
  func snapshots(_ step: UndoStep) -> [Snapshot] {
    switch step {
    case .answer(let question, let item): [.answer(Int(question), history.old(Int(item)), nil)]
    case .snapshots(let snapshots): snapshots
    }
  }

  mutating func addRestored(_ present: Snapshot, _ restored: Snapshot, _ playbook: Playbook) {
    switch (present, restored) {
    case (.answer(let question, let old, _), .answer(_, let new, _)):
      add(question: question, old: old, new: new, reason: nil)
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
      if !noteWhole(rule, activations[rule]) { noteRows(rule, activations[rule].map { $0.row ?? "" }) }
    }
  }

  /// A rule that holds for the session as a whole or not at all; false if it is about rows.
  private mutating func noteWhole(_ rule: Int, _ now: [Activation]) -> Bool {
    guard now.count <= 1, now.first?.row == nil, active.isEmpty || active[rule] == nil else { return false }
    let held = rule < holding.count && holding[rule]
    guard held != !now.isEmpty else { return true }
    if rule >= holding.count { holding += Array(repeating: false, count: placesMissing(rule)) }
    holding[rule] = !held
    transitions.append(Transition(rule: rule, row: nil, isActive: !held, event: events))
    return true
  }

  private func placesMissing(_ rule: Int) -> Int { max(rule + 1, holding.count * 2) - holding.count }

  private mutating func noteRows(_ rule: Int, _ now: [String]) {
    let held = rule < holding.count && holding[rule]
    let before = active[rule] ?? (held ? [""] : [])
    guard now != before else { return }
    if held { holding[rule] = false }
    for row in now where !before.contains(row) {
      transitions.append(Transition(rule: rule, row: row.isEmpty ? nil : row, isActive: true, event: events))
    }
    for row in before where !now.contains(row) {
      transitions.append(Transition(rule: rule, row: row.isEmpty ? nil : row, isActive: false, event: events))
    }
    active[rule] = now
  }

  /// The rules that held when somebody last took note.
  var activeRules: [Int] { holding.indices.filter { holding[$0] } + active.keys.sorted() }

  /// The same course with the rules of another version of the playbook; rules it doesn't have are forgotten.
  func renumbered(from old: Playbook, to new: Playbook, places: [CellRef]) -> SessionLog {
    var log = self
    log.history = history.beside(places)
    func rule(_ index: Int) -> Int? { new.rules(withID: old.rules[index].id).first?.index }
    log.transitions = Transitions()
    for transition in transitions {
      guard let rule = rule(transition.rule) else { continue }
      log.transitions.append(
        Transition(rule: rule, row: transition.row, isActive: transition.isActive, event: transition.event))
    }
    log.active = active.reduce(into: [:]) { found, entry in if let rule = rule(entry.key) { found[rule] = entry.value }
    }
    log.holding = Array(repeating: false, count: new.rules.count)
    for index in holding.indices where holding[index] { if let rule = rule(index) { log.holding[rule] = true } }
    return log
  }
}
