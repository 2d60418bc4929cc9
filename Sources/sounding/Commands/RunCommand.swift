import ArgumentParser

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Start a session of a playbook, or go on with it.")

  @Argument(help: "A playbook's name, or a file.", completion: Completions.playbooks)
  var playbook: String

  @Option(
    help: ArgumentHelp("The session's name; the playbook's by default.", valueName: "name"),
    completion: Completions.sessions)
  var session: String?

  @Option(help: ArgumentHelp("A title for people, such as the team's name.", valueName: "title"))
  var title: String?

  @Option(
    help: ArgumentHelp("Answers from a YAML or JSON file; what it holds is not asked.", valueName: "file"),
    completion: .file())
  var answers: String?

  @Flag(help: "Never ask: exit 0 when everything required is answered, 75 when not.")
  var noInput = false

  @OptionGroup var talk: TalkOptions
  @OptionGroup var engagement: EngagementOptions

  func run() throws {
    try carryOut {
      Running(
        playbook: playbook, session: session, title: title, answers: answers, asksNothing: noInput,
        wishes: try talk.wishes(), engagement: engagement.engagement)
    }
  }
}
