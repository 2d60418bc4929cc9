import Text

/// Everything a person sees before answering one question, as plain values: wordings are filled in and filtered.
struct QuestionScreen: Equatable {
  var section: String
  /// `Q3`; nil for questions that have no number of their own (follow-ups, cells).
  var number: Int?
  var progress: Progress
  /// How many minutes are left; nil while that can't be said.
  var minutesLeft: MinutesLeft?
  var wording: String
  var expected: Expected
  /// What is answered so far.
  var present: String?
  /// What was answered in an earlier session: "Last time (12 Aug): 3".
  var earlier: String?
  /// A value that Enter takes.
  var suggestion: String?
  /// More lines below the wording: how rows are typed, what a table holds.
  var details: [String] = []
  var isOptional: Bool

  enum MinutesLeft: Equatable {
    /// Of the whole session, about.
    case about(Int)
    /// Of this part's time box.
    case ofPart(Int, of: Int)
  }

  enum Progress: Equatable {
    /// Of so many.
    case of(Int)
    /// About so many are left: rules may add or drop some.
    case aboutLeft(Int)
    /// It is asked in between.
    case none
  }

  /// The block above the prompt: an empty line, the heading, the wording, the choices.
  func lines(_ look: Look) -> [StyledText] {
    var lines: [StyledText] = [""]
    lines += heading(look)
    lines += look.wrap(wording)
    lines += details.flatMap { look.wrap($0, role: .hint, indent: 2) }
    let choices = ChoiceList(expected: expected).lines(look)
    if !choices.isEmpty { lines += look.isAccessible ? choices : [""] + choices }
    if let earlier { lines += look.wrap(earlier, indent: 2) }
    if let present { lines += look.wrap(Wording.presentAnswer(present, look), indent: 2) }
    if let suggestion { lines += look.wrap(Wording.suggested(suggestion), indent: 2) }
    return lines
  }

  private func heading(_ look: Look) -> [StyledText] {
    guard !section.isEmpty else { return [] }
    let left = Wording.heading(section: section, number: number, progress: progress, isOptional: isOptional, look)
    guard let minutesLeft else { return look.wrap(left, role: .title) }
    if look.isAccessible { return look.wrap("\(left) \(Wording.minutesLeftSpoken(minutesLeft))", role: .title) }
    let right = Wording.minutesLeft(minutesLeft)
    let gap = look.columns - displayWidth(left) - displayWidth(right)
    guard gap >= 2 else { return look.wrap(left, role: .title) }
    return [StyledText(left, .title) + StyledText(String(repeating: " ", count: gap) + right)]
  }
}
