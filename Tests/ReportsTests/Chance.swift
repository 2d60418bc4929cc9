import Playbooks

@testable import Sessions

/// SplitMix64: the same seed gives the same answers on every machine.
struct Chance {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, count)))
  }

  mutating func pick<T>(_ items: [T]) -> T? { items.isEmpty ? nil : items[below(items.count)] }

  /// A word that stands in no playbook, so that a leak shows where it came from.
  mutating func word() -> String { "w\(below(1_000_000))" }
}

/// Fills sessions by chance, and changes by chance what may not be seen.
struct Filler {
  var session: Session
  var chance: Chance

  init(_ playbook: Playbook, seed: UInt64) {
    session = Session.opened(playbook)
    chance = Chance(seed)
    for question in playbook.questions where chance.below(10) > 0 { fill(question) }
    // Answers further down decide what applies further up.
    for question in playbook.questions where session.isOpen(question.index) { fill(question) }
  }

  mutating func wish(_ command: Command) {
    guard let event = try? session.decide(command) else { return }
    session.apply(event)
  }

  mutating func fill(_ question: Question) {
    guard session.relevance(ofQuestion: question.index) == .yes else { return }
    guard let spec = question.table else { return answer(CellRef(question.name), question.kind) }
    if case .free = spec.rows {
      for _ in 0..<(1 + chance.below(3)) {
        var cells: [CellEntry] = []
        for column in spec.columns {
          if let state = state(column.kind) { cells.append(CellEntry(column.name, Answer(state))) }
        }
        wish(.addRow(question: question.name, cells: cells))
      }
    } else {
      for row in session.rows(ofQuestion: question.index) {
        for column in spec.columns { answer(cell(question, row, column), column.kind) }
      }
    }
    if chance.below(8) > 0 { wish(.endTable(question.name)) }
  }

  func cell(_ question: Question, _ row: RowView, _ column: Column) -> CellRef {
    CellRef(question.name, row: row.id.isEmpty ? nil : row.id, column: column.name)
  }

  mutating func answer(_ cell: CellRef, _ kind: AnswerKind) {
    if let state = state(kind) {
      let note = chance.below(6) == 0 ? chance.word() : nil
      wish(.answer(cell, Answer(state, note: note)))
    }
  }

  /// A value of the kind, or one of the other things an answer can say.
  mutating func state(_ kind: AnswerKind) -> AnswerState? {
    switch chance.below(14) {
    case 0: return .declined
    case 1: return .skipped
    default: break
    }
    let codes = session.choices(for: kind).map(\.code)
    switch kind {
    case .text, .long: return .value(.text("Buy \(chance.word()) \(chance.word())"))
    case .choice, .ref: return chance.pick(codes).map { .value(.code($0)) }
    case .multi, .refs, .ranking:
      let picked = codes.filter { _ in chance.below(2) == 0 }
      return .value(.list(Array(picked.prefix(2))))
    case .number(let spec):
      let low = Int(spec.min ?? 0)
      return .value(.int(Int64(low + chance.below(Int(min(spec.max ?? 60, 200)) - low + 1))))
    case .scale(let spec): return .value(.int(Int64(spec.low + chance.below(spec.high - spec.low + 1))))
    case .scale4: return chance.pick([AnswerValue.int(0), .dec("0.25"), .dec("0.5"), .int(1)]).map { .value($0) }
    case .yesno: return .value(.bool(chance.below(2) == 0))
    case .date: return chance.pick(["2026-04-01", "2026-06-24", "2026-08-01", "2027-05-31"]).map { .value(.date($0)) }
    case .table, .list, .tally, .form, .run: return nil
    }
  }
}
