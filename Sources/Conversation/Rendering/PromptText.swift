import Text

/// The short last piece before the cursor: what is asked and what to type, `Q3 1-5 › `.
struct PromptText {
  var label: String
  var expected: Expected?

  /// Prompts stay below this, so that long answers wrap well.
  static let columnsMax = 19

  func styled(_ look: Look) -> StyledText {
    let form = expected.flatMap(PromptText.form)
    let words = [label, form ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    let fitting = displayWidth(words) + 3 <= PromptText.columnsMax ? words : shortened(label, to: 14)
    let end = look.isAccessible ? ": " : " › "
    return look.fit(StyledText([.init(fitting.isEmpty ? end.trimmingPrefix { $0 == " " } : fitting + end, .prompt)]))
  }

  /// `1-5`, `y/n`, `a-d`, `weeks`.
  private static func form(_ expected: Expected) -> String? {
    switch expected {
    case .text, .long: nil
    case .choice(let offers, _), .multi(let offers, _, _):
      offers.contains { $0.isRowID } ? nil : places(offers)
    case .ranking: nil
    case .scale(let range, _): "\(range.lowerBound)-\(range.upperBound)"
    case .scale4: "0-1"
    case .yesno: "y/n"
    case .date: "date"
    case .number(let bounds): bounds.unit.flatMap { $0.isEmpty ? nil : $0 } ?? "number"
    case .tally: "counts"
    }
  }

  private static func places(_ offers: [Offer]) -> String? {
    guard offers.count > 1 else { return nil }
    let letters = ChoiceReader.usesLetters(offers)
    return "\(ChoiceReader.place(0, letters: letters))-\(ChoiceReader.place(offers.count - 1, letters: letters))"
  }
}
