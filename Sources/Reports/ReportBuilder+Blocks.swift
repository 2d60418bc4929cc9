import CEL
import Playbooks
import Sessions

extension ReportBuilder {
  /// What the playbook itself wants shown.
  func sections(of block: ReportBlock) -> [ReportSection] {
    guard isShown(block) else { return [] }
    guard let each = block.each else { return [section(of: block, locals: [])].compactMap { $0 } }
    guard shows(sensitivity.sensitivity(ofRowsOneByOne: each.list)) else { return [] }
    return session.elements(each).map { [$0] }.filter(isVisibleElement).compactMap { section(of: block, locals: $0) }
  }

  func isShown(_ block: ReportBlock) -> Bool {
    session.holds(block.when) == .yes && shows(block.sensitivity.union(sensitivity.sensitivity(of: block.when)))
  }

  private func section(of block: ReportBlock, locals: [Value]) -> ReportSection? {
    let contents = contents(of: block, locals)
    // Words that say nothing of the answers belong to what stands below them: without it they would be about nothing.
    if contents.isEmpty, block.showsMoreThanText, block.text?.isFixed == true { return nil }
    let blocks = text(of: block, locals) + contents
    guard !blocks.isEmpty else { return nil }
    let heading = block.heading.map { template in
      shows(sensitivity.sensitivity(of: template)) ? session.render(template, locals: locals) : ""
    }
    return ReportSection(heading: heading ?? "", blocks: blocks)
  }

  private func text(of block: ReportBlock, _ locals: [Value]) -> [ReportSection.Block] {
    guard let text = block.text else { return [] }
    let words = session.written(text, locals: locals) { shows(sensitivity.sensitivity(of: $0)) }
    return words.isEmpty || words == ReportWords.noValue ? [] : [.paragraph(words)]
  }

  private func contents(of block: ReportBlock, _ locals: [Value]) -> [ReportSection.Block] {
    var blocks: [ReportSection.Block] = []
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
    return blocks
  }

  private func answerLine(_ index: Int) -> AnswerLine? {
    let question = playbook.questions[index]
    guard isToShow(index), shows(sensitivity.sensitivity(ofQuestion: index)) else { return nil }
    return AnswerLine(
      question: question.name, title: question.title, answer: answerText(question),
      note: note(of: question))
  }

  private func calculationLine(_ index: Int) -> AnswerLine? {
    let calculation = playbook.calculations[index]
    guard let slot = calculation.slot, shows(sensitivity.sensitivity(ofCalculation: index)) else { return nil }
    let rendering = calculation.codes.map(Rendering.choice) ?? .plain
    let value = session.value(ofSlot: slot)
    let text = session.text(of: value, rendering)
    if case .unknown = value { return nil }
    if text == ReportWords.noValue { return nil }
    return AnswerLine(question: calculation.name, title: calculation.title, answer: text, note: nil)
  }

  private func gate(_ index: Int) -> [ReportSection.Block] {
    let gate = playbook.gates[index]
    guard shows(sensitivity.sensitivity(ofGate: index)), let view = session.gate(gate.name) else { return [] }
    var blocks: [ReportSection.Block] = [.paragraph(ReportWords.gate(gate.title, view.verdict))]
    if !view.missing.isEmpty { blocks.append(.list(view.shownMissing.map { ReportWords.missing($0.text) })) }
    if let reason = view.reason { blocks.append(.paragraph(ReportWords.overridden(reason))) }
    return blocks
  }

  // MARK: Bars

  private func bars(_ bars: ReportBars, _ outer: [Value]) -> [ReportSection.Block] {
    var codes = sensitivity.sensitivity(of: bars.value).union(sensitivity.sensitivity(of: bars.label))
    if let list = bars.each?.list { codes.formUnion(sensitivity.sensitivity(ofRowsOneByOne: list)) }
    codes.formUnion(sensitivity.sensitivity(of: bars.text))
    guard shows(codes) else { return [] }
    let all = bars.each.map { each in session.elements(each).map { outer + [$0] } } ?? [outer]
    let found = all.filter(isVisibleElement).map { locals in
      Bar(
        label: session.render(bars.label, locals: locals), value: number(session.evaluate(bars.value, locals: locals)),
        of: bars.of.flatMap { number(session.evaluate($0, locals: locals)) } ?? 1,
        text: bars.text.map { session.written($0, locals: locals) } ?? "")
    }
    return found.contains { $0.value != nil || !$0.text.isEmpty } ? [.bars(found)] : []
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

extension ReportBlock {
  fileprivate var showsMoreThanText: Bool {
    list != nil || table != nil || fields != nil || bars != nil || gate != nil || showsOpenPoints || !answers.isEmpty
      || !calculations.isEmpty
  }
}

extension Template {
  /// The playbook's words alone.
  fileprivate var isFixed: Bool { parts.allSatisfy { if case .text = $0 { true } else { false } } }
}
