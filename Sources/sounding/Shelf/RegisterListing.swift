import Engagements
import JSON
import Playbooks
import Sessions

/// A register's rows, for people and for other programs.
struct RegisterListing {
  let definition: RegisterDefinition
  let rows: [RegisterRow]
  /// What the register's calculations come to, by row.
  let worked: [String: [Datum.Member]]

  init?(_ name: String, _ engagement: Engagement, library: any Library, today: String) {
    guard let definition = engagement.registers.first(where: { $0.name == name }) else { return nil }
    self.definition = definition
    rows = engagement.register(name)
    worked = engagement.worked(definition, library: library, today: today)
  }

  var text: String {
    guard !rows.isEmpty else { return "Nothing in the register of \(definition.title.lowercased()) yet." }
    return rows.map { row in
      let headline = definition.name == "findings" ? "text" : definition.headline?.name ?? ""
      let marks = worked(row).filter { $0.value == .bool(true) && !$0.name.hasPrefix("is_") }.map {
        "  (\(title(of: $0).lowercased()))"
      }
      var lines = ["\(row.id)  \(row.text(headline))" + marks.joined()]
      for column in definition.columns where column.name != headline {
        let value = column.wordings[row.text(column.name)] ?? row.text(column.name)
        let before = past(row, column)
        if !value.isEmpty || !before.isEmpty { lines.append("    \(column.title): \(value)\(before)") }
      }
      for member in worked(row) {
        if let value = text(of: member) { lines.append("    \(title(of: member)): \(value)") }
      }
      lines.append("    From: \(row.sources.joined(separator: ", "))")
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// ` (Neutral until 2026-03-16)`: how a cell came to say what it says.
  private func past(_ row: RegisterRow, _ column: RegisterDefinition.Column) -> String {
    let parts = row.past.filter { $0.column == column.name }.compactMap { past -> String? in
      guard case .string(let text) = past.value, !text.isEmpty else { return nil }
      return "\(column.wordings[text] ?? text) until \(past.until)"
    }
    return parts.isEmpty ? "" : " (" + parts.joined(separator: "; ") + ")"
  }

  private func worked(_ row: RegisterRow) -> [Datum.Member] { worked[row.id] ?? [] }

  private func title(of member: Datum.Member) -> String {
    definition.worked.first { $0.name == member.name }?.title ?? member.name
  }

  /// Nil for what is said by a mark.
  private func text(of member: Datum.Member) -> String? {
    switch member.value {
    case .string(let code): definition.worked.first { $0.name == member.name }?.wordings[code] ?? code
    case .int(let number): String(number)
    default: nil
    }
  }

  var json: JSON {
    [
      "schemaVersion": 1, "register": .string(definition.name),
      "rows": .array(
        rows.map { row in
          var object: JSONObject = ["id": .string(row.id)]
          for cell in row.cells + worked(row) { object[cell.name] = Session.plain(cell.value) }
          if !row.past.isEmpty {
            object["past"] = .array(
              row.past.map {
                ["column": .string($0.column), "value": Session.plain($0.value), "until": .string($0.until)]
              })
          }
          object["sources"] = .array(row.sources.map(JSON.string))
          return .object(object)
        }),
    ]
  }
}
