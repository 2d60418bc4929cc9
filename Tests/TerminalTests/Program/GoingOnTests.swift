import Glibc
import Testing

/// What somebody is told who names a playbook that has a session already, or one that isn't found by its name.
@Suite(.enabled(if: Program.isBuilt, "the program sounding is not built: going on was not tried"))
struct GoingOnTests {
  private static let dogs = """
    playbook: dogs
    questions:
      - { question: n, ask: How many dogs?, type: number, required: true }

    """

  private let program: Program
  private let file: String

  init() throws {
    program = try Program()
    file = program.home + "/dogs.yaml"
    try Program.write(Self.dogs, to: file)
  }

  private func sounding(_ arguments: [String], _ typed: String = "/quit\n") throws -> RunResult {
    try TerminalTests.run([Program.path] + arguments, input: Array(typed.utf8), environment: program.environment())
  }

  private func change() throws {
    unlink(file)
    try Program.write(Self.dogs.split(separator: "\n").joined(separator: "\n") + "\n# and more\n", to: file)
  }

  private var sessions: String {
    get throws { try sounding(["list", "sessions"]).output }
  }

  @Test("Going on with a session is said, with its name and since when")
  func goesOn() throws {
    #expect(try !sounding(["run", file]).output.contains("Going on"))
    for options in [[], ["--session", "dogs"]] {
      let again = try sounding(["run", file] + options).output
      #expect(again.hasPrefix("Going on with the session dogs, begun today "), "\(again)")
      #expect(!again.contains("has changed"), "\(again)")
    }
  }

  @Test("A text that has changed since is named, with commands that work")
  func changed() throws {
    _ = try sounding(["run", file, "--session", "first"])
    try change()
    let again = try sounding(["run", file, "--session", "first"]).output
    #expect(again.contains("The playbook has changed since"), "\(again)")
    let command = try #require(again.split(separator: "\n").first { $0.hasPrefix("  sounding upgrade ") })
    let words = command.split(separator: " ").map(String.init)
    #expect(
      words == ["sounding", "upgrade", "first", "--to", file] && again.contains("  sounding run \(file) --session NAME")
    )
    #expect(try sounding(Array(words.dropFirst())).code == 0)
    #expect(try !sounding(["run", file, "--session", "first"]).output.contains("has changed"))
    try Program.write("n: 2\n", to: program.home + "/answers")
    let batch = try sounding(["run", file, "--session", "first", "--answers", program.home + "/answers", "--no-input"])
    #expect(batch.code == 0 && batch.output.isEmpty && batch.errors.isEmpty, "\(batch)")
  }

  @Test("A title for a session that is there already is refused, not dropped")
  func title() throws {
    _ = try sounding(["run", file, "--title", "Team Ana"])
    let again = try sounding(["run", file, "--title", "Team Bo"])
    #expect(again.code == 64 && again.output.isEmpty, "\(again)")
    for words in ["dogs is there already, with the title \"Team Ana\"", "sounding resume dogs", "--session NAME"] {
      #expect(again.errors.contains(words), "\(again.errors)")
    }
    #expect(try sounding(["run", file, "--title", "Team Ana"]).output.hasPrefix("Going on"))
  }

  @Test("Answers that are all refused leave no session behind; one that is taken does")
  func refused() throws {
    let answers = program.home + "/answers"
    try Program.write("n: many\n", to: answers)
    let options = ["--answers", answers, "--no-input", "--session"]
    let none = try sounding(["run", file] + options + ["bad"])
    #expect(none.code == 65 && none.errors.contains("Nothing was saved."), "\(none)")
    #expect(try sessions.hasPrefix("No sessions yet"))
    unlink(answers)
    try Program.write("n: 2\nm: 3\n", to: answers)
    let some = try sounding(["run", file] + options + ["half"])
    #expect(some.code == 65 && some.errors.contains("The others are saved."), "\(some)")
    #expect(try sessions.hasPrefix("half: "))
  }

  @Test(
    "Playbooks in the own folder are listed behind the others, broken ones and those that replace another named as such"
  )
  func own() throws {
    let folder = program.home + "/.config/sounding/playbooks"
    for part in ["/.config", "/.config/sounding", "/.config/sounding/playbooks"] { mkdir(program.home + part, 0o700) }
    try Program.write(
      Self.dogs.replacing("questions:", with: "title: Of dogs\nminutes: 4\nquestions:"), to: folder + "/dogs.yaml")
    try Program.write(Self.dogs, to: folder + "/quick-assessment.yaml")
    try Program.write("playbook: cats\nquestions: 3\n", to: folder + "/cats.yaml")
    try Program.write("", to: folder + "/words.yaml")
    let list = try sounding(["list", "playbooks"])
    let lines = list.output.split(separator: "\n").map(String.init)
    #expect(
      lines.suffix(2) == [
        "cats: cats; your own, has mistakes: sounding check \(folder)/cats.yaml", "dogs: Of dogs, 4 minutes; your own",
      ])
    let replaced = "your own, in place of the one that comes with the program, calls itself dogs"
    #expect(lines.first == "quick-assessment: quick-assessment; \(replaced)", "\(lines)")
    #expect(!lines.contains { $0.hasPrefix("words") })
    let json = try sounding(["list", "playbooks", "--json"]).output
    #expect(json.contains("\"broken\": true") && json.contains("\"own\": true"))
    #expect(try sounding(["run", "cat"]).errors.contains("Did you mean cats?"))
    let start = try sounding(["start", "--script", "-"], "start a playbook\n/quit\n").output
    #expect(start.contains("Of dogs, about 4 minutes (dogs)"), "\(start)")
  }

  @Test("A file that lies here, named without its folder, is pointed to")
  func fileHere() throws {
    let inside = "cd '\(program.home)' && exec '\(Program.path)'"
    let run = { (words: String) in
      try TerminalTests.run(
        ["sh", "-c", "\(inside) \(words)"], input: Array("/quit\n".utf8), environment: program.environment())
    }
    let byName = try run("run dogs")
    #expect(byName.code == 66 && byName.errors.contains("sounding run ./dogs.yaml"), "\(byName.errors)")
    _ = try run("run ./dogs.yaml")
    try change()
    let upgrade = try run("upgrade dogs --dry-run")
    #expect(upgrade.code == 66, "\(upgrade)")
    #expect(upgrade.errors.contains("sounding upgrade dogs --to ./dogs.yaml --dry-run"), "\(upgrade.errors)")
    #expect(try run("upgrade dogs --to ./dogs.yaml --dry-run").code == 0)
  }
}
