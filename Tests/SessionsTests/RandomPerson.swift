import CEL
import JSON
import Playbooks

@testable import Sessions

/// SplitMix64: the same seed gives the same person on every machine.
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

  mutating func pick<T>(_ items: [T]) -> T? { items.isEmpty ? nil : items[below(items.count)] }
}

/// Somebody who answers, changes their mind, goes back, declines, adds and removes rows, undoes and redoes, by chance.
struct RandomPerson {
  var session: Session
  /// What was written down, with times, as a journal would hold it.
  private(set) var events: [(event: Event, time: String)] = []
  private var dice: Dice
  private var minute = 0

  init(_ playbook: Playbook, seed: UInt64) {
    dice = Dice(seed)
    session = Session(playbook)
    let reference = PlaybookRef(
      name: playbook.name, version: playbook.version, sha256: String(repeating: "0", count: 64))
    happen(.opened(Opening(playbook: reference, session: "s", engagement: "e")))
    happen(.sat(day: "2026-11-20", version: "1"))
  }

  mutating func happen(_ event: Event) {
    minute += 1
    let time = "2026-11-20T\(two(8 + minute / 3600 % 12)):\(two(minute / 60 % 60)):\(two(minute % 60)).000Z"
    events.append((event, time))
    session.apply(event, time: time)
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  /// One wish; refused ones change nothing.
  mutating func act() {
    guard let command = wish(), let event = try? session.decide(command) else { return }
    happen(event)
  }

  private mutating func wish() -> Command? {
    switch dice.below(24) {
    case 0: return .undo
    case 1: return .redo
    case 2: return dice.pick(session.playbook.gates).map { .tryGate($0.name) }
    case 3: return dice.pick(session.playbook.gates).map { .override(gate: $0.name, reason: "because") }
    case 4:
      return dice.pick(session.pendingFollowUps).flatMap {
        session.command(replying: .text("because it hurts"), to: $0)
      }
    case 5: return dice.pick(session.pendingFollowUps).flatMap { session.command(replying: nil, to: $0) }
    default: return dice.pick(session.playbook.questions).flatMap { aboutQuestion($0) }
    }
  }

  private mutating func aboutQuestion(_ question: Question) -> Command? {
    guard let spec = question.table else { return answer(CellRef(question.name), question.kind) }
    let rows = session.rows(ofQuestion: question.index)
    let cell: (inout Dice, Column, String?) -> CellRef = { _, column, row in
      CellRef(question.name, row: row, column: column.name)
    }
    switch dice.below(8) {
    case 0: return .endTable(question.name)
    case 1: return dice.below(4) == 0 ? .reopenTable(question.name) : .endTable(question.name)
    case 2: return dice.pick(rows).map { .removeRow(question: question.name, row: $0.id) }
    case 3: return dice.pick(rows).map { .moveRow(question: question.name, row: $0.id, to: 0) }
    case 4, 5:
      guard rows.count < 6, case .free = spec.rows else { fallthrough }
      let entries = spec.columns.compactMap { column -> CellEntry? in
        guard dice.below(3) > 0, let value = value(column.kind) else { return nil }
        return CellEntry(column.name, Answer(value))
      }
      return .addRow(question: question.name, cells: entries)
    default:
      guard let column = dice.pick(spec.columns) else { return nil }
      if case .form = question.kind { return answer(cell(&dice, column, nil), column.kind) }
      return dice.pick(rows).flatMap { answer(cell(&dice, column, $0.id), column.kind) }
    }
  }

  private mutating func answer(_ cell: CellRef, _ kind: AnswerKind) -> Command? {
    value(kind).map { .answer(cell, Answer($0)) }
  }

  /// A value of the kind, or one of the other things an answer can say.
  mutating func value(_ kind: AnswerKind) -> AnswerState? {
    switch dice.below(12) {
    case 0: return .declined
    case 1: return .skipped
    case 2 where dice.below(3) == 0: return .notApplicable
    default: break
    }
    let codes = session.choices(for: kind).map(\.code)
    switch kind {
    case .text, .long:
      return dice.pick(["Improve everything", "Buy a tool", "Ana shows the file on Friday", "none", "Two teams wait"])
        .map { .value(.text($0)) }
    case .choice, .ref: return dice.pick(codes).map { .value(.code($0)) }
    case .multi, .refs, .ranking: return .value(.list(codes.filter { _ in dice.below(2) == 0 }))
    case .number(let spec):
      let low = Int(spec.min ?? 0)
      return .value(.int(Int64(low + dice.below(Int(min(spec.max ?? 60, 200)) - low + 1))))
    case .scale(let spec): return .value(.int(Int64(spec.low + dice.below(spec.high - spec.low + 1))))
    case .scale4: return dice.pick([AnswerValue.int(0), .dec("0.25"), .dec("0.5"), .int(1)]).map { .value($0) }
    case .yesno: return .value(.bool(dice.below(2) == 0))
    case .date: return dice.pick(["2026-11-01", "2026-12-24", "2027-02-01", "2027-08-31"]).map { .value(.date($0)) }
    case .table, .list, .tally, .form, .run: return .value(.rows)
    }
  }
}

extension Core {
  /// Everything worked out anew from what was said.
  func afresh() -> Core { Core(playbook: playbook, graph: graph, book: book) }

  /// A slot's value in full: fields of records, and the names of what is missing.
  func spelled(_ slot: Int) -> String { spelled(slots[slot], depth: 0) }

  private func spelled(_ value: Value, depth: Int) -> String {
    switch value {
    case .unknown(let unknowns):
      let names = unknowns.ids.map { number in
        switch missing.place(of: number) {
        case .question(let index): playbook.questions[index].name
        case .cell(let cell): "\(cell)"
        }
      }
      return "?" + names.sorted().joined(separator: ",")
    case .error(let error): return "!\(error.kind)"
    case .list(let list): return "[" + list.elements.map { spelled($0, depth: depth) }.joined(separator: " ") + "]"
    case .record(let record):
      guard depth < 3 else { return identity(of: value) ?? "" }
      return "{" + record.fields.map { spelled($0, depth: depth + 1) }.joined(separator: ";") + "}"
    case .map(let map): return "(" + map.values.map { spelled($0, depth: depth) }.joined(separator: " ") + ")"
    default: return "\(Session.json(value))"
    }
  }
}

extension Session {
  /// Everything that is concluded, as one text: two sessions with the same text conclude the same.
  var conclusions: String { showJSON().text(JSONStyle(isPretty: true)) }
}
