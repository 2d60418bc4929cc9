import CEL
import Playbooks

extension Session {
  /// A session as plain text: answers by section, then what follows from them.
  public func showText() -> String {
    var lines = ["\(playbook.title) (\(playbook.name) \(playbook.version)), \(isFinished ? "finished" : "unfinished")"]
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
      lines += ["", "Findings"]
      lines += found.map { "  \($0.severity.rawValue) \($0.id)\($0.row.map { " " + $0 } ?? ""): \($0.text)" }
    }
    let advice = recommendations
    if !advice.isEmpty { lines += ["", "Recommendations"] + advice.map { "  \($0.id): \($0.text)" } }
    let doors = gates.filter { $0.name != "finish" }
    if !doors.isEmpty {
      lines += ["", "Gates"]
      for gate in doors {
        lines.append("  \(gate.title ?? gate.name): \(gate.verdict.rawValue)" + (gate.reason.map { " (\($0))" } ?? ""))
        lines += gate.missing.map { "    missing: \($0.text)" }
      }
    }
    return lines.joined(separator: "\n")
  }

  private func show(_ question: Question) -> [String] {
    if let spec = question.table {
      return ["  \(question.title):"]
        + rows(ofQuestion: question.index).map { row in
          let cells = spec.columns.map { text(of: row.record.value(at: $0.field), rendering(of: $0.kind)) }
          return "    " + (row.id.isEmpty ? "" : row.id + "  ") + cells.joined(separator: "; ")
        }
    }
    if mustConfirm(question: question.index) { return ["  \(question.title): to be confirmed"] }
    let state = state(ofQuestion: question.index)
    let value = state == .skipped ? "later" : text(of: value(ofQuestion: question.index), rendering(of: question.kind))
    return ["  \(question.title): \(value)"]
  }
}
