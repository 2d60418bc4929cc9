import Glibc
import Testing

/// Conversations with the program in a terminal: what only a terminal can show.
@Suite(.enabled(if: Program.isBuilt, "the program sounding is not built: no conversation at a terminal was tried"))
struct ProgramTests {
  @Test("Answers are saved, refused ones come back on the line, and the talk goes on where it was left")
  func conversation() throws {
    let program = try Program()
    let pty = try program.start()
    pty.answer("Team é 日", next: "Q2")
    pty.say("7777\r", expecting: "Not saved", next: "Q2")
    #expect(pty.wait(for: "7777"))
    pty.answer("\u{15}4 a weekly train", next: "Q3")
    pty.send(Press.control("d"))
    #expect(pty.wait(for: "sounding resume"))
    #expect(pty.exitCode() == 0)
    #expect(pty.settings == pty.foundSettings)
    let again = try program.start(prompt: "Q3")
    again.say("/list\r", expecting: "Team é 日", next: "Q3 ›")
    again.say("/quit\r", expecting: "sounding resume", next: "\r\n")
    #expect(again.exitCode() == 0)
  }

  @Test("kill -9 loses the half line, and nothing that was saved")
  func killed() throws {
    let program = try Program()
    let pty = try program.start()
    pty.answer("Blue é 日", next: "Q2")
    pty.type("3 half", expecting: "half")
    kill(pty.child, SIGKILL)
    #expect(pty.exitCode() == 137)
    let again = try program.start(prompt: "Q2")
    again.say("/list\r", expecting: "Blue é 日", next: "Q2 1-5")
    #expect(!again.text.contains("half"))
    again.say(Press.control("d"), expecting: "sounding resume", next: "\r\n")
    #expect(again.exitCode() == 0)
  }

