import Conversation
import Sessions
import Storage

/// Holds conversations: one session after another, until the person leaves.
struct TalkDesk {
  let shelf: SessionShelf
  let wishes: Stage.Wishes

  /// Gives the exit code.
  func talk(_ first: OpenSession) throws -> Int32 {
    var open = first
    var stage = try Stage(wishes, today: Clock().today)
    while true {
      let folder = shelf.engagement.session(try shelf.folderName(open.name))
      var talk = Talk(
        Conversation(session: open.session, settings: stage.settings), SessionJournal(open.journal, folder: folder),
        stage,
        ReportDesk(shelf: shelf, name: open.name))
      let ending = talk.run()
      stage = talk.stage
      switch ending {
      case .left(let code): return code
      case .elsewhere(let destination):
        guard let next = try follow(destination) else { return 0 }
        open = next
      }
    }
  }

  private func follow(_ destination: Destination) throws -> OpenSession? {
    switch destination {
    case .session(let name): return try shelf.resume(name)
    case .playbook(let name):
      if let session = try shelf.unfinished(of: name) { return try shelf.resume(session) }
      return try shelf.begin(try shelf.playbooks.playbook(name), name: shelf.freeName(for: name))
    case .demo, .exampleReport, .start: return nil
    }
  }
}
