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
    } else if whyRule(name) || whyGate(name) {
      return ask()
    } else if case .found(let place) = place(named: name), let question = playbook.question(named: place.question) {
      whyQuestion(question)
    } else {
      return refuse(Wording.unknownThing(sanitizedLine(name)), Wording.whyHint)
    }
    ask()
  }

  private mutating func whyQuestion(_ question: Question) {
    if let why = question.why { tell(sanitized(session.render(why))) }
    switch session.relevance(ofQuestion: question.index) {
    case .yes: tell(Wording.whyAsked(question.when?.sources.map { $0.onOneLine } ?? []))
    case .no: tell(Wording.whyNotAsked(question.when?.sources.first { _ in true }?.onOneLine ?? ""))
    case .unknown: tell(Wording.relevanceOpen)
    }
    if question.isRequired { tell(Wording.isNeeded) }
    let gates = session.gates.dropLast().filter { gate in
      gate.missing.contains { $0.questions.contains { $0.question == question.name } }
    }
    if !gates.isEmpty { tell(Wording.neededFor(gates.map { sanitizedLine($0.title ?? $0.name) })) }
    if !question.covers.isEmpty { tell(Wording.sources(question.covers), .hint) }
  }

  /// A rule by its id: what it rests on, or what its condition is.
  private mutating func whyRule(_ name: String) -> Bool {
    let parts = name.split(whereSeparator: { $0 == "@" || $0 == " " }).map(String.init)
    guard let id = parts.first?.uppercased(), let rule = playbook.rules(withID: id).first else { return false }
    let findings = session.findings.filter { $0.id == id && (parts.count < 2 || $0.row == parts[1].uppercased()) }
    if let active = session.activeRules.first(where: { $0.rule.id == id }) {
      tell(sanitized(active.text))
      tell(Wording.holdsBecause(id))
      let evidence = findings.first?.evidence ?? []
      for place in evidence {
        show(look.wrap(Wording.restsOn(placeName(place), shownAnswer(place)), indent: 2, hanging: 2))
      }
    } else {
      tell(Wording.doesNotHold(id))
    }
    for source in rule.when?.sources ?? [] { show(look.wrap(source.onOneLine, indent: 2, hanging: 2)) }
    return true
  }

  private func shownAnswer(_ place: CellRef) -> String {
    guard let question = playbook.question(named: place.question) else { return "" }
    if place.column == nil { return session.shown(question: question.index)?.onOneLine ?? "" }
    return session.answer(place).flatMap { answer in kind(of: place).map { session.shown(answer, $0).onOneLine } } ?? ""
  }

  private mutating func whyGate(_ name: String) -> Bool {
    guard let view = session.gate(name.lowercased()) else { return false }
    showGoal(view)
    return true
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
    tell(Wording.goalMissing(title, view.missing.count), .title)
    for need in view.missing { show(look.wrap("- " + sanitizedLine(need.text), indent: 2, hanging: 2)) }
    let next = view.missing.flatMap(\.questions).first { place in
      playbook.question(named: place.question).map { session.isOpen($0.index) } ?? false
    }
    if let next, let question = playbook.question(named: next.question) {
      tell(Wording.goalNext(listName(question.index)))
    }
  }

  mutating func what(_ word: String) {
    guard !glossary.isEmpty else {
      tell(Wording.noWords)
      return ask()
    }
    if word.isEmpty {
      tell(Wording.words(glossary.map(\.term)))
      return ask()
    }
    let wanted = ChoiceReader.folded(word.trimmingSuffix { $0 == "?" })
    if let entry = glossary.first(where: { $0.names.contains { ChoiceReader.folded($0) == wanted } }) {
      tell("\(entry.term): \(sanitized(entry.text))")
    } else {
      tell(Wording.noWord(sanitizedLine(word), near: nearest(to: wanted, among: glossary.map(\.term))))
    }
    ask()
  }
}

/// A word and what it means here.
public struct GlossaryEntry: Equatable, Sendable {
  public var term: String
  /// Other forms it is asked for by.
  public var also: [String]
  public var text: String

  public init(term: String, also: [String] = [], text: String) {
    self.term = term
    self.also = also
    self.text = text
  }

  var names: [String] { [term] + also }
}