  @Test(
    "A signal to leave restores the terminal and keeps what was saved", arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGXCPU])
  func signals(_ signal: Int32) throws {
    let program = try Program()
    let pty = try program.start()
    pty.answer("Blue", next: "Q2")
    pty.type("3 half", expecting: "half")
    kill(pty.child, signal)
    #expect(pty.exitCode() == 128 + signal)
    #expect(pty.settings == pty.foundSettings)
    let again = try program.start(prompt: "Q2")
    again.say("/list\r", expecting: "Blue", next: "Q2 1-5")
  }

  @Test("Ctrl-C drops a line, warns on an empty one, and leaves with 130 the second time")
  func interrupt() throws {
    let pty = try Program().start()
    pty.type("half", expecting: "half")
    pty.say(Press.control("c"), expecting: "^C", next: "Q1")
    pty.say("\(Press.up)", expecting: "half", next: "")
    pty.say(Press.control("c"), expecting: "^C", next: "Q1")
    pty.say(Press.control("c"), expecting: "Press Ctrl-C again", next: "Q1")
    pty.send(Press.control("c"))
    #expect(pty.exitCode() == 130)
    #expect(pty.settings == pty.foundSettings)
  }

  @Test("A paste of three lines is one answer, in emacs and in vi mode", arguments: [nil, "bind -v\n"])
  func paste(_ editrc: String?) throws {
    let program = try Program(editrc: editrc)
    let pty = try program.start()
    pty.answer("Blue\(Press.left)X", next: "Q2")
    pty.answer("4", next: "Q3")
    pty.answer(Press.paste("one\r\nTwo\rthree\n") + "\\\rfour\(Press.altEnter)five", next: "y/n")
    pty.say("/history story\r", expecting: "five", next: "")
    pty.say("/list\r", expecting: "BluXe", next: "")
    pty.send(Press.control("c") + Press.control("c"))
  }

  @Test("On a dumb or unknown terminal nothing but text is sent", arguments: ["dumb", "no-such-terminal", ""])
  func dumb(_ name: String) throws {
    let pty = try Program().start([], ["TERM": name])
    pty.answer("Bluf\u{7F}e", next: "Q2")
    pty.say("9999\r", expecting: "Not saved", next: "Q2")
    #expect(pty.wait(for: "9999"))
    pty.say("\u{15}/help\r", expecting: "/review", next: "Q2")
    pty.say("/quit\r", expecting: "sounding resume", next: "\r\n")
    #expect(pty.exitCode() == 0)
    #expect(!pty.text.contains("\u{1B}"))
  }

  @Test("In accessible mode a key is a byte, and the only escape sequence the paste switch")
  func accessible() throws {
    let pty = try Program().start(["--color", "always"], ["ACCESSIBLE": "1"])
    #expect(pty.text.contains("Accessible mode: on"))
    #expect(pty.wait(for: " "))
    for letter in "Team" {
      let before = pty.output.count
      pty.type(String(letter), expecting: String(letter))
      pty.drain(milliseconds: 20)
      #expect(pty.output.count == before + 1)
    }
    pty.answer("", next: "Q2")
    pty.say("9999\r", expecting: "Not saved", next: "Q2")
    #expect(pty.wait(for: "9999"))
    pty.say("\u{15}/re\t", expecting: "possible completions", next: "/re")
    pty.say("\u{15}/help\r", expecting: "/review", next: "Q2")
    pty.say("/quit\r", expecting: "sounding resume", next: "\r\n")
    let rest = pty.text.split(separator: "\u{1B}", omittingEmptySubsequences: false).dropFirst()
    #expect(rest.allSatisfy { $0.hasPrefix("[?2004h") || $0.hasPrefix("[?2004l") })
  }

  @Test("Answers beyond ASCII survive a locale that knows none")
  func locale() throws {
    let program = try Program()
    let pty = try program.start([], ["LC_ALL": "C"])
    pty.answer("é 日", next: "Q2")
    pty.say("/list\r", expecting: "é 日", next: "Q2")
    #expect(!pty.text.contains("✓") && !pty.text.contains("›"))
    kill(pty.child, SIGKILL)
    #expect(pty.exitCode() == 137)  // until then it holds the session's lock
    let again = try program.start(prompt: "Q2")
    again.say("/list\r", expecting: "é 日", next: "Q2")
  }

  @Test("Suspended and continued in the middle of an answer")
  func suspended() throws {
    let program = try Program()
    let shell = ["bash", "--norc", "--noprofile", "-i"]
    let pty = try Pty(shell, environment: program.environment(["PS1": "shell> "]))
    #expect(pty.wait(for: "shell> "))
    pty.type("stty -a | md5sum; \(program.command().joined(separator: " "))\r", expecting: "Q1 ›")
    pty.type("Bl", expecting: "Bl")
    pty.type("\u{1A}", expecting: "shell> ")
    pty.type("stty -a | md5sum; fg\r", expecting: "Bl")
    pty.answer("ue", next: "Q2")
    pty.say("/list\r", expecting: "Blue", next: "Q2 1-5")
    pty.say("/quit\r", expecting: "sounding resume", next: "shell> ")
    pty.type("stty -a | md5sum\r", expecting: "  -")
    let sums = Set(pty.text.split(whereSeparator: \.isNewline).filter { $0.hasSuffix("  -") })
    #expect(sums.count == 1)
    pty.send("exit\r")
  }

  @Test("A text that steers terminals is kept, and shown harmless")
  func hostile() throws {
    let pty = try Program().start()
    pty.answer(Press.paste("a\u{202E}b\u{200B}c"), next: "Q2")
    pty.say("/list\r", expecting: "a<U+202E>b<U+200B>c", next: "Q2")
    pty.say("/back\r", expecting: "Q1", next: "")
    pty.say("\r", expecting: "kept: Q1", next: "Q2")
    pty.say("/quit\r", expecting: "sounding resume", next: "\r\n")
    #expect(!pty.text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{200B}" })
  }

  @Test("Tab completes questions, topics and settings behind their commands")
  func arguments() throws {
    let pty = try Program().start()
    pty.answer("Blue", next: "Q2")
    pty.type("/go tea\t", expecting: "m ")
    pty.send("\r")
    #expect(pty.wait(for: "Q1"))
    #expect(pty.wait(for: "Blue"))
    pty.say(Press.control("u") + "/help priv\t\r", expecting: "no telemetry", next: "Q1")
    pty.say(Press.control("u") + "/set acc\ton\r", expecting: "accessible is now on", next: "Q1")
    #expect(pty.wait(for: "Blue"))
    pty.send(Press.control("u"))
    pty.leave()
  }

  @Test("Where an answer is one line, a paste of several becomes one, and the screen says how it was read")
  func joined() throws {
    let program = try Program()
    let pty = try program.start()
    #expect(pty.wait(for: " "))
    pty.say(Press.paste("Blue\nand green") + "\r", expecting: "read as \"Blue and green\"", next: "Q2")
    #expect(pty.wait(for: " "))
    pty.leave()
    #expect(try program.saved().contains("\"team\": \"Blue and green\""))
  }

  @Test("In a blind round nothing typed is shown, and a vote too many is no answer to the next question")
  func blind() throws {
    let pty = try Program().start()
    pty.answer("Blue", next: "Q2")
    pty.say("/people 3\r", expecting: "3 people", next: "Q2")
    pty.say("/blind on\r", expecting: "One vote after the other", next: "P1 ›")
    #expect(pty.silentSoon())
    pty.say("4\r5\r3\r77777\r", expecting: "Votes: 4 5 3", next: "Q3")
    pty.drain(milliseconds: 50)
    #expect(!pty.text.contains("77777"))
    pty.answer("hello", next: "Finish")
    pty.send(Press.control("c") + Press.control("c"))
  }

  @Test("A line that is no text is refused with the reason, and the question asked again")
  func refused() throws {
    let pty = try Program().start()
    pty.send([0x61, 0xFF])
    pty.say("\r", expecting: "not valid UTF-8", next: "Q1")
    pty.send(Press.control("u"))
    pty.answer("Blue", next: "Q2")
  }

  @Test("Lines from a pipe: CR LF, no line end at the end, and a talk that is left open ends with 75")
  func pipe() throws {
    let program = try Program()
    let result = try program.run(Array("Blue é\r\n4\r\n/list\r\none".utf8))
    #expect(result.output.contains("Blue é"))
    #expect(!result.output.contains("\u{1B}") && !result.output.contains("\r"))
    #expect(result.errors == "")
    let left = try Program().run(Array("Blue\n".utf8))
    #expect(left.code == 75)
    #expect(left.processorSeconds < 1)
  }

  @Test("With no room for what it says, the program ends at once and says why in its code")
  func full() throws {
    let program = try Program()
    let result = try TerminalTests.run(
      program.command(), input: Array("Blue\n4\n".utf8), environment: program.environment(), outputPath: "/dev/full")
    #expect(result.code == 74)
    #expect(result.processorSeconds < 1)
  }
}

