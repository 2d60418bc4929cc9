import Engagements
import JSON
import Playbooks
import Sessions
import Storage

/// Everything of one engagement, read from disk: its sessions and its own journal.
extension SessionShelf {
  func engagementRecord() throws -> Engagement {
    let log = try engagementLog()
    return Engagement(
      name: engagementName, sessions: records(of: try names()), log: log,
      registers: playbooks.playbookText(named: "registers").map(RegisterDefinition.read) ?? [],
      stageTitles: log.visits.isEmpty
        ? [:] : playbooks.playbookText(named: "journey").flatMap { JourneySketch($0)?.titles } ?? [:])
  }

  /// What a playbook can know of the engagement that reads nothing but earlier sessions of itself: only finished ones of it
  /// are read to the end.
  func ownRecord(of playbook: Playbook) throws -> Engagement {
    let finished = try names().filter { name in
      guard let entries = try? journal(name.text).entries else { return false }
      return entries.contains { $0.kind == "close" } && entries.mayBe(ofPlaybook: playbook.name)
    }
    return Engagement(name: engagementName, sessions: records(of: finished), log: try engagementLog(), registers: [])
  }

  /// Sessions that can't be read are left out.
  private func records(of names: [FolderName]) -> [SessionRecord] {
    var records: [SessionRecord] = []
    for name in names {
      guard let open = try? load(name.text) else { continue }
      records.append(
        SessionRecord(
          name: name.text, session: open.session, openedAt: open.session.openedAt ?? "",
          finishedAt: open.session.closedAt, lastAt: open.lastTime))
    }
    return records
  }

  func engagementLog() throws -> EngagementLog {
    var log = EngagementLog()
    guard engagement.journal.exists else { return log }
    for entry in try engagement.journal.read().entries {
      guard let line = try? JSON.read(Array(entry.text)), let event = try? EngagementEvent.read(line) else { continue }
      log.apply(event, time: entry.time)
    }
    return log
  }

  /// Writes to the engagement's own journal, which is made when it is missing.
  func note(_ events: [EngagementEvent]) throws(FileProblem) {
    try engagement.journal.create()
    let random = Surroundings.randomHex(bytes: 8)
    let writing = Writing(
      writer: try paths.writer(random: UInt64.random(in: .min ... .max), suffix: random),
      session: Surroundings.randomHex(bytes: 16), salt: Surroundings.randomHex(bytes: 32),
      opening: "\"engagement\":" + JSON.string(engagementName).text() + ",\"app\":\"\(Version.text)\"")
    let clock = Clock()
    var opened = try engagement.journal.open(writing, time: clock.now)
    do throws(FileProblem) {
      for event in events { _ = try opened.journal.append(body: event.body, time: clock.now) }
    } catch {
      // The lock would keep the next note out; what went wrong with the event matters more than with the closing.
      try? opened.journal.close()
      throw error
    }
    try opened.journal.close()
  }

  /// The stages to enter so that a playbook belongs to the present one, along what is suggested.
  func steps(toward playbook: Playbook, in record: Engagement) -> [EngagementEvent] {
    guard let source = playbooks.playbookText(named: "journey"), source.mentions(playbook.name) else { return [] }
    if let sketch = JourneySketch(source) {
      guard sketch.mayLead(from: record.log.stage, to: playbook.name) else { return [] }
    } else if !isOnJourney(playbook) {
      return []
    }
    guard let journey = journey() else { return [] }
    let clock = Clock()
    return record.steps(toward: playbook.name, on: journey, today: clock.today, now: clock.now)
  }

  /// Whether the journey leads to a playbook. Spares loading it for all others.
  func isOnJourney(_ playbook: Playbook) -> Bool {
    guard let source = playbooks.playbookText(named: "journey"), source.mentions(playbook.name) else { return false }
    return PlaybookLoader.playbooksOnJourney(source).contains(playbook.name)
  }

  /// Notes stages that are entered, unless others were since. What can't be noted, because another process notes
  /// something or the disk is full, keeps nobody from beginning: the stage can be entered later.
  func enter(_ steps: [EngagementEvent], from record: Engagement) {
    guard !steps.isEmpty, (try? engagementLog())?.visits.count == record.log.visits.count else { return }
    try? note(steps)
  }

  /// What the journey suggests to begin now, and why; nil where nothing is.
  func nextStep() throws -> (playbook: String, reason: String)? {
    guard let journey = journey() else { return nil }
    let clock = Clock()
    return try engagementRecord().nextStep(on: journey, today: clock.today, now: clock.now)
  }

  /// The journey, if there is one without mistakes.
  func journey() -> Journey? {
    guard let source = playbooks.playbookText(named: "journey") else { return nil }
    return PlaybookLoader.loadJourney(source, library: playbooks, shared: sharedFiles).journey
  }
}
