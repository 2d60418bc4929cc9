import ArgumentParser
import Diagnostics
import Playbooks
import Sessions
import Storage

/// `sounding check`: compiles playbooks and looks for what a reader would miss.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compile playbooks and look for mistakes.",
    discussion: """
      Messages are written as file:line:column: error: what is wrong, with the line and a hint.
      Exit code 65 when there are errors, 1 when there are warnings and --strict is given, else 0.
      """)

  @Argument(help: "Playbooks: files, or names. All shipped files by default.", completion: Completions.playbooks)
  var files: [String] = []

  @Flag(help: "Write JSON.")
  var json = false

  @Flag(help: "Fail on warnings, too.")
  var strict = false

  @Flag(help: "Search longer for conditions that never hold.")
  var deep = false

  @Flag(help: "Only compile, search nothing: for editors.")
  var quick = false

  @Flag(help: "Show notes, too: what is merely worth knowing.")
  var notes = false

  @Option(help: "Write the answers that show a finding into this folder, for run --answers.")
  var witness: String?

  @Option(help: "Write conversations that come through every branch into this folder, and play each once more.")
  var transcripts: String?

  @Flag(help: "Show which source items each part serves (covers), instead of checking.")
  var covers = false

  mutating func run() throws {
    if covers { return try showCoverage() }
    if let transcripts { return try TranscriptsFolder(transcripts).write(files) }
    let shelf = PlaybookShelf(paths: try? Storage.Paths(environment: Surroundings.all))
    var reports: [CheckReport] = []
    let shipped = PlaybookShelf.builtinNames
    for file in files.isEmpty ? shipped : files {
      try reporting {
        let source = try shelf.anySource(file)
        reports.append(
          CheckReport(
            source, library: shelf.beside(file), limits: quick ? nil : deep ? .deep : CheckLimits(), called: file))
      }
    }
    if json { say(CheckReport.json(reports)) } else { for report in reports { say(report.text(showsNotes: notes)) } }
    try writeWitnesses(reports)
    if reports.contains(where: { $0.errors > 0 }) { throw ExitCode(Code.badData) }
    if strict, reports.contains(where: { $0.warnings > 0 }) { throw ExitCode(Code.checkFailed) }
  }
}

extension CheckCommand {
  /// One answers file for each finding that has some.
  private func writeWitnesses(_ reports: [CheckReport]) throws {
    guard let witness else { return }
    try reporting {
      try AtomicFile.makeFolder(witness)
      for file in reports.flatMap(\.witnesses) {
        try AtomicFile.write(
          Array(file.text.utf8), to: "\(witness)/\(file.fileName)", suffix: Surroundings.randomHex(bytes: 4),
          replacing: true)
      }
    }
  }

  private func showCoverage() throws {
    try reporting {
      let shelf = PlaybookShelf(paths: try? Storage.Paths(environment: Surroundings.all))
      let names = files.isEmpty ? PlaybookShelf.builtinPlaybookNames : files
      let playbooks = try names.map { try shelf.playbook($0) }
      guard files.isEmpty else { return say(SourceMatrix(playbooks).text()) }
      let journey = shelf.playbookText(named: "journey").flatMap {
        PlaybookLoader.loadJourney($0, library: shelf).journey
      }
      let universal = shelf.playbookText(named: "universal").flatMap {
        PlaybookLoader.loadUniversal($0, library: shelf).universal
      }
      say(SourceMatrix(playbooks, journey: journey, universal: universal).text())
    }
  }
}

extension PlaybookShelf {
  /// Like `source`, and the shared files (`journey`, `universal`, `registers`, `words`) too.
  func anySource(_ nameOrFile: String) throws -> SourceText {
    if PlaybookShelf.shared.contains(nameOrFile + ".yaml"), let source = playbookText(named: nameOrFile) {
      return source
    }
    return try source(nameOrFile)
  }
}
