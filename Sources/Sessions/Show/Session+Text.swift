import CEL
import Playbooks

extension Session {
  /// A session as plain text, in the words people know: answers by section, then what follows from them.
  public func showText() -> String {
    var lines = [ShowWords.head(playbook, isFinished: isFinished)]
    for section in playbook.sections {
      let answered = section.questions.filter {
        state(ofQuestion: $0) != .unasked && state(ofQuestion: $0) != .inactive || mustConfirm(question: $0)
      }
      guard !answered.isEmpty else { continue }
      lines += ["", section.title]
      for index in answered { lines += show(playbook.questions[index]) }
    }
    let found = findings
    if !found.isEmpty {
      lines += ["", ShowWords.findings]
      lines += found.map { "  \($0.severity.rawValue) \($0.id)\($0.row.map { " " + $0 } ?? ""): \($0.text)" }
    }
    let advice = recommendations
    if !advice.isEmpty { lines += ["", ShowWords.recommendations] + advice.map { "  \($0.id): \($0.text)" } }
    let doors = gates.filter { $0.name != "finish" }
    if !doors.isEmpty { lines += ["", ShowWords.gates] + doors.flatMap(show) }
    return lines.joined(separator: "\n")
  }

  private func show(_ gate: GateView) -> [String] {
    let reason = gate.reason.map { " (\($0))" } ?? ""
    return ["  " + Words.gate(gate.title ?? gate.name, Words.verdict(gate.verdict)) + reason]
      + gate.missing.map { "    " + ShowWords.missing($0.text) }
  }

  // MARK: Answers

  private func show(_ question: Question) -> [String] {
    let title = "  \(question.title):"
    if mustConfirm(question: question.index) { return ["\(title) \(AnswerWords.toConfirm)"] }
    switch state(ofQuestion: question.index) {
    case .skipped: return ["\(title) \(AnswerWords.later)"]
    case .declined: return ["\(title) \(AnswerWords.dontKnow)"]
    case .notApplicable: return ["\(title) \(AnswerWords.doesNotApply)"]
    case .answered, .unasked, .inactive: break
    }
    if question.isSummary { return ["\(title) \(saidSummary(of: question) ?? Words.none)"] }
    guard let spec = question.table else {
      return ["\(title) \(said(value(ofQuestion: question.index), question.kind, by: answer(CellRef(question.name))))"]
    }
    let rows = rows(ofQuestion: question.index).map { "    " + show($0, of: question, spec) }
    return rows.isEmpty ? ["\(title) \(Words.none)"] : [title] + rows
  }

  /// `B1  Month-end report; When: Within three months`: blank cells are left out, and those behind the first have titles.
  private func show(_ row: RowView, of question: Question, _ spec: TableSpec) -> String {
    let name = name(of: row, spec)
    let hasFirst = !row.id.isEmpty && name == row.id
    let cells = spec.columns.compactMap { column -> String? in
      let cell = cell(column, in: row, of: question)
      if cell.isEmpty { return nil }
      return spec.columns.count == 1 || column.index == 0 && hasFirst ? cell : ShowWords.cell(column.title, cell)
    }
    return [name, cells.joined(separator: "; ")].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// What nobody filled in is blank, whatever the rules make of it.
  private func cell(_ column: Column, in row: RowView, of question: Question) -> String {
    let value = value(of: column, in: row)
    let answer = answer(CellRef(question.name, row: row.id, column: column.name))
    switch value {
    case .unknown: return ""
    case .error: return answer?.state == .declined ? AnswerWords.dontKnow : ""
    case .list(let list) where list.elements.isEmpty: return ""
    default: return said(value, column.kind, by: answer)
    }
  }

  /// A fixed row has a wording; a row that is about another one is called by that.
  private func name(of row: RowView, _ spec: TableSpec) -> String {
    switch spec.rows {
    case .fixed: return shortText(of: row.record)
    case .from: return spec.ofField.flatMap { rowTitle(of: row.record.value(at: $0)) } ?? row.id
    case .free: return row.id
    }
  }
}

/// What `sounding show` says, beside the words of answers.
private enum ShowWords {
  static let findings = "Findings"
  static let recommendations = "Recommendations"
  static let gates = "Gates"
  static func head(_ playbook: Playbook, isFinished: Bool) -> String {
    "\(playbook.title) (\(playbook.name) \(playbook.version)), \(isFinished ? "finished" : "unfinished")"
  }
  static func missing(_ text: String) -> String { "missing: \(text)" }
  static func cell(_ title: String, _ text: String) -> String { "\(title): \(text)" }
}
