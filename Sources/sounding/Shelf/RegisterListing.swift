import Engagements
import JSON
import Sessions

/// A register's rows, for people and for other programs.
struct RegisterListing {
  let definition: RegisterDefinition
  let rows: [RegisterRow]
  let today: String

  init?(_ name: String, _ engagement: Engagement, today: String) {
    guard let definition = engagement.registers.first(where: { $0.name == name }) else { return nil }
    self.definition = definition
    rows = engagement.register(name)
    self.today = today
  }

  var text: String {
    guard !rows.isEmpty else { return "Nothing in the register of \(definition.title.lowercased()) yet." }
    return rows.map { row in
      var lines = ["\(row.id)  \(headline(row))" + (isOverdue(row) ? "  (overdue)" : "")]
      for column in definition.columns.dropFirst() {
        let value = row.text(column.name)
        if !value.isEmpty, value != headline(row) { lines.append("    \(column.title): \(value)") }
      }
      lines.append("    From: \(row.sources.joined(separator: ", "))")
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// The first column that says something, in the register's order; findings are known by their text.
  private func headline(_ row: RegisterRow) -> String {
    if definition.name == "findings" { return row.text("text") }
    return definition.columns.lazy.map { row.text($0.name) }.first { !$0.isEmpty } ?? ""
  }

  private func isOverdue(_ row: RegisterRow) -> Bool {
    definition.name == "actions" && !["done", "dropped"].contains(row.text("status")) && !row.text("due").isEmpty
      && row.text("due") < today
  }

  var json: JSON {
    [
      "schemaVersion": 1, "register": .string(definition.name),
      "rows": .array(
        rows.map { row in
          var object: JSONObject = ["id": .string(row.id)]
          for cell in row.cells { object[cell.name] = Session.plain(cell.value) }
          object["sources"] = .array(row.sources.map(JSON.string))
          if definition.name == "actions" { object["overdue"] = .bool(isOverdue(row)) }
          return .object(object)
        }),
    ]
  }
}
