/// One change to the answers. Several of them may make up one command, and so one line of the journal.
public enum Change: Hashable, Sendable {
  /// Gives, replaces or (with nil) takes back an answer.
  case set(CellRef, Answer?)
  /// A row somebody added; its id is fixed here for ever.
  case addRow(question: String, row: String, at: Int?)
  case removeRow(question: String, row: String)
  case moveRow(question: String, row: String, to: Int)
}

/// What happened. Written to the journal before it is applied; applying can't fail.
public enum Event: Hashable, Sendable {
  /// The first line of a session.
  case opened(Opening)
  /// Somebody sat down: the local day, and the version of the program.
  case sat(day: String, version: String)
  case changed([Change], reason: String?)
  case noted(CellRef, String)
  /// Something for the parking lot.
  case parked(String)
  case undone
  case redone
  /// Somebody asked to go through a gate.
  case triedGate(String, passed: Bool)
  /// Somebody went through a closed gate; `needs` are the keys of the needs that the reason covers.
  case overrode(gate: String, reason: String, needs: [String])
  /// A value from another session or a register, copied when this session was opened.
  case carried(name: String, value: Datum, from: String?)
  /// Names or number of the people in the room.
  case gathered(people: Int, names: [String])
  case upgraded(PlaybookRef)
  case closed
  case reopened
  /// A kind this program doesn't know but may ignore (`x-…`).
  case foreign(String)
}

extension Event {
  /// The name under which a value is carried in, if that is what happened.
  public var carriedName: String? {
    if case .carried(let name, _, _) = self { return name }
    return nil
  }
}

/// Which playbook text a session was started with.
public struct PlaybookRef: Hashable, Sendable {
  public var name: String
  public var version: String
  /// Hex SHA-256 of the playbook's text.
  public var sha256: String
  /// The same of other texts that the playbook was read with, by their names: those it uses, shared words and registers.
  public var with: [String: String]

  public init(name: String, version: String, sha256: String, with: [String: String] = [:]) {
    self.name = name
    self.version = version
    self.sha256 = sha256
    self.with = with
  }
}

/// What is fixed when a session is opened.
public struct Opening: Hashable, Sendable {
  public var playbook: PlaybookRef
  /// The session's slug, and the name people see.
  public var session: String
  public var title: String?
  public var engagement: String
  public var round: Int

  public init(playbook: PlaybookRef, session: String, title: String? = nil, engagement: String, round: Int = 1) {
    self.playbook = playbook
    self.session = session
    self.title = title
    self.engagement = engagement
    self.round = round
  }
}

/// Plain data without a type of the rule language: what travels between sessions.
public indirect enum Datum: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  /// A day, `YYYY-MM-DD`.
  case date(String)
  case list([Datum])
  /// Named values in a fixed order.
  case record([Member])

  public struct Member: Hashable, Sendable {
    public var name: String
    public var value: Datum

    public init(_ name: String, _ value: Datum) {
      self.name = name
      self.value = value
    }
  }

  /// What the highest row number of a prefix is carried under when a session is opened: `rows:G`.
  public static let lastRowMember = "rows:"

  /// The member of an earlier session's record that says what that session was about.
  public static let subjectMember = "$subject"

  /// The member of that name, if this is a record that has one.
  public subscript(name: String) -> Datum? {
    guard case .record(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}
