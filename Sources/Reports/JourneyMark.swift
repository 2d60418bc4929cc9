import Engagements
import Playbooks
import Sessions

/// A stage that an engagement went through, for reports that say where on the journey they stand.
public struct JourneyMark {
  /// `YYYY-MM-DD`, the day it was entered.
  public let day: String
  public let title: String
  /// Nil in stages that aren't gone through in rounds.
  public let round: Int?
  /// Titles of stages that were left out on the way.
  public let leftOut: [String]
  public let reason: String?
  /// Sessions that were finished in the stage; their gates are shown to those who may see them.
  public let sessions: [Session]

  public init(day: String, title: String, round: Int?, leftOut: [String], reason: String?, sessions: [Session]) {
    (self.day, self.title, self.round) = (day, title, round)
    (self.leftOut, self.reason, self.sessions) = (leftOut, reason, sessions)
  }

  /// The stages an engagement went through up to the end of a session, first to last.
  public static func all(in engagement: Engagement, on journey: Journey, to session: Session) -> [JourneyMark] {
    let end = session.closedAt ?? "~"
    let visits = engagement.log.visits.filter { $0.time <= end }
    return visits.enumerated().compactMap { place, visit in
      guard let stage = journey.stage(named: visit.stage) else { return nil }
      let until = visits.indices.contains(place + 1) ? visits[place + 1].time : end
      let finished = engagement.sessions.filter { record in
        guard let time = record.finishedAt, stage.playbooks.contains(record.playbook) else { return false }
        return time > visit.time && time <= until
      }
      return JourneyMark(
        day: String(visit.time.prefix(10)), title: stage.title, round: stage.hasRounds ? visit.round : nil,
        leftOut: visit.skipped.map { journey.stage(named: $0)?.title ?? $0 }, reason: visit.reason,
        sessions: finished.map(\.session))
    }
  }

  /// `Choosing wider pilots, round 2`.
  var name: String { round.map { ReportWords.inRound(title, $0) } ?? title }
}

extension ReportBuilder {
  /// Where the engagement is, for the header; nil where no stage was entered.
  var journeyFact: String? { journey.last?.name }

  /// The stages so far with their gates; nothing where there was only one.
  var journeySection: ReportSection? {
    guard journey.count > 1 else { return nil }
    let lines = journey.map { mark in
      var parts = mark.sessions.flatMap(passedGates)
      if audience == .full || audience == .team, !mark.leftOut.isEmpty || mark.reason != nil {
        parts.append(ReportWords.onPurpose(mark.leftOut, mark.reason))
      }
      return ReportWords.stage(mark.day, mark.name, parts)
    }
    return ReportSection(heading: ReportWords.journey, blocks: [.list(lines)], isAppendix: true)
  }

  /// Gates that people went through, as far as the audience may know of them.
  private func passedGates(_ session: Session) -> [String] {
    let map = SensitivityMap(session)
    return session.playbook.gates.compactMap { gate in
      guard gate.name != "finish", shows(map.sensitivity(ofGate: gate.index)), let view = session.gate(gate.name),
        view.isPassable
      else { return nil }
      return ReportWords.gate(gate.title, view.verdict)
    }
  }
}
