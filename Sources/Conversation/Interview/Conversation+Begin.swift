import Playbooks
import Sessions
import Text

/// The first lines of a sitting.
extension Conversation {
  mutating func begin() {
    if settings.isAccessible { tell(Wording.accessibleOn(from: settings.accessibleFrom)) }
    let isNew = session.history.isEmpty
    show(look.wrap(playbook.title, role: .title))
    if let subtitle = playbook.subtitle { tell(sanitizedLine(subtitle)) }
    if isNew { openingLines() } else { resumeLines() }
    tableOnScreen = nextQuestion.flatMap { session.rows(ofQuestion: $0).isEmpty ? nil : $0 }
    go(to: nextFocus, isResuming: true)
  }

  private mutating func openingLines() {
    if let say = playbook.say { coach(session.render(say)) }
    let lines = session.lines(on: .open)
    for line in lines { coach(line.text) }
    if !lines.contains(where: { $0.rule == "CO-R01" }) {
      coach(
        Wording.opening(
          minutes: playbook.minutes.lowerBound...max(playbook.minutes.lowerBound, playbook.minutes.upperBound)))
    }
    hint("begin", Wording.beginHint)
  }

  private mutating func resumeLines() {
    let lines = session.lines(on: .resume)
    for line in lines { coach(line.text) }
    guard lines.isEmpty else { return }
    let section = session.nextQuestion.map { playbook.sections[playbook.questions[$0].section].title }
    let day = session.history.last.flatMap { CalendarDay(iso: $0.time.prefix(10)) }
    coach(Wording.resume(day: day?.spoken, section: section, left: session.progress.likely))
  }

  /// Something the coach says.
  mutating func coach(_ text: String) { show(look.wrap(sanitized(text))) }
}
