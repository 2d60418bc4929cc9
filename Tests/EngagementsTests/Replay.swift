import Diagnostics
import JSON
import Playbooks

@testable import Engagements
@testable import Sessions

/// An engagement as it grows, held in memory: what the program does with folders and a clock, without either.
struct Replay {
  private(set) var sessions: [SessionRecord] = []
  private(set) var log = EngagementLog()
  /// Answers that could not be used, and what kept sessions from finishing.
  private(set) var problems: [String] = []
  private var minute = 0

  var engagement: Engagement {
    Engagement(
      name: "test", sessions: sessions, log: log, registers: Shipped.registers, stageTitles: Shipped.stageTitles)
  }

  subscript(name: String) -> Session? { sessions.first { $0.name == name }?.session }

  /// Times grow with each event, also within a day.
  private mutating func time(_ day: String) -> String {
    minute += 1
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(day)T\(two(minute / 3600 % 24)):\(two(minute / 60 % 60)):\(two(minute % 60)).000Z"
  }

  mutating func note(_ event: EngagementEvent, on day: String) { log.apply(event, time: time(day)) }

  /// Enters a stage as `sounding journey STAGE` does; gives the transition that offered it, nil for one's own account.
  mutating func enter(_ stage: String, on day: String, reason: String? = nil) throws -> String? {
    guard let journey = Shipped.journey, let place = engagement.place(on: journey, today: day) else { return nil }
    let event = try place.step(to: stage, on: journey, reason: reason)
    note(event, on: day)
    guard case .entered(_, let transition, _, _, _) = event else { return nil }
    return transition
  }

  func place(on day: String) -> JourneyPlace? { Shipped.journey.flatMap { engagement.place(on: $0, today: day) } }

  /// Runs a playbook with an answers file, and finishes the session where nothing required is missing.
  @discardableResult
  mutating func run(
    _ playbook: Playbook, named name: String, answers: String, on day: String, finishing: Bool = true
  ) -> Session {
    var session = Session(playbook)
    let openedAt = time(day)
    let reference = PlaybookRef(name: playbook.name, version: playbook.version, sha256: "")
    let opening = Opening(playbook: reference, session: name, engagement: "test", round: engagement.round)
    session.apply(.opened(opening), time: openedAt)
    session.apply(.sat(day: day, version: "1"), time: time(day))
    for event in engagement.carried(into: playbook) { session.apply(event, time: time(day)) }
    var finishedAt: String?
    if let data = PlainData.read(SourceText(name: name, text: answers)).data {
      var trial = session
      var sheet = AnswerSheet(data) { Shipped.playbooks[$0] }
      for event in sheet.apply(to: &trial) { session.apply(event, time: time(day)) }
      problems += sheet.problems.map { "\(name):\($0.range.start.line): \($0.refusal)" }
    } else {
      problems.append("\(name): no answers")
    }
    if finishing {
      do throws(Refusal) {
        let last = time(day)
        session.apply(try session.decide(.finish), time: last)
        finishedAt = last
      } catch {
        problems.append("\(name): \(error)")
      }
    }
    sessions.append(
      SessionRecord(name: name, session: session, openedAt: openedAt, finishedAt: finishedAt, lastAt: time(day)))
    return session
  }
}
