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

  /// What the program says to these lines.
  private func said(_ lines: [String]) throws -> String {
    let program = try Program()
    let folder = program.home + "/.config/sounding/playbooks"
    _ = try TerminalTests.run(["mkdir", "-p", folder], input: [], environment: program.environment())
    try Program.write(Self.inner, to: folder + "/inner.yaml")
    try Program.write(Self.outer, to: program.home + "/outer.yaml")
    let result = try TerminalTests.run(
      [Program.path, "run", program.home + "/outer.yaml", "--script", "-"],
      input: Array(lines.map { $0 + "\n" }.joined().utf8), environment: program.environment())
    #expect(result.code == 75 && result.errors.isEmpty, "\(result.code) \(result.errors)\n\(result.output)")
    return result.output
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

  @Test("A row's own session can't be made another row's")
  func given() throws {
    let output = try said(Self.rows + ["/go C2", "y", "/back", "C1", "/quit"])
    #expect(output.contains("Not saved: this session is about C2 Board."), "\(output)")
  }
}
