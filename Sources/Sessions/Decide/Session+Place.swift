import Playbooks

/// What a cell reference points at.
enum Place {
  case question(Question)
  case column(Question, TableSpec, Column)
  /// One row of a reply that is asked per row, or the mark of a follow-up.
  case perRow(Question)
  /// A rule whose follow-up is put off.
  case mark

  /// The kind of answer it takes; nil for a mark.
  var kind: AnswerKind? {
    switch self {
    case .question(let question), .perRow(let question): question.kind
    case .column(_, _, let column): column.kind
    case .mark: nil
    }
  }
}

extension AnswerKind {
  /// Where a choice has a code `unknown`, "don't know" is that code, a plain value.
  var saysUnknown: AnswerValue? {
    guard choices?.codes.contains("unknown") == true else { return nil }
    if case .multi = self { return .list(["unknown"]) }
    return .code("unknown")
  }
}

extension Session {
  func question(named name: String) throws(Refusal) -> Question {
    guard let question = playbook.question(named: name) else {
      throw .unknownQuestion(name, near: nearest(name, playbook.questions.map(\.name)))
    }
    return question
  }

  func table(named name: String) throws(Refusal) -> (Question, TableSpec) {
    let question = try question(named: name)
    guard let spec = question.kind.table else { throw .noRows(question: name) }
    return (question, spec)
  }

  func checkRow(_ row: String, of name: String) throws(Refusal) {
    let (question, _) = try table(named: name)
    guard core.tables[question.index]?.row(row) != nil else { throw .unknownRow(row, question: name) }
  }

  /// Rows that somebody added or a draft proposed may be removed and moved; fixed and derived ones are the playbook's.
  func checkMayGo(_ row: String, of name: String) throws(Refusal) {
    let question = try question(named: name)
    guard let live = core.tables[question.index]?.row(row),
      live.draft != nil || live.isOrphan
        || book.tables[question.index]?.row(row)?.isAdded == true
    else { throw .rowsAreFixed(question: name) }
  }

  func place(_ cell: CellRef) throws(Refusal) -> Place {
    if cell.column == nil, !playbook.rules(withID: cell.question).isEmpty { return .mark }
    let question = try question(named: cell.question)
    guard let name = cell.column else {
      if cell.row != nil {
        guard question.replyPerRow != nil || question.kind.table != nil else { throw .noRows(question: cell.question) }
        return .perRow(question)
      }
      return .question(question)
    }
    let (_, spec) = try table(named: cell.question)
    guard let column = spec.column(named: name) else {
      throw .unknownColumn(name, question: cell.question, near: nearest(name, spec.columns.map(\.name)))
    }
    if case .form = question.kind {
      guard cell.row == nil else { throw .noRows(question: cell.question) }
    } else {
      guard let row = cell.row else { throw .rowNeeded(question: cell.question) }
      guard core.tables[question.index]?.row(row) != nil || relevance(of: question.index) != .yes else {
        throw .unknownRow(row, question: cell.question)
      }
    }
    return .column(question, spec, column)
  }

  func relevance(of question: Int) -> Relevance {
    switch core.relevance[question] {
    case .yes: .yes
    case .no, .error: .no
    case .unknown: .unknown
    }
  }
}

/// Does a question apply? `unknown` while answers that decide it are missing.
public enum Relevance: Sendable {
  case yes, no, unknown
}

/// The name that differs least from what was typed, if any is near enough.
func nearest(_ typed: String, _ names: [String]) -> String? {
  let best = names.map { ($0, editDistance(Array(typed), Array($0))) }.min { $0.1 < $1.1 }
  guard let (name, distance) = best, distance <= max(1, typed.count / 3) else { return nil }
  return name
}

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var corner = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let cost = min(row[j] + 1, row[j + 1] + 1, corner + (x == y ? 0 : 1))
      corner = row[j + 1]
      row[j + 1] = cost
    }
  }
  return row[b.count]
}
