import Glibc
import Testing

/// How the program is left or stopped, from outside and with keys, and what the terminal is like afterwards.
@Suite struct LeavingTests {
  /// What is going on when the signal comes.
  static let states = ["", "half a line", "two\\\rrows\(Press.up)", "\u{12}search", "\u{1B}[200~unfinished paste"]

  @Test(
    "A signal that ends the program restores the terminal and leaves with 128 and its number",
    arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGXCPU], states)
  func signals(_ signal: Int32, _ keys: String) throws {
    let pty = try Echo.start(["--history", "search me"])
    pty.send(keys)
    pty.drain(milliseconds: 50)
    kill(pty.child, signal)
    #expect(pty.wait(for: "terminated \(signal)"))
    #expect(pty.exitCode() == 128 + signal)
    #expect(pty.settings == pty.foundSettings)
    #expect(pty.text.hasSuffix("\u{1B}[?2004l\r\nterminated \(signal)\r\n"))
  }

  @Test("A closed pipe and a full file are errors, not signals that end the program", arguments: [SIGPIPE, SIGXFSZ])
  func ignoredSignals(_ signal: Int32) throws {
    let pty = try Echo.start()
    pty.type("ab", expecting: "b")
    kill(pty.child, signal)
    pty.type("c\r", expecting: "got \"abc\"")
    pty.quit()
  }

  @Test("A signal to leave reaches the user's editor first, and then ends the program", arguments: [SIGTERM, SIGHUP])
  func signalsDuringEditing(_ signal: Int32) throws {
    try Echo.withFile("echo editing; while :; do read -r line; done") { path in
      let folder = try newFolder()
      defer { rmdir(folder) }
      let pty = try Echo.start([], ["EDITOR": "sh \(path)", "TMPDIR": folder])
      pty.type("old\u{18}\u{05}", expecting: "editing")
      kill(pty.child, signal)
      #expect(pty.wait(for: "editor broken"))
      #expect(pty.wait(for: "terminated \(signal)"))
      #expect(pty.exitCode() == 128 + signal)
      #expect(pty.settings == pty.foundSettings)
    }
  }

  @Test("Ctrl-C in the user's editor is the editor's")
  func interruptDuringEditing() throws {
    try Echo.withFile("trap 'printf caught > \"$1\"; exit 0' INT; echo editing; while :; do sleep 1; done") { path in
      let folder = try newFolder()
      defer { rmdir(folder) }
      let pty = try Echo.start([], ["EDITOR": "sh \(path)", "TMPDIR": folder])
      pty.type("old\u{18}\u{05}", expecting: "editing")
      pty.type(Press.control("c"), expecting: "editor edited(\"caught\")")
      pty.type("next\r", expecting: "got \"next\"")
      pty.quit()
    }
  }

  @Test("A signal ends the reading of a secret, too, and the echo comes back")
  func secretSignals() throws {
    let pty = try Echo.start(["--secret"])
    #expect(pty.silentSoon())
    kill(pty.child, SIGTERM)
    #expect(pty.wait(for: "terminated 15"))
    #expect(pty.exitCode() == 143)
    #expect(pty.settings == pty.foundSettings)
  }

  @Test("SIGTERM is for this program alone: the script that runs it goes on")
  func nobodyElse() throws {
    let pty = try Pty(["sh", "-c", "\(Echo.path); echo code=$?"], environment: Echo.environment())
    #expect(pty.wait(for: "Q3 › "))
    let children = content("/proc/\(pty.child)/task/\(pty.child)/children")
    let program = try #require(children.split(separator: " ").compactMap { pid_t($0) }.first)
    kill(program, SIGTERM)
    #expect(pty.wait(for: "code=143"))
    #expect(pty.exitCode() == 0)
  }

  @Test("Ctrl-C drops the line, keeps it for Up, and does nothing to an empty one but say so")
  func interrupt() throws {
    let pty = try Echo.start()
    pty.type("one\\\rtwo\\\rthree\(Press.up)\(Press.up)", expecting: "three")
    pty.drain(milliseconds: 100)
    pty.type(Press.control("c"), expecting: "interrupted \"one\\ntwo\\nthree\"")
    pty.type(Press.control("c"), expecting: "interrupted \"\"")
    pty.type("\(Press.up)\r", expecting: "got \"one\\ntwo\\nthree\"")
    pty.quit()
    #expect(pty.settings == pty.foundSettings)
  }

  @Test("A terminal that is closed ends the program", arguments: ["", "half"])
  func closed(_ keys: String) throws {
    let pty = try Echo.start()
    pty.send(keys)
    pty.closeTerminal()
    let code = pty.exitCode()
    #expect(code == 129 || code == 74)
  }

  @Test("Suspended and continued, the line is still there, and the terminal the same as before, twenty times")
  func suspended() throws {
    let shell = ["bash", "--norc", "--noprofile", "-i"]
    let pty = try Pty(shell, environment: Echo.environment(["PS1": "shell> "]))
    #expect(pty.wait(for: "shell> "))
    pty.type("stty -a | md5sum; \(Echo.path)\r", expecting: "Q3 › ")
    for turn in 0..<20 {
      pty.type("a", expecting: "a")
      pty.type("\u{1A}", expecting: "shell> ")
      pty.type("stty -a | md5sum; fg\r", expecting: "Q3 › \(String(repeating: "a", count: turn + 1))")
    }
    pty.type("\r", expecting: "got \"\(String(repeating: "a", count: 20))\"")
    pty.type("quit\r", expecting: "shell> ")
    let sums = Set(pty.text.split(whereSeparator: \.isNewline).filter { $0.hasSuffix("  -") })
    #expect(sums.count == 1)
    pty.send("exit\r")
  }

  @Test("Stopped by somebody else and continued, the line goes on as well")
  func stoppedFromOutside() throws {
    let pty = try Echo.start()
    pty.type("ab", expecting: "b")
    kill(pty.child, SIGSTOP)
    kill(pty.child, SIGCONT)
    #expect(pty.wait(for: "Q3 › ab"))
    pty.type("c\r", expecting: "got \"abc\"")
    pty.quit()
  }

  @Test(
    "The editor of the user may be suspended and killed", arguments: ["kill -STOP $$; echo new > \"$1\"", "kill -9 $$"])
  func editorChild(_ script: String) throws {
    try Echo.withFile(script) { path in
      let shell = ["bash", "--norc", "--noprofile", "-i"]
      let folder = try newFolder()
      defer { rmdir(folder) }
      let variables = ["PS1": "shell> ", "EDITOR": "sh \(path)", "TMPDIR": folder]
      let pty = try Pty(shell, environment: Echo.environment(variables))
      #expect(pty.wait(for: "shell> "))
      pty.type("\(Echo.path)\r", expecting: "Q3 › ")
      pty.send("old\u{18}\u{05}")
      if script.contains("STOP") {
        #expect(pty.wait(for: "shell> "))
        pty.type("fg\r", expecting: "editor edited(\"new\")")
      } else {
        #expect(pty.wait(for: "editor broken"))
      }
      pty.type("quit\r", expecting: "bye")
      pty.send("exit\r")
    }
  }
}
