import JSON
import Playbooks

extension JourneyPlace {
  /// A stage that isn't there, or isn't reached without a reason.
  public struct Obstacle: Error {
    public let message: String
    public let hint: String
  }

  /// The event of entering a stage: by the transition that offers it, or on one's own account, leaving out what lies between.
  public func step(to name: String, on journey: Journey, reason: String?) throws(Obstacle) -> EngagementEvent {
    guard let target = journey.stage(named: name) else {
      throw Obstacle(
        message: "there is no stage \(name)", hint: "There are: " + journey.stages.map(\.name).joined(separator: ", "))
    }
    if let offer = offers.first(where: { $0.to.name == name }) {
      return offer.event(reason: reason)
    }
    let between = target.index > stage.index + 1 ? journey.stages[(stage.index + 1)..<target.index].map(\.name) : []
    return .entered(
      stage: name, transition: nil, round: target.hasRounds && !stage.hasRounds ? 1 : round, skipped: between,
      reason: reason)
  }

  public var text: String {
    var lines = ["Stage: \(stage.title)" + (stage.hasRounds ? ", round \(round)" : "")]
    if !waiting.isEmpty { lines.append("Open here: " + waiting.joined(separator: ", ")) }
    for offer in offers {
      lines.append("Next: \(offer.to.title) (\(offer.to.name), \(offer.transition.id))")
      if !offer.text.isEmpty { lines.append("  \(offer.text)") }
    }
    if offers.isEmpty { lines.append(waiting.isEmpty ? "Nothing is suggested yet." : "What is open here comes first.") }
    lines += detours.map { "Gone there on purpose: \($0)" }
    return lines.joined(separator: "\n")
  }

  public var json: JSON {
    [
      "schemaVersion": 1, "stage": .string(stage.name), "title": .string(stage.title), "round": .int(Int64(round)),
      "waiting": .array(waiting.map(JSON.string)), "skipped": .array(skipped.map(JSON.string)),
      "offers": .array(
        offers.map {
          [
            "transition": .string($0.transition.id), "to": .string($0.to.name), "text": .string($0.text),
            "round": .int(Int64($0.round)),
          ]
        }),
    ]
  }
}
