import Playbooks

/// Carries what was said in a session over to another version of its playbook.
struct Upgrade {
  let map: UpgradeMap
  let before: Session
  private(set) var fates: [UpgradeFate] = []
  private(set) var book: Book

  /// Rows that answers refer to may go with an answer that is lost: so often it is looked again.
  private static let roundsMax = 4

  init(_ session: Session, to new: Playbook) {
    before = session
    map = UpgradeMap(old: session.playbook, new: new)
    book = Book(questions: new.questions.count, gates: new.gates.count)
    copyCourse()
    for question in session.playbook.questions { carry(question) }
    for _ in 0..<Upgrade.roundsMax where dropUntaken() == 0 { break }
  }

  // MARK: Everything that is no answer

  private mutating func copyCourse() {
    let old = before.book
    (book.carried, book.carriedFrom, book.parked) = (old.carried, old.carriedFrom, old.parked)
    (book.people, book.peopleNames) = (old.people, old.peopleNames)
    (book.opening, book.today, book.isClosed) = (old.opening, old.today, old.isClosed)
    for gate in map.old.gates {
      guard let counterpart = map.new.gate(named: gate.name) else { continue }
      book.tries[counterpart.index] = old.tries[gate.index]
      book.overrides[counterpart.index] = old.overrides[gate.index]
    }
    for (key, answer) in old.marks.sorted(by: { $0.key < $1.key }) {
      let place = CellRef(text: key) ?? CellRef(key)
      let isAnswer = map.old.question(named: place.question) != nil
      guard let kept = map.mark(key) else {
        if isAnswer { add(place, nil, .lost, .questionIsGone) }
        continue
      }
      book.marks[kept] = answer
      if isAnswer { add(place, CellRef(text: kept), .unaffected, nil) }
    }
  }

  private mutating func add(
    _ place: CellRef, _ new: CellRef?, _ fate: UpgradeFate.Fate, _ reason: UpgradeFate.Reason?
  ) {
    fates.append(UpgradeFate(place: place, newPlace: new, fate: fate, reason: reason))
  }

  // MARK: Answers

  private mutating func carry(_ old: Question) {
    let table = before.book.tables[old.index]
    let whole = before.book.answers[old.index]
    guard let new = map.question(old) else {
      for place in places(of: old, table) { add(place, nil, .lost, .questionIsGone) }
      return
    }
    let doubt = map.doubt(old, new)
    if let whole {
      book.answers[new.index] = whole
      var standing = before.book.standings[old.index] ?? Standing()
      if standing.isDoubtful, let meant = before.book.meant[old.index] {
        book.meant[new.index] = meant
      } else if doubt == .meaningChanged {
        book.meant[new.index] = old.meaning ?? ""
      }
      if new.holdsWeeks != nil, standing.since == nil { standing.since = before.today }
      standing.isDoubtful = standing.isDoubtful || doubt != nil
      if standing.isDoubtful || new.holdsWeeks != nil { book.standings[new.index] = standing }
      add(CellRef(old.name), CellRef(new.name), doubt == nil ? .unaffected : .toConfirm, doubt)
    }
    guard let table else { return }
    carryRows(table, old, new, doubt)
  }

  private mutating func carryRows(_ table: TableBook, _ old: Question, _ new: Question, _ doubt: UpgradeFate.Reason?) {
    guard let oldSpec = old.table, let newSpec = new.table else {
      for place in places(of: old, table) where place.column != nil { add(place, nil, .lost, .kindChanged) }
      return
    }
    var kept = table
    for (number, row) in table.rows.enumerated() {
      kept.rows[number].cells = [:]
      for (index, answer) in row.cells.sorted(by: { $0.key < $1.key }) {
        let column = oldSpec.columns[index]
        let place = CellRef(old.name, row: row.id.isEmpty ? nil : row.id, column: column.name)
        guard let to = map.column(column, in: newSpec) else {
          add(place, nil, .lost, .columnIsGone)
          continue
        }
        kept.rows[number].cells[to.index] = answer
        var reason = doubt == .columnsAdded ? nil : doubt
        if !column.kind.isSame(as: to.kind) { reason = .kindChanged }
        if reason != nil { book.standings[new.index, default: Standing()].isDoubtful = true }
        add(
          place, CellRef(new.name, row: place.row, column: to.name), reason == nil ? .unaffected : .toConfirm, reason)
      }
    }
    book.tables[new.index] = kept
  }

  private func places(of question: Question, _ table: TableBook?) -> [CellRef] {
    var found = before.book.answers[question.index] == nil ? [] : [CellRef(question.name)]
    for row in table?.rows ?? [] {
      for index in row.cells.keys.sorted() {
        guard let column = question.table?.columns[index] else { continue }
        found.append(CellRef(question.name, row: row.id.isEmpty ? nil : row.id, column: column.name))
      }
    }
    return found
  }

  // MARK: What the new version takes

  /// Takes out the answers that their new questions don't take; how many there were.
  private mutating func dropUntaken() -> Int {
    var trial = Session(map.new)
    trial.shared = Core(playbook: map.new, graph: trial.core.graph, book: book)
    var dropped = 0
    for index in fates.indices {
      guard fates[index].fate != .lost, let place = fates[index].newPlace,
        let reason = trial.refusal(of: place, map.new)
      else { continue }
      dropped += 1
      fates[index].fate = .lost
      fates[index].reason = reason
      fates[index].newPlace = nil
      remove(place)
    }
    return dropped
  }

  private mutating func remove(_ cell: CellRef) {
    guard let question = map.new.question(named: cell.question) else { return }
    let standing = book.standings[question.index]
    book.apply(.set(cell, nil), question)
    if cell.column != nil { book.standings[question.index] = standing }
  }
}

extension Session {
  /// Why an answer that stands in the book is none that the question takes.
  fileprivate func refusal(of cell: CellRef, _ playbook: Playbook) -> UpgradeFate.Reason? {
    guard let question = playbook.question(named: cell.question), let answer = book.answer(cell, question) else {
      return nil
    }
    if cell.column != nil, let row = cell.row, case .fixed? = question.table?.rows,
      relevance(of: question.index) == .yes,
      core.tables[question.index]?.row(row) == nil
    {
      return .rowIsGone
    }
    switch answer.state {
    case .skipped, .notApplicable: return nil
    case .declined: return cell.column == nil && cell.row == nil && !question.mayDecline ? .notTaken : nil
    case .value(let value):
      guard let place = try? place(cell) else { return .notTaken }
      do throws(Refusal) {
        _ = try acceptable(value, cell, place)
        return nil
      } catch {
        return .notTaken
      }
    }
  }
}
