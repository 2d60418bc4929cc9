import CEL
import Diagnostics
import Playbooks

/// An answers file applied to a session: `question: answer`, checked like typed answers.
///
/// Names that begin with `$` are not questions: `$overrides: { enough: reason }` and `$follow_ups: { QA-R07: { B2: text } }`.
/// A table takes a list of maps (a map by code where its rows are fixed) and counts as ended; a row may carry its `id`.
/// `null` means "don't know"; `{ $state: not_applicable }` and `{ $value: 6, $approx: true, $note: "..." }` say more.
public struct AnswerSheet {
  /// One thing in the file that can't be used. `range` is where; it never quotes what was answered.
  public struct Problem: Hashable, Sendable {
    public let refusal: Refusal
    public let range: SourceRange
  }

  let data: PlainData
  /// Finds the playbooks that are run for single rows.
  let playbook: (String) -> Playbook?
  private(set) var events: [Event] = []
  public private(set) var problems: [Problem] = []

  public init(_ data: PlainData, playbook: @escaping (String) -> Playbook? = { _ in nil }) {
    self.data = data
    self.playbook = playbook
  }

  /// Applies what can be used, and gives the events to be written down, in order.
  ///
  /// Questions are answered in the order of the playbook, whatever the order in the file, so that a row can be referred to.
  public mutating func apply(to session: inout Session) -> [Event] {
    guard case .map(let entries, _) = data else { return [] }
    for entry in entries where !entry.key.hasPrefix("$") && session.playbook.question(named: entry.key) == nil {
      let names = session.playbook.questions.map(\.name)
      note(.unknownQuestion(entry.key, near: nearest(entry.key, names)), entry.range)
    }
    for question in session.playbook.questions {
      guard let value = data[question.name] else { continue }
      answer(question, value, &session)
    }
    followUps(&session)
    overrides(&session)
    return events
  }

  mutating func note(_ refusal: Refusal, _ range: SourceRange) {
    problems.append(Problem(refusal: refusal, range: range))
  }

  /// Does it, or notes why not.
  private mutating func perform(_ command: Command, _ session: inout Session, at range: SourceRange) {
    do throws(Refusal) {
      for event in try session.decide(command) {
        session.apply(event)
        events.append(event)
      }
    } catch {
      note(error, range)
    }
  }

  /// Takes an event that no wish stands for.
  mutating func perform(_ event: Event, _ session: inout Session) {
    session.apply(event)
    events.append(event)
  }

  private mutating func answer(_ question: Question, _ value: PlainData, _ session: inout Session) {
    let companions = session.playbook.questions.filter { $0.companionOf == question.index }
    if !companions.isEmpty, let main = value["is"] {
      answer(question, main, &session)
      for companion in companions {
        let short = String(companion.name.dropFirst(question.name.count + 1))
        if let answer = value[short] { self.answer(companion, answer, &session) }
      }
      return
    }
    if case .run(let run) = question.kind, whole(value) == nil {
      runs(question, run, value, &session)
      return
    }
    if let spec = question.kind.table, whole(value) == nil {
      table(question, spec, value, &session)
      return
    }
    if question.replyPerRow != nil, case .map(let rows, _) = value, value["$value"] == nil, value["$state"] == nil {
      for row in rows {
        if let given = read(row.value, question.kind, CellRef(question.name, row: row.key)) {
          perform(.answer(CellRef(question.name, row: row.key), given), &session, at: row.range)
        }
      }
      return
    }
    guard let given = read(value, question.kind, CellRef(question.name)) else { return }
    perform(.answer(CellRef(question.name), given), &session, at: value.range)
  }

  /// A state that speaks for a whole table.
  private func whole(_ value: PlainData) -> Answer? {
    if let text = value.text, value.isNull || text.isEmpty && !value.isQuoted { return Answer(.declined) }
    guard let state = value["$state"]?.text else { return nil }
    return Answer.named(state)
  }

  mutating func read(_ value: PlainData, _ kind: AnswerKind, _ cell: CellRef) -> Answer? {
    if let state = value["$state"]?.text {
      guard var answer = Answer.named(state) else {
        note(.wrongKind(cell, expected: "declined, not_applicable or skipped"), value.range)
        return nil
      }
      answer.note = value["$note"]?.text
      return answer
    }
    if let inner = value["$value"] {
      guard var answer = read(inner, kind, cell) else { return nil }
      answer.isApproximate = value["$approx"]?.text == "true"
      answer.note = value["$note"]?.text
      answer.source = value["$source"]?.text
      answer.evidence = value["$evidence"]?.text
      return answer
    }
    if value.isNull { return Answer(.declined) }
    guard let answer = AnswerValue(value, kind) else {
      note(.wrongKind(cell, expected: kind.expected), value.range)
      return nil
    }
    return .value(answer)
  }

  // MARK: Follow-ups and overrides

