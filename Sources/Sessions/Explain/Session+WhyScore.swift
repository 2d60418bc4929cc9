import CEL
import Playbooks

extension Session {
  /// How a calculation came about: its inputs, weights and the line that decided; for one row, or for the session.
  public func why(calculation name: String, row: String? = nil) -> Explanation {
    var explanation = Explanation()
    for calculation in playbook.calculations where calculation.name == name {
      guard let iteration = calculation.forEach else {
        explanation.add(how(calculation, []), depth: 0)
        if let line = whatBecomes(of: calculation) { explanation.add(.hint, line) }
        continue
      }
      let elements = core.elements(iteration) ?? []
      if elements.isEmpty { explanation.add(.fails, Words.noRows(Phrase(self).words(iteration.list))) }
      for element in elements where row == nil || identity(of: element) == row {
        explanation.add(how(calculation, [element]), depth: 0)
      }
    }
    return explanation
  }

  /// What the answers that are still missing can do to a result; nil where none is missing, or nothing is proved.
  public func whatBecomes(of calculation: Calculation) -> String? {
    if let outlook = codeOutlook(of: calculation) {
      guard outlook.isAwaited else { return nil }
      if outlook.isSettled { return Words.settled }
      let names = outlook.codes.map { calculation.codes?.label(of: $0) ?? $0 }
      return outlook.isComplete && names.count > 1 ? Words.canBe(names.joined(separator: Words.or)) : nil
    }
    guard let outlook = outlook(of: calculation), outlook.isAwaited, outlook.isSettled else { return nil }
    return Words.settled
  }

  private func how(_ calculation: Calculation, _ locals: [Value]) -> Explanation {
    var explanation = Explanation()
    explanation.add(.conclusion, headline(calculation, locals))
    if calculation.when != nil { explanation.add(explain(calculation.when, locals), depth: 1) }
    switch calculation.body {
    case .value(let program):
      for fact in facts(program, locals) { explanation.add(.fact, fact, depth: 1) }
    case .pick(let rows): explanation.add(taken(rows, calculation, locals), depth: 1)
    case .add(let columns, let rows): explanation.add(points(columns, rows, locals), depth: 1)
    case .weigh(let lines): explanation.add(weights(lines, locals), depth: 1)
    case .mean(let items):
      let phrase = Phrase(self)
      for item in items {
        let value = core.evaluate(item.value, locals)
        let said = Words.mean(phrase.subject(item.value), core.text(of: value, .plain))
        explanation.add(.fact, said, depth: 1)
        addFacts(item.value, locals, beside: said, to: &explanation, depth: 2)
      }
    case .all(let lines):
      for line in lines {
        let text = line.otherwise.map { core.render($0, locals) } ?? ""
        switch core.holds(line, locals) {
        case .yes: explanation.add(.holds, Words.holds(Phrase(self).words(line.that)), depth: 1)
        case .unknown: explanation.add(.open, Words.open(text), depth: 1)
        case .no, .error: explanation.add(.fails, Words.fails(text), depth: 1)
        }
      }
    case .because(let index):
      explanation.add(how(playbook.calculations[index], locals), depth: 1)
    }
    return explanation
  }

  private func headline(_ calculation: Calculation, _ locals: [Value]) -> String {
    var title = calculation.title
    if case .record(let record)? = locals.first { title += ", \(core.shortText(of: record))" }
    let value: Value
    if let owner = calculation.owner, case .record(let record)? = locals.first {
      value = record.value(at: owner.field)
    } else {
      value = calculation.slot.map { core.slots[$0] } ?? .absent
    }
    if case .unknown(let unknowns) = value {
      if let range = range(of: calculation) {
        return Words.range(title, Core.plain(range.lowerBound), Core.plain(range.upperBound))
      }
      let names = cells(of: unknowns).compactMap { playbook.question(named: $0.question)?.title }
      return Words.unknown(title, names.joined(separator: Words.listSeparator(names)))
    }
    return Words.result(title, shown(value, calculation))
  }

