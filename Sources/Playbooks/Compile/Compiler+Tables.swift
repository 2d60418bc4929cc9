import CEL
import Diagnostics

/// Rows a table has room for when its playbook doesn't say.
private let rowsMax = 40
private let rowsLimitMax = 1000

extension Compiler {
  mutating func tableSpec(_ draft: QuestionDraft, _ index: Int) -> TableSpec {
    refuseStrangeKeys(draft.kind, draft.fields)
    let record = draft.record ?? RecordType(draft.name)
    let limit = whole(draft.fields["limit"]) ?? rowsMax
    if let node = draft.fields["limit"], !(1...rowsLimitMax).contains(limit) {
      report("the limit is 1 to \(rowsLimitMax) rows", node)
    }
    let rows = rowSource(draft, record, limit)
    return TableSpec(
      record: record, byCode: draft.byCode, prefix: prefix(draft.fields["row"]), rows: rows, limit: limit,
      columns: ownColumns(draft, record) ?? compileColumns(draft.columns, record))
  }

  private mutating func prefix(_ node: YAMLNode?) -> String? {
    guard let node, let text = text(node) else { return nil }
    guard text.utf8.count <= 8, !text.isEmpty,
      text.unicodeScalars.allSatisfy(isLetter)
    else {
      report("'\(visible(text))' can't begin row ids", node, hint: "one or two letters, as in B")
      return nil
    }
    return text
  }

  private mutating func rowSource(_ draft: QuestionDraft, _ record: RecordType, _ limit: Int) -> RowSource {
    if draft.kind == "form" { return .free(1...1) }
    guard let node = draft.fields["rows"] else {
      return draft.fixed.isEmpty ? .free(0...rowsMax) : .fixed(draft.fixed, more: nil)
    }
    guard node.kind == .map else {
      let range = range(node) ?? 0...rowsMax
      if range.upperBound > limit { report("more rows are invited than 'limit' allows", node) }
      return .free(range)
    }
    guard let fields = fields(node, KeyTables.rows) else { return .free(0...rowsMax) }
    if fields.has("from") {
      if let fixed = fields["fixed"] { report("either 'fixed' or 'from'", fixed) }
      guard let program = draft.rowProgram else { return .free(0...rowsMax) }
      return .from(program, table: sourceTable(fields["from"]))
    }
    if !fields.has("fixed") { report("'rows' needs 'fixed' or 'from'", node) }
    return .fixed(draft.fixed, more: range(fields["more"]))
  }

  private func sourceTable(_ node: YAMLNode?) -> Int? {
    guard let node, case .question(let index)? = names[node.text], questions[index].record != nil else { return nil }
    return index
  }

  /// The one column of a list, the count of a tally.
  private func ownColumns(_ draft: QuestionDraft, _ record: RecordType) -> [Column]? {
    let name: String
    let kind: AnswerKind
    switch draft.kind {
    case "list": (name, kind) = ("text", .text(TextSpec(extra: [])))
    case "tally": (name, kind) = ("count", .number(NumberSpec(unit: nil, min: 0, max: nil, isWhole: true)))
    default: return nil
    }
    guard let field = record.index(of: name) else { return [] }
    let range = draft.fields.node.range
    return [
      Column(
        index: 0, name: name, field: field, title: titled(name),
        ask: Template(parts: [.text(titled(name))], range: range),
        why: nil, example: nil, kind: kind, isRequired: draft.kind == "list", when: nil, suggestion: nil,
        validations: [],
        sensitivity: [], covers: [], wordLimit: nil, range: range)
    ]
  }

  mutating func compileColumns(_ drafts: [ColumnDraft], _ record: RecordType) -> [Column] {
    let scope = Scope.none.adding("this", .record(record))
    return drafts.enumerated().map { index, draft in
      let fields = draft.fields
      let title = text(fields["title"]) ?? titled(draft.name)
      let kind = cellKind(draft.kind, fields, scope, record: record, field: draft.field, question: nil)
      let field = record.fields[draft.field]
      return Column(
        index: index, name: draft.name, field: draft.field, title: title,
        ask: wording(fields["ask"], scope) ?? Template(parts: [.text(title)], range: draft.node.range),
        why: wording(fields["why"], scope), example: wording(fields["example"], scope), kind: kind,
        isRequired: flag(fields["required"]) ?? false, when: condition(fields["when"], scope),
        suggestion: suggestion(fields, field.type, field.codes, scope), validations: validations(fields, scope),
        sensitivity: letters(fields["sensitive"]), covers: covers(fields), wordLimit: whole(fields["words"]),
        renamedFrom: formerNames(fields["was"], drafts), range: draft.node.range)
    }
  }

