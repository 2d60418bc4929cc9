import Playbooks
import Sessions
import Text

/// The first lines of a sitting.
extension Conversation {
  mutating func begin() {
    if settings.isAccessible { tell(Wording.accessibleOn(from: settings.accessibleFrom)) }
    if case .back(let row, let outcome)? = nesting { return comeBack(row, outcome) }
    show(look.wrap(heading, role: .title))
    if let subtitle = playbook.subtitle, playbook.question(named: subtitle) == nil { tell(sanitizedLine(subtitle)) }
    if let readOnly {
      mark(.warn, Wording.onlyRead(sanitizedLine(readOnly)))
      tell(Wording.onlyReadHint)
    }
    if isNew { openingLines() } else { resumeLines() }
    tableOnScreen = nextQuestion.flatMap { isBegun($0) ? $0 : nil }
    go(to: nextFocus, isResuming: true)
  }

  /// The playbook's title, and what this session is about where it has a name of its own.
  private var heading: String {
    let title = sanitizedLine(playbook.title)
    if case .inside(let row, _, _)? = nesting { return Wording.heading(title, sanitizedLine(row)) }
    return Wording.heading(title, session.opening?.title.map(sanitizedLine) ?? "")
  }

  /// From a session inside this one: no welcome, just what it brought.
  private mutating func comeBack(_ row: String, _ outcome: String) {
    show([""])
    mark(.ok, Wording.cameBack(sanitizedLine(row), sanitizedLine(outcome)))
    tableOnScreen = nil
    go(to: nextFocus, isResuming: true)
  }

  func isBegun(_ index: Int) -> Bool { session.wasChanged(anyOf: index..<index + 1) }

  private mutating func openingLines() {
    if let say = playbook.say { speak(say) }
    if case .inside? = nesting { return }
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

  /// A wording of the playbook's, as far as it can be said now.
  mutating func speak(_ say: Template) {
    let text = session.spoken(say)
    if !text.isEmpty { coach(text) }
  }

  /// Something the coach says.
  mutating func coach(_ text: String) { show(look.wrap(sanitized(text))) }
}
