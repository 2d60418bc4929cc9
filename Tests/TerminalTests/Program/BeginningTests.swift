import Glibc
import Testing

/// What these tests need of the machine.
private enum Surrounding {
  static let isStraceThere = access("/usr/bin/strace", X_OK) == 0

  static let canMount: Bool =
    ((try? TerminalTests.run(
      ["unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt && mount -o remount,ro /mnt"], input: [],
      environment: Echo.environment()))?.code ?? 1) == 0
}

/// What the program asks of the system, as strace sees it: when something is made on the disk, and how often it writes.
@Suite(
  .enabled(if: Program.isBuilt, "the program sounding is not built: its first steps were not watched"),
  .enabled(if: Surrounding.isStraceThere, "strace is not there: nobody watched when the disk is written to"))
struct BeginningTests {
  private func watched(_ program: Program, _ calls: String) -> [String] {
    ["/usr/bin/strace", "-f", "-s", "4096", "-o", program.home + "/calls", "-e", "trace=" + calls] + program.command()
  }

  private func calls(_ program: Program) -> [Substring] { content(program.home + "/calls").split(separator: "\n") }

  @Test("Nothing is made on the disk before the first question was shown")
  func afterThePrompt() throws {
    let program = try Program()
    let command = watched(program, "write,mkdir,mkdirat,openat,rename,renameat,renameat2,link,linkat")
    let pty = try Pty(command, environment: program.environment())
    pty.needed = program
    try #require(pty.wait(for: "Q1"), "got \(pty.text.debugDescription)")
    pty.answer("Blue", next: "Q2")
    pty.leave()
    let calls = calls(program)
    let shown = try #require(calls.firstIndex { $0.contains("write(1,") && $0.contains("Q1") })
    let making = calls.indices.filter { place in
      let call = calls[place]
      return call.contains("\(program.home)/.local") && !call.contains(" = -1 ")
        && (call.contains("mkdir") || call.contains("O_CREAT") || call.contains("rename") || call.contains("link"))
    }
    #expect(!making.isEmpty)
    for place in making where place < shown { Issue.record("before the prompt: \(calls[place])") }
  }

  @Test("A line that arrives at once comes out in one write", arguments: [false, true])
  func pasted(_ isBracketed: Bool) throws {
    let program = try Program()
    let pty = try Pty(watched(program, "write"), environment: program.environment())
    pty.needed = program
    try #require(pty.wait(for: "Q1"), "got \(pty.text.debugDescription)")
    #expect(pty.wait(for: " "))
    pty.drain(milliseconds: 100)
    let line = String(repeating: "zx", count: 25)
    pty.type(isBracketed ? Press.paste(line) : line, expecting: line)
    pty.answer("", next: "Q2")
    pty.leave()
    let writes = calls(program).filter { $0.contains("write(1,") && $0.contains("zx") }
    // The first is the echo; the answer isn't shown again.
    #expect(writes.count == 1, "\(writes)")
    #expect(writes.first?.contains(line) ?? false)
  }
}

/// A session on a disk that can't be written to: it can be looked at, and nothing pretends to be saved.
@Suite(
  .enabled(if: Program.isBuilt, "the program sounding is not built: no read-only disk was tried"),
  .enabled(if: Surrounding.canMount, "no mount may be made here: the read-only disk was not tried"))
struct ReadOnlyTests {
  @Test("It opens with a banner, can be looked around in, and refuses to save")
  func readOnly() throws {
    let program = try Program()
    _ = try program.run(Array("Blue\n4\n".utf8))
    let before = try program.saved()
    let data = program.home + "/.local/share/sounding"
    let command = program.command().map { "'\($0)'" }.joined(separator: " ")
    let mounting = "mount --bind '\(data)' '\(data)' && mount -o remount,bind,ro '\(data)' && exec \(command)"
    let pty = try Pty(["unshare", "-m", "sh", "-c", mounting], environment: program.environment())
    pty.needed = program
    try #require(pty.wait(for: "This session can only be read now"), "got \(pty.text.debugDescription)")
    #expect(pty.wait(for: "/rescue PATH"))
    #expect(pty.wait(for: "Q3"))
    pty.say("/review\r", expecting: "Blue", next: "Q3")
    pty.say("/why\r", expecting: "needed to finish", next: "Q3")
    pty.say("/report md \(program.home)/r.md\r", expecting: "r.md", next: "Q3")
    #expect(content(program.home + "/r.md").contains("Blue"))
    pty.say("It went well\r", expecting: "Not saved: this session can only be read now", next: "Q3")
    pty.send(Press.control("u") + "/quit\r")
    #expect(pty.exitCode() == 0)
    #expect(try program.saved() == before)
  }
}
