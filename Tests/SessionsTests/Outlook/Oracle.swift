import Playbooks

@testable import Sessions

/// Knows nothing of searches: it answers what is open, in every way the session takes, until nothing is open.
struct Oracle {
  /// A playbook with more completions than this is sampled instead.
  static let completionsMax = Soak.isOn ? 2_500 : 400

  private(set) var completions: [Session] = []
  private(set) var isComplete = true

  init(_ session: Session) { complete(session) }

  private mutating func complete(_ session: Session) {
    guard completions.count < Oracle.completionsMax else {
      isComplete = false
      return
    }
    guard let next = Oracle.wishes(session) else {
      completions.append(session)
      return
    }
    for wish in next {
      guard let event = try? session.decide(wish) else { continue }
      var after = session
      after.apply(event)
      complete(after)
    }
  }

  /// Every wish about the first open place; nil if nothing is open.
  private static func wishes(_ session: Session) -> [Command]? {
    guard let index = session.playbook.questions.indices.first(where: { session.isOpen($0) }) else { return nil }
    let question = session.playbook.questions[index]
    let name = question.name
    guard let spec = question.table else {
      return values(question.kind).map { .answer(CellRef(name), $0) }
        + [.answer(CellRef(name), Answer(.declined)), .answer(CellRef(name), Answer(.notApplicable))]
    }
    let cells = session.rows(ofQuestion: index).map { CellRef(name, row: $0.id, column: spec.columns[0].name) }
    if let cell = cells.first(where: { session.answer($0) == nil }) {
      // A cell answered; or the table as a whole set aside, or ended with this cell blank.
      return values(spec.columns[0].kind).map { .answer(cell, $0) } + [.answer(cell, Answer(.declined))]
        + [.answer(cell, Answer(.notApplicable)), .answer(CellRef(name), Answer(.notApplicable)), .endTable(name)]
    }
    guard case .free = spec.rows, cells.count < spec.limit else {
      return [.endTable(name), .answer(CellRef(name), Answer(.notApplicable))]
    }
    return [.endTable(name), .answer(CellRef(name), Answer(.notApplicable))]
      + values(spec.columns[0].kind).map {
        .addRow(question: name, cells: [CellEntry(spec.columns[0].name, $0)])
      }
  }

  static func values(_ kind: AnswerKind) -> [Answer] {
    switch kind {
    case .yesno: [.value(.bool(true)), .value(.bool(false))]
    case .choice(let set): set.codes.map { .value(.code($0)) }
    case .multi: [[], ["x"], ["y"], ["x", "y"], ["y", "x"]].map { .value(.list($0)) }
    case .scale(let spec): (spec.low...spec.high).map { .value(.int(Int64($0))) }
    case .number: (0...3).map { .value(.int($0)) }
    default: []
    }
  }
}

/// Sets of answers that open a gate, by trying all of them.
struct GoalOracle {
  let session: Session
  let gate: String

  /// The places that may be answered or changed.
  var places: [CellRef] {
    session.playbook.questions.filter(\.isChangeable).flatMap { question -> [CellRef] in
      guard let spec = question.table else { return [CellRef(question.name)] }
      return (session.isDone(table: question.index) ? [] : [CellRef(question.name)])
        + session.rows(ofQuestion: question.index).map {
          CellRef(question.name, row: $0.id, column: spec.columns[0].name)
        }
    }
  }

  /// Whether some set of exactly so many answers opens the gate (apart from required questions that need any answer).
  func opens(with size: Int) -> Bool { extend(session, from: 0, size: size) }

  private func extend(_ session: Session, from start: Int, size: Int) -> Bool {
    guard size > 0 else { return session.core.gates[gateIndex].failing.isEmpty }
    let places = places
    for index in start..<max(start, places.count) {
      for answer in answers(places[index]) {
        guard let event = try? session.decide(.answer(places[index], answer)) else { continue }
        var after = session
        after.apply(event)
        if extend(after, from: index + 1, size: size - 1) { return true }
      }
    }
    return false
  }

  private var gateIndex: Int { session.playbook.gate(named: gate)?.index ?? 0 }

  private func answers(_ cell: CellRef) -> [Answer] {
    guard let question = session.playbook.question(named: cell.question) else { return [] }
    guard let spec = question.table else { return Oracle.values(question.kind) }
    return cell.column == nil ? [.value(.rows)] : Oracle.values(spec.columns[0].kind)
  }
}
