import ArgumentParser
import Engagements
import JSON
import Sessions
import Storage

struct NotesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notes", abstract: "Show the facilitator's notes of a session, in a second terminal.")

  @Argument(help: "The session's name; the one used last by default.", completion: Completions.sessions)
  var session: String?

  @Flag(help: "Go on showing what is added, until Ctrl-C.")
  var follow = false

  @OptionGroup var engagement: EngagementOptions

  func run() throws {
    try reporting {
      let shelf = try engagement.shelf()
      let name = try shelf.namedOrLatest(session)
      let notes = NotesFile(folder: shelf.engagement.session(try shelf.folderName(name)).path)
      if follow { throw ExitCode(notes.follow(name)) }
      if let bytes = try? FileReader.read(notes.path, limit: 1 << 20) { emit(String(decoding: bytes, as: UTF8.self)) }
    }
  }
}

struct JourneyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journey", abstract: "Show where the engagement stands, and take the next step.")

  @Argument(help: "The stage to enter, by name or title: the engagement goes there, whether it is suggested or not.")
  var stage: String?

  @Option(help: ArgumentHelp("Why, where this isn't what was suggested.", valueName: "reason"))
  var reason: String?

  @Flag(help: "As JSON.")
  var json = false

  @OptionGroup var engagement: EngagementOptions

  func run() throws {
    try reporting {
      let shelf = try engagement.shelf()
      guard let journey = shelf.journey() else { throw Failure("there is no journey", code: Code.badData) }
      let today = Clock().today
      guard let place = try shelf.engagementRecord().place(on: journey, today: today) else {
        throw Failure("the journey has no stages", code: Code.badData)
      }
      if let stage {
        try shelf.note([try place.step(to: stage, on: journey, reason: reason)])
        guard let now = try shelf.engagementRecord().place(on: journey, today: today) else { return }
        return show(now, shelf)
      }
      show(place, shelf)
    }
  }

  private func show(_ place: JourneyPlace, _ shelf: SessionShelf) {
    if json { return say(place.json.text(JSONStyle(isPretty: true))) }
    say(
      place.text(option: shelf.option) { name in
        shelf.playbooks.playbookText(named: name).map { PlaybookHead(name: name, $0).title }
      })
  }
}

struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print a manual page: sounding, or playbook.", shouldDisplay: false)

  @Argument(help: "sounding or playbook.", completion: .list(["sounding", "playbook"]))
  var page: String

  func run() throws {
    try reporting {
      switch page {
      case "sounding": emit(ManualPage.sounding)
      case "playbook": emit(ManualPage.playbook)
      default:
        throw Failure("there is no manual page \(page)", hint: "There are: sounding, playbook", code: Code.usage)
      }
    }
  }
}
