import Playbooks
import Sessions

/// The one-minute demo: it looks over itself, writes its report and says how to go on.
extension Conversation {
  /// The playbook that is the demo.
  public static let demoName = "demo"

  var isDemo: Bool { playbook.name == Conversation.demoName }

  /// All three questions are answered: the review, then the end.
  mutating func finishDemo() {
    show([""])
    showReview()
    guard let event = try? session.decide(.finish) else {
      presentEnd()
      return ask()
    }
    store(event, .finished)
  }

  /// Its answers go with the demo, unless somebody says that they are to stay.
  mutating func leaveDemo() {
    show([""])
    for line in Wording.afterDemo { tell(line) }
    tell(Wording.demoGoes, .hint)
    ask()
  }

  /// `/keep` in the demo.
  mutating func keepDemo() {
    keepsDemo = true
    mark(.ok, Wording.demoStays)
    if session.isFinished { leaveNow(code: 0) } else { ask() }
  }
}
