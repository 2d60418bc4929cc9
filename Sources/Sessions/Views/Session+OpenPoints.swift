import Playbooks

/// Something nobody knows yet: an answer that was declined, or the code `unknown`.
public struct OpenPoint: Hashable, Sendable {
  public let cell: CellRef
  public let text: String
}

extension Session {
  /// What nobody knows yet, in document order.
  public var openPoints: [OpenPoint] {
    var found: [OpenPoint] = []
    for question in playbook.questions where core.relevance[question.index] == .yes {
      if let answer = core.counted(question.index), Session.isOpenPoint(answer) {
        found.append(OpenPoint(cell: CellRef(question.name), text: core.render(question.ask)))
      }
      guard let spec = question.kind.table else { continue }
      for row in core.tables[question.index]?.rows ?? [] {
        for (index, column) in spec.columns.enumerated() {
          guard let answer = book.tables[question.index]?.row(row.id)?.cells[index], Session.isOpenPoint(answer) else {
            continue
          }
          let cell = core.cellRef(question, column, row)
          found.append(
            OpenPoint(
              cell: cell, text: "\(core.shortText(of: row.record)): \(core.render(column.ask, [.record(row.record)]))"))
        }
      }
    }
    return found
  }

  private static func isOpenPoint(_ answer: Answer) -> Bool {
    switch answer.state {
    case .declined: true
    case .value(.code("unknown")): true
    default: false
    }
  }
}
