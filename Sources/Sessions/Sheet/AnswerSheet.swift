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

    /// What was not taken and, where that can be said, what to type instead.
    public var message: String { refusal.reason + (refusal.remedy.map { " (\($0))" } ?? "") }
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
    for entry in entries
    where !AnswerSheet.special.contains(entry.key) && session.playbook.question(named: entry.key) == nil {
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

  /// Names that are no questions; `$schema` is for editors.
  private static let special: Set<String> = ["$overrides", "$follow_ups", "$schema"]

  mutating func note(_ refusal: Refusal, _ range: SourceRange) {
    let problem = Problem(refusal: refusal, range: range)
    // Rows that refer to each other are gone through twice.
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// Does it, or notes why not.
  mutating func perform(_ command: Command, _ session: inout Session, at range: SourceRange) {
    do throws(Refusal) {
      perform(try session.decide(command), &session)
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
    if question.isSummary, whole(value) == nil {
      summary(question, AnswerSheet.counts(value), &session)
      return
    }
    if let spec = question.kind.table, whole(value) == nil {
      let isTally = if case .tally = question.kind { true } else { false }
      table(question, spec, isTally ? AnswerSheet.counts(value) : value, &session)
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
    if !question.isRequired, question.kind.isText, value.isEmptyText { return }
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
    if case .cell(let cell) = ask.target, let kind = session.kind(of: cell) {
      if let given = read(value, kind, cell) { perform(.answer(cell, given), &session, at: value.range) }
      return
    }
    if let command = session.command(replying: value.text.map { .text($0) }, to: ask) {
      perform(command, &session, at: value.range)
    }
  }

  private mutating func overrides(_ session: inout Session) {
    guard case .map(let gates, _)? = data["$overrides"] else { return }
    for gate in gates {
      let before = problems.count
      perform(.tryGate(gate.key), &session, at: gate.range)
      guard problems.count == before else { continue }
      if session.gate(gate.key)?.isPassable == true { continue }
      perform(.override(gate: gate.key, reason: gate.value.text ?? ""), &session, at: gate.value.range)
    }
  }
}
