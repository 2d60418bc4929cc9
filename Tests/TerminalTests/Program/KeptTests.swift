import Glibc
import Testing

/// What the program makes of sessions that were left half begun, whose playbooks changed, or that two people went on with.
@Suite(.enabled(if: Program.isBuilt, "the program sounding is not built: no kept session was tried"))
struct KeptTests {
  static let first = """
    playbook: first
    title: First
    minutes: 5
    questions:
      - { question: team, ask: "Which team?", title: Team, type: text }
    carries: [team]
    """
  static let second = """
    playbook: second
    title: Second
    minutes: 5
    uses: { team: first.team }
    questions:
      - { question: size, ask: "How many are in {team}?", title: Size, type: number, whole: true }
      - { question: things, ask: "Which things?", title: Things, type: table, row: B,
          columns: [ { column: what, type: text } ] }
    rules:
      - { rule: SE-R01, when: size > 3, flag: high, text: Many. }
    """

  /// What a script that stops before the end leaves with.
  private static let unfinished: Int32 = 75

  private func sounding(
    _ program: Program, _ arguments: [String], _ typed: String = "", _ variables: [String: String] = [:]
  ) throws -> RunResult {
    try TerminalTests.run(
      [Program.path] + arguments, input: Array(typed.utf8), environment: program.environment(variables))
  }

  /// A finished session of `first`, and one of `second` in which nothing is answered yet.
  private func begun() throws -> (program: Program, journal: String) {
    let program = try Program()
    try Program.write(Self.first, to: program.home + "/first.yaml")
    try Program.write(Self.second, to: program.home + "/second.yaml")
    _ = try sounding(program, ["run", program.home + "/first.yaml", "--script", "-"], "Ward 3\ny\n")
    let result = try sounding(program, ["run", program.home + "/second.yaml", "--script", "-"], "/quit\n")
    #expect(result.output.contains("How many are in Ward 3?"), "\(result.output)\(result.errors)")
    let folder = program.home + "/.local/share/sounding/default/sessions/second"
    let listing = try TerminalTests.run(["ls", folder], input: [], environment: program.environment())
    let name = try #require(listing.output.split(separator: "\n").first { $0.hasSuffix(".jsonl") })
    return (program, "\(folder)/\(name)")
  }

  private func cut(_ journal: String, to bytes: Int) { truncate(journal, off_t(bytes)) }

  @Test("A session goes on as it was begun, whatever became of the playbooks it was read with")
  func neighbours() throws {
    let (program, _) = try begun()
    unlink(program.home + "/first.yaml")
    let again = try sounding(program, ["resume", "second", "--script", "-"], "4\n/quit\n")
    #expect(
      again.code == Self.unfinished && again.output.contains("How many are in Ward 3?"),
      "\(again.output)\(again.errors)")
    let report = try sounding(program, ["report", "second"])
    #expect(report.code == 0 && report.output.contains("Many."), "\(report.errors)")
  }

  @Test("A session that was killed while it was begun has what it is given when it is resumed")
  func halfBegun() throws {
    let (program, journal) = try begun()
    let length = content(journal).utf8.firstIndex(of: UInt8(ascii: "\n")).map {
      content(journal).utf8.distance(from: content(journal).utf8.startIndex, to: $0)
    }
    cut(journal, to: (length ?? 0) + 1)
    let again = try sounding(program, ["resume", "second", "--script", "-"], "4\n/quit\n")
    #expect(
      again.code == Self.unfinished && again.output.contains("How many are in Ward 3?"),
      "\(again.output)\(again.errors)")
    let kinds = content(journal).split(separator: "\n").map { line in
      ["open", "carry", "sit", "set"].first { line.contains("\"k\":\"\($0)\"") } ?? ""
    }
    #expect(kinds == ["open", "carry", "sit", "set"])
    #expect(try sounding(program, ["verify", "second"]).code == 0)
  }

  @Test("A session whose first line never reached the disk is none yet, and is begun again under its name")
  func torn() throws {
    let (program, journal) = try begun()
    cut(journal, to: 100)
    #expect(try sounding(program, ["resume", "second", "--script", "-"], "/quit\n").code == 66)
    let again = try sounding(
      program, ["run", program.home + "/second.yaml", "--session", "second", "--script", "-"], "4\n/quit\n")
    #expect(again.code == Self.unfinished && again.output.contains("saved"), "\(again.output)\(again.errors)")
    #expect(try sounding(program, ["verify", "second"]).code == 0)
  }

  @Test("The work of two people who didn't know of each other is put together, and they are asked where they differ")
  func merged() throws {
    let (program, journal) = try begun()
    let other = program.home + "/other"
    let copy = try TerminalTests.run(
      ["cp", "-a", program.home + "/.local/share", other], input: [], environment: program.environment())
    #expect(copy.code == 0)
    let theirs = ["XDG_DATA_HOME": other, "XDG_STATE_HOME": program.home + "/other-state"]
    let ours = try sounding(program, ["resume", "second", "--script", "-"], "5\nour thing\na slip\n/undo\n\n/quit\n")
    #expect(ours.code == Self.unfinished, "\(ours.output)\(ours.errors)")
    let answered = try sounding(program, ["resume", "second", "--script", "-"], "9\ntheir thing\n\n/quit\n", theirs)
    #expect(answered.code == Self.unfinished, "\(answered.output)\(answered.errors)")
    let folder = journal.split(separator: "/").dropLast().joined(separator: "/")
    let joined = try TerminalTests.run(
      ["sh", "-c", "cp -n \(other)/sounding/default/sessions/second/*.jsonl /\(folder)/"], input: [],
      environment: program.environment())
    #expect(joined.code == 0)
    #expect(try sounding(program, ["report", "second"]).output.contains("answered twice, differently"))
    let choice = try sounding(
      program, ["resume", "second", "--script", "-"], "/inactive\n/list\n5\n/list\n/quit\n")
    for words in [
      "The work of two writers was put together.", "somebody else answered 5", "1 answer counts once it is confirmed",
      "Things: 2 rows", "Size: 5",
    ] {
      #expect(choice.output.contains(words), "\(words) isn't in \(choice.output)\(choice.errors)")
    }
    let after = try sounding(program, ["show", "second"])
    #expect(after.output.contains("our thing") && after.output.contains("their thing"), "\(after.output)")
    #expect(try sounding(program, ["report", "second"]).output.contains("Many."))
  }

  @Test("An action noted in passing and the rows of the session's own table stay different actions")
  func actions() throws {
    let program = try Program()
    try Program.write(
      """
      playbook: promises
      title: Promises
      minutes: 5
      questions:
        - { question: actions, ask: "What will be done?", title: Actions, type: table, row: X, register: actions,
            columns: [ { column: action, type: text }, { column: owner, type: text } ] }
        - { question: rest, ask: "Anything else?", title: Rest, type: text }
      """, to: program.home + "/promises.yaml")
    let typed = [
      "/action Ask for test data @Ben", "Rotate the work; Cem", "/action Show the board @Fay", "Buy a cake; Dora", "",
      "no", "y",
    ]
    _ = try sounding(
      program, ["run", program.home + "/promises.yaml", "--script", "-"], typed.map { $0 + "\n" }.joined())
    let listed = try sounding(program, ["list", "actions"]).output
    for words in ["Ask for test data", "Rotate the work", "Show the board", "Buy a cake"] {
      #expect(listed.contains(words), "\(listed)")
    }
  }
}
