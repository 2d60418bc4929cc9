import Testing

/// Questions that are answered by sessions of their own, one for each row.
@Suite(.enabled(if: Program.isBuilt, "the program sounding is not built: no session inside another was tried"))
struct NestedTests {
  static let outer = """
    playbook: outer
    title: Outer
    minutes: 5
    questions:
      - { question: things, ask: "Which things?", title: Things, type: table, row: C,
          columns: [ { column: what, type: text } ] }
      - { question: way, ask: "Which way?", title: Way, type: run, playbook: inner, rows: { from: things },
          gives: { thing: this.id } }
    """
  static let inner = """
    playbook: inner
    title: Inner
    minutes: 5
    questions:
      - { question: thing, ask: "For which?", title: Thing, type: text }
      - { question: how, ask: "How?", title: How, type: text, required: true }
    carries: [how]
    """

  /// Where the inner playbook lies.
  enum Place: CaseIterable, Sendable {
    case beside, userFolder
  }

  /// A home with both playbooks, the outer one in a folder of its own.
  private func written(_ place: Place) throws -> Program {
    let program = try Program()
    let folder = program.home + "/.config/sounding/playbooks"
    for folder in [folder, program.home + "/own"] {
      _ = try TerminalTests.run(["mkdir", "-p", folder], input: [], environment: program.environment())
    }
    try Program.write(Self.inner, to: (place == .beside ? program.home + "/own" : folder) + "/inner.yaml")
    try Program.write(Self.outer, to: program.home + "/own/outer.yaml")
    return program
  }

  /// What the program says to these lines.
  private func said(_ lines: [String], _ arguments: [String], by program: Program) throws -> String {
    let result = try TerminalTests.run(
      [Program.path] + arguments + ["--script", "-"],
      input: Array(lines.map { $0 + "\n" }.joined().utf8), environment: program.environment())
    #expect(result.code == 75 && result.errors.isEmpty, "\(result.code) \(result.errors)\n\(result.output)")
    return result.output
  }

  private func said(_ lines: [String]) throws -> String {
    let program = try written(.userFolder)
    return try said(lines, ["run", program.home + "/own/outer.yaml"], by: program)
  }

  private static let rows = ["Chat", "Board", ""]
  private static let innerDone = ["fast", "y", ""]

  @Test("Every command has an answer where a row's own session is offered")
  func commands() throws {
    let output = try said(Self.rows + ["/go C2", "/why", "?", "/history", "/note hello", "/skip", "/go C2", "/quit"])
    #expect(output.split(separator: "C2 Board: a short session of its own (inner)").count == 3, "\(output)")
  }

  @Test("What was left for later is done once each row's session is, and can be looked at again")
  func later() throws {
    let output = try said(
      Self.rows + ["n", "/go C2", "y"] + Self.innerDone + ["/go C1", "y"] + Self.innerDone
        + ["/list", "/go Q2", "", "/quit"])
    #expect(output.contains("✓ Q2  Way: 2 rows"), "\(output)")
    #expect(output.contains("C1 Chat: the session of its own (inner) is done. Look at it again? y/n"), "\(output)")
  }

  @Test("The playbook of a row's own session is found beside the file that names it", arguments: Place.allCases)
  func found(_ place: Place) throws {
    let program = try written(place)
    let file = program.home + "/own/outer.yaml"
    let output = try said(Self.rows + ["/go C1", "y"] + Self.innerDone + ["/quit"], ["run", file], by: program)
    #expect(output.contains("Inner"), "\(output)")
    let again = try said(["/go C2", "y"] + Self.innerDone + ["/list", "/quit"], ["run", file], by: program)
    #expect(again.contains("Way: 2 rows"), "\(again)")
  }

  @Test("A session that is resumed finds it, too, even where it is gone", arguments: Place.allCases)
  func resumed(_ place: Place) throws {
    let program = try written(place)
    _ = try said(Self.rows + ["n", "/quit"], ["run", program.home + "/own/outer.yaml"], by: program)
    let gone = try TerminalTests.run(
      ["rm", "-r", program.home + "/own", program.home + "/.config"], input: [], environment: program.environment())
    #expect(gone.code == 0)
    let first = try said(["/go C1", "y"] + Self.innerDone + ["/quit"], ["resume", "outer"], by: program)
    #expect(first.contains("Inner"), "\(first)")
    let inner = try said(["/go C2", "y", "fast", "/quit"], ["resume", "outer"], by: program)
    #expect(inner.contains("sounding resume outer-way-c2"), "\(inner)")
    #expect(try said(["/quit"], ["resume", "outer-way-c2"], by: program).contains("Inner"))
  }

  @Test("An answers file reaches into a session whose playbook lies beside the outer one's file")
  func answered() throws {
    let program = try written(.beside)
    try Program.write(
      "things: [{ what: Chat }]\nway: { C1: { how: fast } }\n", to: program.home + "/own/answers.yaml")
    let result = try TerminalTests.run(
      [
        Program.path, "run", program.home + "/own/outer.yaml", "--answers", program.home + "/own/answers.yaml",
        "--no-input",
      ], input: [], environment: program.environment())
    #expect(result.code == 0 && result.errors.isEmpty, "\(result.code) \(result.errors)\n\(result.output)")
  }

  @Test("A row's own session can't be made another row's")
  func given() throws {
    let output = try said(Self.rows + ["/go C2", "y", "/back", "C1", "/quit"])
    #expect(output.contains("Not saved: this session is about C2 Board."), "\(output)")
  }
}
