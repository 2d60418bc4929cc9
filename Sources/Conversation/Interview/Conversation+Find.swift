import Diagnostics
import Playbooks
import Sessions
import Text

/// Finding questions by what people call them, and words in answers.
extension Conversation {
  enum Found: Equatable {
    case found(CellRef)
    case several([Int])
    case none
  }

  /// `Q7`, `7`, `sponsor`, `B2`, `stakeholders[S2].stance`, the name of a row, or words of the question.
  func place(named text: String) -> Found {
    let word = text.trimmed
    if let number = Int(word.lowercased().trimmingPrefix { $0 == "q" }), let index = question(numbered: number) {
      return .found(CellRef(playbook.questions[index].name))
    }
    if let cell = CellRef(text: word), playbook.question(named: cell.question) != nil { return .found(cell) }
    if let row = row(withID: word) { return .found(row) }
    // A question's own name goes before a row's; in a table its rows go before words of other questions.
    if let exact = exactly(word) { return exact }
    if let row = row(called: word) { return .found(row) }
    return byWords(word)
  }

  /// A question or section by its whole name or title.
  private func exactly(_ word: String) -> Found? {
    let wanted = ChoiceReader.folded(word)
    guard !wanted.isEmpty else { return Found.none }
    let names = playbook.questions.filter {
      ChoiceReader.folded($0.name) == wanted || ChoiceReader.folded($0.title) == wanted
    }
    if let only = names.first { return .found(CellRef(only.name)) }
    let sections = playbook.sections.filter {
      ChoiceReader.folded($0.title) == wanted || ChoiceReader.folded($0.name) == wanted
    }
    return sections.first?.questions.first.map { .found(CellRef(playbook.questions[$0].name)) }
  }

  private func byWords(_ word: String) -> Found {
    let wanted = ChoiceReader.folded(word)
    guard !wanted.isEmpty else { return .none }
    let matches = playbook.questions.filter { question in
      let form =
        " \(ChoiceReader.folded(question.title)) \(ChoiceReader.folded(question.name)) \(ChoiceReader.folded(question.ask.written))"
      return form.contains(" " + wanted)
    }
    if matches.count == 1 { return .found(CellRef(matches[0].name)) }
    if matches.count > 1 { return .several(matches.prefix(6).map(\.index)) }
    if let row = row(beginning: word) { return .found(row) }
    let near = nearest(to: wanted, among: playbook.questions.map(\.name))
    return near.map { .found(CellRef($0)) } ?? .none
  }

  mutating func find(_ words: String) {
    let wanted = words.lowercased().trimmed
    guard !wanted.isEmpty else { return refuse(Wording.findWhat, Wording.findHint) }
    var lines: [StyledText] = []
    for question in playbook.questions {
      let wording = sanitizedLine(session.render(question.ask))
      var hits: [String] = []
      if let shown = session.shown(question: question.index), shown.lowercased().contains(wanted) { hits.append(shown) }
      if let note = session.answer(CellRef(question.name))?.note, note.lowercased().contains(wanted) {
        hits.append(sanitizedLine(note))
      }
      for row in session.rows(ofQuestion: question.index) {
        for column in question.table?.columns ?? [] {
          let shown = shown(column, in: row, of: question.index)
          if shown.lowercased().contains(wanted) { hits.append("\(row.id) \(shown.onOneLine)") }
        }
      }
      if hits.isEmpty, !wording.lowercased().contains(wanted) { continue }
      lines += look.wrap("\(questionLabel(question.index))  \(hits.first ?? wording)", indent: 2, hanging: 4)
      for hit in hits.dropFirst() { lines += look.wrap(hit, indent: 6) }
    }
    if lines.isEmpty { tell(Wording.notFound(sanitizedLine(words))) } else { show(lines) }
    ask()
  }

  // MARK: Lists

  mutating func listQuestions(onlyOpen: Bool) {
    var section = -1
    var lines: [StyledText] = []
    for question in playbook.questions {
      let state = session.state(ofQuestion: question.index)
      if state == .inactive || onlyOpen && !session.isOpen(question.index) { continue }
      if session.relevance(ofQuestion: question.index) != .yes { continue }
      if question.section != section {
        section = question.section
        lines.append(StyledText(sanitizedLine(playbook.sections[section].title), .title))
      }
      lines += listLine(question, state)
    }
    if lines.isEmpty { tell(Wording.nothingOpen) } else { outputs.append(.page(lines.map(look.fit))) }
    ask()
  }

