/// One of the answers a question offers: its code (or the id of a row) and its wording.
public struct Offer: Equatable, Sendable {
  public var code: String
  public var label: String
  public var hint: String?

  public init(_ code: String, _ label: String, hint: String? = nil) {
    self.code = code
    self.label = label
    self.hint = hint
  }
}

/// What a typed line is read for: the kind of answer with its choices resolved and its wordings filled in.
public enum Expected: Equatable, Sendable {
  /// One line, or one of a few codes ("Nothing yet").
  case text(or: [Offer])
  /// Several lines.
  case long(or: [Offer])
  case choice([Offer], allowsText: Bool)
  case multi([Offer], alone: Set<String>, picks: ClosedRange<Int>?)
  case number(NumberBounds)
  case scale(ClosedRange<Int>, labels: [Int: String])
  /// 0, 0.25, 0.5, 1 with a wording each, in this order.
  case scale4([String])
  case yesno
  case date
  case ranking([Offer], top: Int?)
  /// A whole number for each of these.
  case tally([Offer])
}

/// The limits of a number, both inclusive.
public struct NumberBounds: Equatable, Sendable {
  public var min: DecimalText?
  public var max: DecimalText?
  public var isWhole: Bool
  /// `weeks`, `%`, `people`.
  public var unit: String?

  public init(min: DecimalText? = nil, max: DecimalText? = nil, isWhole: Bool = false, unit: String? = nil) {
    self.min = min
    self.max = max
    self.isWhole = isWhole
    self.unit = unit
  }
}

/// What was typed, understood.
public struct TypedAnswer: Equatable, Sendable {
  public var content: Content
  /// "about 5".
  public var isApproximate = false
  /// `3 we deploy weekly`: what stands behind the rating.
  public var note: String?
  /// Something to say about how it was read: `10,000` is read as 10000.
  public var remark: Remark?

  public init(_ content: Content, isApproximate: Bool = false, note: String? = nil, remark: Remark? = nil) {
    self.content = content
    self.isApproximate = isApproximate
    self.note = note
    self.remark = remark
  }

  public enum Content: Equatable, Sendable {
    case text(String)
    case code(String)
    case codes([String])
    case number(DecimalText)
    case scale(Int)
    case votes(Votes)
    case yesno(Bool)
    case date(CalendarDay)
    case tally([Count])
    case declined
    case notApplicable
  }

  public struct Count: Equatable, Sendable {
    public var code: String
    public var count: Int
    public init(_ code: String, _ count: Int) {
      self.code = code
      self.count = count
    }
  }

  public enum Remark: Equatable, Sendable {
    case readAs(String)
  }
}

/// One number per person, on a scale; nil for somebody who didn't vote.
public struct Votes: Equatable, Sendable {
  public let each: [Int?]

  /// nil if nobody voted.
  public init?(_ each: [Int?]) {
    guard each.contains(where: { $0 != nil }) else { return nil }
    self.each = each
  }

  public var cast: [Int] { each.compactMap(\.self).sorted() }

  /// The middle vote as rules read it; between two, half up.
  public var median: Int { twiceTheMedian >= 0 ? (twiceTheMedian + 1) / 2 : twiceTheMedian / 2 }

  /// The middle vote as people read it: `3.5` between 3 and 4.
  public var medianShown: String {
    let sign = twiceTheMedian < 0 ? "-" : ""
    let whole = sign + String(twiceTheMedian.magnitude / 2)
    return twiceTheMedian.isMultiple(of: 2) ? whole : whole + ".5"
  }

  private var twiceTheMedian: Int {
    let sorted = cast
    let middle = sorted.count / 2
    return sorted.count % 2 == 0 ? sorted[middle - 1] + sorted[middle] : 2 * sorted[middle]
  }

  public var low: Int { cast.first ?? 0 }
  public var high: Int { cast.last ?? 0 }

  /// More than half the scale lies between the lowest and the highest vote.
  public func isWide(on scale: ClosedRange<Int>) -> Bool {
    (high - low) * 2 > scale.upperBound - scale.lowerBound
  }
}

/// What a line means at a question.
public enum Reading: Equatable, Sendable {
  case answer(TypedAnswer)
  /// An empty line: keep what there is, or ask again.
  case nothing
  /// `?` alone.
  case help
  /// `-` alone.
  case skip
  case rejected(Rejection)
}

/// Why a line isn't taken. `Wording` makes two lines of it: what wasn't saved and why, and what to type.
public enum Rejection: Error, Equatable, Sendable {
  case notAChoice(String, nearest: Offer?, offers: [Offer])
  case severalMatch(String, [Offer])
  case positionOutOfRange(String, offers: [Offer])
  case onlyOne(String)
  case twice(Offer)
  case standsAlone(Offer)
  case tooMany(Int, most: Int)
  case notANumber(String, unit: String?)
  /// `20 nov` where a number is asked for.
  case aDay(String, unit: String?)
  case numberRange(String)
  case decimalComma(String, suggestion: String)
  case tooManyDigits
  case notWhole(String)
  case below(DecimalText, unit: String?, higher: DecimalText?)
  case above(DecimalText, unit: String?, lower: DecimalText?)
  case otherUnit(typed: String, unit: String, suggestion: String?)
  case notOnScale(String, ClosedRange<Int>)
  case voteCount(Int, people: Int?)
  /// Of these nobody knows how they vote.
  case votesMissing([String])
  case notOnCoverage(String)
  case notYesNo(String)
  case date(DateReason)
  /// So many numbers are neither one for each row nor one for each person.
  case tallyShape([Offer], count: Int, people: Int?)
  /// A vote where several people vote.
  case oneVote(Offer, people: Int)
  case tallyWord(String, [Offer], people: Int?)
  case tallyCount(String)
  case tallyUnknown(String, rows: [Offer])
  case tooLong(limit: Int)
  case mayNotDecline
  case mayNotBeNotApplicable
  case tooManyCells(Int, columns: Int)

  public enum DateReason: Equatable, Sendable {
    case notUnderstood(String)
    case noSuchDay(month: String, year: Int, days: Int)
    case noDay(month: String, year: Int)
    case twoWays(CalendarDay, CalendarDay)
    case otherWeekday(CalendarDay)
  }
}
