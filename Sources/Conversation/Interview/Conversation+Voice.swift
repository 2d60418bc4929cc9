import CEL
import Playbooks
import Sessions
import Text

/// What the coach says at moments: the playbook's own lines first, then those for any playbook.
extension Conversation {
  /// Lines at a moment that don't offer anything, or offer it in words only.
  mutating func sayLines(on moment: Moment, missing: [String] = []) {
    for line in session.lines(on: moment) {
      coach(line.text)
      if let place = line.goto {
        tell(Wording.goOnWith(place, isSection: playbook.sections.contains { $0.name == place }), .hint)
      }
    }
    for remark in remarks(on: moment, missing: missing) { coach(remark.text) }
  }

  func remarks(on moment: Moment, missing: [String] = [], answer: Coach.AnswerFacts = .init()) -> [Coach.Remark] {
    let session = session
    return voice.remarks(on: moment, { fact($0, missing) }, answer) { value, rendering in
      guard case .list(let list) = value else { return session.text(of: value, rendering) }
      return list.elements.map { session.text(of: $0, rendering) }.joined(separator: "; ")
    }
  }

  /// What a field of `session` says.
  private func fact(_ field: String, _ missing: [String]) -> Value {
    switch field {
    case "minutes": .string(Wording.minutes(minutesExpected))
    case "section":
      .string(nextQuestion.map { playbook.sections[playbook.questions[$0].section].title } ?? Wording.theEnd)
    case "last_date":
      .string(session.history.last.flatMap { CalendarDay(iso: $0.time.prefix(10)) }.map(lastDay) ?? "")
    case "title": .string(playbook.title)
    case "reason": .string("")
    case "questions_left": .int(Int64(session.progress.likely))
    case "declined_in_a_row": .int(Int64(session.declinedInARow))
    case "overdue_actions": .int(Int64(overdue.count))
    case "weeks_since": .int(0)
    case "review_weeks": .int(Int64(playbook.reviewEveryWeeks ?? 0))
    case "top": Coach.texts(topTwo)
    case "missing": Coach.texts(missing)
    case "people": Coach.texts(session.people.names)
    default: .absent
    }
  }

  /// Nobody needs the date of today.
  private func lastDay(_ day: CalendarDay) -> String {
    if day >= settings.today { return Wording.earlierToday }
    return day.adding(days: 1) == settings.today ? Wording.yesterday : day.spoken
  }

  /// What the playbook promises; one that promises nothing is judged by what there is to ask.
  private var minutesExpected: ClosedRange<Int> {
    if playbook.minutes.upperBound > 0 { return playbook.minutes }
    let expected = max(2, session.progress.minutesLeft)
    return expected...expected
  }

  /// The two findings or recommendations to look at first.
  private var topTwo: [String] {
    let texts = session.findings.map(\.text) + session.recommendations.map(\.text)
    var seen: Set<String> = []
    return texts.filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(2).map {
      sanitizedLine($0).trimmingSuffix { $0 == "." }
    }
  }

  // MARK: About the answer that was just given

  /// At most one remark on an answer: one challenge at a time.
  mutating func remarkOn(_ place: CellRef) {
    guard let question = playbook.question(named: place.question) else { return }
    let facts = answerFacts(place, question)
    let own = session.lines(
      on: .answer,
      answer: Sessions.AnswerFacts(
        question: facts.question, text: facts.text, words: facts.words, limit: facts.limit,
        isSensitive: !facts.sensitive.isEmpty))
    if let line = own.first {
      mark(.coach, sanitized(line.text))
      return offer(line.offer, place, facts)
    }
    guard let remark = remarks(on: .answer, answer: facts).first else { return }
    if remark.offer == "next-section", session.declinedInARow != Conversation.declinedEnough { return }
    mark(.coach, sanitized(remark.text))
    offer(remark.offer, place, facts)
  }