  /// `  ✓ Q3  Goals: 2 rows`.
  private func listLine(_ question: Question, _ state: QuestionState) -> [StyledText] {
    let shown = session.shown(question: question.index)?.onOneLine
    let title = sanitizedLine(question.title)
    let note = session.answer(CellRef(question.name))?.note.map { " (\(sanitizedLine($0)))" } ?? ""
    let text = "\(questionLabel(question.index))  \(title)" + (shown.map { ": \($0)" } ?? "") + note
    if look.isAccessible { return look.wrap("\(Wording.stateWord(state)): \(text)") }
    return look.wrap("\(Wording.stateSign(state)) \(text)", indent: 2, hanging: 4)
  }

  mutating func review() {
    showReview()
    ask()
  }

  /// All answers by section, what is parked, and what was concluded.
  mutating func showReview() {
    var section = -1
    for question in playbook.questions {
      let state = session.state(ofQuestion: question.index)
      guard state != .inactive, session.relevance(ofQuestion: question.index) == .yes else { continue }
      if question.section != section {
        section = question.section
        show([StyledText(sanitizedLine(playbook.sections[section].title), .title)])
      }
      show(listLine(question, state))
      if question.table != nil, !session.rows(ofQuestion: question.index).isEmpty {
        show(tableLines(question.index, indent: 4))
      }
    }
    if !session.parked.isEmpty {
      show([StyledText(Wording.parkedTitle, .title)])
      for text in session.parked { show(look.wrap("- " + sanitizedLine(text), indent: 2, hanging: 2)) }
    }
    show(statusLines(isShort: false))
  }

  mutating func status() {
    show(statusLines(isShort: false))
    ask()
  }

  /// What the rules advise, once each.
  private var adviceLines: [StyledText] {
    var seen: Set<String> = []
    let texts = session.recommendations.map { sanitizedLine($0.text) }.filter {
      !$0.isEmpty && seen.insert($0).inserted
    }
    guard !texts.isEmpty else { return [] }
    return [StyledText(Wording.adviceTitle, .title)] + texts.flatMap { look.wrap("- " + $0, indent: 2, hanging: 2) }
  }

  /// Scores and results that have a value, or bounds, and what can still become of them.
  private var scoreLines: [StyledText] {
    let scores = playbook.calculations.flatMap { calculation -> [StyledText] in
      guard let text = scoreText(calculation) else { return [] }
      let becomes = session.whatBecomes(of: calculation).map { look.wrap($0, role: .hint, indent: 4) } ?? []
      return look.wrap(Wording.scoreLine(sanitizedLine(calculation.title), text), indent: 2, hanging: 2) + becomes
    }
    return scores.isEmpty ? [] : [StyledText(Wording.scoresTitle, .title)] + scores
  }

  /// Means, weighted sums and results among codes; what only serves them isn't shown.
  private func scoreText(_ calculation: Calculation) -> String? {
    guard let slot = calculation.slot else { return nil }
    switch calculation.body {
    case .mean, .weigh: break
    case .pick where calculation.codes != nil && session.decidesGate(calculation): break
    default: return nil
    }
    switch session.value(ofSlot: slot) {
    case .error: return nil
    case .unknown:
      guard let outlook = session.outlook(of: calculation), let range = outlook.range else { return nil }
      return Wording.scoreRange(
        session.text(of: .double(range.lowerBound)), session.text(of: .double(range.upperBound)))
    case let value: return session.text(of: value, calculation.codes.map(Rendering.choice) ?? .plain)
    }
  }

  /// So many missing points have room in a short look.
  private static let fewMissing = 3

  /// Answered and open, findings worst first, gates with what they miss.
  func statusLines(isShort: Bool) -> [StyledText] {
    let progress = session.progress
    var lines = look.wrap(Wording.progress(answered: progress.answered, left: progress.atLeast...progress.atMost))
    let findings = session.findings.filter { !$0.text.isEmpty }
    if !findings.isEmpty { lines.append(StyledText(Wording.findingsTitle, .title)) }
    for finding in findings.prefix(isShort ? 5 : findings.count) {
      lines += look.headed(
        finding.severity.rawValue, Wording.findingText(finding.id, finding.row, sanitizedLine(finding.text)),
        role: finding.severity >= .medium ? .warn : .value, hanging: 2)
    }
    if isShort, findings.count > 5 { lines += look.wrap(Wording.moreFindings(findings.count - 5), indent: 2) }
    if !isShort { lines += adviceLines }
    for gate in session.gates.dropLast() {
      lines += look.wrap(
        Wording.gateLine(sanitizedLine(gate.title ?? gate.name), gate.verdict, missing: gate.shownMissing.count))
      if isShort, gate.shownMissing.count > Conversation.fewMissing { continue }
      for need in gate.shownMissing { lines += look.wrap("- " + needText(need), indent: 2, hanging: 2) }
      if !isShort, let becomes = playbook.gate(named: gate.name).flatMap({ session.whatBecomes(of: $0) }) {
        lines += look.wrap(becomes, role: .hint, indent: 2)
      }
    }
    return isShort ? lines : lines + scoreLines
  }
}
