import CEL
import Playbooks
import Sessions

extension ReportBuilder {
  /// What the playbook itself wants shown.
  func sections(of block: ReportBlock) -> [ReportSection] {
    guard session.holds(block.when) == .yes, shows(block.sensitivity.union(sensitivity.sensitivity(of: block.when)))
    else {
      return []
    }
    guard let each = block.each else { return [section(of: block, locals: [])].compactMap { $0 } }
    guard shows(sensitivity.sensitivity(of: each.list)) else { return [] }
    return session.elements(each).compactMap { section(of: block, locals: [$0]) }
  }

  private func section(of block: ReportBlock, locals: [Value]) -> ReportSection? {
    var blocks: [ReportSection.Block] = []
    if let text = block.text, shows(sensitivity.sensitivity(of: text)) {
      blocks.append(.paragraph(session.render(text, locals: locals)))
    }
    if let list = block.list { blocks += self.list(list) }
    if let table = block.table { blocks += self.table(table, locals) }
    if let fields = block.fields { blocks += self.fields(fields, locals) }
    let answers = block.answers.compactMap(answerLine)
    if !answers.isEmpty { blocks.append(.answers(answers)) }
    if let bars = block.bars { blocks += self.bars(bars, locals) }
    if let index = block.gate { blocks += gate(index) }
    if block.showsOpenPoints, !visibleOpenPoints.isEmpty { blocks.append(.list(visibleOpenPoints)) }
    let values = block.calculations.compactMap(calculationLine)
    if !values.isEmpty { blocks.append(.answers(values)) }
    guard !blocks.isEmpty else { return nil }
    let heading = block.heading.map { template in
      shows(sensitivity.sensitivity(of: template)) ? session.render(template, locals: locals) : ""
    }
    return ReportSection(heading: heading ?? "", blocks: blocks)
  }

  private func answerLine(_ index: Int) -> AnswerLine? {
    let question = playbook.questions[index]
    guard session.relevance(ofQuestion: index) == .yes, session.state(ofQuestion: index) != .unasked,
      shows(sensitivity.sensitivity(ofQuestion: index))
    else { return nil }
    return AnswerLine(
      question: question.name, title: question.title, answer: answerText(question),
      note: session.answer(CellRef(question.name))?.note)
  }

  private func calculationLine(_ index: Int) -> AnswerLine? {
    let calculation = playbook.calculations[index]
    guard let slot = calculation.slot, shows(sensitivity.sensitivity(ofCalculation: index)) else { return nil }
    let rendering = calculation.codes.map(Rendering.choice) ?? .plain
    return AnswerLine(
      question: calculation.name, title: calculation.title,
      answer: session.text(of: session.value(ofSlot: slot), rendering), note: nil)
  }

  private func gate(_ index: Int) -> [ReportSection.Block] {
    let gate = playbook.gates[index]
    guard shows(sensitivity.sensitivity(ofGate: index)), let view = session.gate(gate.name) else { return [] }
    var blocks: [ReportSection.Block] = [.paragraph(ReportWords.gate(gate.title, view.verdict.rawValue))]
    if !view.missing.isEmpty { blocks.append(.list(view.missing.map { ReportWords.missing($0.text) })) }
    if let reason = view.reason { blocks.append(.paragraph(ReportWords.overridden(reason))) }
    return blocks
  }

  // MARK: Rows

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

  private func codes(_ ref: TableRef) -> Sensitivity {
    switch ref.source {
    case .question(let index): sensitivity.sensitivity(ofQuestion: index)
    case .table(let index): sensitivity.sensitivity(ofSlot: playbook.tables[index].slot)
    case .slot(let slot): sensitivity.sensitivity(ofSlot: slot)
    }
  }

  private func list(_ ref: TableRef) -> [ReportSection.Block] {
    var codes = codes(ref)
    if case .question(let index) = ref.source { codes.formUnion(sensitivity.sensitivity(ofShortTexts: index)) }
    guard shows(codes) else { return [] }
    let texts = records(ref).map { session.shortText(of: $0) }
    return texts.isEmpty ? [] : [.list(texts)]
  }

  private func table(_ table: ReportTable, _ locals: [Value]) -> [ReportSection.Block] {
    let base = codes(table.ref).union(sensitivity.sensitivity(of: table.rowFilter))
    let columns = table.columns.filter { column in
      treatment(base.union(columnCodes(column.name, table.ref))) != .hide
    }
    guard !columns.isEmpty else { return [] }
    var records = records(table.ref).filter { record in
      session.holds(table.rowFilter, locals: [.record(record)]) == .yes && isVisibleRow(record, table.ref)
    }
    if let sort = table.sort, shows(base.union(columnCodes(sort.column, table.ref))) { records = sorted(records, sort) }
    guard !records.isEmpty else { return [] }
    let rows = records.map { record in
      columns.map { column in
        cell(record, column, range: treatment(base.union(columnCodes(column.name, table.ref))) == .range)
      }
    }
    return [.table(ReportGrid(columns: columns.map(\.title), rows: rows))]
  }

  private func cell(_ record: Record, _ column: ReportColumn, range: Bool) -> String {
    guard let value = record.value(of: column.name) else { return "" }
    return range ? rangeText(value) : ReportWords.cell(session.text(of: value, column.rendering))
  }

  private func isVisibleRow(_ record: Record, _ ref: TableRef) -> Bool {
    guard case .question(let index) = ref.source, let spec = playbook.questions[index].table,
      case .string(let id)? = record.value(of: "id")
    else { return true }
    return shows(rowSensitivity(spec, id))
  }

  private func columnCodes(_ name: String, _ ref: TableRef) -> Sensitivity {
    if case .question(let index) = ref.source, let column = playbook.questions[index].table?.column(named: name) {
      return sensitivity.sensitivity(ofColumn: column.index, question: index)
    }
    return playbook.calculations.filter { $0.name == name && $0.owner != nil }.reduce(into: []) {
      $0.formUnion(sensitivity.sensitivity(ofCalculation: $1.index))
    }
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

  private func number(_ value: Value?) -> Double? {
    switch value {
    case .int(let number)?: Double(number)
    case .double(let number)?: number
    case .timestamp(let time)?: Double(time.seconds)
    default: nil
    }
  }

  // MARK: Bars

  private func bars(_ bars: ReportBars, _ outer: [Value]) -> [ReportSection.Block] {
    var codes = sensitivity.sensitivity(of: bars.value).union(sensitivity.sensitivity(of: bars.label))
    if let list = bars.each?.list { codes.formUnion(sensitivity.sensitivity(of: list)) }
    codes.formUnion(sensitivity.sensitivity(of: bars.text))
    guard shows(codes) else { return [] }
    let all = bars.each.map { each in session.elements(each).map { outer + [$0] } } ?? [outer]
    let found = all.filter(isVisibleElement).map { locals in
      Bar(
        label: session.render(bars.label, locals: locals), value: number(session.evaluate(bars.value, locals: locals)),
        of: bars.of.flatMap { number(session.evaluate($0, locals: locals)) } ?? 1,
        text: bars.text.map { session.render($0, locals: locals) } ?? "")
    }
    return found.isEmpty ? [] : [.bars(found)]
  }

  /// A fixed row with codes of its own is hidden by itself.
  private func isVisibleElement(_ locals: [Value]) -> Bool {
    guard case .record(let record)? = locals.last, case .string(let id)? = record.value(of: "id") else { return true }
    for question in playbook.questions {
      if let spec = question.table, spec.record === record.type { return shows(rowSensitivity(spec, id)) }
    }
    return true
  }
}
