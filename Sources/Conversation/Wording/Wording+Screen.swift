/// Headings and what stands around a question.
extension Wording {
  static let nothingToChoose = "There is nothing to choose from yet; - leaves the question for later."
  static func heading(
    section: String, number: Int?, progress: QuestionScreen.Progress, isOptional: Bool, _ look: Look
  ) -> String {
    let optional = isOptional ? "optional" : nil
    if look.isAccessible {
      let question = number.map { number in
        if case .of(let total) = progress { return "Question \(number) of \(total)." }
        return "Question \(number)."
      }
      var left: String?
      if case .aboutLeft(let count) = progress { left = "About \(count) left." }
      return [question, "\(section).", left, optional.map { _ in "Optional." }].compactMap(\.self).joined(
        separator: " ")
    }
    var parts = [section]
    if let number {
      if case .of(let total) = progress {
        parts.append("question \(number) of \(total)")
      } else {
        parts.append("question \(number)")
      }
    }
    if case .aboutLeft(let count) = progress { parts.append("about \(count) left") }
    if let optional { parts.append(optional) }
    return parts.joined(separator: " · ")
  }

  static func windowTitle(_ title: String, question: Int) -> String { "\(title), question \(question)" }

  static func minutesLeft(_ left: QuestionScreen.MinutesLeft) -> String {
    switch left {
    case .about(let minutes): minutes <= 1 ? "about a minute left" : "about \(minutes) min left"
    case .ofPart(0, let box): "\(box) min \(box == 1 ? "is" : "are") up"
    case .ofPart(let minutes, let box): "\(minutes) of \(box) min left"
    }
  }

  static func minutesLeftSpoken(_ left: QuestionScreen.MinutesLeft) -> String {
    switch left {
    case .about(let minutes): "About \(counted(max(1, minutes), "minute")) left."
    case .ofPart(0, let box): "\(counted(box, "minute")) \(box == 1 ? "is" : "are") up."
    case .ofPart(let minutes, let box): "\(minutes) of \(box) minutes left."
    }
  }

  static func presentAnswer(_ answer: String, _ look: Look) -> String {
    look.isAccessible ? "Answer so far: \(answer). Enter keeps it." : "So far: \(answer)"
  }

  /// Above an answer whose time is over, or whose question changed with an upgrade.
  static let stillSo = "This was answered before. Is it still so? Enter keeps it."

  /// What an answer meant before an upgrade and means now; either may be empty.
  static func meansNow(_ now: String, before: String) -> String {
    "It means something else now" + (now.isEmpty ? "" : ": \(now)") + (before.isEmpty ? "." : " (before: \(before)).")
  }

  /// Somebody else's answer to the same question, given without knowing of this one.
  static func contested(_ place: String?, _ answer: String, at time: String) -> String {
    let day = time.prefix(16).split(separator: "T").joined(separator: " ")
    return (place.map { $0 + ": " } ?? "") + "somebody else answered \(answer) (\(day) UTC)"
  }
  static func mergedAnswers(_ count: Int) -> String {
    "The work of two writers was put together. \(counted(count, "question")) got two answers and will be asked again."
  }
  static let chooseContested =
    "Two people answered this without knowing of each other. Enter keeps what stands here; type to change it."

  static func suggested(_ value: String) -> String { "Suggested: \(value). Enter takes it." }

  static func lastTime(_ day: String, _ answer: String) -> String { "Last time (\(day)): \(answer)" }
}
