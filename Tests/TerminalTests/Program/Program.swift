import Glibc
import Testing

/// The program itself, with a home of its own and a short playbook of three questions.
///
/// `SOUNDING_PROGRAM` names the one to test (`scripts/test` names the release); without it, the one built beside the tests.
final class Program {
  static let path: String =
    getenv("SOUNDING_PROGRAM").map { String(cString: $0) }
    ?? Echo.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/sounding"

  static let isBuilt = access(path, X_OK) == 0

  let home: String
  private let playbook: String

  init(editrc: String? = nil) throws {
    home = try newFolder()
    playbook = home + "/talk.yaml"
    try Program.write(Program.talk, to: playbook)
    if let editrc { try Program.write(editrc, to: home + "/.editrc") }
  }

  deinit { _ = try? TerminalTests.run(["rm", "-rf", home], input: [], environment: Echo.environment()) }

  func environment(_ variables: [String: String] = [:]) -> [String: String] {
    Echo.environment(["HOME": home].merging(variables) { $1 })
  }

  /// Starts the talk, or goes on with it.
  func start(
    _ options: [String] = [], _ variables: [String: String] = [:], prompt: String = "Q1", columns: UInt16 = 80
  ) throws -> Pty {
    let pty = try Pty(command(options), environment: environment(variables), columns: columns)
    pty.needed = self
    try #require(pty.wait(for: prompt), "got \(pty.text.debugDescription)")
    return pty
  }

  func command(_ options: [String] = []) -> [String] { [Program.path, "run", playbook] + options }

  /// What is typed comes from here instead of a terminal.
  func run(_ bytes: [UInt8], options: [String] = []) throws -> RunResult {
    try TerminalTests.run(command(options), input: bytes, environment: environment())
  }

  static func write(_ text: String, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    defer { close(file) }
    let bytes = Array(text.utf8)
    try #require(Glibc.write(file, bytes, bytes.count) == bytes.count)
  }

  private static let talk = """
    playbook: short-talk
    version: 1.0.0
    title: A short talk
    minutes: 5
    sections:
      - section: talk
        title: Talk
        questions:
          - question: team
            ask: Which team is this?
            title: Team
            type: text
            required: true
          - question: releases
            ask: How often does it release?
            title: Releases
            type: scale
            scale: 1..5
            required: true
          - question: story
            ask: What happened?
            title: Story
            type: long
            required: true
    """
}

extension Pty {
  /// Types an answer, and checks that it is saved and the next question asked.
  func answer(_ keys: String, next: String, sourceLocation: SourceLocation = #_sourceLocation) {
    send(keys + "\r")
    #expect(wait(for: "saved"), "got \(unseen.debugDescription)", sourceLocation: sourceLocation)
    #expect(wait(for: next), "got \(unseen.debugDescription)", sourceLocation: sourceLocation)
    #expect(wait(for: " "), sourceLocation: sourceLocation)
  }

  /// Types, and checks that these words come, and then a prompt that begins so.
  func say(_ keys: String, expecting words: String, next: String, sourceLocation: SourceLocation = #_sourceLocation) {
    send(keys)
    #expect(wait(for: words), "got \(unseen.debugDescription)", sourceLocation: sourceLocation)
    #expect(wait(for: next), "got \(unseen.debugDescription)", sourceLocation: sourceLocation)
  }
}