  /// One paste is one answer: the first remark on any of its rows, but no offer, which would be about a single text.
  mutating func remarkOnPaste(_ index: Int, _ count: Int) {
    let question = playbook.questions[index]
    for row in session.rows(ofQuestion: index).suffix(count) {
      let facts = answerFacts(cell(index, row.id, nil), question)
      guard let remark = remarks(on: .answer, answer: facts).first(where: { $0.offer == nil }) else { continue }
      return mark(.coach, sanitized(remark.text))
    }
  }

  /// After so many "don't know" in a row the coach offers to move on; it offers once.
  static let declinedEnough = 3
  /// Longer answers get the remark that a sentence or two will do.
  static let wordsEnough = 120

  private func answerFacts(_ place: CellRef, _ question: Question) -> Coach.AnswerFacts {
    var facts = Coach.AnswerFacts(question: place.question)
    facts.text = typedText(place, question)
    let column = place.column.flatMap { question.table?.column(named: $0) }
    facts.words = facts.text.wordCount
    facts.limit = column?.wordLimit ?? question.wordLimit ?? Conversation.wordsEnough
    facts.sensitive = question.sensitivity.union(column?.sensitivity ?? []).lettersPresent
    return facts
  }

  /// What was typed at a place; for a row, the texts of all its cells.
  private func typedText(_ place: CellRef, _ question: Question) -> String {
    func text(_ place: CellRef) -> String? {
      if case .value(.text(let typed))? = session.answer(place)?.state { return typed }
      return nil
    }
    guard let spec = question.table, place.row != nil, place.column == nil else { return text(place) ?? "" }
    return spec.columns.compactMap { text(CellRef(place.question, row: place.row, column: $0.name)) }
      .joined(separator: " ")
  }

  // MARK: Offers

  private mutating func offer(_ name: String?, _ place: CellRef, _ facts: Coach.AnswerFacts) {
    switch name {
    case "next-section" where nextSection(after: place) != nil: dialog = .offer(.nextSection(place))
    case "keep-as-note" where Conversation.parts(facts.text) != nil: dialog = .offer(.keepAsNote(place))
    default: return
    }
  }

  mutating func accept(_ offer: Offering) {
    switch offer {
    case .nextSection(let place):
      guard let question = nextSection(after: place) else { return advance() }
      detour(to: question)
    case .keepAsNote(let place):
      guard case .value(.text(let text))? = session.answer(place)?.state, let parts = Conversation.parts(text),
        let kind = kind(of: place)
      else { return advance() }
      var answer = session.answer(place) ?? .value(.text(parts.head))
      answer.state = .value(.text(parts.head))
      answer.note = [answer.note, parts.rest].compactMap(\.self).joined(separator: "\n")
      wish(.answer(place, answer), .answered(place, shown: session.shown(answer, kind), typed: nil))
    }
  }

  /// The first open question of a later section.
  private func nextSection(after place: CellRef) -> Int? {
    guard let here = playbook.question(named: place.question)?.section else { return nil }
    return playbook.questions.first { $0.section > here && $0.replyPerRow == nil && session.isOpen($0.index) }?.index
  }

  /// The first two sentences, and the rest; nil where there is no rest.
  static func parts(_ text: String) -> (head: String, rest: String)? {
    var ends = 0
    var place = text.startIndex
    while ends < 2 {
      guard let end = text.utf8[place...].firstIndex(where: isSentenceEnd) else { return nil }
      place = text.index(after: end)
      guard String.Index(end, within: text) != nil, ".!?\n".contains(text[end]) else { continue }  // joined to others
      if place == text.endIndex || text[place].isWhitespace { ends += 1 }
    }
    let rest = text[place...].trimmed
    return rest.isEmpty ? nil : (text[..<place].trimmed, rest)
  }

  private static func isSentenceEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") || byte == 0x0A
  }
}

/// What the coach offers to do for the person.
enum Offering: Equatable {
  case nextSection(CellRef)
  case keepAsNote(CellRef)
}
