import Glibc
import Testing

/// What may happen to a conversation at any time: signals, a terminal that goes, strange bytes, no place to write.
///
/// What was shown as saved is there afterwards, the terminal is as it was found, and the code says how it ended.
@Suite(.enabled(if: Program.isBuilt, "the program sounding is not built: no fault was tried"))
struct FaultTests {
  /// What the program is doing when it happens.
  enum Moment: String, CaseIterable, CustomTestStringConvertible {
    case prompt, editing, writing, report, editor
    var testDescription: String { rawValue }
  }

  static let signals = [SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGPIPE, SIGXCPU, SIGXFSZ, SIGKILL]

  @Test(
    "A signal, whatever the program is doing: what was saved is there, the terminal as before",
    arguments: signals, Moment.allCases)
  func signal(_ signal: Int32, _ moment: Moment) throws {
    let program = try Program()
    let script = program.home + "/editor"
    try Program.write("#!/bin/sh\necho $$ > '\(script).pid'\necho editing\nexec sleep 60\n", to: script)
    chmod(script, 0o700)
    let pty = try program.start([], ["EDITOR": script])
    pty.answer("Blue", next: "Q2")
    switch moment {
    case .prompt: break
    case .editing: pty.type("3 half", expecting: "half")
    case .writing: pty.send("3 whole\r")
    case .report: pty.send("/report html\r")
    case .editor: pty.type("/edit\r", expecting: "editing")
    }
    kill(pty.child, signal)
    if moment == .editor { endEditor(script) }
    try end(pty, by: signal, moment)
    if signal != SIGKILL { #expect(pty.settings == pty.foundSettings) }
    let saved = try program.saved()
    #expect(saved.contains("\"team\": \"Blue\""), "\(saved)")
    #expect(!saved.contains("half"))
    if moment == .writing, pty.text.contains("Q2  3, note added — saved") { #expect(saved.contains("\"releases\": 3")) }
  }

  /// An editor that got no signal of its own is ended here.
  private func endEditor(_ script: String) {
    if let process = pid_t(content(script + ".pid").filter(\.isNumber)) { kill(process, SIGTERM) }
  }

  private func end(_ pty: Pty, by signal: Int32, _ moment: Moment) throws {
    switch signal {
    case SIGQUIT where moment == .editor: fallthrough  // the key of the editor, while that runs
    case SIGPIPE, SIGXFSZ:  // errors of a write, not ends
      switch moment {
      case .prompt, .editing: pty.drain(milliseconds: 50)
      case .writing: #expect(pty.wait(for: "Q3"))
      case .report, .editor: #expect(pty.wait(for: "Q2"))
      }
      pty.send(Press.control("u") + "/quit\r")
      #expect(pty.exitCode() == 0)
    case SIGINT:  // a line is dropped; twice on an empty one leaves
      pty.drain(milliseconds: 100)
      // Several at once count as one: each is sent when the one before is answered.
      for _ in 0..<5 {
        pty.send(Press.control("c"))
        if pty.wait(for: "Press Ctrl-C again", seconds: 3) { break }
      }
      _ = pty.wait(for: "›", seconds: 3)  // not shown when the next one came at once
      for _ in 0..<5 {
        pty.send(Press.control("c"))
        if pty.exitCode(seconds: 3) != nil { break }
      }
      #expect(pty.exitCode() == 130)
    default: #expect(pty.exitCode() == 128 + signal)
    }
  }

  @Test("A terminal that is closed ends the program, and nothing saved is lost", arguments: Moment.allCases)
  func closed(_ moment: Moment) throws {
    let program = try Program()
    let pty = try program.start([], ["EDITOR": "sleep 60"])
    pty.answer("Blue", next: "Q2")
    switch moment {
    case .prompt, .report, .editor: break
    case .editing: pty.type("3 half", expecting: "half")
    case .writing: pty.send("3 whole\r")
    }
    pty.closeTerminal()
    #expect(pty.exitCode() != nil)
    #expect(try program.saved().contains("\"team\": \"Blue\""))
  }

  @Test("Suspended and continued twenty times, with the window changing in between: the terminal is the same")
  func suspended() throws {
    let program = try Program()
    let pty = try Pty(
      ["bash", "--norc", "--noprofile", "--noediting", "-i"], environment: program.environment(["PS1": "shell> "]))
    #expect(pty.wait(for: "shell> "))
    pty.type("stty -a | sed 1d | md5sum\r", expecting: "  -")
    pty.type(program.command().joined(separator: " ") + "\r", expecting: "Q1 ›")
    pty.type("Bl", expecting: "Bl")
    for round in 0..<20 {
      pty.type("\u{1A}", expecting: "shell> ")
      pty.resize(columns: round.isMultiple(of: 2) ? 60 : 80, rows: 24)
      pty.type("stty -a | sed 1d | md5sum; fg\r", expecting: "Bl")
    }
    pty.answer("ue", next: "Q2")
    pty.say("/quit\r", expecting: "sounding resume", next: "shell> ")
    pty.type("stty -a | sed 1d | md5sum\r", expecting: "  -")
    let sums = pty.text.split(whereSeparator: \.isNewline).filter { $0.hasSuffix("  -") }
    #expect(sums.count == 22)
    #expect(Set(sums).count == 1)
    pty.send("exit\r")
    #expect(try program.saved().contains("\"team\": \"Blue\""))
  }

  @Test(
    "Input that ends, output that is closed or full, terminals of no kind: it ends at once and says how",
    arguments: [
      ("< /dev/null", 75), ("< '/etc/hostname'", 75), ("< /dev/null > /dev/full", 74), ("0<&- ", 75),
      ("< /dev/null 1>&-", 74), ("< /dev/null 2>&-", 75),
    ])
  func ends(_ redirection: String, _ code: Int) throws {
    let program = try Program()
    let command = program.command().map { "'\($0)'" }.joined(separator: " ")
    let result = try TerminalTests.run(
      ["sh", "-c", "\(command) \(redirection)"], input: [], environment: program.environment())
    #expect(result.processorSeconds < 1)
    #expect(result.code == code, "\(result.output) \(result.errors)")
  }

  @Test(
    "Bytes that no person types are refused with the reason, or kept exactly; a paste is one answer",
    arguments: StrangeInput.all)
  func strange(_ input: StrangeInput) throws {
    let program = try Program()
    let pty = try program.start()
    #expect(pty.wait(for: " "))
    if input.isLong {
      pty.answer("Blue", next: "Q2")
      pty.answer("4", next: "Q3")
    }
    let start = ContinuousClock().now
    pty.send(input.bytes)
    if let reason = input.reason {
      pty.say("\r", expecting: reason, next: "Q1")
      #expect(ContinuousClock().now - start < .seconds(input.bytes.count > 1_000_000 ? 20 : 2))
      pty.send(Press.control("u"))
      pty.answer("Blue", next: "Q2")
      pty.leave()
      #expect(try program.saved().contains("\"team\": \"Blue\""))
    } else {
      pty.answer("", next: input.isLong ? "y/n" : "Q2")
      pty.leave()
      let answer = "\"\(input.isLong ? "story" : "team")\": \"\(input.text)\""
      let saved = try program.saved()
      // Byte for byte: two texts that only look the same are not the same here.
      let lines = saved.utf8.split(separator: UInt8(ascii: "\n")).map { $0.filter { $0 != UInt8(ascii: " ") } }
      let wanted = Array("\(answer),".utf8).filter { $0 != UInt8(ascii: " ") }
      #expect(lines.contains { $0 == wanted || $0 + [UInt8(ascii: ",")] == wanted }, "\(saved)")
    }
  }
}
