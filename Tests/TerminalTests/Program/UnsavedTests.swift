import Glibc
import Testing

/// A disk that doesn't take an answer, and journals whose end is not as it was left.
@Suite(.enabled(if: Program.isBuilt, "the program sounding is not built: no unsaved answer was tried"))
struct UnsavedTests {
  private func journal(_ program: Program) throws -> String {
    let folder = program.home + "/.local/share/sounding/default/sessions/short-talk"
    let names = try TerminalTests.run(["ls", folder], input: [], environment: program.environment()).output
    let name = try #require(names.split(separator: "\n").first { $0.hasSuffix(".jsonl") })
    return "\(folder)/\(name)"
  }

  @Test("What the disk doesn't take stays on the line; it is saved again, or rescued, when there is room")
  func full() throws {
    let program = try Program()
    let command = program.command().map { "'\($0)'" }.joined(separator: " ")
    // Files may have 4 KiB: the journal's first lines fit, a long answer doesn't.
    let pty = try Pty(["sh", "-c", "ulimit -S -f 8; exec \(command)"], environment: program.environment())
    try #require(pty.wait(for: "Q1"))
    let text = String(repeating: "blue-green-", count: 600) + "end"
    pty.say(Press.paste(text) + "\r", expecting: "Not saved: cannot write", next: "Make room, then try again")
    #expect(pty.wait(for: "Q1"))
    pty.say(Press.control("u") + "/retry\r", expecting: "Not saved", next: "Q1")
    pty.say(Press.control("u") + "/rescue \(program.home)/no/such/place\r", expecting: "Not written", next: "Q1")
    let room = try TerminalTests.run(
      ["prlimit", "--pid", "\(pty.child)", "--fsize=unlimited:unlimited"], input: [], environment: Echo.environment())
    #expect(room.code == 0, "\(room.errors)")
    pty.say(
      Press.control("u") + "/rescue \(program.home)/rescued.jsonl\r", expecting: "written and flushed", next: "Q1")
    #expect(content(program.home + "/rescued.jsonl").contains("green-end"))
    pty.say("/retry\r", expecting: "saved", next: "Q2")
    pty.leave()
    #expect(try program.saved().contains("green-end"))
  }

  @Test("An unfinished write at the end is set aside, and the screen says so")
  func torn() throws {
    let program = try Program()
    _ = try program.run(Array("Blue\n".utf8))
    try append("{\"n\":9", to: try journal(program))
    let pty = try program.start(prompt: "Q2")
    #expect(pty.text.contains("1 unfinished write (6 bytes) was set aside; everything that was saved is here."))
    pty.leave()
    #expect(try program.saved().contains("\"team\": \"Blue\""))
  }

  @Test("A whole last line that doesn't verify is set aside only when somebody says so", arguments: [false, true])
  func rotten(_ isAgreed: Bool) throws {
    let program = try Program()
    _ = try program.run(Array("Blue\n".utf8))
    let path = try journal(program)
    let changed = content(path).split(separator: "Blue").joined(separator: "Glue")
    unlink(path)
    try Program.write(changed, to: path)
    let before = content(path)
    let pty = try program.start(prompt: "y/n")
    #expect(pty.text.contains("whole but does not verify"))
    pty.send(isAgreed ? "y\r" : "n\r")
    if isAgreed {
      #expect(pty.wait(for: "Q1"))
      #expect(pty.wait(for: " "))
      pty.answer("Green", next: "Q2")
      pty.leave()
      #expect(try program.saved().contains("\"team\": \"Green\""))
      let torn = program.home + "/.local/share/sounding/default/sessions/short-talk/torn"
      let kept = try TerminalTests.run(["sh", "-c", "cat '\(torn)'/*"], input: [], environment: program.environment())
      #expect(kept.output.contains("Glue"))
    } else {
      #expect(pty.exitCode() == 65)
      #expect(content(path) == before)
    }
  }

  @Test("Without anybody to ask, a rotten last line stops the session")
  func nobody() throws {
    let program = try Program()
    _ = try program.run(Array("Blue\n".utf8))
    let path = try journal(program)
    let changed = content(path).split(separator: "Blue").joined(separator: "Glue")
    unlink(path)
    try Program.write(changed, to: path)
    let result = try program.run(Array("Green\n".utf8))
    #expect(result.code == 65 && result.errors.contains("can only be read"), "\(result.errors)")
    #expect(content(path) == changed)
  }

  @Test("The demo leaves its report and nothing else, unless it is kept", arguments: [false, true])
  func demo(_ isKept: Bool) throws {
    let program = try Program()
    let pty = try Pty([Program.path, "run", "demo"], environment: program.environment())
    for (line, next) in [("4", "Q2"), ("3", "Q3"), ("Fewer meetings", "/keep")] {
      #expect(pty.wait(for: "›"))
      pty.type(line + "\r", expecting: next)
    }
    #expect(pty.wait(for: "›"))
    pty.send(isKept ? "/keep\r" : "\r")
    #expect(pty.exitCode() == 0)
    let folder = program.home + "/.local/share/sounding/default"
    #expect((access(folder + "/sessions/demo", F_OK) == 0) == isKept)
    #expect(content(folder + "/demo.html").contains("Fewer meetings"))
  }

  private func append(_ text: String, to path: String) throws {
    let file = open(path, O_WRONLY | O_APPEND)
    try #require(file >= 0)
    defer { close(file) }
    #expect(write(file, Array(text.utf8), text.utf8.count) == text.utf8.count)
  }
}
