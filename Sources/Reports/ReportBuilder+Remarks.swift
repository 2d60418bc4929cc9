import Playbooks
import Sessions

/// What was said beside the answers: remarks, and thoughts that were parked.
extension ReportBuilder {
  /// Words of one's own may say anything: they are as candid as any view and may name somebody, whatever they stand beside.
  func showsRemarks(beside codes: Sensitivity = []) -> Bool { shows(codes.union([.names, .candid])) }

  /// The remark typed beside an answer.
  func note(of question: Question) -> String? {
    let codes = sensitivity.sensitivity(ofQuestion: question.index)
    return showsRemarks(beside: codes) ? session.answer(CellRef(question.name))?.note : nil
  }

  /// `T5 Rating: needs IT`: what stands beside a table, its rows and its cells.
  func remarks(on question: Question) -> [String] {
    let codes = sensitivity.sensitivity(ofQuestion: question.index)
    guard showsRemarks(beside: codes), let spec = question.table else { return [] }
    var lines = [note(of: question)].compactMap { $0 }
    for row in session.rows(ofQuestion: question.index) where shows(rowSensitivity(spec, row.id)) {
      let name = isFixed(spec) || row.id.isEmpty ? session.shortText(of: row.record) : row.id
      if let note = session.answer(CellRef(question.name, row: row.id))?.note { lines.append("\(name): \(note)") }
      for column in spec.columns {
        let own = sensitivity.sensitivity(ofColumn: column.index, question: question.index).union(codes)
        let cell = CellRef(question.name, row: row.id.isEmpty ? nil : row.id, column: column.name)
        guard showsRemarks(beside: own), let note = session.answer(cell)?.note else { continue }
        lines.append([name, column.title].filter { !$0.isEmpty }.joined(separator: " ") + ": \(note)")
      }
    }
    return lines
  }

  var parkedSection: ReportSection? {
    guard showsRemarks(), !session.parked.isEmpty else { return nil }
    return ReportSection(heading: ReportWords.parked, blocks: [.list(session.parked)], isAppendix: true)
  }
}
