import Playbooks
import Sessions
import Text

/// The first lines of a sitting.
extension Conversation {
  mutating func begin() {
    if settings.isAccessible { tell(Wording.accessibleOn(from: settings.accessibleFrom)) }
    show(look.wrap(sanitizedLine(playbook.title), role: .title))
    if let subtitle = playbook.subtitle, playbook.question(named: subtitle) == nil { tell(sanitizedLine(subtitle)) }
    if isNew { openingLines() } else { resumeLines() }
    tableOnScreen = nextQuestion.flatMap { isBegun($0) ? $0 : nil }
    go(to: nextFocus, isResuming: true)
  }

  private func isBegun(_ index: Int) -> Bool {
    session.history.contains { $0.cell.question == playbook.questions[index].name }
  }

  private mutating func openingLines() {
    if let say = playbook.say { coach(session.render(say)) }
    sayLines(on: .open)
    for action in overdue.prefix(Conversation.overdueShown) {
      show(look.wrap(sanitizedLine(action), indent: 2, hanging: 4))
    }
    if let first = overdue.first?.split(separator: " ").first { hint("overdue", Wording.overdueHint(String(first))) }
    hint("begin", Wording.beginHint)
  }

  /// More would be a wall; `sounding list actions` has them all.
  private static let overdueShown = 3

  private mutating func resumeLines() {
    sayLines(on: .resume)
    let places = Set(session.contests.map(\.cell.question)).count
    if places > 0 { mark(.warn, Wording.mergedAnswers(places)) }
  }

  /// Something the coach says.
  mutating func coach(_ text: String) { show(look.wrap(sanitized(text))) }
}
