import Diagnostics
import Playbooks
import Sessions
import Text

/// `/why`, `/why not`, `/goal`, `/what`.
extension Conversation {
  mutating func why(_ argument: String) {
    let (first, rest) = argument.firstWord
    let isNot = first.lowercased() == "not"
    let name = isNot ? rest : argument
    if name.isEmpty {
      guard let place = currentPlace, let question = playbook.question(named: place.question) else {
        return refuse(Wording.whichQuestion, Wording.whyHint)
      }
      whyQuestion(question)
    } else if let explanation = explanation(of: name, isNot: isNot), !explanation.lines.isEmpty {
      show(lines(explanation))
    } else if case .found(let place) = place(named: name), let question = playbook.question(named: place.question) {
      whyQuestion(question)
    } else {
      return refuse(Wording.unknownThing(sanitizedLine(name)), Wording.whyHint)
    }
    ask()
  }

  private mutating func whyQuestion(_ question: Question) {
    if let why = question.why { tell(sanitized(session.render(why))) }
    show(lines(session.why(question: question.index)))
    if !question.covers.isEmpty { tell(Wording.sources(question.covers), .hint) }
  }

  /// A rule by its id, perhaps with a row (`FP-R05@C2`), a gate, or a result.
  private func explanation(of name: String, isNot: Bool) -> Explanation? {
    let parts = name.split(whereSeparator: { $0 == "@" || $0 == " " }).map(String.init)
    guard let first = parts.first else { return nil }
    let row = parts.count > 1 ? parts[1] : nil
    let ids = [first, first.uppercased()].filter { !playbook.rules(withID: $0).isEmpty }
    if let id = ids.first {
      let wanted = row.map { row in
        session.isActive(rule: id, row: row.uppercased()) ? row.uppercased() : row
      }
      return isNot ? session.whyNot(rule: id, row: wanted) : session.why(rule: id, row: wanted)
    }
    if let name = checklist(withLine: first.uppercased()) {
      return session.why(calculation: name, row: row?.uppercased())
    }
    if playbook.gate(named: first.lowercased()) != nil { return session.why(gate: first.lowercased()) }
    guard playbook.calculation(named: first.lowercased()) != nil else { return nil }
    return session.why(calculation: first.lowercased(), row: row)
  }

  /// The checklist in which a line carries this id.
  private func checklist(withLine id: String) -> String? {
    playbook.calculations.first { calculation in
      guard case .all(let lines) = calculation.body else { return false }
      return lines.contains { $0.rule == id }
    }?.name
  }

  /// An explanation as lines: what holds, what doesn't, what isn't known, and below them the answers.
  private func lines(_ explanation: Explanation) -> [StyledText] {
    explanation.lines.flatMap { line in
      let text = sanitizedLine(line.text)
      return look.wrap(text, role: line.kind == .hint ? .hint : nil, indent: 2 * line.depth, hanging: 2)
    }
  }

  mutating func goal(_ name: String) {
    let view =
      name.isEmpty ? session.gates.first { !$0.isPassable } ?? session.gates.last : session.gate(name.lowercased())
    guard let view else { return refuse(Wording.noGate(sanitizedLine(name)), "") }
    showGoal(view)
    ask()
  }

  private mutating func showGoal(_ view: GateView) {
    let title = sanitizedLine(view.title ?? view.name)
    if view.isPassable { return tell(Wording.goalOpen(title)) }
    tell(Wording.goalMissing(title, view.shownMissing.count, met: session.needsMet(of: view.name)), .title)
    let found = session.ways(toOpen: view.name, tries: Conversation.goalTriesMax)
    guard let first = found.ways.first else { return showPlan(view.name, found) }
    for need in view.shownMissing { show(look.wrap("- " + sanitizedLine(need.text), indent: 2, hanging: 2)) }
    showWays(found, first)
  }

  /// The fewest answers that would open it.
  private mutating func showWays(_ found: WaysThere, _ first: Way) {
    let needed = first.alsoNeeded.map { listName($0) }
    if first.steps.isEmpty { return tell(Wording.alsoNeeded(needed, isAll: true)) }
    tell(found.isComplete ? Wording.waysTitle(first.steps.count) : Wording.waysTitleSoFar(first.steps.count))
    for way in found.ways.prefix(3) {
      show(look.wrap("- " + way.steps.map(stepText).joined(separator: "; "), indent: 2, hanging: 2))
    }
    if !needed.isEmpty { tell(Wording.alsoNeeded(needed, isAll: false), .hint) }
  }

  /// `Q11 Tried before`: a place that isn't on the screen.
  func placeTitle(_ place: CellRef) -> String {
    guard place.row == nil, place.column == nil, let question = playbook.question(named: place.question) else {
      return placeName(place)
    }
    return listName(question.index)
  }

  private func stepText(_ step: Way.Step) -> String {
    let shown = kind(of: step.cell).map { session.shown(.value(step.value), $0) } ?? ""
    return Wording.step(placeTitle(step.cell), shown.isEmpty ? Wording.tableEnded : shown, isChange: step.isChange)
  }

  /// Where no few answers do: part by part, what would settle it.
  private mutating func showPlan(_ gate: String, _ found: WaysThere) {
    let plan = session.plan(toOpen: gate, tries: Conversation.goalTriesMax)
    for part in plan.parts {
      show(look.wrap("- " + sanitizedLine(part.text), indent: 2, hanging: 2))
      show(look.wrap(planText(part), role: .hint, indent: 6, hanging: 2))
    }
    let tries = found.tries + plan.tries
    tell(plan.opens ? Wording.planOpens(tries) : Wording.planFallsShort(tries, isProved: found.isComplete), .hint)
  }

  private func planText(_ part: GoalPlan.Part) -> String {
    switch part.outcome {
    case .fixed: return Wording.planFixed
    case .notFound: return Wording.planNotFound(part.questions.prefix(3).map(listName))
    case .settled:
      let rows = part.rows.compactMap { row in
        playbook.question(named: row.question).map { Wording.planRow(listName($0.index)) }
      }
      let steps = part.steps.map { step in
        // The row isn't there yet: its cells are called by their column alone.
        guard part.rows.contains(where: { $0.row == step.cell.row }) else { return stepText(step) }
        let column = playbook.question(named: step.cell.question)?.table?.column(named: step.cell.column ?? "")
        let shown = column.map { session.shown(.value(step.value), $0.kind) } ?? ""
        return Wording.step(sanitizedLine(column?.title ?? ""), shown, isChange: false)
      }
      return (rows + steps).joined(separator: "; ")
    }
  }

  /// A search that takes longer than a moment is of no use at the prompt.
  static let goalTriesMax = 2_000

  mutating func what(_ word: String) {
    guard !voice.glossary.isEmpty else {
      tell(Wording.noWords)
      return ask()
    }
    if word.isEmpty {
      tell(Wording.words(voice.glossary.map(\.term)))
      return ask()
    }
    let wanted = ChoiceReader.folded(word.trimmingSuffix { $0 == "?" })
    if let entry = voice.glossary.first(where: { ([$0.term] + $0.also).contains { ChoiceReader.folded($0) == wanted } })
    {
      tell("\(entry.term): \(sanitized(entry.text))")
    } else {
      tell(
        Wording.noWord(
          sanitizedLine(word), near: nearest(to: wanted, among: voice.glossary.map { $0.term.lowercased() })))
    }
    ask()
  }
}