  private func shown(_ value: Value, _ calculation: Calculation) -> String {
    if case .map(let map) = value {
      return zip(map.keys, map.values).map { Words.now(core.text(of: $0, .plain), core.text(of: $1, .plain)) }
        .joined(separator: ", ")
    }
    var choices = calculation.codes
    if choices == nil, case .value(let program) = calculation.body { choices = Phrase(self).choices(of: program.expr) }
    return core.text(of: value, choices.map(Rendering.choice) ?? .plain)
  }

  private func taken(_ rows: [PickRow], _ calculation: Calculation, _ locals: [Value]) -> Explanation {
    var explanation = Explanation()
    for row in rows {
      switch core.test(row.when, locals) {
      case .no, .error: continue
      case .unknown:
        let value = core.text(of: core.evaluate(row.value, locals), calculation.codes.map(Rendering.choice) ?? .plain)
        explanation.add(.open, Words.openCase(value, Phrase(self).words(row.when)))
      case .yes:
        // After a case that isn't known yet this one is only what comes if that one doesn't.
        if explanation.lines.contains(where: { $0.kind == .open }) { return explanation }
        let value = core.text(of: core.evaluate(row.value, locals), calculation.codes.map(Rendering.choice) ?? .plain)
        let words = row.when == nil ? Words.otherwise : Phrase(self).words(row.when)
        explanation.add(.holds, Words.chosen(value, words))
        for program in row.when?.conjuncts ?? [] {
          for fact in facts(program, locals) { explanation.add(.fact, fact, depth: 1) }
        }
        if row.when == nil { explanation.add(others(rows, calculation, locals), depth: 1) }
        return explanation
      }
    }
    return explanation
  }

  /// What the result would have been, had one of the other cases applied.
  private func others(_ rows: [PickRow], _ calculation: Calculation, _ locals: [Value]) -> Explanation {
    var explanation = Explanation()
    func shown(_ row: PickRow) -> String {
      core.text(of: core.evaluate(row.value, locals), calculation.codes.map(Rendering.choice) ?? .plain)
    }
    let taken = rows.first { $0.when == nil }.map(shown)
    let others = rows.filter { $0.when != nil && shown($0) != taken }
    for row in others.prefix(Session.casesMax) {
      let value = shown(row)
      explanation.add(.fails, Words.otherCase(value, Phrase(self).words(row.when)))
    }
    return explanation
  }

  /// More cases than this are no help.
  private static let casesMax = 4

  private func points(_ columns: [String], _ rows: [AddRow], _ locals: [Value]) -> Explanation {
    var explanation = Explanation()
    guard let id = locals.first.flatMap(identity(of:)), let column = columns.firstIndex(of: id) else {
      return explanation
    }
    for row in rows where row.points[column] != 0 {
      switch truth(of: row.when, locals) {
      case .yes:
        explanation.add(.fact, Words.points(Session.signed(row.points[column]), Phrase(self).words(row.when)))
        for fact in facts(row.when, locals) { explanation.add(.fact, fact, depth: 1) }
      case .unknown: explanation.add(.open, Words.open(Phrase(self).words(row.when)))
      case .no, .error: continue
      }
    }
    return explanation
  }

  private func weights(_ lines: [WeighLine], _ locals: [Value]) -> Explanation {
    var explanation = Explanation()
    for line in lines {
      let weight = core.number(core.evaluate(line.weight, locals)) ?? 0
      let value = core.evaluate(line.value, locals)
      let name = line.title ?? Phrase(self).subject(line.value)
      guard let number = core.number(value) else {
        explanation.add(.open, Words.from(name, core.text(of: value, .plain)))
        continue
      }
      explanation.add(
        .fact, Words.weight(Core.plain(weight), name, Core.plain(number), Core.plain(weight * number)))
      addFacts(line.value, locals, beside: Words.mean(name, Core.plain(number)), to: &explanation, depth: 1)
    }
    return explanation
  }

  /// The person's own answers behind a number, unless the number is the answer itself.
  private func addFacts(
    _ program: Program, _ locals: [Value], beside said: String, to explanation: inout Explanation, depth: Int
  ) {
    for fact in facts(program, locals) where fact != said { explanation.add(.fact, fact, depth: depth) }
  }

  private static func signed(_ number: Double) -> String { (number > 0 ? "+" : "") + Core.plain(number) }
}
