import CEL
import Diagnostics

extension Compiler {
  /// Fields that the rows of every table have.
  static let rowFields: [(String, Type)] = [("id", .string), ("number", .int), ("from", .string)]

  /// The record types of a table-like question, and the type of its value.
  mutating func settleRows(_ draft: inout QuestionDraft, _ index: Int) {
    draft.fixed = fixedRows(draft)
    let columnsNode = draft.fields["columns"] ?? registerColumns(draft.fields)
    let record = draft.kind == "form" ? RecordType(draft.name) : rowRecord(draft.name, columnsNode)
    draft.record = record
    records[ObjectIdentifier(record)] = RecordInfo(owner: .question(index))
    if !draft.fixed.isEmpty, !columnNames(columnsNode).contains("title") { record.add("title", .string) }
    if draft.fields["rows"]?["from"] != nil { draft.rowSource = .pending }
    switch draft.kind {
    case "list": record.add("text", .string)
    case "tally":
      record.add("count", .int)
      if !draft.fixed.isEmpty, draft.fixed.allSatisfy({ parseWhole($0.code) != nil }) { record.add("value", .int) }
    default: break
    }
    draft.columns = columns(columnsNode, record) + columns(draft.fields["more_columns"], record)
    if draft.kind == "list" || draft.kind == "tally" {
      if !draft.columns.isEmpty {
        report("a \(draft.kind) has no columns of its own", columnsNode ?? draft.fields.node, hint: "type: table")
      }
      draft.columns = impliedColumn(draft, record)
    }
    switch draft.kind {
    case "table" where columnsNode == nil && !draft.fields.has("register"), "form" where columnsNode == nil:
      report("a \(draft.kind) needs 'columns'", draft.fields.node)
    default: break
    }
    draft.type = rowsType(&draft, record)
  }

  /// The one column of a list, the count of a tally.
  private func impliedColumn(_ draft: QuestionDraft, _ record: RecordType) -> [ColumnDraft] {
    let name = draft.kind == "list" ? "text" : "count"
    guard let field = record.index(of: name) else { return [] }
    let kind = draft.kind == "list" ? "text" : "number"
    return [
      ColumnDraft(name: name, node: draft.fields.node, fields: Fields(node: .nothing), kind: kind, field: field)
    ]
  }

  private mutating func rowsType(_ draft: inout QuestionDraft, _ record: RecordType) -> Type {
    if draft.kind == "form" { return .record(record) }
    if draft.fields["keep"] != nil {
      return .record(
        RecordType("summary of \(draft.name)", [("count", .int), ("mean", .double), ("low_share", .double)]))
    }
    guard !draft.fixed.isEmpty else { return .list(.record(record)) }
    let byCode = RecordType(draft.name)
    for row in draft.fixed { byCode.add(row.code, .record(record)) }
    draft.byCode = byCode
    return .record(byCode)
  }

  /// Rows that are written in the file: `rows: { fixed: … }`, or the choices of a tally.
  private mutating func fixedRows(_ draft: QuestionDraft) -> [Choice] {
    let node = draft.fields["rows"]?["fixed"] ?? (draft.kind == "tally" ? draft.fields["choices"] : nil)
    guard let node else { return [] }
    guard node.kind == .map else {
      report("fixed rows are written as code: wording", node)
      return []
    }
    if node["from"] != nil, node.entries.count == 1 { return [] }
    return node.entries.map { choice($0.key, $0.value) }
  }

  /// Declares the fields of columns.
  mutating func columns(_ node: YAMLNode?, _ record: RecordType) -> [ColumnDraft] {
    var drafts: [ColumnDraft] = []
    for fields in entries(node, KeyTables.column) {
      guard let name = columnName(fields["column"]), let node = fields["column"] else { continue }
      guard record.index(of: name) == nil else {
        report(name == "id" ? "rows have an 'id' of their own" : "a second column '\(name)'", node)
        continue
      }
      guard let kindNode = fields["type"] else {
        report("what type of cell?", fields.node, hint: "add 'type: text', or another type")
        continue
      }
      guard let kind = word(kindNode, KeyTables.kinds) else { continue }
      guard !["table", "list", "tally", "form", "run"].contains(kind) else {
        report("a cell can't hold a \(kind)", kindNode)
        continue
      }
      let (type, codes) = cellType(kind, fields)
      let field = record.add(name, type, codes: codes)
      let rendering = staticRendering(kind, fields)
      records[ObjectIdentifier(record)]?.renderings[field] = rendering
      drafts.append(ColumnDraft(name: name, node: node, fields: fields, kind: kind, field: field))
    }
    return drafts
  }

  /// A record type with the fields every row has, except where a column has that name.
  func rowRecord(_ name: String, _ columns: YAMLNode?) -> RecordType {
    let taken = columnNames(columns)
    return RecordType(name, Self.rowFields.filter { $0.0 == "id" || !taken.contains($0.0) })
  }

  private func columnNames(_ node: YAMLNode?) -> Set<String> {
    Set((node?.children ?? []).compactMap { $0["column"]?.text })
  }

  mutating func declareTables(_ head: Fields) {
    for fields in entries(head["tables"], KeyTables.table) {
      guard let name = name(fields["table"], "table"), let node = fields["table"] else { continue }
      let index = tables.count
      guard take(name, .table(index), node) else { continue }
      let record = rowRecord(name, fields["columns"])
      records[ObjectIdentifier(record)] = RecordInfo(owner: .table(index))
      let columns = columns(fields["columns"], record)
      let slot = declare(name, .list(.record(record)), .table(index))
      tables.append(TableDraft(name: name, fields: fields, record: record, slot: slot, columns: columns))
    }
  }

  /// A table that edits a register and names no columns has the register's.
  private mutating func registerColumns(_ fields: Fields) -> YAMLNode? {
    guard let node = fields["register"], node.isScalar else { return nil }
    return shelf.register(node.text)?["columns"]
  }
}
