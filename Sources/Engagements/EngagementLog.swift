import JSON
import Sessions

/// Something noted in the engagement's own journal.
public enum EngagementEvent: Hashable, Sendable {
  /// A stage was entered: by a transition (or on one's own account, then nil), in a round, leaving out stages on purpose.
  case entered(stage: String, transition: String?, round: Int, skipped: [String], reason: String?)
  /// A row of a register was added, or some of its cells changed.
  case row(register: String, id: String, cells: [Datum.Member])

  public var body: String {
    let members: JSONObject
    switch self {
    case .entered(let stage, let transition, let round, let skipped, let reason):
      var object: JSONObject = ["k": "stage", "stage": .string(stage), "round": .int(Int64(round))]
      if let transition { object["by"] = .string(transition) }
      if !skipped.isEmpty { object["skipped"] = .array(skipped.map(JSON.string)) }
      if let reason { object["why"] = .string(reason) }
      members = object
    case .row(let register, let id, let cells):
      members = ["k": "row", "register": .string(register), "id": .string(id), "c": Datum.record(cells).json]
    }
    var text = JSON.object(members).text()
    text.removeFirst()
    text.removeLast()
    return text
  }

  /// Nil for kinds that say nothing here (the first line, what the storage notes).
  public static func read(_ line: JSON) throws(EventProblem) -> EngagementEvent? {
    switch line["k"]?.string {
    case "stage":
      guard let stage = line["stage"]?.string else { throw EventProblem(reason: "a stage without its name") }
      return .entered(
        stage: stage, transition: line["by"]?.string, round: Int(line["round"]?.number?.int ?? 1),
        skipped: (line["skipped"]?.array ?? []).compactMap(\.string), reason: line["why"]?.string)
    case "row":
      guard let register = line["register"]?.string, let id = line["id"]?.string,
        case .record(let cells) = Datum(line["c"] ?? .null)
      else { throw EventProblem(reason: "a row without its register or id") }
      return .row(register: register, id: id, cells: cells)
    case "open", "see": return nil
    case let kind?:
      guard kind.hasPrefix("x-") else { throw EventProblem(reason: "it needs a newer version of the program") }
      return nil
    case nil: throw EventProblem(reason: "the line has no kind")
    }
  }
}

/// The engagement's journal, read: where it is on the journey, and rows of registers that belong to no session.
public struct EngagementLog: Hashable, Sendable {
  public struct Visit: Hashable, Sendable {
    public let stage: String
    public let transition: String?
    public let round: Int
    public let skipped: [String]
    public let reason: String?
    public let time: String

    var withoutReason: Visit {
      Visit(stage: stage, transition: transition, round: round, skipped: skipped, reason: nil, time: time)
    }
  }

  public struct Row: Hashable, Sendable {
    public let register: String
    public let id: String
    public let cells: [Datum.Member]
    public let time: String
  }

  public private(set) var visits: [Visit] = []
  public private(set) var rows: [Row] = []

  public init() {}

  public mutating func apply(_ event: EngagementEvent, time: String) {
    switch event {
    case .entered(let stage, let transition, let round, let skipped, let reason):
      visits.append(
        Visit(stage: stage, transition: transition, round: round, skipped: skipped, reason: reason, time: time))
    case .row(let register, let id, let cells): rows.append(Row(register: register, id: id, cells: cells, time: time))
    }
  }

  public var stage: String? { visits.last?.stage }
  public var round: Int { visits.last?.round ?? 1 }
}
