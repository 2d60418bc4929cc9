import CEL
import Diagnostics

extension Compiler {
  mutating func compileReport(_ head: Fields) {
    for fields in entries(head["report"], KeyTables.reportEntry) { playbook.report.append(reportBlock(fields)) }
  }

  private mutating func reportBlock(_ fields: Fields) -> ReportBlock {
    var scope = Scope.none
    let each = iteration(fields["each"])
    if let each { scope = scope.adding(each.name, each.element) }
    let shown = ["text", "list", "table", "answers", "bars", "gate", "open_points", "calculations", "fields", "each"]
    if !shown.contains(where: fields.has) {
      report("the entry shows nothing", fields.node, hint: "one of: \(shown.dropLast().joined(separator: ", "))")
    }
    return ReportBlock(
      heading: wording(fields["heading"], scope), when: condition(fields["when"], scope), each: each,
      text: wording(fields["text"], scope), list: fields["list"].flatMap { tableRef($0, scope) },
      table: reportTable(fields, scope), answers: answers(fields["answers"]), bars: bars(fields["bars"], scope),
      gate: fields["gate"].flatMap { gateIndex($0) }, showsOpenPoints: flag(fields["open_points"]) ?? false,
      calculations: calculations(fields["calculations"]), fields: reportFields(fields["fields"], scope),
      isAppendix: flag(fields["appendix"]) ?? false, sensitivity: letters(fields["sensitive"]),
      covers: covers(fields), range: fields.node.range)
  }

  /// Something with rows, by name.
  private mutating func tableRef(_ node: YAMLNode, _ scope: Scope) -> TableRef? {
    guard let name = text(node) else { return nil }
    prepare(name, scope)
    switch names[name] {
    case .question(let index):
      guard let record = questions[index].record else {
        report("'\(name)' has no rows", node)
        return nil
      }
      return TableRef(name: name, source: .question(index), record: record)
    case .table(let index): return TableRef(name: name, source: .table(index), record: tables[index].record)
    default:
      guard let program = compile(node, scope) else { return nil }
      guard let element = elementType(program.type), let slot = environment.slot(of: name) else {
        report("'\(name)' has no rows", node)
        return nil
      }
      return TableRef(
        name: name, source: .slot(slot), record: { if case .record(let record) = element { record } else { nil } }())
    }
  }

  private mutating func reportTable(_ fields: Fields, _ scope: Scope) -> ReportTable? {
    guard let node = fields["table"] else {
      for key in ["columns", "sort", "where"] where fields.has(key) && !fields.has("list") {
        if let other = fields.value(of: key) { report("'\(key)' goes with 'table'", other) }
      }
      return nil
    }
    guard let ref = tableRef(node, scope) else { return nil }
    let inner = ref.record.map { scope.adding("this", .record($0)) } ?? scope
    var sort: SortKey?
    if let node = fields["sort"], let text = text(node) {
      let name = text.hasPrefix("-") ? String(text.dropFirst()) : text
      if reportColumn(name, ref, node) != nil { sort = SortKey(column: name, isDescending: text.hasPrefix("-")) }
    }
    var columns = texts(fields["columns"]).compactMap { reportColumn($0.text, ref, $0) }
    if !fields.has("columns") { columns = allColumns(ref).compactMap { reportColumn($0, ref, node) } }
    return ReportTable(ref: ref, columns: columns, sort: sort, rowFilter: condition(fields["where"], inner))
  }

  /// What a table shows when nothing else is said: all its columns; of fixed rows also which they are.
  private func allColumns(_ ref: TableRef) -> [String] {
    switch ref.source {
    case .question(let index):
      let own = questions[index].columns.map(\.name)
      return questions[index].fixed.isEmpty || own.contains("title") ? own : ["title"] + own
    case .table(let index): return tables[index].columns.map(\.name)
    case .slot: return []
    }
  }

  private mutating func reportColumn(_ name: String, _ ref: TableRef, _ node: YAMLNode) -> ReportColumn? {
    for index in rowCalculations[name] ?? [] { ensureCalculation(index) }
    for index in rowReplies[name] ?? [] { ensureReply(index) }
    if let record = ref.record, let field = record.index(of: name) {
      let rendering = records[ObjectIdentifier(record)]?.renderings[field] ?? .plain
      return ReportColumn(name: name, title: columnTitle(name, ref), rendering: rendering)
    }
    // A tally or table over the same rows may lend its cells: `votes` beside themes.
    if case .question(let index)? = names[name], questions[index].record != nil {
      return ReportColumn(name: name, title: text(questions[index].fields["title"]) ?? titled(name), rendering: .plain)
    }
    guard let record = ref.record else { return ReportColumn(name: name, title: titled(name), rendering: .plain) }
    report(
      "unknown column '\(visible(name))'", node, hint: didYouMean(name, among: record.fields.map(\.name)))
    return nil
  }

  private mutating func columnTitle(_ name: String, _ ref: TableRef) -> String {
    // The first column has no heading of its own where it says which row it is.
    if name == "of" || name == "id" { return "" }
    let columns: [ColumnDraft]
    switch ref.source {
    case .question(let index): columns = questions[index].columns
    case .table(let index): columns = tables[index].columns
    case .slot: columns = []
    }
    if name == "title", !columns.contains(where: { $0.name == name }) { return "" }
    if let node = columns.first(where: { $0.name == name })?.fields["title"], let title = text(node) { return title }
    for index in rowCalculations[name] ?? [] where calculations[index].owner?.record === ref.record {
      if let title = text(calculations[index].fields["title"]) { return title }
    }
    for index in rowReplies[name] ?? [] where questions[index].replyField?.record === ref.record {
      if let title = text(questions[index].fields["title"]) { return title }
    }
    return titled(name)
  }

  private mutating func answers(_ node: YAMLNode?) -> [Int] {
    texts(node).compactMap { node in
      guard case .question(let index)? = names[node.text] else {
        report(
          "unknown question '\(visible(node.text))'", node, hint: didYouMean(node.text, among: questions.map(\.name)))
        return nil
      }
      return index
    }
  }

  private mutating func calculations(_ node: YAMLNode?) -> [Int] {
    texts(node).compactMap { node in
      guard case .calculation(let index)? = names[node.text] else {
        report(
          "unknown calculation '\(visible(node.text))'", node,
          hint: didYouMean(node.text, among: calculations.map(\.name)))
        return nil
      }
      return index
    }
  }

  private mutating func bars(_ node: YAMLNode?, _ scope: Scope) -> ReportBars? {
    guard let node, let fields = fields(node, KeyTables.bars) else { return nil }
    let each = iteration(fields["for"], scope)
    if fields.has("for"), each == nil { return nil }
    let inner = each.map { scope.adding($0.name, $0.element) } ?? scope
    guard let label = wording(fields["label"], inner), let value = compile(fields["value"], inner, expecting: .double)
    else {
      return nil
    }
    return ReportBars(
      each: each, label: label, value: value, of: fields["of"].flatMap { compile($0, inner, expecting: .double) },
      text: wording(fields["text"], inner))
  }

  /// `fields: NAME`: title and value of each column of a row or form.
  private mutating func reportFields(_ node: YAMLNode?, _ scope: Scope) -> ReportFields? {
    guard let node, let program = compile(node, scope) else { return nil }
    guard case .record(let record) = program.type else {
      report("'fields' takes a row or a form", node)
      return nil
    }
    return ReportFields(value: program, record: record)
  }
}
