/// Everything that was said in a session, before any rule looks at it: the part that only events change.
///
/// Questions are found by their place in the playbook; rows by their id. Removed rows and the answers of questions that
/// stopped applying stay here, so that nothing is lost on the way back.
struct Book: Equatable, Sendable {
  var answers: [Answer?]
  var tables: [Int: TableBook] = [:]
  /// Of questions whose answer doesn't hold for ever: since when it stands.
  var standings: [Int: Standing] = [:]
  /// Of questions whose answer an upgrade put in doubt since it means something else now: what it meant when it was given.
  var meant: [Int: String] = [:]
  /// Follow-ups put off or answered elsewhere, by the text form of `rule[row]`.
  var marks: [String: Answer] = [:]
  var tries: [Int]
  var overrides: [Int: Override] = [:]
  var carried: [String: Datum] = [:]
  var carriedFrom: [String: String] = [:]
  var parked: [String] = []
  var people = 0
  var peopleNames: [String] = []
  var opening: Opening?
  /// The local day on which the present sitting started.
  var today: String?
  var isClosed = false

  init(questions: Int, gates: Int) {
    answers = Array(repeating: nil, count: questions)
    tries = Array(repeating: 0, count: gates)
  }
}

extension Book {
  /// The highest row number with this prefix that was given in the engagement before this session was opened.
  func lastNumber(_ prefix: String) -> Int {
    guard case .int(let number)? = carried[Datum.lastRowMember + prefix] else { return 0 }
    return Int(clamping: number)
  }
}

/// Since when an answer stands, and whether it has to be confirmed.
struct Standing: Equatable, Sendable {
  /// The local day of the sitting in which it was given or confirmed.
  var since: String?
  /// An upgrade changed what was asked.
  var isDoubtful = false

  func hasEnded(by day: Day, weeks: Int) -> Bool {
    guard let since = since.flatMap({ Day($0) }) else { return false }
    return day.number - since.number > weeks * 7
  }
}

/// A gate that was passed although it was closed.
public struct Override: Hashable, Sendable {
  public var reason: String
  /// Keys of the needs that failed then; another failing need makes the override lapse.
  public var needs: Set<String>
}

/// The rows of one table question, as they were entered.
struct TableBook: Equatable, Sendable {
  var rows: [RowBook] = []
  /// An order somebody chose; nil: as entered.
  var order: [String]?
  /// Ids given to drafted rows when they first appeared, by the draft's key; never used again.
  var draftIDs: [String: String] = [:]
  /// The number of the last row id given.
  var lastNumber = 0

  func row(_ id: String) -> RowBook? { rows.first { $0.id == id } }

  func index(of id: String) -> Int? { rows.firstIndex { $0.id == id } }

  /// The row with that id, made now if only the playbook knew it so far (fixed, drafted or derived rows).
  mutating func touch(_ id: String) -> Int {
    if let index = index(of: id) { return index }
    rows.append(RowBook(id: id, isAdded: false))
    return rows.count - 1
  }
}

/// One row: what was typed into it.
struct RowBook: Equatable, Sendable {
  let id: String
  /// Somebody added it; otherwise the playbook did, and this only holds what was changed.
  var isAdded: Bool
  var isRemoved = false
  var cells: [Int: Answer] = [:]
}
