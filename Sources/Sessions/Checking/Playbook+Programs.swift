import CEL
import Playbooks

extension Playbook {
  /// Every expression of the playbook that decides something (wordings and reports left out).
  var programs: [Program] {
    var found: [Program] = []
    func add(_ condition: Condition?) { found += condition?.conjuncts ?? [] }
    for section in sections { add(section.when) }
    for question in questions {
      add(question.when)
      for validation in question.validations { add(validation.that) }
      for column in question.table?.columns ?? [] {
        add(column.when)
        for validation in column.validations { add(validation.that) }
      }
      if case .from(let program, _)? = question.table?.rows { found.append(program) }
      for block in question.prefill { found += block.programs }
    }
    for calculation in calculations { found += calculation.programs }
    for table in tables { for block in table.blocks { found += block.programs } }
    for rule in rules {
      add(rule.when)
      if let list = rule.forEach?.list { found.append(list) }
    }
    for gate in gates {
      for need in gate.needs {
        add(need.that)
        if let list = need.forEach?.list { found.append(list) }
      }
    }
    return found
  }

  /// Every expression inside wordings and the report.
  var shownPrograms: [Program] {
    var found: [Program] = []
    func add(_ template: Template?) {
      for case .value(let program, _) in template?.parts ?? [] { found.append(program) }
    }
    for template in [about, say] { add(template) }
    for section in sections {
      add(section.say)
      if let minutes = section.minutes { found.append(minutes) }
    }
    for question in questions {
      for template in [question.ask, question.why, question.example, question.say, question.suggestion?.because] {
        add(template)
      }
      if let suggestion = question.suggestion { found.append(suggestion.value) }
      if let source = question.kind.refSource { found += source.rows }
      if let from = question.kind.choices?.from { found.append(from) }
      for column in question.table?.columns ?? [] {
        for template in [column.ask, column.why, column.example] { add(template) }
        if let suggestion = column.suggestion { found.append(suggestion.value) }
        if let source = column.kind.refSource { found += source.rows }
        if let from = column.kind.choices?.from { found.append(from) }
      }
      for block in question.prefill { for case .wording(let template) in block.cells.map(\.value) { add(template) } }
      if case .run(let spec) = question.kind { found += spec.gives.map(\.value) }
    }
    for rule in rules { add(rule.text); for effect in rule.effects { found += effect.shownPrograms } }
    for gate in gates {
      add(gate.say)
      for need in gate.needs { add(need.otherwise) }
      if let reason = gate.overrideBy { found += [reason.reason] + reason.when.conjuncts }
    }
    for calculation in calculations {
      switch calculation.body {
      case .pick(let rows): for row in rows { add(row.because) }
      case .all(let needs): for need in needs { add(need.otherwise) }
      default: break
      }
    }
    for table in tables {
      for block in table.blocks { for case .wording(let template) in block.cells.map(\.value) { add(template) } }
    }
    for block in report { found += block.programs }
    return found
  }
}

extension RowBlock {
  var programs: [Program] {
    var found = (forEach.map { [$0.list] } ?? []) + (when?.conjuncts ?? []) + (id.map { [$0] } ?? [])
    for case .value(let program) in cells.map(\.value) { found.append(program) }
    return found
  }
}

extension Calculation {
  var programs: [Program] {
    var found = (forEach.map { [$0.list] } ?? []) + (when?.conjuncts ?? [])
    switch body {
    case .value(let program): found.append(program)
    case .pick(let rows): for row in rows { found += (row.when?.conjuncts ?? []) + [row.value] }
    case .add(_, let rows): found += rows.map(\.when)
    case .weigh(let lines): for line in lines { found += [line.weight, line.value] }
    case .mean(let items): found += items.map(\.value)
    case .all(let needs):
      for need in needs { found += (need.forEach.map { [$0.list] } ?? []) + (need.that?.conjuncts ?? []) }
    case .because: break
    }
    return found
  }
}

extension Rule.Effect {
  var shownPrograms: [Program] {
    func programs(_ template: Template?) -> [Program] {
      (template?.parts ?? []).compactMap { if case .value(let program, _) = $0 { program } else { nil } }
    }
    func cells(_ sources: [CellSource]) -> [Program] {
      sources.flatMap { source -> [Program] in
        switch source {
        case .wording(let template): programs(template)
        case .value(let program): [program]
        }
      }
    }
    switch self {
    case .say(let line): return programs(line)
    case .ask(let ask):
      if case .newRow(_, _, let content) = ask.into { return programs(ask.wording) + cells(content.map(\.value)) }
      return programs(ask.wording)
    case .flag(let lines): return lines.flatMap { $0.when?.conjuncts ?? [] }
    case .recommend(let line, let action):
      return programs(line) + programs(action?.what) + programs(action?.who) + (action?.due.map { [$0] } ?? [])
    case .risk(let content): return cells(content.map(\.value))
    case .draft(_, let block): return block.programs + cells(block.cells.map(\.value))
    case .draftRegister(_, let content, _): return cells(content.map(\.value))
    case .block, .carry, .goto, .offer: return []
    }
  }
}

extension ReportBlock {
  var programs: [Program] {
    func programs(_ template: Template?) -> [Program] {
      (template?.parts ?? []).compactMap { if case .value(let program, _) = $0 { program } else { nil } }
    }
    var found = programs(heading) + programs(text) + (when?.conjuncts ?? []) + (each.map { [$0.list] } ?? [])
    if let table { found += table.rowFilter?.conjuncts ?? [] }
    if let fields { found.append(fields.value) }
    if let bars {
      found += programs(bars.label) + programs(bars.text) + [bars.value] + (bars.of.map { [$0] } ?? [])
      if let list = bars.each?.list { found.append(list) }
    }
    return found
  }
}
