/// Reads what people type at a question.
///
/// ```
/// line    = "" | "?" | "-" | unknown | n/a | answer
/// unknown = "dk" | "don't know" | "no idea" | ...
/// ```
/// What an answer looks like depends on the kind: see `ChoiceReader`, `NumberReader`, `ScaleReader`, `DatePhrase`.
public struct AnswerGrammar: Sendable {
  public var expected: Expected
  public var today: CalendarDay
  /// The day that is suggested, if one is: a day without a year is the one next to it.
  public var near: CalendarDay?
  /// How many people vote; nil where `/people` isn't set.
  public var people: Int?
  /// Who they are, where they have names, and how they voted before: `Bert 5` then changes one vote.
  public var names: [String] = []
  public var votesBefore: [Int] = []
  public var mayDecline: Bool
  public var mayNotApply: Bool

  /// Longer answers are refused: a page of text, not a book.
  public static let characterCountMax = 20_000

  public init(
    _ expected: Expected, today: CalendarDay, people: Int? = nil, mayDecline: Bool = true, mayNotApply: Bool = true
  ) {
    self.expected = expected
    self.today = today
    self.people = people
    self.mayDecline = mayDecline
    self.mayNotApply = mayNotApply
  }

  public func read(_ line: String) -> Reading {
    let text = line.trimmed
    guard !text.isEmpty else { return .nothing }
    guard text.utf8.count <= AnswerGrammar.characterCountMax else {
      return .rejected(.tooLong(limit: AnswerGrammar.characterCountMax))
    }
    if text == "?" { return .help }
    if text == "-" || text == "–" { return .skip }
    do throws(Rejection) {
      if let special = try special(text) { return .answer(special) }
      return .answer(try answer(text))
    } catch {
      return .rejected(error)
    }
  }

  /// "Don't know" and "does not apply"; a choice that says the same goes first.
  private func special(_ text: String) throws(Rejection) -> TypedAnswer? {
    guard text.utf8.count <= SpecialWords.bytesMax else { return nil }
    let words = SpecialWords.normal(text)
    let meaning = SpecialWords.meaning(of: words, isFreeText: isFreeText)
    guard let meaning else { return nil }
    let offers = offers
    if let exact = offers.first(where: { SpecialWords.normal($0.label) == words || $0.code == words }) {
      return wrapped(exact.code)
    }
    switch meaning {
    case .declined:
      if let unknown = offers.first(where: { SpecialWords.unknownCodes.contains($0.code) }) {
        return wrapped(unknown.code)
      }
      guard mayDecline else { throw .mayNotDecline }
      return TypedAnswer(.declined)
    case .notApplicable:
      if let code = offers.first(where: { SpecialWords.notApplicableCodes.contains($0.code) }) {
        return wrapped(code.code)
      }
      guard mayNotApply else { throw .mayNotBeNotApplicable }
      return TypedAnswer(.notApplicable)
    }
  }

  private func wrapped(_ code: String) -> TypedAnswer {
    switch expected {
    case .multi, .ranking: TypedAnswer(.codes([code]))
    default: TypedAnswer(.code(code))
    }
  }

  private var isFreeText: Bool {
    switch expected {
    case .text, .long: true
    case .choice(_, let allowsText): allowsText
    default: false
    }
  }

  private var offers: [Offer] {
    switch expected {
    case .text(let offers), .long(let offers), .choice(let offers, _), .multi(let offers, _, _),
      .ranking(let offers, _):
      offers
    case .number, .scale, .scale4, .yesno, .date, .tally: []
    }
  }

  private func answer(_ text: String) throws(Rejection) -> TypedAnswer {
    switch expected {
    case .text(let offers):
      if let offer = ChoiceReader(offers: offers).exact(text) { return TypedAnswer(.code(offer.code)) }
      let line = text.onOneLine
      // What is kept isn't quite what was typed: the person is told.
      return TypedAnswer(.text(line), remark: line == text ? nil : .readAs(Wording.quoted(line)))
    case .long(let offers):
      if let offer = ChoiceReader(offers: offers).exact(text) { return TypedAnswer(.code(offer.code)) }
      return TypedAnswer(.text(text))
    case .choice(let offers, let allowsText):
      return try ChoiceReader(offers: offers).one(text.onOneLine, allowsText: allowsText)
    case .multi(let offers, let alone, let picks):
      return try several(text.onOneLine, offers, alone: alone, most: picks?.upperBound)
    case .ranking(let offers, let top):
      return try ChoiceReader(offers: offers).several(text.onOneLine, alone: [], most: top)
    case .number(let bounds): return try NumberReader(bounds: bounds).read(text.onOneLine)
    case .scale(let range, let labels):
      let reader = ScaleReader(range: range, labels: labels, people: people)
      if let votes = try NamedVotes(names: names, before: votesBefore, range: range).read(text.onOneLine) {
        return TypedAnswer(.votes(votes))
      }
      return try reader.read(text.onOneLine)
    case .scale4(let labels): return try CoverageReader(labels: labels).read(text.onOneLine)
    case .yesno: return try yesno(text.onOneLine)
    case .date: return TypedAnswer(.date(try date(text.onOneLine)))
    case .tally(let rows): return TypedAnswer(.tally(try TallyReader(rows: rows, people: people).read(text.onOneLine)))
    }
  }

  /// Rows may be called what they are: `cards 2, 5 and 7`.
  private func several(
    _ text: String, _ offers: [Offer], alone: Set<String>, most: Int?
  ) throws(Rejection) -> TypedAnswer {
    let reader = ChoiceReader(offers: offers)
    do throws(Rejection) {
      return try reader.several(text, alone: alone, most: most)
    } catch {
      let (word, rest) = text.firstWord
      guard case .notAChoice = error, offers.allSatisfy(\.isRowID), word.count > 2, word.allSatisfy(\.isLetter),
        rest.first?.isNumber ?? false
      else { throw error }
      return try reader.several(rest, alone: alone, most: most)
    }
  }

  /// `y`, `yes`, `no`, and a note after it: `no, not this year`.
  private func yesno(_ text: String) throws(Rejection) -> TypedAnswer {
    let (first, rest) = text.firstWord
    let word = first.lowercased().trimmingSuffix { ",.;:!".contains($0) }
    let note = rest.trimmingPrefix { ",.;: ".contains($0) }
    if SpecialWords.yes.contains(word) { return TypedAnswer(.yesno(true), note: note.isEmpty ? nil : note) }
    if SpecialWords.no.contains(word) { return TypedAnswer(.yesno(false), note: note.isEmpty ? nil : note) }
    throw .notYesNo(text)
  }

  private func date(_ text: String) throws(Rejection) -> CalendarDay {
    switch DatePhrase(today: today, near: near).read(text) {
    case .day(let day): return day
    case .rejected(.notUnderstood): throw .date(.notUnderstood(text))
    case .rejected(.noSuchDay(let month, let year)):
      let days = CalendarDay.length(ofMonth: month, year: year)
      throw .date(.noSuchDay(month: CalendarDay.monthNames[month - 1], year: year, days: days))
    case .rejected(.noDay(let month, let year)):
      throw .date(.noDay(month: CalendarDay.monthNames[month - 1], year: year))
    case .rejected(.twoWays(let first, let second)): throw .date(.twoWays(first, second))
    case .rejected(.otherWeekday(let day)): throw .date(.otherWeekday(day))
    }
  }
}
