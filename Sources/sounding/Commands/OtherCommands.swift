import ArgumentParser
import JSON
import Sessions
import Storage

struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with a session: the last unfinished one, or the one named.")

  @Argument(help: "The session's name.", completion: Completions.sessions)
  var session: String?

  @OptionGroup var talk: TalkOptions
  @OptionGroup var engagement: EngagementOptions

  func run() throws {
    try carryOut {
      Resuming(session: session, wishes: try talk.wishes(), engagement: engagement.engagement)
    }
  }
}

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a session: answers, states, findings, scores and gates.")

  @Argument(help: "The session's name; a playbook's with --schema.", completion: Completions.sessions)
  var session: String

  @Flag(help: "As JSON.")
  var json = false

  @Flag(help: "Names and JSON types of a playbook's questions, columns, calculations and gates.")
  var schema = false

  @OptionGroup var engagement: EngagementOptions

  func run() throws {
    try reporting {
      let shelf = try engagement.shelf()
      if schema {
        let playbook = try shelf.playbooks.playbook(session)
        return say(Session(playbook).schemaJSON().text(JSONStyle(isPretty: true)))
      }
      let open = try shelf.load(session)
      say(json ? open.session.showJSON().text(JSONStyle(isPretty: true)) : open.session.showText())
      if let damage = open.damage {
        throw Failure(
          "this is not all of \(session): \(damage)", hint: "Look with: sounding verify \(session)", code: Code.badData)
      }
    }
  }
}

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check journals: 0 clean, 1 an unfinished write at the end, 65 damaged.")

  @Argument(help: "The session's name.", completion: Completions.sessions)
  var session: String?

  @Flag(help: "Every session of the engagement.")
  var all = false

  @OptionGroup var engagement: EngagementOptions

  func run() throws {
    try reporting {
      let shelf = try engagement.shelf()
      var worst: Int32 = 0
      guard all || session != nil else {
        throw Failure("which session?", hint: "Name one, or use --all", code: Code.usage)
      }
      if all {
        for (name, result) in try shelf.engagement.verifyAll() {
          switch result {
          case .success(let verification): worst = max(worst, report(name, verification))
          case .failure(let problem):
            complain("\(name): \(problem)")
            worst = max(worst, problem.exitCode)
          }
        }
      } else if let session {
        guard let name = FolderName(session), shelf.exists(session) else {
          throw Failure("there is no session named \(session)", code: Code.noInput)
        }
        worst = report(session, try shelf.engagement.session(name).verify())
      }
      if worst != 0 { throw ExitCode(worst) }
    }
  }

  private func report(_ name: String, _ verification: Verification) -> Int32 {
    for line in verification.lines { say("\(name): \(line)") }
    return verification.exitCode
  }
}

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List playbooks and sessions, or a register such as actions.")

  @Argument(
    help:
      "playbooks, sessions, actions, risks, assumptions, decisions, people, lessons or findings; both first two by default.",
    completion: .list([
      "playbooks", "sessions", "actions", "risks", "assumptions", "decisions", "people", "lessons", "findings",
    ]))
  var what: String?

  @Flag(help: "As JSON.")
  var json = false

  @OptionGroup var engagement: EngagementOptions

  func run() throws {
    try reporting {
      let shelf = try engagement.shelf()
      let style = JSONStyle(isPretty: true)
      switch what {
      case nil:
        let listing = try Listing(shelf)
        say(
          json
            ? listing.json(["playbooks": listing.playbooksJSON, "sessions": listing.sessionsJSON]).text(style)
            : listing.allText)
      case "playbooks"?:
        let listing = try Listing(shelf)
        say(json ? listing.json(["playbooks": listing.playbooksJSON]).text(style) : listing.playbooksText)
      case "sessions"?:
        let listing = try Listing(shelf)
        say(json ? listing.json(["sessions": listing.sessionsJSON]).text(style) : listing.sessionsText)
      case let register?:
        let engagement = try shelf.engagementRecord()
        guard let listing = RegisterListing(register, engagement, library: shelf.playbooks, today: Clock().today)
        else {
          let names = ["playbooks", "sessions"] + engagement.registers.map(\.name)
          throw Failure(
            "there is no list of \(register)", hint: "There are: " + names.joined(separator: ", "), code: Code.usage)
        }
        say(json ? listing.json.text(style) : listing.text)
      }
    }
  }
}
