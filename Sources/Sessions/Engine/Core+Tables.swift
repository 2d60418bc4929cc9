import CEL
import Playbooks

extension Core {
  /// The rows of a table question, its slot, and whether anything about them changed.
  func recomputeRows(_ question: Question) -> Bool {
    guard let spec = question.kind.table else { return false }
    let old = tables[question.index] ?? LiveTable()
    var new = LiveTable()
    if relevance[question.index] == .yes, !isSetAside(question.index) {
      new.rows = liveRows(question, spec, old: old)
      new.isDone = isDone(question, spec, rows: new.rows)
    }
    tables[question.index] = new
    // A row whose draft went away is another one, too: what the draft said stood in its cells.
    let isNew =
      old.isDone != new.isDone
      || !new.rows.elementsEqual(old.rows) { $0.record === $1.record && $0.draft?.key == $1.draft?.key }
    let slotChanged = setTableSlots(question, spec, new)
    let runChanged = fillRuns(question, new)
    return isNew || slotChanged || runChanged
  }

  /// Declined or not applicable as a whole.
  private func isSetAside(_ question: Int) -> Bool {
    switch counted(question)?.state {
    case .declined, .notApplicable: true
    default: false
    }
  }

  private func isDone(_ question: Question, _ spec: TableSpec, rows: [LiveRow]) -> Bool {
    if case .value(.rows) = counted(question.index)?.state { return true }
    if case .from(let program, _) = spec.rows, rows.isEmpty, case .list = evaluate(program) { return true }
    if case .run = question.kind { return !rows.isEmpty && rows.allSatisfy { run(question, $0.id) != nil } }
    return false
  }

  private func setTableSlots(_ question: Question, _ spec: TableSpec, _ table: LiveTable) -> Bool {
    if question.isSummary { return setSummary(question) }
    let open = Value.unknown(missing.number(ofQuestion: question.index))
    let records = table.rows.map { Value.record($0.record) }
    let list: Value
    switch relevance[question.index] {
    case .no, .error: list = .absent
    case .unknown: list = .unknown(relevanceUnknowns[question.index] ?? missing.number(ofQuestion: question.index))
    case .yes:
      if isSetAside(question.index) {
        list = counted(question.index)?.state == .declined ? .declined : .absent
      } else {
        list = table.isDone ? .list(records) : open
      }
    }
    var changed = false
    if let slot = graph.rowsSlot[question.index] { changed = set(slot, list) || changed }
    switch (question.kind, spec.byCode) {
    case (.form, _):
      let one = relevance[question.index] == .yes && !isSetAside(question.index) ? records.first ?? open : list
      changed = setRecord(question.slot, one) || changed
    case (_, let type?):
      let whole = relevance[question.index] == .yes && !isSetAside(question.index) ? fixed(type, table) : list
      changed = setRecord(question.slot, whole) || changed
    default: changed = set(question.slot, list) || changed
    }
    return changed
  }

  /// Like `set`, but a record counts as changed only when it is another kind of thing: its fields have edges of their own.
  private func setRecord(_ slot: Int, _ value: Value) -> Bool {
    if case .record(let old) = slots[slot], case .record(let new) = value, old.type === new.type {
      if old === new { return false }
      let isSame = zip(old.fields, new.fields).allSatisfy { pair in
        if case .record(let a) = pair.0, case .record(let b) = pair.1 { return a === b }
        return false
      }
      slots[slot] = value
      return !isSame
    }
    return set(slot, value)
  }

  /// `capacities.data_access`: a record whose fields are the fixed rows.
  private func fixed(_ type: RecordType, _ table: LiveTable) -> Value {
    let record = Record(type)
    for row in table.rows { if let field = type.index(of: row.id) { record.fields[field] = .record(row.record) } }
    return .record(record)
  }

  // MARK: Which rows

  private func liveRows(_ question: Question, _ spec: TableSpec, old: LiveTable) -> [LiveRow] {
    var drafts = playbookRows(question, spec)
    let typed = book.tables[question.index]
    var rows: [LiveRow] = []
    for index in drafts.indices {
      let id = drafts[index].id
      if typed?.row(id)?.isRemoved == true { continue }
      drafts[index].isEdited = typed?.row(id)?.cells.isEmpty == false
      rows.append(drafts[index])
    }
    for row in typed?.rows ?? [] where !row.isRemoved && !rows.contains(where: { $0.id == row.id }) {
      let isOrphan = !row.isAdded
      // A row of the playbook's making that is gone leaves only what somebody had typed into a draft.
      if isOrphan && (row.cells.isEmpty || !typed!.isDraft(row.id)) { continue }
      rows.append(LiveRow(id: row.id, record: Record(spec.record), isEdited: true, isOrphan: isOrphan))
    }
    if let order = typed?.order {
      let place = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      rows = rows.enumerated().sorted {
        (place[$0.element.id] ?? Int.max, $0.offset) < (place[$1.element.id] ?? Int.max, $1.offset)
      }.map(\.element)
    }
    return rows.enumerated().map { number, row in settled(row, spec, number: number + 1, old: old.row(row.id)) }
  }

