import CEL
import Playbooks

extension Session {
  /// What a wish would do, as one event to be written down and then applied; or why not.
  ///
  /// One wish is one event, so that it is on the disk as a whole or not at all.
  public func decide(_ command: Command) throws(Refusal) -> Event {
    switch command {
    case .undo:
      guard !log.undo.isEmpty else { throw .nothingToUndo }
      return .undone
    case .redo:
      guard !log.redo.isEmpty else { throw .nothingToRedo }
      return .redone
    case .note(let cell, let text):
      _ = try place(cell)
      guard !text.isEmpty else { throw .empty(cell) }
      return .noted(cell, text)
    case .park(let text): return .parked(text)
    case .people(let count, let names): return .gathered(people: count, names: names)
    case .tryGate(let name):
      let gate = try self.gate(named: name)
      return .triedGate(name, passed: state(of: gate).isPassable)
    case .override(let name, let reason): return try override(name, reason)
    case .finish:
      guard !isFinished else { throw .alreadyFinished }
      let open = requiredOpenQuestions.map { playbook.questions[$0].name }
      guard open.isEmpty else { throw .stillOpen(questions: open) }
      try checkFinishGate()
      return .closed
    case .reopen:
      guard isFinished else { throw .notFinished }
      return .reopened
    case .answer, .addRow, .removeRow, .moveRow, .endTable, .reopenTable, .many:
      return .changed(try changes(of: command), reason: command.reason)
    }
  }

  /// What blocks finishing beside open questions: rules with `block: finish` that are hard, or not covered by a reason.
  private func checkFinishGate() throws(Refusal) {
    guard let gate = playbook.gate(named: "finish") else { return }
    let state = state(of: gate)
    guard let need = state.missing.first(where: { $0.isHard && !$0.isOpen }) else { return }
    throw .gateIsHard("finish", need: need.text)
  }

  private func gate(named name: String) throws(Refusal) -> Gate {
    guard let gate = playbook.gate(named: name) else {
      throw .unknownGate(name, near: nearest(name, playbook.gates.map(\.name)))
    }
    return gate
  }

  /// One reason covers all needs that fail now, except hard ones.
  private func override(_ name: String, _ reason: String) throws(Refusal) -> Event {
    let gate = try gate(named: name)
    let state = state(of: gate)
    guard state.verdict != .open else { throw .gateIsOpen(name) }
    if let hard = state.missing.first(where: \.isHard) { throw .gateIsHard(name, need: hard.text) }
    guard gate.mayOverride else { throw .gateIsHard(name, need: state.missing.first?.text ?? "") }
    guard reason.contains(where: { !$0.isWhitespace }) else { throw .reasonNeeded }
    return .overrode(gate: name, reason: reason, needs: state.missing.map(\.key))
  }

  /// The changes that a command about answers makes; all of one command go into one line of the journal.
  private func changes(of command: Command) throws(Refusal) -> [Change] {
    switch command {
    case .answer(let cell, let answer, _):
      let place = try place(cell)
      var answer = answer
      if let given = answer { answer = try checked(given, cell, place) }
      return [.set(cell, answer)]
    case .addRow(let name, let cells, let at, let id): return try adding(to: name, cells, at: at, id: id)
    case .removeRow(let name, let row):
      try checkRow(row, of: name)
      try checkMayGo(row, of: name)
      return [.removeRow(question: name, row: row)]
    case .moveRow(let name, let row, let to):
      try checkRow(row, of: name)
      try checkMayGo(row, of: name)
      return [.moveRow(question: name, row: row, to: to)]
    case .endTable(let name):
      let (question, _) = try table(named: name)
      if question.isSummary { throw .wrongKind(CellRef(name), expected: question.kind.expected) }
      try checkWhole(question)
      return [.set(CellRef(name), .value(.rows))]
    case .reopenTable(let name):
      _ = try table(named: name)
      return [.set(CellRef(name), nil)]
    case .many(let commands):
      var trial = self
      var changes: [Change] = []
      for command in commands {
        let more = try trial.changes(of: command)
        changes += more
        trial.apply(.changed(more, reason: nil))
      }
      return changes
    default: return []
    }
  }

  private func adding(to name: String, _ cells: [CellEntry], at place: Int?, id: String?) throws(Refusal) -> [Change] {
    let (question, spec) = try table(named: name)
    let count = core.tables[question.index]?.rows.count ?? 0
    switch spec.rows {
    case .free: break
    case .fixed(let choices, let more):
      guard let more, count < choices.count + more.upperBound else { throw .rowsAreFixed(question: name) }
    case .from: throw .rowsAreFixed(question: name)
    }
    guard count < spec.limit else { throw .tooManyRows(question: name, limit: spec.limit) }
    if let id {
      guard core.tables[question.index]?.row(id) == nil else { throw .rowIdTaken(id, question: name) }
      guard Session.isRowID(id) else { throw .rowIdUnsuitable(id, question: name) }
    }
    let row = id ?? nextRowID(question, spec)
    var changes: [Change] = [.addRow(question: name, row: row, at: place)]
    var trial = self
    trial.apply(.changed(changes, reason: nil))
    for entry in cells {
      let cell = CellRef(name, row: row, column: entry.column)
      let answer = try trial.checked(entry.answer, cell, try trial.place(cell))
      changes.append(.set(cell, answer))
    }
    return changes
  }

  /// Letters, digits, `_` and `-`, at most 64 of them: what a journal and a reference can hold.
  static func isRowID(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// The id the next row of a table gets: the prefix and a number that was never used here.
  func nextRowID(_ question: Question, _ spec: TableSpec) -> String {
    let prefix = spec.prefix ?? "R"
    var number = max(book.tables[question.index]?.lastNumber ?? 0, book.lastNumber(prefix)) + 1
    let taken = Set(
      (core.tables[question.index]?.rows ?? []).map(\.id) + (book.tables[question.index]?.rows ?? []).map(\.id))
    while taken.contains(prefix + String(number)) { number += 1 }
    return prefix + String(number)
  }
}

extension Command {
  var reason: String? {
    if case .answer(_, _, let reason) = self { return reason }
    return nil
  }
}