/// What a real screen shows of a conversation.
@Suite(
  .enabled(if: Tmux.isInstalled, "tmux is not installed: nothing is known about the screen"),
  .enabled(if: Program.isBuilt, "the program sounding is not built: no conversation at a terminal was tried"))
struct ProgramScreenTests {
  @Test("The window gets narrower and wider while an answer is typed")
  func resizing() throws {
    let program = try Program()
    let tmux = try Tmux(program.command(), environment: program.environment(), columns: 80, rows: 24)
    tmux.expect(last: ["Which team is this?", "Q1 ›"])
    let text = "abcdefghi abcdefghi abcdefghi abcdefghi abcdefghi end"
    try tmux.type(text)
    tmux.expect(last: ["Which team is this?", "Q1 › " + text])
    try tmux.resize(40, 24)
    tmux.expect(last: ["Which team is this?", "Q1 › " + text.prefix(35), String(text.dropFirst(35))])
    try tmux.resize(80, 24)
    tmux.expect(last: ["Which team is this?", "Q1 › " + text])
    try tmux.press("Enter")
    tmux.expect(last: ["Which team is this?", "Q1 › " + text, "  ✓ Q1 — saved"])
  }

  @Test("Ctrl-L leaves the question and what is typed on a clean screen")
  func clear() throws {
    let program = try Program()
    let tmux = try Tmux(program.command(), environment: program.environment(), columns: 80, rows: 24)
    tmux.expect(last: ["Which team is this?", "Q1 ›"])
    try tmux.type("Blue")
    try tmux.press("Enter")
    tmux.expect(last: ["How often does it release?", "Q2 1-5 ›"])
    try tmux.type("4 we")
    try tmux.press("C-l")
    tmux.expect(["  ✓ Q1 — saved", "", "Talk · question 2 of 3", "How often does it release?", "Q2 1-5 › 4 we"])
  }
}
