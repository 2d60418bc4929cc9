import CEL
import Playbooks

/// Answers of a search are ones that a session would take.
extension WitnessSearch {
  /// Whether the answer that stands there now is one that its own validations refuse, whatever else is answered.
  func isRefused(_ place: OpenPlace) -> Bool { isAnyRefused(CollectionOfOne(place)) }

  func isAnyRefused(_ places: some Sequence<OpenPlace>) -> Bool {
    let validated = places.filter(isValidated)
    if validated.isEmpty { return false }
    guard let pair else { return validated.contains(where: isRefusedNow) }
    if validated.contains(where: { !isHanging($0) && isRefusedNow($0) }) { return true }
    let hanging = validated.filter(isHanging)
    if hanging.isEmpty { return false }
    let worlds = underEach { hanging.map(isRefusedNow) }
    return hanging.indices.contains { place in
      pair.isSharingAnswers ? worlds.contains { $0[place] } : worlds.allSatisfy { $0[place] }
    }
  }

  private func isRefusedNow(_ place: OpenPlace) -> Bool {
    guard let (checks, locals) = validations(place) else { return false }
    return checks.contains { core.test($0.that, locals) == .no }
  }

  /// Whether the answers of the pair make a difference for what is taken there.
  private func isHanging(_ place: OpenPlace) -> Bool {
    guard let pair else { return false }
    return switch place {
    case .tries: false
    case .question(let index), .cell(_, let index): pair.hanging.contains(index)
    }
  }

  private func isValidated(_ place: OpenPlace) -> Bool {
    switch place {
    case .tries: return false
    case .question(let index): return !playbook.questions[index].validations.isEmpty
    case .cell(let cell, let index):
      let column = cell.column.flatMap { playbook.questions[index].table?.column(named: $0) }
      return column?.validations.isEmpty == false
    }
  }

  /// What is missing before it is known that the answers at these places are taken; nil if that is known.
  func pendingValidations(_ places: some Sequence<OpenPlace>) -> Unknowns? {
    let validated = places.filter(isValidated)
    if validated.isEmpty { return nil }
    let hanging = validated.filter(isHanging)
    var open = [pendingNow(validated.filter { !isHanging($0) })].compactMap { $0 }
    if !hanging.isEmpty { open += underEach { pendingNow(hanging) }.compactMap { $0 } }
    return open.dropFirst().reduce(open.first) { $0?.union($1) }
  }

  private func pendingNow(_ places: [OpenPlace]) -> Unknowns? {
    var open: Unknowns?
    for place in places {
      guard let (checks, locals) = validations(place) else { continue }
      for validation in checks where core.test(validation.that, locals) == .unknown {
        guard let more = core.unknowns(validation.that, locals) else { continue }
        open = open?.union(more) ?? more
      }
    }
    return open
  }

  /// Whether nothing is missing but answers that can't be given.
  func isStuck(_ unknowns: Unknowns) -> Bool {
    !stuck.isEmpty
      && unknowns.ids.allSatisfy { number in
        switch core.missing.place(of: number) {
        case .question(let index): stuck.contains(.question(index))
        case .cell(let cell):
          playbook.question(named: cell.question).map { stuck.contains(.cell(cell, $0.index)) } ?? false
        }
      }
  }

  private func validations(_ place: OpenPlace) -> ([Validation], [Value])? {
    switch place {
    case .tries: return nil
    case .question(let index):
      guard core.relevance[index] == .yes, index != uncheckedQuestion else { return nil }
      return (playbook.questions[index].validations, [])
    case .cell(let cell, let index):
      guard let column = cell.column.flatMap({ playbook.questions[index].table?.column(named: $0) }),
        let row = core.tables[index]?.row(cell.row ?? "")
      else { return nil }
      return (column.validations, [.record(row.record)])
    }
  }
}
