import Playbooks

/// Puts the lines of several writers together who didn't know of each other for a while.
///
/// Lines are taken in the order of the journal. Two answers to one place whose writers hadn't seen each other are a
/// contest: the later line stands, but it counts only when somebody has chosen. Two rows that got the same id are two rows:
/// the later one takes the next number, and what its writer said of the old one is said of that. An undo takes back what
/// its writer had before their eyes, whatever others did meanwhile.
public struct MergeWatch {
  /// An answer that another writer gave to the same place.
  public struct Contest: Hashable, Sendable {
    public let cell: CellRef
    public let other: Answer?
    /// UTC time of the other answer.
    public let time: String
  }

  private struct Line {
    let writer: String
    let n: Int
    let answer: Answer?
    let time: String
  }

  private struct RowKey: Hashable {
    let question: String
    let row: String
  }

  private let playbook: Playbook
  /// By writer: the last number seen of each other one.
  private var seen: [String: [String: Int]] = [:]
  private var answers: [CellRef: Line] = [:]
  private var rows: [RowKey: Line] = [:]
  /// By writer: rows that got another id, and the line they clashed with.
  private var aliases: [String: [RowKey: (new: String, with: Line)]] = [:]
  /// Everything so far, to find out what a writer had before their eyes.
  private var course: [Step] = []
  /// By writer: where in the course their present run began, in which nothing of others became known.
  private var runs: [String: Int] = [:]
  private var heads: [String: Int] = [:]

  private struct Step {
    let writer: String
    let n: Int
    /// As it was written, and as it is applied.
    let written: Event
    let taken: Event
    let time: String
  }

  public init(_ playbook: Playbook) { self.playbook = playbook }

  /// A writer notes how far the others had got.
  public mutating func note(seen heads: [String: Int], by writer: String) {
    seen[writer, default: [:]].merge(heads, uniquingKeysWith: max)
    runs[writer] = course.count
    for (key, alias) in aliases[writer] ?? [:] where hasSeen(alias.with, writer) { aliases[writer]?[key] = nil }
  }

  private func hasSeen(_ line: Line, _ writer: String) -> Bool {
    line.writer == writer || (seen[writer]?[line.writer] ?? -1) >= line.n
  }

  /// The event as it is to be applied, and the answers it contests.
  ///
  /// - Parameter versions: playbooks that an upgrade may name, by checksum.
  public mutating func take(
    _ event: Event, writer: String, n: Int, time: String, versions: [String: Playbook] = [:]
  ) -> (event: Event, contests: [Contest]) {
    var taken = event
    var contests: [Contest] = []
    switch event {
    case .changed(let changes, let reason):
      let changes = changes.map { renumbered($0, writer, n, time) }
      taken = .changed(changes, reason: reason)
      contests = compared(changes, writer, n, time)
    case .undone, .redone:
      guard knowsAll(writer) == false, let changes = ownStep(event, writer, versions) else { break }
      taken = .changed(changes, reason: nil)
      contests = compared(changes, writer, n, time)
    default: break
    }
    var written = taken
    if case .undone = event { written = event }
    if case .redone = event { written = event }
    course.append(Step(writer: writer, n: n, written: written, taken: taken, time: time))
    heads[writer] = n
    return (taken, contests)
  }

  private mutating func compared(_ changes: [Change], _ writer: String, _ n: Int, _ time: String) -> [Contest] {
    var contests: [Contest] = []
    for change in changes {
      guard case .set(let cell, let answer) = change else { continue }
      if let last = answers[cell], !hasSeen(last, writer), last.answer != answer {
        contests.append(Contest(cell: cell, other: last.answer, time: last.time))
      }
      answers[cell] = Line(writer: writer, n: n, answer: answer, time: time)
    }
    return contests
  }

  // MARK: Steps back

  /// Nothing was taken so far that the writer hadn't seen.
  private func knowsAll(_ writer: String) -> Bool {
    heads.allSatisfy { $0.key == writer || (seen[writer]?[$0.key] ?? -1) >= $0.value }
  }

