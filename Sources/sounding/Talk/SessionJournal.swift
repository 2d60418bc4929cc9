import Conversation
import Engagements
import Sessions
import Storage
import Text

/// The disk behind a conversation. It applies nothing: the conversation does that when it hears "stored".
struct SessionJournal: Backstage {
  private let store: SessionStore
  private let folder: SessionFolder
  private let shelf: SessionShelf
  private let name: String
  private let clock = Clock()

  init(_ open: OpenSession, _ shelf: SessionShelf) throws(FileProblem) {
    store = open.store
    folder = shelf.engagement.session(try shelf.folderName(open.name))
    self.shelf = shelf
    name = open.name
  }

  var scratchFolder: String { folder.path }

  /// One event is one line, written and synced before "saved" is said.
  mutating func write(_ event: Event) -> Input {
    do throws(FileProblem) {
      return .stored(at: try store.append([event]).last ?? clock.now)
    } catch {
      return .storeFailed("\(error)", hint: error.hint)
    }
  }

  /// What is in memory, to a new file: works when the session's own disk doesn't.
  mutating func rescue(_ path: String, unsaved: [Event]) -> Input {
    do throws(FileProblem) {
      let lines = try store.rescue(to: path, unsaved: unsaved)
      return .rescued(path: path, lines: lines)
    } catch {
      return .rescueFailed(path: path, reason: "\(error)")
    }
  }

  /// Only ever the demo. What can't be removed stays, and does no harm.
  mutating func discard() {
    try? store.close()
    try? folder.discard()
  }

  /// An action noted in passing goes into the engagement's register.
  mutating func keep(_ draft: ActionDraft) -> Input {
    do {
      let engagement = try shelf.engagementRecord()
      if let id = draft.id {
        guard engagement.register("actions").contains(where: { $0.id == id }) else {
          return .storeFailed("there is no action \(id)")
        }
        let status = draft.status ?? "open"
        var cells = [Datum.Member("status", .string(status))]
        if !draft.text.isEmpty { cells.append(Datum.Member("note", .string(draft.text))) }
        if ["done", "dropped"].contains(status) { cells.append(Datum.Member("closed", .date(clock.today))) }
        try shelf.note([.row(register: "actions", id: id, cells: cells)])
        return .stored(at: clock.now)
      }
      let prefix = engagement.registers.first { $0.name == "actions" }?.prefix ?? "X"
      var cells = [Datum.Member("action", .string(draft.text)), Datum.Member("status", .string("open"))]
      if let owner = draft.owner { cells.append(Datum.Member("owner", .string(owner))) }
      if let due = draft.due { cells.append(Datum.Member("due", .date(due))) }
      cells.append(Datum.Member("from", .string(draft.from.map { "\(name), \($0)" } ?? name)))
      cells.append(Datum.Member("created", .date(clock.today)))
      let number = engagement.lastRowNumber(prefix, in: "actions") + 1
      // Before the action: a number that is skipped does no harm, one that is given twice makes two actions one.
      let reserved = Event.carried(name: Datum.lastRowMember + prefix, value: .int(Int64(number)), from: nil)
      let isWritable = store.obstacle == nil
      if isWritable { _ = try store.append([reserved]) }
      let id = prefix + String(number)
      try shelf.note([.row(register: "actions", id: id, cells: cells)])
      return .actionKept(id: id, reserved: isWritable ? reserved : nil, at: clock.now)
    } catch let problem as FileProblem {
      return .storeFailed("\(problem)", hint: problem.hint)
    } catch {
      return .storeFailed("\(error)")
    }
  }

  /// The report is drawn from what is on disk: what was shown as saved, and nothing else.
  mutating func report(_ request: ReportRequest) -> Input {
    do {
      try store.settle()
      return ReportDesk(shelf: shelf, name: name).write(request, of: try shelf.load(name).session)
    } catch let failure as Failure {
      return .reportFailed(path: request.path, reason: failure.message)
    } catch {
      return .reportFailed(path: request.path, reason: "\(error)")
    }
  }

  /// For `sounding notes --follow` in a second terminal: the session's own folder, not the shared screen.
  mutating func note(_ text: StyledText) {
    store.note(text.spans.map(\.text).joined(), to: NotesFile(folder: folder.path))
  }
}

/// Nothing is kept while nobody has chosen a session.
struct NoBackstage: Backstage {
  var scratchFolder: String { "/nonexistent" }
  mutating func write(_ event: Event) -> Input { .storeFailed("there is no session yet") }
  mutating func keep(_ draft: ActionDraft) -> Input { .storeFailed("there is no session yet") }
  mutating func report(_ request: ReportRequest) -> Input {
    .reportFailed(path: request.path, reason: "there is no session yet")
  }
  mutating func rescue(_ path: String, unsaved: [Event]) -> Input {
    .rescueFailed(path: path, reason: "there is no session yet")
  }
  mutating func discard() {}
  mutating func note(_ text: StyledText) {}
}
