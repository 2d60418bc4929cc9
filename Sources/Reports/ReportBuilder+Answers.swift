import CEL
import Playbooks
import Sessions

extension ReportBuilder {
  func answerText(_ question: Question) -> String {
    if session.mustConfirm(question: question.index) {
      let isContested = session.contests.contains { $0.cell.question == question.name }
      return isContested ? ReportWords.contested : AnswerWords.toConfirm
    }
    return switch session.state(ofQuestion: question.index) {
    case .skipped: AnswerWords.later
    case .notApplicable: AnswerWords.doesNotApply
    case .unasked, .inactive: ReportWords.notAsked
    case .declined: AnswerWords.dontKnow
    case .answered:
      if case .form(let spec) = question.kind {
        formText(question, spec)
      } else {
        session.said(
          session.value(ofQuestion: question.index), question.kind, by: session.answer(CellRef(question.name)),
          standsAlone: true)
      }
    }
  }

  /// All answers an audience may see, by section. For other readers than those who answered: what doesn't stand in the
  /// report already.
  func answersSection(beside sections: [ReportSection]) -> ReportSection {
    let isAll = audience == .full || audience == .team
    var said: Set<String> = []
    if !isAll {
      if let subtitle = playbook.subtitle { said.insert(subtitle) }
      for case .answers(let lines) in sections.flatMap(\.blocks) { said.formUnion(lines.map(\.question)) }
      said.formUnion(shownEntries.flatMap(\.tablesShown).map { playbook.questions[$0].name })
    }
    var blocks: [ReportSection.Block] = []
    for section in playbook.sections {
      var lines: [AnswerLine] = []
      var grids: [ReportSection.Block] = []
      for index in section.questions {
        let question = playbook.questions[index]
        guard isToShow(index), !said.contains(question.name) else { continue }
        if question.table != nil {
          let remarks = remarks(on: question)
          let grid = grid(of: question)
          if grid == nil, remarks.isEmpty { continue }
          if question.title != section.title { grids.append(.paragraph(question.title)) }
          if let grid { grids.append(.table(grid)) }
          if !remarks.isEmpty { grids.append(.list(remarks)) }
          continue
        }
        let treatment = treatment(sensitivity.sensitivity(ofQuestion: index))
        guard treatment != .hide else { continue }
        lines.append(
          AnswerLine(
            question: question.name, title: question.title,
            answer: treatment == .range && !session.mustConfirm(question: index)
              ? rangeText(session.value(ofQuestion: index)) : answerText(question),
            note: note(of: question)))
      }
      if lines.isEmpty && grids.isEmpty { continue }
      blocks.append(.paragraph(section.title))
      if !lines.isEmpty { blocks.append(.answers(lines)) }
      blocks += grids
    }
    return ReportSection(
      heading: isAll ? ReportWords.allAnswers : ReportWords.otherAnswers, blocks: blocks, isAppendix: true)
  }

  /// It applies, and something was said about it, if only to be confirmed.
  func isToShow(_ index: Int) -> Bool {
    session.relevance(ofQuestion: index) == .yes
      && (session.state(ofQuestion: index) != .unasked || session.mustConfirm(question: index))
  }

  /// A table question with the rows and columns that may be seen; nil where none may.
  func grid(of question: Question, columns names: [String]? = nil) -> ReportGrid? {
    guard let spec = question.table else { return nil }
    let codes = sensitivity.sensitivity(ofQuestion: question.index)
    var columns: [Column] = []
    for column in spec.columns where names?.contains(column.name) ?? true {
      let own = sensitivity.sensitivity(ofColumn: column.index, question: question.index).union(codes)
      if treatment(own) != .hide { columns.append(column) }
    }
    guard !columns.isEmpty else { return nil }
    let all = session.rows(ofQuestion: question.index)
    let replies = names == nil ? replies(to: spec, all, codes) : []
    let hasTitles = isFixed(spec)
    let rows = session.rows(ofQuestion: question.index).filter { shows(rowSensitivity(spec, $0.id)) }.map { row in
      (hasTitles ? [session.shortText(of: row.record)] : [row.id].filter { !$0.isEmpty })
        + columns.map { column in
          let own = sensitivity.sensitivity(ofColumn: column.index, question: question.index).union(codes)
          return cellText(
            session.value(of: column, in: row), column.kind, CellRef(question.name, row: row.id, column: column.name),
            range: treatment(own) == .range)
        }
        + replies.map { reply in
          let value = row.record.fields[reply.replyField?.field ?? 0]
          return ReportWords.cell(session.text(of: value, session.rendering(of: reply.kind)))
        }
    }
    guard !rows.isEmpty else { return nil }
    let isForm = if case .form = question.kind { true } else { false }
    let first = hasTitles ? question.title : ReportWords.row
    return ReportGrid(columns: (isForm ? [] : [first]) + columns.map(\.title) + replies.map(\.title), rows: rows)
      .withoutBlanks(from: isForm ? 0 : 1)
  }

  /// Replies that rules asked for row by row and got, as columns of that table.
  private func replies(to spec: TableSpec, _ rows: [RowView], _ codes: Sensitivity) -> [Question] {
    playbook.questions.filter { question in
      question.replyField?.record === spec.record
        && treatment(codes.union(sensitivity.sensitivity(ofQuestion: question.index))) == .show
        && !rows.allSatisfy { $0.record.fields[question.replyField?.field ?? 0] == .absent }
    }
  }

  func isFixed(_ spec: TableSpec) -> Bool { if case .fixed = spec.rows { true } else { false } }

  /// A number as the power of ten it lies in: enough to talk about, not enough to know.
  func rangeText(_ value: Value) -> String {
    let number: Double
    switch value {
    case .int(let whole): number = Double(whole)
    case .double(let decimal): number = decimal
    default: return ReportWords.kept
    }
    guard number > 0, number < 1e15 else { return number == 0 ? "0" : ReportWords.kept }
    var low = 1.0
    while low * 10 <= number { low *= 10 }
    return "\(Int(low)) to \(Int(low * 10))"
  }
}

extension ReportBlock {
  /// Table questions whose rows stand in the entry, as the playbook wants them seen.
  fileprivate var tablesShown: [Int] {
    [list, table?.ref].compactMap { ref in
      if case .question(let index)? = ref?.source { index } else { nil }
    }
  }
}
