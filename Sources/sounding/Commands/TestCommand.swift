import ArgumentParser
import Diagnostics
import Playbooks
import Sessions
import Storage

/// `sounding test`: runs the tests that stand in playbooks.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the tests written in playbooks.",
    discussion: "Exit code 1 when a test fails, 65 when a playbook has mistakes.")

  @Argument(help: "Playbooks: files, or names. All shipped ones by default.", completion: Completions.playbooks)
  var files: [String] = []

  @Flag(help: "Show which rules, gates and calculations no test speaks of.")
  var coverage = false

  @Flag(help: "Change conditions one by one, and show the changes that no test notices.")
  var mutate = false

  mutating func run() throws {
    let shelf = PlaybookShelf(paths: try? Storage.Paths(environment: Surroundings.all))
    var hasFailed = false
    for file in files.isEmpty ? PlaybookShelf.builtinPlaybookNames : files {
      try reporting {
        let source = try shelf.anySource(file)
        guard TestReport.hasTests(source) else { return }
        if TestReport.isJourney(source) {
          let report = try TestReport(shelf.journey(source, beside: file), source)
          say(report.text())
          hasFailed = hasFailed || !report.failed.isEmpty
          return
        }
        let playbook = try shelf.playbook(file, includesTests: true)
        let report = TestReport(playbook)
        say(report.text())
        hasFailed = hasFailed || !report.failed.isEmpty
        if coverage { say(TestCoverage(playbook).text()) }
        if mutate { say(MutationReport(playbook, library: shelf.beside(file)).text()) }
      }
    }
    if hasFailed { throw ExitCode(Code.checkFailed) }
  }
}
