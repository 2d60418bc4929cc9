import CEL
import Playbooks
import Sessions

/// Findings over all sessions: what is found again is the same finding, and what isn't found any more is resolved.
extension Engagement {
  /// The same rule about the same row, in sessions of one playbook about one thing.
  private struct FindingKey: Hashable {
    let playbook: String
    let subject: Datum?
    let rule: String
    let row: String?
  }

  func findingRows() -> [RegisterRow] {
    var rows: [RegisterRow] = []
    var places: [FindingKey: (index: Int, source: SessionRecord)] = [:]
    for record in sessions {
      var found: Set<FindingKey> = []
      for finding in record.session.findings {
        let key = FindingKey(
          playbook: record.playbook, subject: record.subject, rule: finding.id, row: finding.row)
        found.insert(key)
        let cells = cells(finding, record)
        if let place = places[key] {
          for cell in cells where cell.name != "first_seen" { rows[place.index].cells.set(cell) }
          rows[place.index].sources.append(record.name)
          rows[place.index].changed = record.lastAt
          places[key] = (place.index, record)
        } else {
          places[key] = (rows.count, record)
          let row = finding.row.map { "@\($0)" } ?? ""
          rows.append(
            RegisterRow(
              id: "\(finding.id)\(row)/\(record.name)", cells: cells, sources: [record.name],
              created: record.lastAt, changed: record.lastAt))
        }
      }
      guard record.isFinished else { continue }
      for (key, place) in places where key.playbook == record.playbook && key.subject == record.subject {
        if found.contains(key) || !isLookedAt(key.row, in: record, asIn: place.source) { continue }
        rows[place.index].cells.set(Datum.Member("state", .string("resolved")))
      }
    }
    return rows
  }

  /// A row that a later session doesn't have says nothing about what was found there.
  private func isLookedAt(_ row: String?, in later: SessionRecord, asIn earlier: SessionRecord) -> Bool {
    guard let row, earlier.hasRow(row) else { return true }
    return later.hasRow(row)
  }

  private func cells(_ finding: Finding, _ record: SessionRecord) -> [Datum.Member] {
    [
      Datum.Member("playbook", .string(record.playbook)), Datum.Member("rule", .string(finding.id)),
      Datum.Member("severity", .string(finding.severity.rawValue)), Datum.Member("text", .string(finding.text)),
      Datum.Member("answers", .string(finding.evidence.map { "\($0)" }.joined(separator: ", "))),
      Datum.Member("first_seen", .date(record.firstDay)), Datum.Member("last_seen", .date(record.lastDay)),
      Datum.Member("state", .string("open")),
    ]
  }
}

extension SessionRecord {
  /// Whether any of its tables has that row.
  fileprivate func hasRow(_ id: String) -> Bool {
    session.playbook.questions.contains { question in
      question.table != nil && session.rows(ofQuestion: question.index).contains { $0.id == id }
    }
  }
}
