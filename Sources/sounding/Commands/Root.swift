import ArgumentParser
import Storage
import Terminal

/// The subcommands. The plain start of the conversation doesn't come through here (main.swift).
struct Root: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sounding",
    abstract: "A coach at the command line: guided assessments and retrospectives.",
    discussion: "Without a subcommand the conversation starts. Everything stays on this machine.\n\n"
      + "More: sounding help keys, accessibility, environment, exit-codes, files, formats, privacy or playbooks.",
    version: Version.text,
    subcommands: [
      RunCommand.self, ResumeCommand.self, ListCommand.self, ShowCommand.self, ReportCommand.self, VerifyCommand.self,
      CheckCommand.self, TestCommand.self, NewCommand.self, EvalCommand.self, JourneyCommand.self, NotesCommand.self,
      DoctorCommand.self, UpgradeCommand.self, ManualCommand.self, StartCommand.self,
    ], defaultSubcommand: StartCommand.self)
}

/// Options of every command that touches an engagement.
struct EngagementOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The engagement: a name, or a folder.", valueName: "name-or-dir"),
    completion: Completions.engagements)
  var engagement: String?

  func shelf() throws -> SessionShelf {
    try SessionShelf(engagement: engagement)
  }
}

/// Options of everything that talks.
struct TalkOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Take the lines from a file instead of the keyboard; - is standard input.", valueName: "file"),
    completion: .file())
  var script: String?

  @Flag(help: "Words instead of signs, for screen readers.")
  var accessible = false

  @Flag(help: "Only ASCII signs.")
  var ascii = false

  @Option(
    help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"),
    completion: .list(["auto", "always", "never"]))
  var color: String?

  @Option(help: ArgumentHelp("Columns of the screen.", valueName: "columns"))
  var width: Int?

  func wishes() throws -> Stage.Wishes {
    var wishes = Stage.Wishes(script: script, isAccessible: accessible, isASCII: ascii, width: width)
    if let color {
      guard let wish = Terminal.ColourWish(rawValue: color) else {
        throw Failure("--color takes auto, always or never", code: Code.usage)
      }
      wishes.color = wish
    }
    return wishes
  }
}