  private mutating func followUps(_ session: inout Session) {
    guard case .map(let rules, _)? = data["$follow_ups"] else { return }
    for rule in rules {
      if case .map(let rows, _) = rule.value {
        for row in rows { reply(to: rule.key, row.key, row.value, &session) }
      } else {
        reply(to: rule.key, nil, rule.value, &session)
      }
    }
  }

  private mutating func reply(to rule: String, _ row: String?, _ value: PlainData, _ session: inout Session) {
    let asks = session.pendingFollowUps
    guard let ask = asks.first(where: { session.playbook.rules[$0.rule].id == rule && (row == nil || $0.row == row) })
    else {
      note(.noSuchFollowUp(rule), value.range)
      return
    }
    if let command = session.command(replying: value.text.map { .text($0) }, to: ask) {
      perform(command, &session, at: value.range)
    }
  }

  private mutating func overrides(_ session: inout Session) {
    guard case .map(let gates, _)? = data["$overrides"] else { return }
    for gate in gates {
      perform(.tryGate(gate.key), &session, at: gate.range)
      if session.gate(gate.key)?.isPassable == true { continue }
      perform(.override(gate: gate.key, reason: gate.value.text ?? ""), &session, at: gate.value.range)
    }
  }

  // MARK: Tables

  private mutating func table(
    _ question: Question, _ spec: TableSpec, _ value: PlainData, _ session: inout Session
  ) {
    if case .form = question.kind {
      cells(of: nil, question, spec, value, &session)
    } else if case .map(let rows, _) = value, spec.byCode != nil || spec.isTally {
      for row in rows {
        guard session.core.tables[question.index]?.row(row.key) != nil else {
          note(.unknownRow(row.key, question: question.name), row.range)
          continue
        }
        cells(of: row.key, question, spec, row.value, &session)
      }
    } else if case .map(let rows, _) = value, spec.isDerived {
      for row in rows { cells(of: row.key, question, spec, row.value, &session) }
    } else if case .list(let rows, _) = value {
      self.rows(question, spec, rows, &session)
    } else {
      note(.wrongKind(CellRef(question.name), expected: "rows"), value.range)
      return
    }
    perform(.endTable(question.name), &session, at: value.range)
  }

  private mutating func rows(
    _ question: Question, _ spec: TableSpec, _ rows: [PlainData], _ session: inout Session
  ) {
    let present = session.rows(ofQuestion: question.index).map(\.id)
    let named = Set(rows.compactMap { $0["id"]?.text })
    if case .free = spec.rows {
      // The file answers the table: what was drafted and isn't in it goes.
      for id in present where !named.contains(id) {
        perform(.removeRow(question: question.name, row: id), &session, at: rows.first?.range ?? question.range)
      }
    }
    for (place, row) in rows.enumerated() {
      if let id = row["id"]?.text, present.contains(id) {
        cells(of: id, question, spec, row, &session)
      } else if spec.isDerived || spec.byCode != nil {
        guard row["id"] == nil, place < present.count else {
          note(.unknownRow(row["id"]?.text ?? "\(place + 1)", question: question.name), row.range)
          continue
        }
        cells(of: present[place], question, spec, row, &session)
      } else {
        let entries = entries(row, spec, CellRef(question.name))
        let id = row["id"]?.text ?? positionID(question, spec, place, session)
        perform(.addRow(question: question.name, cells: entries, id: id), &session, at: row.range)
      }
    }
  }

  /// Without an id of its own a row of a file is called by its place: `B2`.
  private func positionID(_ question: Question, _ spec: TableSpec, _ place: Int, _ session: Session) -> String? {
    guard let prefix = spec.prefix else { return nil }
    let id = prefix + String(place + 1)
    return session.core.tables[question.index]?.row(id) == nil ? id : nil
  }

  /// The cells that a row of the file gives; a list's row is its text, a tally's its count.
  private mutating func entries(_ row: PlainData, _ spec: TableSpec, _ cell: CellRef) -> [CellEntry] {
    guard case .map(let members, _) = row, row["$value"] == nil else {
      guard let column = spec.columns.first, let answer = read(row, column.kind, cell) else { return [] }
      return [CellEntry(column.name, answer)]
    }
    var found: [CellEntry] = []
    for member in members where member.key != "id" {
      guard let column = spec.column(named: member.key) else {
        let near = nearest(member.key, spec.columns.map(\.name))
        note(.unknownColumn(member.key, question: cell.question, near: near), member.range)
        continue
      }
      let place = CellRef(cell.question, row: cell.row, column: column.name)
      if let answer = read(member.value, column.kind, place) { found.append(CellEntry(column.name, answer)) }
    }
    return found
  }

  private mutating func cells(
    of row: String?, _ question: Question, _ spec: TableSpec, _ value: PlainData, _ session: inout Session
  ) {
    for entry in entries(value, spec, CellRef(question.name, row: row)) {
      let cell = CellRef(question.name, row: row, column: entry.column)
      perform(.answer(cell, entry.answer), &session, at: value.range)
    }
  }
}
