import Glibc
import Testing

/// The second ten of the twenty: see `TwentyTests`.
@Suite(.enabled(if: Program.isBuilt, "the program sounding is not built: none of the twenty was tried"))
struct TwentyMoreTests {
  @Test("11. Ctrl-S doesn't stop the terminal", arguments: TerminalKind.all)
  func flowControl(_ kind: TerminalKind) throws {
    let (program, pty) = try kind.talk()
    pty.type("Bl\(Press.control("s"))", expecting: "Bl")
    // A search that finds nothing is left with Ctrl-G, which keeps the line.
    pty.send(Press.control("g"))
    pty.answer("ue", next: "Q2")
    pty.leave()
    #expect(try program.saved().contains("\"team\": \"Blue\""))
  }

  @Test("12. Letters beyond ASCII survive a locale that knows none, also through history", arguments: TerminalKind.all)
  func locale(_ kind: TerminalKind) throws {
    let program = try Program(kind)
    let pty = try program.start([], kind.variables.merging(["LC_ALL": "C"]) { $1 })
    pty.answer("é 日", next: "Q2")
    pty.answer("4", next: "Q3")
    pty.type("é\(Press.up)", expecting: "日")
    pty.answer("!", next: "y/n")
    pty.leave()
    let saved = try program.saved()
    #expect(saved.contains("\"team\": \"é 日\"") && saved.contains("\"story\": \"é 日!\""), "\(saved)")
  }

  @Test("13. Lines from a pipe may end with CR LF, and the last with nothing", arguments: TerminalKind.all)
  func pipe(_ kind: TerminalKind) throws {
    let program = try Program(kind)
    let result = try TerminalTests.run(
      program.command(), input: Array("Blue é\r\n4\r\none".utf8), environment: program.environment(kind.variables))
    #expect(!result.output.contains("\u{1B}") && !result.output.contains("\r"))
    #expect(result.errors == "")
    let saved = try program.saved()
    #expect(saved.contains("\"team\": \"Blue é\"") && saved.contains("\"story\": \"one\""), "\(saved)")
  }

  @Test("14. With the output in a file there is no editor, and keys are no answer", arguments: TerminalKind.all)
  func outputToFile(_ kind: TerminalKind) throws {
    let program = try Program(kind)
    let line = "'" + program.command().joined(separator: "' '") + "' > '\(program.home)/out'; echo EXIT=$?"
    let pty = try Pty(["sh", "-c", line], environment: program.environment(kind.variables))
    pty.send("Bl\(Press.left)ue\r4\r")
    pty.send(Press.control("d"))
    #expect(pty.wait(for: "EXIT=75"), "got \(pty.text.debugDescription)")
    let output = content(program.home + "/out")
    #expect(output.contains("Not saved: the line has a control character") || output.contains("Q1"))
    #expect(!(try program.saved()).contains("\\u001b"))
    #expect(!output.contains("\u{1B}"))
  }

  @Test("15. A terminal that is dumb or unknown gets no escape sequence", arguments: TerminalKind.all)
  func dumb(_ kind: TerminalKind) throws {
    let (program, pty) = try kind.talk()
    pty.answer("Blux\u{7F}e", next: "Q2")
    pty.say("9\r", expecting: "Not saved", next: "Q2")
    pty.say("\u{15}/help\r", expecting: "/review", next: "Q2")
    pty.leave()
    #expect(pty.text.contains("\u{1B}") == kind.takesEscapes)
    #expect(try program.saved().contains("\"team\": \"Blue\""))
  }

  @Test(
    "16. SIGTERM ends this program alone, with what was saved and the terminal as it was", arguments: TerminalKind.all)
  func terminated(_ kind: TerminalKind) throws {
    let program = try Program(kind)
    let command = program.command().map { "'\($0)'" }.joined(separator: " ")
    let inner = "echo PID=$$; exec \(command)"
    let pty = try Pty(
      ["sh", "-c", "sh -c \"\(inner.escapedForDoubleQuotes)\"; echo EXIT=$?; read x"],
      environment: program.environment(kind.variables))
    try #require(pty.wait(for: "Q1"))
    let number = pty.text.split(separator: "PID=", omittingEmptySubsequences: false).dropFirst().first?.prefix {
      $0.isNumber
    }
    let process = try #require(number.flatMap { pid_t($0) })
    pty.answer("Blue", next: "Q2")
    pty.type("3 half", expecting: "half")
    kill(process, SIGTERM)
    #expect(pty.wait(for: "EXIT=143"), "got \(pty.unseen.debugDescription)")
    #expect(pty.settings == pty.foundSettings)
    pty.send("\r")
    #expect(pty.exitCode() == 0 || pty.exitCode() == 1)
    #expect(try program.saved().contains("\"team\": \"Blue\""))
  }

