import CEL
import Playbooks
import Sessions

/// Where an engagement stands on the journey, and what is suggested next.
public struct JourneyPlace {
  /// A way on that is open now.
  public struct Offer {
    public let transition: JourneyTransition
    public let to: JourneyStage
    public let text: String
    public let round: Int
    /// For the decision register, where somebody decided against the suggestion.
    public let reason: String?
  }

  public let stage: JourneyStage
  public let round: Int
  /// When the stage was entered (UTC); nil before the first.
  public let enteredAt: String?
  public let offers: [Offer]
  /// Playbooks that belong here and have no finished session since the stage was entered.
  public let waiting: [String]
  /// Stages left out on purpose, in order.
  public let skipped: [String]
  /// The same for people: what was left out on the way to where, and why.
  public let detours: [String]
}

extension Engagement {
  /// Works out where the engagement is. Transitions whose guard holds are offered; the person takes them.
  public func place(on journey: Journey, today: String) -> JourneyPlace? {
    let visit = log.visits.last
    guard let stage = visit.map({ journey.stage(named: $0.stage) }) ?? journey.stages.first else { return nil }
    let since = visit?.time ?? ""
    let guide = guide(journey, since: since, today: today)
    let offers: [JourneyPlace.Offer] = journey.transitions.compactMap { transition in
      guard transition.from.isEmpty || transition.from.contains(stage.index), guide.holds(transition.when) == .yes
      else {
        return nil
      }
      var reason: String?
      if let program = transition.override, case .string(let text) = guide.evaluate(program) { reason = text }
      return JourneyPlace.Offer(
        transition: transition, to: journey.stages[transition.to],
        text: transition.say.map { guide.render($0) } ?? "", round: next(round, transition.round), reason: reason)
    }
    let done = Set(sessions.filter { $0.isFinished && ($0.finishedAt ?? "") > since }.map(\.playbook))
    return JourneyPlace(
      stage: stage, round: round, enteredAt: visit?.time, offers: offers,
      waiting: stage.playbooks.filter { !done.contains($0) }, skipped: log.visits.flatMap(\.skipped),
      detours: log.visits.filter { !$0.skipped.isEmpty }.map { detour($0, titled: { journey.stage(named: $0)?.title }) }
    )
  }

  /// `Choosing wider pilots, without: A first look, Looked around (the reason)`.
  func detour(_ visit: EngagementLog.Visit, titled title: (String) -> String?) -> String {
    let names = ([visit.stage] + visit.skipped).map { title($0) ?? $0 }
    let without = names.count > 1 ? ", without: " + names.dropFirst().joined(separator: ", ") : ""
    return names[0] + without + (visit.reason.map { " (\($0))" } ?? "")
  }

  private func next(_ round: Int, _ change: JourneyTransition.Round?) -> Int {
    switch change {
    case .first: 1
    case .next: round + 1
    case nil: round
    }
  }

  /// The journey's guards as a session of their own. Whole playbooks are seen only as far as they were finished since the
  /// stage was entered, so that last round's readiness doesn't open this round's way.
  private func guide(_ journey: Journey, since: String, today: String) -> Session {
    var session = Session(journey.playbook)
    session.apply(
      .opened(
        Opening(
          playbook: PlaybookRef(name: journey.name, version: "", sha256: ""), session: journey.name, engagement: name,
          round: round)))
    session.apply(.sat(day: today, version: ""))
    if !since.isEmpty {
      session.apply(.carried(name: "entered", value: .date(String(since.prefix(10))), from: nil))
    }
    let visible = Engagement(
      name: name, sessions: sessions.filter { ($0.finishedAt ?? "") > since }, log: log,
      registers: registers, stageTitles: stageTitles)
    for use in journey.playbook.uses {
      let isWhole = use.from.contains { $0.member == nil && $0.playbook != "registers" }
      var source = isWhole ? visible : self
      if case .all = use.pick { source = self }
      if let (value, from) = source.value(of: use) { session.apply(.carried(name: use.name, value: value, from: from)) }
    }
    for variable in journey.playbook.variables {
      if case .register(let name) = variable.kind {
        session.apply(.carried(name: "register:" + name, value: .list(register(name).map(\.datum)), from: nil))
      }
    }
    return session
  }
}
