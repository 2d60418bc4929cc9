import Glibc
import Testing

/// Answers written in the person's own editor, from the line itself (Ctrl-X Ctrl-E).
@Suite(.enabled(if: Program.isBuilt, "the program sounding is not built: no editor was tried"))
struct EditorTests {
  private static let keys = Press.control("x") + Press.control("e")

  @Test("Where one line is asked for, an editor's lines come back as one, and are kept as they stand")
  func oneLine() throws {
    let program = try Program()
    let script = program.home + "/editor"
    try Program.write("#!/bin/sh\nprintf 'Blue\\n  and Green\\n\\nin one\\n' > \"$1\"\n", to: script)
    chmod(script, 0o700)
    let pty = try program.start([], ["EDITOR": script])
    pty.say("old" + Self.keys, expecting: "Q1", next: "Blue and Green in one")
    pty.answer("", next: "Q2")
    #expect(!pty.text.contains("read as"))
    pty.leave()
    #expect(try program.saved().contains("\"team\": \"Blue and Green in one\""))
  }

  @Test("Without an editor that is said at once, and the text is on the line again")
  func noEditor() throws {
    let program = try Program()
    let pty = try program.start([], ["EDITOR": "nonesuch", "VISUAL": "", "PATH": "/nowhere"])
    pty.say("Blue" + Self.keys, expecting: "No editor was found.", next: "Blue")
    pty.answer("", next: "Q2")
    pty.leave()
    #expect(try program.saved().contains("\"team\": \"Blue\""))
  }
}