  @Test("17. The person's own file may choose vi, and ours still work", arguments: TerminalKind.all)
  func ownFile(_ kind: TerminalKind) throws {
    let program = try Program(
      editrc: (kind.isVi ? "bind -v\n" : "") + "sounding:bind ^G ed-kill-line\nother:bind ^I ed-insert\n")
    let pty = try program.start([], kind.variables)
    pty.answer("ab\(Press.left)\(Press.left)\(Press.control("g"))Blue", next: "Q2")
    pty.say("/stat\t\r", expecting: "answered", next: "Q2")
    pty.leave()
    #expect(try program.saved().contains("\"team\": \"Blue\""))
  }

  @Test(
    "18. In accessible mode a letter is a byte, and the paste switch the only escape sequence",
    arguments: TerminalKind.all)
  func accessible(_ kind: TerminalKind) throws {
    let program = try Program(kind)
    let pty = try program.start(["--accessible", "--color", "always"], kind.variables)
    #expect(pty.text.contains("Accessible mode: on (from --accessible)."))
    #expect(pty.wait(for: " "))
    pty.drain(milliseconds: 50)
    for letter in "Team of 5" {
      let before = pty.output.count
      pty.type(String(letter), expecting: String(letter))
      pty.drain(milliseconds: 20)
      #expect(pty.output.count == before + 1)
    }
    pty.answer("", next: "Q2")
    pty.say("9\r", expecting: "Not saved", next: "Q2")
    for command in ["/help", "/list", "/status", "/review", "/why", "?", "/timer 1m", "/set", "/people 3"] {
      pty.say("\u{15}\(command)\r", expecting: "\n", next: "Q2")
    }
    pty.answer("\u{15}3 5 1", next: "Q3")
    pty.answer("one\\\rtwo", next: "y/n")
    pty.leave()
    let rest = pty.text.split(separator: "\u{1B}", omittingEmptySubsequences: false).dropFirst()
    #expect(rest.allSatisfy { $0.hasPrefix("[?2004h") || $0.hasPrefix("[?2004l") })
    let saved = try program.saved()
    #expect(saved.contains("\"team\": \"Team of 5\"") && saved.contains("\"story\": \"one\\ntwo\""), "\(saved)")
  }

  @Test("19. Keys that mean nothing here put nothing into the text", arguments: TerminalKind.all)
  func unknownKeys(_ kind: TerminalKind) throws {
    let (program, pty) = try kind.talk()
    // F5, PgUp, PgDn, F1, the mouse, Shift-Tab, a reply of the terminal
    pty.answer("Bl\u{1B}[15~\u{1B}[5~\u{1B}[6~\u{1B}OP\u{1B}[<0;1;1M\u{1B}[Z\u{1B}]11;rgb:1/2/3\u{7}ue", next: "Q2")
    pty.leave()
    #expect(try program.saved().contains("\"team\": \"Blue\""))
  }

  @Test("20. A terminal one column wide is survived", arguments: TerminalKind.all)
  func narrow(_ kind: TerminalKind) throws {
    let (program, pty) = try kind.talk()
    pty.type("Bl", expecting: "Bl")
    pty.resize(columns: 1, rows: 1)
    pty.send("日")
    pty.drain(milliseconds: 50)
    pty.resize(columns: 80, rows: 24)
    pty.drain(milliseconds: 50)
    pty.answer("e", next: "Q2")
    pty.leave()
    #expect(try program.saved().contains("\"team\": \"Bl日e\""))
  }
}

extension String {
  fileprivate var escapedForDoubleQuotes: String {
    reduce(into: "") { text, character in
      if "$\"\\`".contains(character) { text += "\\" }
      text.append(character)
    }
  }
}