  /// The row with its old record, if it had one, and the fields that every row has.
  private func settled(_ row: LiveRow, _ spec: TableSpec, number: Int, old: LiveRow?) -> LiveRow {
    let settled = LiveRow(
      id: row.id, record: old?.record ?? row.record, source: row.source, draft: row.draft, isEdited: row.isEdited,
      isOrphan: row.isOrphan)
    let type = spec.record
    // A column of that name is the playbook's own.
    func put(_ field: String, _ value: Value) {
      guard let index = type.index(of: field), !spec.columns.contains(where: { $0.field == index }) else { return }
      settled.record.fields[index] = value
    }
    put("id", .string(row.id))
    put("number", .int(Int64(number)))
    put("from", .string(row.source.flatMap { identity(of: .record($0)) } ?? ""))
    if let source = row.source { put("of", .record(source)) }
    if case .fixed(let choices, _) = spec.rows, let choice = choices.first(where: { $0.code == row.id }) {
      put("title", .string(choice.label))
      put("value", Int64(choice.code).map(Value.int) ?? .declined)
    }
    return settled
  }

  /// The rows that the playbook gives: fixed ones, one per row of another table, and drafts.
  private func playbookRows(_ question: Question, _ spec: TableSpec) -> [LiveRow] {
    var rows: [LiveRow] = []
    if case .form = question.kind { return [LiveRow(id: "", record: Record(spec.record))] }
    switch spec.rows {
    case .free: break
    case .fixed(let choices, _):
      rows = choices.map { LiveRow(id: $0.code, record: Record(spec.record)) }
    case .from(let program, _):
      if case .list(let list) = evaluate(program) {
        for element in list.elements {
          guard let id = identity(of: element), !rows.contains(where: { $0.id == id }) else { continue }
          var source: Record?
          if case .record(let record) = element { source = record }
          rows.append(LiveRow(id: id, record: Record(spec.record), source: source))
        }
      }
    }
    for (index, block) in question.prefill.enumerated() {
      drafts(from: block, maker: .block(index), question: question, spec: spec, into: &rows)
    }
    for rule in graph.drafters[question.index] ?? [] {
      for activation in activations[rule] {
        addDraft(
          DraftSource(
            maker: .rule(rule), key: "\(playbook.rules[rule].id)/\(activation.row ?? "")", locals: activation.locals),
          id: nil, source: activation.locals.first, question: question, spec: spec, into: &rows)
      }
    }
    return rows
  }

  private func drafts(
    from block: RowBlock, maker: DraftSource.Maker, question: Question, spec: TableSpec, into rows: inout [LiveRow]
  ) {
    var place = 0
    each(block.forEach) { locals in
      place += 1
      guard test(block.when, locals) == .yes else { return }
      var id: String?
      if let program = block.id, case .string(let text) = evaluate(program, locals), !text.isEmpty { id = text }
      let key = "\(maker)/" + (locals.first.flatMap(identity(of:)) ?? (locals.isEmpty ? "" : "#\(place)"))
      addDraft(
        DraftSource(maker: maker, key: key, locals: locals), id: id, source: locals.first, question: question,
        spec: spec, into: &rows)
    }
  }

  private func addDraft(
    _ draft: DraftSource, id: String?, source: Value?, question: Question, spec: TableSpec, into rows: inout [LiveRow]
  ) {
    let id = id ?? draftID(draft.key, question: question.index, prefix: spec.prefix ?? "R")
    var record: Record?
    if case .record(let from)? = source { record = from }
    if let index = rows.firstIndex(where: { $0.id == id }) {
      if rows[index].draft == nil { rows[index].draft = draft }
      return
    }
    book.tables[question.index, default: TableBook()].markDraft(id, key: draft.key)
    rows.append(LiveRow(id: id, record: Record(spec.record), source: record, draft: draft))
  }

  /// The id that a draft got when it first appeared; ids are never used for another row.
  private func draftID(_ key: String, question: Int, prefix: String) -> String {
    var table = book.tables[question] ?? TableBook()
    if let id = table.draftIDs[key] { return id }
    table.lastNumber = max(table.lastNumber, book.lastNumber(prefix)) + 1
    let id = prefix + String(table.lastNumber)
    table.draftIDs[key] = id
    book.tables[question] = table
    return id
  }
}

extension TableBook {
  func isDraft(_ id: String) -> Bool { draftIDs.values.contains(id) }

  mutating func markDraft(_ id: String, key: String) { if draftIDs[key] == nil { draftIDs[key] = id } }
}
