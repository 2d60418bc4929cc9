import JSON
import Playbooks

extension JourneyPlace {
  /// A stage that isn't there, or isn't reached without a reason.
  public struct Obstacle: Error {
    public let message: String
    public let hint: String
  }

  /// The event of entering a stage: by the transition that offers it, or on one's own account, leaving out what lies between.
  ///
  /// - Parameter name: the stage's name, or its title.
  public func step(to name: String, on journey: Journey, reason: String?) throws(Obstacle) -> EngagementEvent {
    let titled = journey.stages.first { $0.title.lowercased() == name.lowercased() }
    guard let target = journey.stage(named: name) ?? titled else {
      throw Obstacle(
        message: "there is no stage \(name)",
        hint: "There are: " + journey.stages.map { "\($0.name) (\($0.title))" }.joined(separator: ", "))
    }
    if let offer = offers.first(where: { $0.to.index == target.index }) {
      return offer.event(reason: reason)
    }
    let between = target.index > stage.index + 1 ? journey.stages[(stage.index + 1)..<target.index].map(\.name) : []
    return .entered(
      stage: target.name, transition: nil, round: target.hasRounds && !stage.hasRounds ? 1 : round, skipped: between,
      reason: reason)
  }

  /// Where the engagement is, by titles; names stand only in the commands that go on.
  ///
  /// - Parameter option: what a command needs behind it to mean this engagement.
  /// - Parameter title: what a playbook is called, by its name.
  public func text(option: String = "", titled title: (String) -> String?) -> String {
    var lines = ["Stage: \(stage.title)" + (stage.hasRounds ? ", round \(round)" : "")]
    if !waiting.isEmpty { lines.append("Open here:") }
    lines += waiting.map { "  \(title($0) ?? $0) (sounding run \($0)\(option))" }
    for offer in offers {
      lines.append("Next: \(offer.to.title)")
      if !offer.text.isEmpty { lines.append("  \(offer.text)") }
      lines.append("  sounding journey \(offer.to.name)\(option)")
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
