import JSON

extension Report {
  /// The report's model as JSON, version 1: exactly what the audience sees in the other formats.
  public var json: JSON {
    [
      "schemaVersion": 1, "title": .string(title), "subtitle": subtitle.map(JSON.string) ?? .null,
      "audience": .string(audience.rawValue), "draft": .bool(isDraft), "verdict": .string(verdict),
      "facts": .array(facts.map { ["label": .string($0.label), "value": .string($0.value)] }),
      "sections": .array(
        sections.map {
          ["heading": .string($0.heading), "appendix": .bool($0.isAppendix), "blocks": .array($0.blocks.map(\.json))]
        }),
      "leftOut": .int(Int64(leftOut)), "freeTexts": .int(Int64(freeTexts)),
    ]
  }
}

extension ReportSection.Block {
  var json: JSON {
    switch self {
    case .paragraph(let text): ["kind": "paragraph", "text": .string(text)]
    case .list(let items): ["kind": "list", "items": .array(items.map(JSON.string))]
    case .table(let grid):
      [
        "kind": "table", "columns": .array(grid.columns.map(JSON.string)),
        "rows": .array(grid.rows.map { .array($0.map(JSON.string)) }),
      ]
    case .bars(let bars):
      [
        "kind": "bars",
        "bars": .array(
          bars.map {
            [
              "label": .string($0.label), "value": $0.value.map(JSON.double) ?? .null, "of": .double($0.of),
              "text": .string($0.text),
            ]
          }),
      ]
    case .findings(let lines):
      [
        "kind": "findings",
        "findings": .array(
          lines.map {
            [
              "rule": .string($0.rule), "severity": .string($0.severity), "text": .string($0.text),
              "row": $0.row.map(JSON.string) ?? .null, "evidence": .array($0.evidence.map(JSON.string)),
            ]
          }),
      ]
    case .actions(let lines):
      [
        "kind": "actions",
        "actions": .array(
          lines.map {
            [
              "rule": .string($0.rule), "text": .string($0.text), "owner": $0.owner.map(JSON.string) ?? .null,
              "due": $0.due.map(JSON.string) ?? .null,
            ]
          }),
      ]
    case .answers(let lines):
      [
        "kind": "answers",
        "answers": .array(
          lines.map {
            [
              "question": .string($0.question), "title": .string($0.title), "answer": .string($0.answer),
              "note": $0.note.map(JSON.string) ?? .null,
            ]
          }),
      ]
    }
  }
}
