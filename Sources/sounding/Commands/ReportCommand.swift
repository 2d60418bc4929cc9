import ArgumentParser
import Reports
import Storage

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Draw a report of a session: finished or not.")

  @Argument(help: "The session's name; the one used last by default.", completion: Completions.sessions)
  var session: String?

  @Option(help: ArgumentHelp("md, html, txt or json.", valueName: "format"), completion: Completions.formats)
  var format = "md"

  @Option(
    help: ArgumentHelp("Who will read it: full, team, shared or public.", valueName: "audience"),
    completion: Completions.audiences)
  var audience = "full"

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write to a file; - is standard output.", valueName: "file"), completion: .file())
  var output: String?

  @Flag(help: "Replace the file if it is there.")
  var force = false

  @OptionGroup var engagement: EngagementOptions

  func run() throws {
    try reporting {
      let shelf = try engagement.shelf()
      let name = try shelf.namedOrLatest(session)
      let open = try shelf.load(name)
      if let damage = open.damage {
        throw Failure(
          "no report was drawn, for it would leave answers out: \(damage)", hint: "Look with: sounding verify \(name)",
          code: Code.badData)
      }
      let report = Report.of(
        open.session, audience: try ReportDesk.audience(audience),
        journey: shelf.journey(to: open.session))
      let text = try ReportDesk.rendered(report, format: format)
      guard let output, output != "-" else { return emit(text) }
      try AtomicFile.write(
        Array(text.utf8), to: output, suffix: Surroundings.randomHex(bytes: 8), replacing: force)
      complain("Report written: \(output)")
    }
  }
}
