import CEL
import Diagnostics
import Playbooks

extension Checker {
  /// Choices that lead to the same everything: whichever is taken, all is concluded alike.
  ///
  /// Where people see the answer (a report, a wording, a later playbook), that is only worth a note.
  mutating func checkChoices() {
    for question in playbook.questions where question.replyOf == nil {
      guard case .choice(let set) = question.kind, set.from == nil, set.choices.count > 1,
        let (behind, checks) = deciders(of: question)
      else { continue }
      let isShown = isShown(question)
      if behind.isEmpty && checks.isEmpty && isShown { continue }
      for group in groups(of: set, question, behind, checks) where group.count > 1 {
        let names = group.map { "'\($0)'" }
        let all = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
        report(
          "same-choices", question.name, "nothing tells \(all) of '\(question.name)' apart",
          set.choices.first { $0.code == group[1] }?.range ?? question.range,
          hint: isShown ? "only readers see which it was" : "make them one choice, or let a rule speak of them",
          severity: isShown ? .note : .warning)
      }
    }
  }

  /// Codes that no search can tell apart, with those it can each in a group of its own.
  private mutating func groups(
    of set: ChoiceSet, _ question: Question, _ behind: [Cell], _ checks: [Validation]
  ) -> [[String]] {
    let search = search
    let hanging = search.questionsHanging(on: question.index)
    defer { search.pair = nil }
    let options = Dictionary(
      (domains(question)?.values ?? []).map { ($0.text, $0) }, uniquingKeysWith: { first, _ in first })
    var groups: [[String]] = []
    for code in set.codes {
      guard let option = options[code] else { continue }
      var place: Int?
      for (index, group) in groups.enumerated() where place == nil {
        guard let other = group.first.flatMap({ options[$0] }) else { continue }
        search.pair = AnswerPair(question: question.index, options: [other, option], hanging: hanging)
        let aim = Aim(
          name: question.name, range: question.range,
          whether: "anything tells '\(group[0])' and '\(code)' of '\(question.name)' apart")
        let isSame = isImpossible(.yes, aim) {
          search.differs(question.index) { search.conclusions(behind) + search.refusals(checks) }
        }
        if isSame { place = index }
      }
      if let place { groups[place].append(code) } else { groups.append([code]) }
    }
    return groups
  }

  private func domains(_ question: Question) -> Domains.Options? { search.options(.question(question.index)) }

  /// What follows from a question, and the validations that hang on it; nil where that goes through rows of tables, which
  /// aren't followed.
  private func deciders(of question: Question) -> ([Cell], [Validation])? {
    let graph = search.core.graph
    var seen: Set<Int32> = [graph.questions[question.index].value]
    var next = Array(seen)
    var found: [Cell] = []
    while let node = next.popLast() {
      let cell = graph.cell(node)
      switch cell {
      case .column, .table, .reply: return nil
      case .calculation(let index):
        if playbook.calculations[index].slot == nil { return nil }
        if isShown(slot: playbook.calculations[index].slot) { found.append(cell) }
      case .relevance, .rule, .gate: found.append(cell)
      case .value(let other):
        if other != question.index, playbook.questions[other].table != nil { return nil }
      case .input, .strict: break
      }
      for reader in graph.readers(of: Int(node)) where seen.insert(reader).inserted { next.append(reader) }
    }
    func isHanging(_ validation: Validation) -> Bool {
      validation.that.conjuncts.contains { $0.reads.variables.contains { seen.contains(graph.nodeOfSlot[$0]) } }
    }
    let columns = playbook.questions.flatMap { $0.table?.columns ?? [] }
    if columns.contains(where: { $0.validations.contains(where: isHanging) }) { return nil }
    return (found, playbook.questions.flatMap(\.validations).filter(isHanging))
  }

  private func isShown(_ question: Question) -> Bool {
    playbook.subject == question.index || question.register != nil || isShown(slot: question.slot)
      || playbook.report.contains { $0.answers.contains(question.index) }
  }

  /// Whether readers, wordings or later playbooks get to see a value.
  private func isShown(slot: Int?) -> Bool {
    guard let slot else { return false }
    if playbook.carries.contains(where: { $0.slot == slot }) { return true }
    if case .calculation(let index) = playbook.variables[slot].kind,
      playbook.report.contains(where: { $0.calculations.contains(index) })
    {
      return true
    }
    return shownSlots.contains(slot)
  }
}
