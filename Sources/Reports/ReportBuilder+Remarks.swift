import Playbooks
import Sessions

/// What was said beside the answers: remarks on rows, and thoughts that were parked. For those who answered, and nobody else:
/// nothing says how sensitive it is.
extension ReportBuilder {
  var showsRemarks: Bool { audience == .full || audience == .team }

  /// `T5 Rating: needs IT`: what stands beside a table, its rows and its cells.
  func remarks(on question: Question) -> [String] {
    guard showsRemarks, let spec = question.table else { return [] }
    let codes = sensitivity.sensitivity(ofQuestion: question.index)
    var lines = [session.answer(CellRef(question.name))?.note].compactMap { $0 }
    for row in session.rows(ofQuestion: question.index) where shows(rowSensitivity(spec, row.id)) {
      let name = isFixed(spec) || row.id.isEmpty ? session.shortText(of: row.record) : row.id
      if let note = session.answer(CellRef(question.name, row: row.id))?.note { lines.append("\(name): \(note)") }
      for column in spec.columns {
        let own = sensitivity.sensitivity(ofColumn: column.index, question: question.index).union(codes)
        let cell = CellRef(question.name, row: row.id.isEmpty ? nil : row.id, column: column.name)
        guard treatment(own) == .show, let note = session.answer(cell)?.note else { continue }
        lines.append("\(name) \(column.title): \(note)".trimmingPrefix { $0 == " " }.description)
      }
    }
    return lines
  }

  var parkedSection: ReportSection? {
    guard showsRemarks, !session.parked.isEmpty else { return nil }
    return ReportSection(heading: ReportWords.parked, blocks: [.list(session.parked)], isAppendix: true)
  }
}
