import Sessions
import Storage

/// Where a session's lines go. A class: the conversation and what tidies up behind it mean the same journal.
final class SessionStore {
  private enum State {
    case open(Journal)
    /// So far it exists in memory alone: nobody has said anything.
    case begun(Beginning)
  }

  private var state: State { didSet { writeNotes() } }
  /// The facilitator's lines that wait for the session's folder.
  private var waitingNotes: [(line: String, file: NotesFile)] = []
  private let clock = Clock()

  init(_ journal: Journal) { state = .open(journal) }
  init(_ beginning: Beginning) { state = .begun(beginning) }

  /// Writes events, each as one line, and gives the time of each; nothing is applied here.
  func append(_ events: [Event]) throws(FileProblem) -> [String] {
    var journal = try settled()
    defer { state = .open(journal) }
    var times: [String] = []
    for event in events {
      let time = clock.now
      _ = try journal.append(body: event.body, time: time)
      times.append(time)
    }
    return times
  }

  /// Brings to disk what isn't there yet.
  func settle() throws(FileProblem) { state = .open(try settled()) }

  /// Adds a line for the facilitator, as soon as there is a folder for it.
  func note(_ line: String, to file: NotesFile) {
    waitingNotes.append((line, file))
    writeNotes()
  }

  private func writeNotes() {
    guard case .open = state, !waitingNotes.isEmpty else { return }
    for (line, file) in waitingNotes { file.add(line) }
    waitingNotes = []
  }

  private func settled() throws(FileProblem) -> Journal {
    switch state {
    case .open(let journal): journal
    case .begun(let beginning): try beginning.settled()
    }
  }

  /// Lets go of the journal, so that it can be opened again.
  func close() throws(FileProblem) {
    var journal = try settled()
    defer { state = .open(journal) }
    try journal.close()
  }

  /// Writes all lines, and those that couldn't be saved, to a new file; gives how many.
  func rescue(to path: String, unsaved: [Event]) throws(FileProblem) -> Int {
    try settled().rescue(
      to: path, unsaved: unsaved.map { Journal.Unsaved(body: $0.body, time: clock.now) },
      suffix: Surroundings.randomHex(bytes: 8))
  }

  /// Why the session can only be read.
  var obstacle: Journal.Obstacle? {
    if case .open(let journal) = state, case .readOnly(let obstacle) = journal.condition { return obstacle }
    return nil
  }
}

/// A session that was only just begun, and what it takes to bring it to disk: its folder, the playbook's text, its first
/// lines. That happens while the coach waits for the first answer, so that nobody waits for the disk before the first
/// question.
struct Beginning {
  let folder: SessionFolder
  let engagement: EngagementFolder
  let playbook: [UInt8]
  /// Other texts that the playbook was read with, by their names. The first line has their checksums, which nobody needs
  /// to wait for; nor for the playbook's own.
  let texts: [String: [UInt8]]
  let opening: Opening
  let openedAt: String
  /// What the journal needs to be begun with an opening; its session is the same however often it is asked.
  let writing: (Event) throws(FileProblem) -> Writing
  /// The lines behind the opening.
  let lines: [(body: String, time: String)]
  /// Takes the engagement to the stage the session belongs to; does nothing where it was done.
  let enterStage: () -> Void

  /// Writes what is missing of it. After a failure it can be tried again.
  func settled() throws(FileProblem) -> Journal {
    var opening = opening
    for (name, text) in texts {
      opening.playbook.with[name] = try engagement.keepPlaybook(text, suffix: Surroundings.randomHex(bytes: 8))
    }
    opening.playbook.sha256 = try engagement.keepPlaybook(playbook, suffix: Surroundings.randomHex(bytes: 8))
    try folder.create()
    enterStage()
    let writing = try writing(.opened(opening))
    var opened = try folder.open(writing, time: openedAt)
    do throws(FileProblem) {
      let count = opened.entries.count
      guard opened.journal.session == writing.session, (1...lines.count + 1).contains(count) else {
        throw FileProblem(.create, folder.path, .exists)
      }
      for line in lines.dropFirst(count - 1) { _ = try opened.journal.append(body: line.body, time: line.time) }
    } catch {
      // The lock would stand in the way of the next try; what went wrong first matters more.
      try? opened.journal.close()
      throw error
    }
    return opened.journal
  }
}
