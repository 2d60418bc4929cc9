import CEL
import Playbooks

/// Whether a gate lets people through.
public struct GateView: Sendable {
  public enum Verdict: String, Sendable { case open, closed, unknown, overridden }

  public let name: String
  public let title: String?
  public let verdict: Verdict
  /// Needs that don't hold, and needs not known to hold.
  public let missing: [MissingNeed]
  /// Why it was passed all the same.
  public let reason: String?

  public var isPassable: Bool { verdict == .open || verdict == .overridden }

  /// What is missing, for people: several needs may wait for the same answer.
  public var shownMissing: [MissingNeed] {
    var said: Set<String> = []
    return missing.filter { !$0.isOpen || said.insert($0.text).inserted }
  }
}

public struct MissingNeed: Sendable {
  /// Names the need for overrides: its rule or place, and its row.
  public let key: String
  public let text: String
  public let rule: String?
  public let row: String?
  public let isHard: Bool
  /// Not known yet, because these answers are missing.
  public let isOpen: Bool
  public let questions: [CellRef]
  /// The cells it reads of the row it is about, in the order of their columns.
  public var cells: [CellRef] = []
}

extension Session {
  public func gate(_ name: String) -> GateView? { playbook.gate(named: name).map(state(of:)) }

  public var gates: [GateView] { playbook.gates.map(state(of:)) }

  func state(of gate: Gate) -> GateView {
    var missing = core.gates[gate.index].failing.map { missingNeed($0, of: gate) }
    missing += requiredNeeds(of: gate)
    let verdict: GateView.Verdict
    let override = validOverride(of: gate, missing)
    if missing.isEmpty {
      verdict = .open
    } else if override != nil {
      verdict = .overridden
    } else {
      verdict = missing.contains { !$0.isOpen } ? .closed : .unknown
    }
    return GateView(name: gate.name, title: gate.title, verdict: verdict, missing: missing, reason: override)
  }

  /// The verdict alone: no need is put into words unless an override hangs on it.
  func verdict(of gate: Gate) -> GateView.Verdict {
    guard book.overrides[gate.index] == nil, gate.overrideBy == nil else { return state(of: gate).verdict }
    let failing = core.gates[gate.index].failing
    if failing.contains(where: { !$0.isOpen }) { return .closed }
    let isAwaited = !failing.isEmpty || gate.needs.contains { $0.requiredQuestion.map(isOpen) == true }
    return isAwaited ? .unknown : .open
  }

  /// The reason given, unless a need fails that it doesn't cover, or that is hard.
  private func validOverride(of gate: Gate, _ missing: [MissingNeed]) -> String? {
    if missing.contains(where: \.isHard) { return nil }
    if let override = book.overrides[gate.index], missing.allSatisfy({ override.needs.contains($0.key) }) {
      return override.reason
    }
    guard let answers = gate.overrideBy, core.test(answers.when) == .yes,
      case .string(let reason) = core.evaluate(answers.reason), !reason.isEmpty
    else { return nil }
    return reason
  }

  func missingNeed(_ failing: FailingNeed, of gate: Gate) -> MissingNeed {
    let need = gate.needs[failing.need]
    var text = need.otherwise.map { core.render($0, locals(of: failing, need)) } ?? ""
    var questions: [CellRef] = failing.unknowns.map(cells(of:)) ?? []
    if let index = need.blockedByRule {
      let rule = playbook.rules[index]
      if text.isEmpty {
        text = self.text(of: rule, Activation(row: failing.row, severity: nil, locals: failing.locals))
      }
      if questions.isEmpty { questions = places(read: rule.when?.conjuncts ?? [], failing.locals) }
    } else if questions.isEmpty {
      questions = places(read: need.that?.conjuncts ?? [], failing.locals)
    }
    if failing.isOpen, isBlank(need, failing), !questions.isEmpty {
      let names = titles(of: questions)
      text = Words.hangs(on: names.joined(separator: Words.listSeparator(names)))
    }
    return MissingNeed(
      key: gate.key(of: failing), text: text, rule: need.rule ?? need.blockedByRule.map { playbook.rules[$0].id },
      row: failing.row, isHard: need.isHard, isOpen: failing.isOpen, questions: questions,
      cells: cells(read: need.that?.conjuncts ?? [], of: failing.locals))
  }