  /// What a step back or forward changed in the session as its writer had it; nil where it was no step of answers.
  private func ownStep(_ event: Event, _ writer: String, _ versions: [String: Playbook]) -> [Change]? {
    var session = Session(playbook)
    for (sha256, version) in versions { session.learn(version, sha256: sha256) }
    for (place, step) in course.enumerated() {
      if step.writer == writer {
        session.apply(place < runs[writer] ?? 0 ? step.taken : step.written, time: step.time)
      } else if step.n <= seen[writer]?[step.writer] ?? -1 {
        session.apply(step.taken, time: step.time)
      }
    }
    return session.changes(of: event)
  }

  // MARK: Rows

  private mutating func renumbered(_ change: Change, _ writer: String, _ n: Int, _ time: String) -> Change {
    switch change {
    case .addRow(let question, let row, let place):
      let id = newID(RowKey(question: question, row: row), writer)
      rows[RowKey(question: question, row: id)] = Line(writer: writer, n: n, answer: nil, time: time)
      return .addRow(question: question, row: id, at: place)
    case .removeRow(let question, let row): return .removeRow(question: question, row: alias(question, row, writer))
    case .moveRow(let question, let row, let place):
      return .moveRow(question: question, row: alias(question, row, writer), to: place)
    case .set(let cell, let answer):
      let row = cell.row.map { alias(cell.question, $0, writer) }
      return .set(CellRef(cell.question, row: row, column: cell.column), referring(answer, cell, writer))
    }
  }

  private func alias(_ question: String, _ row: String, _ writer: String) -> String {
    aliases[writer]?[RowKey(question: question, row: row)]?.new ?? row
  }

  /// The id itself, or the next free one where another writer gave it to another row.
  private mutating func newID(_ key: RowKey, _ writer: String) -> String {
    guard let other = rows[key], !hasSeen(other, writer) else { return key.row }
    let prefix = key.row.prefix { !$0.isNumber }
    let highest = rows.keys.filter { $0.question == key.question && $0.row.hasPrefix(prefix) }
      .compactMap { Int($0.row.dropFirst(prefix.count)) }.max()
    let id = prefix + "\((highest ?? 0) + 1)"
    aliases[writer, default: [:]][key] = (String(id), other)
    return String(id)
  }

  /// References to a row that got another id follow it.
  private func referring(_ answer: Answer?, _ cell: CellRef, _ writer: String) -> Answer? {
    guard var answer, let question = playbook.question(named: cell.question), aliases[writer]?.isEmpty == false else {
      return answer
    }
    let kind = cell.column.flatMap { question.table?.column(named: $0)?.kind } ?? question.kind
    guard let tables = kind.refSource?.tables else { return answer }
    func moved(_ id: String) -> String {
      tables.lazy.compactMap { aliases[writer]?[RowKey(question: $0, row: id)]?.new }.first ?? id
    }
    switch answer.state {
    case .value(.code(let id)): answer.state = .value(.code(moved(id)))
    case .value(.list(let ids)): answer.state = .value(.list(ids.map(moved)))
    default: break
    }
    return answer
  }
}

extension Session {
  /// Answers of others to the same places, given without knowing of those that stand; nobody has chosen yet.
  public var contests: [MergeWatch.Contest] { contested }

  /// Two writers answered one place differently: what stands has to be confirmed.
  public mutating func contest(_ contest: MergeWatch.Contest) {
    guard let question = playbook.question(named: contest.cell.question) else { return }
    contested.append(contest)
    if !isKnownUniquelyReferenced(&shared) { shared = shared.copy() }
    shared.book.standings[question.index, default: Standing()].isDoubtful = true
    shared.touch(graphNode(of: question))
    shared.update()
  }

  private func graphNode(of question: Question) -> Int32 { core.graph.questions[question.index].value }
}
