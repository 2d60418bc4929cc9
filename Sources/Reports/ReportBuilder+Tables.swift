import CEL
import Playbooks
import Sessions

/// Tables that a playbook's report shows: questions, computed tables, and calculations that give rows.
extension ReportBuilder {
  func list(_ ref: TableRef) -> [ReportSection.Block] {
    var codes = codes(ref)
    if case .question(let index) = ref.source { codes.formUnion(sensitivity.sensitivity(ofShortTexts: index)) }
    guard shows(codes) else { return [] }
    let texts = records(ref).filter { isVisibleRow($0, ref) }.map { session.shortText(of: $0) }
    return texts.isEmpty ? [] : [.list(texts)]
  }

  func table(_ table: ReportTable, _ locals: [Value]) -> [ReportSection.Block] {
    var (records, columns) = visible(table, locals)
    // Rows nobody may see a thing of are not counted either; ids alone say nothing.
    guard columns.contains(where: { $0.name != "id" }), !records.isEmpty else { return [] }
    if let sort = table.sort, shows(codes(sort.column, table)) { records = sorted(records, sort) }
    let rows = records.map { record in
      columns.map { column in
        cell(record, column, table.ref, range: treatment(codes(column.name, table)) == .range)
      }
    }
    let titles = columns.map { $0.title.isEmpty ? ReportWords.row : $0.title }
    return [ReportGrid(columns: titles, rows: rows).withoutBlanks(from: 0)].compactMap(\.self)
      .map(ReportSection.Block.table)
  }

  /// The rows and columns that may be seen.
  func visible(_ table: ReportTable, _ locals: [Value]) -> (records: [Record], columns: [ReportColumn]) {
    let records = records(table.ref).filter { record in
      session.holds(table.rowFilter, locals: [.record(record)]) == .yes && isVisibleRow(record, table.ref)
    }
    // Rows that were computed can't be shown in part: which there are tells as much as what stands in them.
    let coarsest = slot(table.ref) == nil ? Treatment.range : .show
    let columns = table.columns.filter { column in
      treatment(codes(column.name, table)) <= coarsest && !records.allSatisfy { $0.value(of: column.name) == .absent }
    }
    return (records, columns)
  }

  private func codes(_ column: String, _ table: ReportTable) -> Sensitivity {
    columnCodes(column, table.ref).union(sensitivity.sensitivity(of: table.rowFilter))
  }

  private func records(_ ref: TableRef) -> [Record] {
    switch ref.source {
    case .question(let index): return session.rows(ofQuestion: index).map(\.record)
    case .table(let index): return records(session.value(ofSlot: playbook.tables[index].slot))
    case .slot(let slot): return records(session.value(ofSlot: slot))
    }
  }

  private func records(_ value: Value) -> [Record] {
    guard case .list(let list) = value else { return [] }
    return list.elements.compactMap { if case .record(let record) = $0 { record } else { nil } }
  }

  private func slot(_ ref: TableRef) -> Int? {
    switch ref.source {
    case .question: nil
    case .table(let index): playbook.tables[index].slot
    case .slot(let slot): slot
    }
  }

  private func codes(_ ref: TableRef) -> Sensitivity {
    if case .question(let index) = ref.source { return sensitivity.sensitivity(ofQuestion: index) }
    return slot(ref).map(sensitivity.sensitivity(ofSlot:)) ?? []
  }

  /// What a column rests on: its table and itself; what is left of that where it is released by name.
  private func columnCodes(_ name: String, _ ref: TableRef) -> Sensitivity {
    if let released = released(name, ref) { return released }
    let base = codes(ref)
    if case .question(let index) = ref.source, let column = playbook.questions[index].table?.column(named: name) {
      return base.union(sensitivity.sensitivity(ofColumn: column.index, question: index))
    }
    let replies = playbook.questions.filter { $0.name == name && $0.replyField != nil }
    return playbook.calculations.filter { $0.name == name && $0.owner != nil }.reduce(into: base) {
      $0.formUnion(sensitivity.sensitivity(ofCalculation: $1.index))
    }.union(replies.reduce(into: []) { $0.formUnion(sensitivity.sensitivity(ofQuestion: $1.index)) })
  }

  private func released(_ name: String, _ ref: TableRef) -> Sensitivity? {
    slot(ref).flatMap { sensitivity.released(column: name, ofSlot: $0) }
  }

  private func cell(_ record: Record, _ column: ReportColumn, _ ref: TableRef, range: Bool) -> String {
    guard let value = record.value(of: column.name) else { return "" }
    // A released reference says which row, not what it is called: the names are as hidden as the table.
    let isBare = column.rendering.isRows && released(column.name, ref) != nil && !shows(codes(ref))
    if !isBare, case .question(let index) = ref.source, let spec = playbook.questions[index].table,
      let kind = spec.column(named: column.name)?.kind
    {
      var row: String?
      if let field = spec.idField, case .string(let id) = record.value(at: field) { row = id }
      return cellText(value, kind, CellRef(playbook.questions[index].name, row: row, column: column.name), range: range)
    }
    if range { return rangeText(value) }
    return ReportWords.cell(session.text(of: value, isBare ? .plain : column.rendering))
  }

  private func isVisibleRow(_ record: Record, _ ref: TableRef) -> Bool {
    guard case .question(let index) = ref.source, let spec = playbook.questions[index].table,
      case .string(let id)? = record.value(of: "id")
    else { return true }
    return shows(rowSensitivity(spec, id))
  }

  private func sorted(_ records: [Record], _ key: SortKey) -> [Record] {
    records.enumerated().sorted { a, b in
      let order = compare(a.element.value(of: key.column), b.element.value(of: key.column))
      if order == 0 { return a.offset < b.offset }
      return key.isDescending ? order > 0 : order < 0
    }.map(\.element)
  }

  /// Numbers and texts in their order; what has no value comes last.
  private func compare(_ a: Value?, _ b: Value?) -> Int {
    switch (number(a), number(b)) {
    case (let x?, let y?): return x < y ? -1 : x > y ? 1 : 0
    case (.some, nil): return -1
    case (nil, .some): return 1
    case (nil, nil):
      guard case .string(let x)? = a, case .string(let y)? = b else { return 0 }
      return x < y ? -1 : x > y ? 1 : 0
    }
  }

  func number(_ value: Value?) -> Double? {
    switch value {
    case .int(let number)?: Double(number)
    case .double(let number)?: number
    case .timestamp(let time)?: Double(time.seconds)
    default: nil
    }
  }
}

extension Rendering {
  fileprivate var isRows: Bool { if case .rows = self { true } else { false } }
}