  /// The cells of rows that programs read, in the order of their columns.
  private func cells(read programs: [Program], of rows: [Value]) -> [CellRef] {
    rows.flatMap { value -> [CellRef] in
      guard case .record(let record) = value, case .question(let index)? = core.graph.home(of: record.type),
        let row = identity(of: value), let spec = playbook.questions[index].table
      else { return [] }
      return spec.columns.filter { column in
        programs.contains { $0.reads.fields.contains { $0.type === record.type && $0.index == column.field } }
      }.map { CellRef(playbook.questions[index].name, row: row.isEmpty ? nil : row, column: $0.name) }
    }
  }

  /// While it isn't known which rows a need is about, its words leave a blank for them.
  private func locals(of failing: FailingNeed, _ need: Need) -> [Value] {
    guard failing.locals.isEmpty, need.forEach != nil else { return failing.locals }
    return [.unknown(failing.unknowns ?? Unknowns([Int32]()))]
  }

  /// Whether the words for a need would have blanks: they speak of rows or values that aren't there yet.
  private func isBlank(_ need: Need, _ failing: FailingNeed) -> Bool {
    if need.forEach != nil, failing.locals.isEmpty { return true }
    if let otherwise = need.otherwise, core.unknown(otherwise, failing.locals) != nil { return true }
    guard let index = need.blockedByRule else { return false }
    let rule = playbook.rules[index]
    if rule.forEach != nil, failing.locals.isEmpty { return true }
    return rule.text.map { core.hasBlanks($0, failing.locals) } ?? false
  }

  private func titles(of places: [CellRef]) -> [String] {
    var seen: Set<String> = []
    return places.compactMap { playbook.question(named: $0.question)?.title }.filter { seen.insert($0).inserted }
  }

  private func requiredNeeds(of gate: Gate) -> [MissingNeed] {
    gate.needs.compactMap { need in
      guard let index = need.requiredQuestion, isOpen(index) else { return nil }
      let question = playbook.questions[index]
      return MissingNeed(
        key: "question/\(question.name)", text: core.render(question.ask, []), rule: nil, row: nil, isHard: true,
        isOpen: true, questions: [CellRef(question.name)])
    }
  }

  /// The questions and cells that a wording waits for.
  public func placesMissing(in template: Template) -> [CellRef] {
    template.parts.flatMap { part -> [CellRef] in
      guard case .value(let program, _) = part, case .unknown(let missing) = core.evaluate(program, []) else {
        return []
      }
      return cells(of: missing)
    }
  }

  /// The questions and cells behind a set of unknowns, in the order of the playbook.
  public func cells(of unknowns: Unknowns) -> [CellRef] {
    unknowns.ids.map { number in
      switch core.missing.place(of: number) {
      case .question(let index): CellRef(playbook.questions[index].name)
      case .cell(let cell): cell
      }
    }
  }
}

extension Session {
  /// How often somebody asked to go through a gate.
  public func tries(ofGate index: Int) -> Int { book.tries[index] }

  /// Whether somebody went through it: it was open when it was tried, or there was a reason to go ahead.
  public func wasPassed(gate name: String) -> Bool {
    log.wasPassed(gate: name) || playbook.gate(named: name).map { book.overrides[$0.index] != nil } ?? false
  }

  /// Whether an answer is another one since it was tried last; true where it never was.
  public func isChanged(sinceTryOf gate: String) -> Bool { log.isChanged(sinceTryOf: gate) }

  /// A gate is open only because it was tried so often: what it asks for isn't there.
  public func isOpenByTries(gate name: String) -> Bool {
    guard let gate = playbook.gate(named: name), book.tries[gate.index] > 0, countsTries(ofGate: gate.index),
      state(of: gate).verdict == .open
    else { return false }
    var trial = self
    trial.shared = shared.copy()
    trial.shared.book.tries[gate.index] = 0
    trial.shared.touchTries(gate.index)
    trial.shared.update()
    return trial.state(of: gate).verdict != .open
  }
}

extension Session {
  private func countsTries(ofGate index: Int) -> Bool {
    playbook.variables.contains { variable in
      if case .tries(index) = variable.kind { true } else { false }
    }
  }
}

extension Gate {
  /// What a need is called for overrides: its rule or place, and its row.
  func key(of failing: FailingNeed) -> String {
    (needs[failing.need].rule ?? "\(name)/\(failing.need)") + (failing.row.map { "@\($0)" } ?? "")
  }
}
