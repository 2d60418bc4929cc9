import Playbooks

/// Walking on along what is suggested, by beginning the playbook that was suggested.
extension Engagement {
  /// The stages to enter so that a playbook belongs to the present one, along what is suggested; none where it belongs
  /// there already, or where nothing that is suggested leads to it.
  ///
  /// - Parameter now: the time at which they are entered (UTC).
  public func steps(
    toward playbook: String, on journey: Journey, today: String, now: String
  ) -> [EngagementEvent] {
    guard let place = place(on: journey, today: today), !place.stage.playbooks.contains(playbook) else { return [] }
    var seen: Set<Int> = [place.stage.index]
    var ways: [(at: JourneyPlace, from: Engagement, events: [EngagementEvent])] = [(place, self, [])]
    // Each round goes one step further; a stage is entered at most once.
    for _ in 0..<Engagement.stepsMax {
      var further: [(at: JourneyPlace, from: Engagement, events: [EngagementEvent])] = []
      for way in ways {
        for offer in way.at.offers where seen.insert(offer.to.index).inserted {
          let events = way.events + [offer.event()]
          if offer.to.playbooks.contains(playbook) { return events }
          let there = way.from.entered(offer.event(), at: now)
          if let next = there.place(on: journey, today: today) { further.append((next, there, events)) }
        }
      }
      ways = further
    }
    return []
  }

  /// So many stages may lie between a playbook and the present stage: chosen, running, looked back on.
  static let stepsMax = 3

  /// The engagement as it is once a stage was entered.
  public func entered(_ event: EngagementEvent, at now: String) -> Engagement {
    var log = log
    log.apply(event, time: now)
    return Engagement(name: name, sessions: sessions, log: log, registers: registers, stageTitles: stageTitles)
  }

  /// The playbook to begin next, and why; nil where nothing is suggested.
  ///
  /// What the stage waits for goes first, unless that can be done at any time and the way on is open.
  public func nextStep(
    on journey: Journey, today: String, now: String
  ) -> (playbook: String, reason: String)? {
    guard let place = place(on: journey, today: today) else { return nil }
    let onward = place.offers.filter { $0.to.index != place.stage.index }
    if let waiting = place.waiting.first {
      let isOpen = onward.contains { $0.transition.when != nil }
      if !isOpen || !journey.anytime.contains(waiting) { return (waiting, place.stage.title) }
    }
    for offer in onward + place.offers {
      if let found = step(behind: offer, on: journey, today: today, now: now) { return found }
    }
    return nil
  }

  /// The playbook behind an offer: of its stage, or where that is over already or has none, of the one behind it.
  private func step(
    behind offer: JourneyPlace.Offer, on journey: Journey, today: String, now: String
  ) -> (playbook: String, reason: String)? {
    let there = entered(offer.event(), at: now).place(on: journey, today: today)
    let further = (there?.offers ?? []).filter { next in
      next.to.index != offer.to.index && (offer.to.playbooks.isEmpty || next.transition.when != nil)
    }
    // A stage that is only passed through has said the word that fits; one that is over has not.
    let isPassed = offer.to.playbooks.isEmpty && !offer.text.isEmpty
    for next in further {
      if let playbook = next.to.playbooks.first { return (playbook, isPassed ? offer.text : next.text) }
    }
    return offer.to.playbooks.first.map { ($0, offer.text) }
  }
}

extension JourneyPlace.Offer {
  /// The event of taking it, for a reason of the person's or for what the playbook said.
  func event(reason given: String? = nil) -> EngagementEvent {
    .entered(stage: to.name, transition: transition.id, round: round, skipped: [], reason: given ?? reason)
  }
}
