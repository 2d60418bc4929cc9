import Glibc
import Testing

/// A kind of terminal and the keys its person uses.
struct TerminalKind: CustomTestStringConvertible, Sendable {
  let name: String
  let isVi: Bool

  var testDescription: String { "\(isVi ? "vi" : "emacs") keys, TERM=\(name)" }

  /// Both ways to edit, in a terminal with everything, one with nothing, and one that nobody knows.
  static let all = ["xterm-256color", "dumb", "no-such-terminal"].flatMap { name in
    [false, true].map { TerminalKind(name: name, isVi: $0) }
  }

  static let full = all.filter(\.takesEscapes)

  var takesEscapes: Bool { name == "xterm-256color" }
  var variables: [String: String] { ["TERM": name] }
}

extension TerminalKind {
  /// The program in such a terminal, at its first question.
  func talk() throws -> (Program, Pty) {
    let program = try Program(self)
    return (program, try program.start([], variables))
  }
}

extension Program {
  /// A program whose person has chosen the keys.
  convenience init(_ kind: TerminalKind) throws { try self.init(editrc: kind.isVi ? "bind -v\n" : nil) }

  /// What was saved, as `sounding show --json` gives it, on one line.
  func saved() throws -> String {
    let result = try TerminalTests.run(
      [Program.path, "show", "short-talk", "--json"], input: [], environment: environment())
    return result.output
  }
}

extension Pty {
  /// Gives up the session at hand and waits for the end.
  func leave(sourceLocation: SourceLocation = #_sourceLocation) {
    say("/quit\r", expecting: "sounding resume", next: "", sourceLocation: sourceLocation)
    #expect(exitCode() == 0, sourceLocation: sourceLocation)
    #expect(settings == foundSettings, sourceLocation: sourceLocation)
  }
}