  /// Names that a column had in earlier versions: no other's of today.
  private mutating func formerNames(_ node: YAMLNode?, _ drafts: [ColumnDraft]) -> [String] {
    texts(node).compactMap { former in
      guard drafts.contains(where: { $0.name == former.text }) else { return former.text }
      report("'\(visible(former.text))' is a column of today", former, hint: "name what this one was called before")
      return nil
    }
  }

  // MARK: Rows from rows

  mutating func prefill(_ node: YAMLNode?, _ draft: QuestionDraft) -> [RowBlock] {
    guard let node else { return [] }
    guard let record = draft.record else {
      report("only tables can be prefilled", node, hint: "use 'suggest' for a single answer")
      return []
    }
    return rowBlocks(node, KeyTables.rowBlock, record, draft.columns)
  }

  /// Blocks `for` / `when` / `id` / `cells`.
  mutating func rowBlocks(_ node: YAMLNode?, _ table: KeyTable, _ record: RecordType, _ columns: [ColumnDraft])
    -> [RowBlock]
  {
    entries(node, table).compactMap { fields in
      var scope = Scope.none
      let iteration = iteration(fields["for"])
      if fields.has("for"), iteration == nil { return nil }
      if let iteration { scope = scope.adding(iteration.name, iteration.element) }
      return RowBlock(
        forEach: iteration, when: condition(fields["when"], scope),
        id: fields["id"].flatMap { compile($0, scope, expecting: .string) },
        cells: cells(fields["cells"], record, columns, scope), range: fields.node.range)
    }
  }

  /// `cells:` by column: wording for texts; a code, or CEL, for all others.
  mutating func cells(_ node: YAMLNode?, _ record: RecordType, _ columns: [ColumnDraft], _ scope: Scope)
    -> [(column: Int, value: CellSource)]
  {
    guard let node else { return [] }
    guard node.kind == .map else {
      report("cells are written as column: content", node)
      return []
    }
    var found: [(column: Int, value: CellSource)] = []
    for (key, value) in node.entries {
      guard let column = columns.firstIndex(where: { $0.name == key.text }) else {
        report("unknown column '\(visible(key.text))'", key, hint: didYouMean(key.text, among: columns.map(\.name)))
        continue
      }
      if let cell = cell(value, columns[column], record, scope) { found.append((column, cell)) }
    }
    return found
  }

  private mutating func cell(_ node: YAMLNode, _ column: ColumnDraft, _ record: RecordType, _ scope: Scope)
    -> CellSource?
  {
    let field = record.fields[column.field]
    switch column.kind {
    case "text", "long":
      warnOfPath(node, scope)
      return wording(node, scope).map { .wording($0) }
    case "choice", "ref", "multi":
      let codes = field.codes ?? column.fields["or"]?.entries.map(\.key.text) ?? []
      if column.kind != "multi", let program = bareCode(node, codes), scope.type(of: node.text) == nil {
        return .value(program)
      }
      if let codes = field.codes, column.kind == "choice", node.isScalar,
        node.text.unicodeScalars.allSatisfy(isNameScalar),
        environment.slot(of: node.text) == nil, names[node.text] == nil, scope.type(of: node.text) == nil
      {
        report(
          "'\(visible(node.text))' isn't one of the codes of '\(column.name)'", node,
          hint: didYouMean(node.text, among: codes) ?? "one of: \(codes.joined(separator: ", "))")
        return nil
      }
      return compile(node, scope, expecting: field.type).map { .value($0) }
    default: return compile(node, scope, expecting: field.type).map { .value($0) }
    }
  }

  /// A wording that is nothing but `h.id` was most likely meant as the value.
  private mutating func warnOfPath(_ node: YAMLNode, _ scope: Scope) {
    guard node.isScalar, node.style == .plain else { return }
    let path = node.text.split(separator: ".", omittingEmptySubsequences: false)
    guard path.count > 1, scope.type(of: String(path[0])) != nil,
      path.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.allSatisfy(isNameScalar) })
    else { return }
    report(
      "this is taken as the words '\(node.text)'", node, hint: "write \"{\(node.text)}\" for its value",
      severity: .warning,
      check: "words-not-value")
  }

  mutating func compileTables() {
    for (index, draft) in tables.enumerated() {
      let columns = compileColumns(draft.columns, draft.record)
      let blocks = rowBlocks(draft.fields["rows"], KeyTables.rowFor, draft.record, draft.columns)
      if blocks.isEmpty { report("a table needs 'rows'", draft.fields.node) }
      let spec = TableSpec(
        record: draft.record, byCode: nil, prefix: prefix(draft.fields["row"]), rows: .free(0...0), limit: rowsLimitMax,
        columns: columns)
      playbook.tables.append(
        ComputedTable(
          index: index, name: draft.name, title: text(draft.fields["title"]) ?? titled(draft.name), slot: draft.slot,
          spec: spec, blocks: blocks, covers: covers(draft.fields), sensitivity: letters(draft.fields["sensitive"]),
          range: draft.fields.node.range))
    }
  }
}
