import Conversation
import Sessions
import Storage

/// The journal a conversation writes to. It applies nothing: the conversation does that when it hears "stored".
struct SessionJournal {
  private(set) var journal: Journal
  let folder: SessionFolder
  private let clock = Clock()

  init(_ journal: Journal, folder: SessionFolder) {
    self.journal = journal
    self.folder = folder
  }

  /// One event is one line, written and synced before "saved" is said.
  mutating func write(_ events: [Event]) -> Input {
    var time = clock.now
    do throws(FileProblem) {
      for event in events {
        time = clock.now
        _ = try journal.append(body: event.body, time: time)
      }
      return .stored(at: time)
    } catch {
      return .storeFailed("\(error)")
    }
  }

  mutating func keep(_ draft: ActionDraft) -> Input {
    write([.parked(draft.text)])
  }
}
