import Playbooks
import Sessions

/// Somebody who goes through a whole conversation as a scenario says; to anything else that is asked they give the first
/// answer that is taken.
struct Understudy {
  let scenario: Scenario
  let search: CoverageSearch
  private(set) var stage: Rehearsal
  /// Branches that answers were turned down at.
  private(set) var refused: Set<CoverageGoal> = []
  /// How many answers a place didn't take.
  private var attempts: [CellRef: Int] = [:]
  private var finishes = 0
  private static let linesMax = 900
  private static let attemptsMax = 14

  init(_ scenario: Scenario, _ search: CoverageSearch, _ stage: Rehearsal) {
    (self.scenario, self.search, self.stage) = (scenario, search, stage)
  }

  private var session: Session { stage.session }
  private var playbook: Playbook { stage.session.playbook }

  mutating func play() {
    var lines = 0
    while stage.exitCode == nil, lines < Self.linesMax {
      lines += 1
      let before = (stage.conversation.focus, session.eventCount)
      let (line, place) = next
      if isRefusal(line, place) { refused.insert(CoverageGoal(.refused, place?.question ?? "")) }
      stage.type(line)
      if before.0 == stage.conversation.focus, before.1 == session.eventCount, let place {
        attempts[place, default: 0] += 1
      }
      if case .finish = before.0 { finishes += 1 }
    }
  }

  /// What is typed next, and the place it answers.
  private var next: (line: String, place: CellRef?) {
    switch stage.conversation.dialog {
    case .consent, .endTable: return ("y", nil)
    case .meantCommand, .dropRow, .offer, .reason: return ("n", nil)
    case .voting: return ("-", nil)
    case nil: break
    }
    switch stage.conversation.focus {
    case .question(let index): return answer(question: index)
    case .reply(let index, let row): return ("-", CellRef(playbook.questions[index].name, row: row))
    case .cell(let index, let row, let column):
      guard let spec = playbook.questions[index].table else { return ("-", nil) }
      return answer(index, row, spec.columns[column], spec)
    case .newRow(let index): return newRow(index)
    case .run, .followUp, .gate: return ("-", nil)
    case .finish: return (finishes < 2 ? "y" : "/quit", nil)
    case .finished: return ("", nil)
    }
  }

  // MARK: Answers

  private func answer(question index: Int) -> (line: String, place: CellRef?) {
    let question = playbook.questions[index]
    let place = CellRef(question.name)
    if case .tally = question.kind { return (tally(question), place) }
    if scenario.triesRefusal(of: question.name), !refused.contains(CoverageGoal(.refused, question.name)),
      let answer = search.candidates(place, in: session).first(where: { isTurnedDown($0, place) })
    {
      return (line(answer), place)
    }
    let planned = scenario.answer(place, question: index)
    return (line(chosen(planned, place, mayDecline: question.mayDecline)), place)
  }

  private func answer(_ index: Int, _ row: String, _ column: Column, _ spec: TableSpec) -> (
    line: String, place: CellRef?
  ) {
    let cell = CellRef(playbook.questions[index].name, row: row.isEmpty ? nil : row, column: column.name)
    let planned = scenario.answer(cell, question: index)
    return (line(chosen(planned, cell, mayDecline: !column.isRequired)), cell)
  }

  /// The planned answer, then the first ones that are worth trying, then "don't know", then "later".
  private func chosen(_ planned: Answer?, _ place: CellRef, mayDecline: Bool) -> Answer {
    let others = search.candidates(place, in: session).filter { isTaken($0, place) }
    let all = (planned.map { [$0] } ?? []) + others.prefix(Self.attemptsMax) + (mayDecline ? [Answer(.declined)] : [])
    let attempt = attempts[place] ?? 0
    return all.indices.contains(attempt) ? all[attempt] : Answer(.skipped)
  }

  private func isTaken(_ answer: Answer, _ place: CellRef) -> Bool {
    (try? session.decide(.answer(place, answer))) != nil
  }

  private func isTurnedDown(_ answer: Answer, _ place: CellRef) -> Bool {
    do throws(Refusal) {
      _ = try session.decide(.answer(place, answer))
      return false
    } catch {
      if case .notAccepted = error { return true }
      return false
    }
  }

  private func isRefusal(_ line: String, _ place: CellRef?) -> Bool {
    guard let place, place.column == nil else { return false }
    return search.candidates(place, in: session).contains { self.line($0) == line && isTurnedDown($0, place) }
  }

  /// One more row while the scenario (or what is invited at least) wants one; an empty line ends the table.
  private func newRow(_ index: Int) -> (line: String, place: CellRef?) {
    let question = playbook.questions[index]
    guard let spec = question.table, let column = spec.columns.first else { return ("", nil) }
    let count = session.rows(ofQuestion: index).count
    var wanted = scenario.rowCount(question: index) ?? 0
    if scenario.rowCount(question: index) == nil, case .free(let invited) = spec.rows { wanted = invited.lowerBound }
    if case .run = question.kind { return ("-", nil) }
    let row = CellRef(question.name, row: "\(spec.prefix ?? "R")\(count + 1)", column: column.name)
    guard count < wanted, (attempts[row] ?? 0) < Self.attemptsMax else { return ("", CellRef(question.name)) }
    let planned = scenario.answer(row, question: index)
    let others = search.candidates(row, in: session)
    let all = (planned.map { [$0] } ?? []) + others
    let attempt = attempts[row] ?? 0
    // Where there is nothing to choose from, the cell is left for later.
    return (all.indices.contains(attempt) ? line(all[attempt]) : attempt == all.count ? "-" : "x", row)
  }

  private func tally(_ question: Question) -> String {
    let counts = session.rows(ofQuestion: question.index).map { row -> String in
      let cell = CellRef(question.name, row: row.id, column: "count")
      if case .value(.int(let count))? = scenario.answer(cell, question: question.index)?.state { return "\(count)" }
      return "1"
    }
    let attempt = attempts[CellRef(question.name)] ?? 0
    return counts.isEmpty || attempt > 0 ? (attempt > 1 ? "-" : "dk") : counts.joined(separator: " ")
  }

  // MARK: As typed

  private func line(_ answer: Answer) -> String {
    switch answer.state {
    case .declined: "dk"
    case .notApplicable: "n/a"
    case .skipped: "-"
    case .value(let value): line(value)
    }
  }

  private func line(_ value: AnswerValue) -> String {
    switch value {
    case .text(let text): text.isEmpty ? "-" : text
    case .code(let code), .dec(let code), .date(let code): code
    case .int(let number): "\(number)"
    case .bool(let yes): yes ? "y" : "n"
    case .list(let items): items.isEmpty ? "-" : items.joined(separator: ", ")
    case .rows: ""
    }
  }
}
