import CEL
import Playbooks
import Sessions

/// A session with its place in the engagement.
public struct SessionRecord {
  public let name: String
  public let session: Session
  /// UTC times of the first event, of closing (nil while unfinished), and of the last event.
  public let openedAt: String
  public let finishedAt: String?
  public let lastAt: String

  public init(name: String, session: Session, openedAt: String, finishedAt: String?, lastAt: String) {
    self.name = name
    self.session = session
    self.openedAt = openedAt
    self.finishedAt = finishedAt
    self.lastAt = lastAt
  }

  public var playbook: String { session.playbook.name }
  public var round: Int { session.opening?.round ?? 1 }
  public var isFinished: Bool { session.isFinished }

  /// What the session is about, if its playbook says which question tells that.
  public var subject: Datum? {
    guard let index = session.playbook.subject, session.state(ofQuestion: index) == .answered else { return nil }
    return Datum(session.value(ofQuestion: index))
  }

  /// The local days of its first and its last sitting.
  var firstDay: String { session.firstDay ?? String(openedAt.prefix(10)) }
  var lastDay: String { session.today ?? String((finishedAt ?? lastAt).prefix(10)) }

  /// What later sessions may read: what it carries, and when, which and in which round it was.
  public var record: Datum { record(on: nil) }

  /// The same as it may be read on a later day.
  func record(on day: String?) -> Datum {
    var members = session.carries(on: day ?? session.today)
    members.append(Datum.Member("date", .date(lastDay)))
    members.append(Datum.Member("session", .string(name)))
    members.append(Datum.Member("round_number", .int(Int64(round))))
    if let subject { members.append(Datum.Member(Datum.subjectMember, subject)) }
    let gates = session.gates.map { Datum.Member($0.name, .bool($0.isPassable)) }
    members.append(Datum.Member("gates", .record(gates)))
    return .record(members)
  }
}

/// All the work with one organisation: its sessions, and what was noted beside them.
public struct Engagement {
  public let name: String
  /// In the order in which they were opened.
  public let sessions: [SessionRecord]
  public let log: EngagementLog
  public let registers: [RegisterDefinition]
  /// What the journey's stages are called, by their names.
  public let stageTitles: [String: String]

  public init(
    name: String, sessions: [SessionRecord], log: EngagementLog, registers: [RegisterDefinition],
    stageTitles: [String: String] = [:]
  ) {
    self.name = name
    self.stageTitles = stageTitles
    self.registers = registers
    self.sessions = sessions.sorted { ($0.openedAt, $0.name) < ($1.openedAt, $1.name) }
    self.log = log
  }

  /// Finished sessions of a playbook, oldest first by when they were finished.
  func finished(_ playbook: String) -> [SessionRecord] {
    sessions.filter { $0.playbook == playbook && $0.isFinished }
      .sorted { ($0.finishedAt ?? "", $0.name) < ($1.finishedAt ?? "", $1.name) }
  }

  /// The round that new sessions belong to.
  public var round: Int { log.round }
}
