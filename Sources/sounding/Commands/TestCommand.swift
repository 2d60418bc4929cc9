import ArgumentParser
import Playbooks
import Sessions

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the tests that stand in playbooks.")

  @Argument(help: "Playbooks: names, or files. All shipped ones by default.")
  var files: [String] = []

  @OptionGroup var engagement: EngagementOptions

  func run() throws {
    try reporting {
      let shelf = try engagement.shelf().playbooks
      var failed = 0
      for name in files.isEmpty ? PlaybookShelf.builtinPlaybookNames : files {
        let playbook = try shelf.playbook(name)
        var mistaken = 0
        for test in playbook.tests {
          let mistakes = test.run(on: playbook)
          guard !mistakes.isEmpty else { continue }
          mistaken += 1
          say("\(playbook.name): \(test.name)")
          for mistake in mistakes {
            let place = mistake.range.start
            say("  \(playbook.source.name):\(place.line):\(place.column): \(mistake.message)")
          }
        }
        say("\(playbook.name): \(playbook.tests.count - mistaken) of \(playbook.tests.count) tests pass")
        failed += mistaken
      }
      if failed > 0 { throw ExitCode(Code.checkFailed) }
    }
  }
}
