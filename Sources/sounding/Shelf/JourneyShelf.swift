import Engagements
import Playbooks
import Reports
import Sessions

extension SessionShelf {
  /// The stages the engagement went through up to the session's end.
  func journey(to session: Session) -> [JourneyMark] {
    guard let record = try? engagementRecord(), let journey = journey() else { return [] }
    return JourneyMark.all(in: record, on: journey, to: session)
  }
}
