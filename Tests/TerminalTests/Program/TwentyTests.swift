import Glibc
import Testing

/// Twenty things that stock libedit or a careless program gets wrong, each in every kind of terminal.
///
/// A test says what is typed and what must be saved, exactly; what the screen looks like is in `ProgramScreenTests` and
/// `ScreenLayoutTests`. A failure names the terminal; run it alone and look at `pty.text`.
@Suite(.enabled(if: Program.isBuilt, "the program sounding is not built: none of the twenty was tried"))
struct TwentyTests {
  /// Types the first answer, and checks what is saved.
  private func first(
    _ kind: TerminalKind, _ keys: String, saves text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let (program, pty) = try kind.talk()
    #expect(pty.wait(for: " "))
    pty.answer(keys, next: "Q2", sourceLocation: sourceLocation)
    pty.leave(sourceLocation: sourceLocation)
    let saved = try program.saved()
    #expect(saved.contains("\"team\": \"\(text)\""), "\(saved)", sourceLocation: sourceLocation)
  }

  @Test("1. Wide letters are typed, inserted, deleted and wrapped", arguments: TerminalKind.all)
  func wide(_ kind: TerminalKind) throws {
    let row = String(repeating: "日本語", count: 15)
    let keys = "\(row)\(Press.left)中\(Press.left)\(Press.left)\u{7F}"
    try first(kind, keys, saves: "\(row.dropLast(3))本中語")
  }

  @Test("2. A letter and its accent stay one letter when something is put before them", arguments: TerminalKind.all)
  func accent(_ kind: TerminalKind) throws {
    let home = kind.isVi ? "\u{1B}[H" : Press.control("a")
    try first(kind, "e\u{301}\(home)X", saves: "X\u{E9}")
  }

  @Test("3. Colour in the prompt ends before what is typed", arguments: TerminalKind.all)
  func colour(_ kind: TerminalKind) throws {
    let pty = try Program(kind).start(["--color", "always"], kind.variables)
    pty.type("Blue", expecting: "Blue")
    let before = pty.text.upTo("Blue")
    let last = before.split(separator: "\u{1B}").last.map(String.init) ?? ""
    if kind.takesEscapes {
      #expect(before.contains("\u{1B}[1;36m"))
      #expect(last.hasPrefix("[0m") || last.hasPrefix("[?2004h"), "\(last.debugDescription)")
    } else {
      #expect(!before.contains("\u{1B}"))
    }
    pty.send("\r")
    pty.leave()
  }

  @Test("4. A paste of three lines is one answer", arguments: TerminalKind.all)
  func paste(_ kind: TerminalKind) throws {
    let (program, pty) = try kind.talk()
    pty.answer("Blue", next: "Q2")
    pty.answer("4", next: "Q3")
    pty.answer(Press.paste("one\r\nTwo\rthree\n"), next: "y/n")
    pty.leave()
    #expect(try program.saved().contains("\"story\": \"one\\nTwo\\nthree\""))
  }

  @Test("5. An arrow key doesn't end typing", arguments: TerminalKind.all)
  func arrows(_ kind: TerminalKind) throws {
    try first(kind, "hello world\(Press.left)X\(Press.right)Y", saves: "hello worlXdY")
  }

  @Test("6. The window gets wider and narrower around a line that wraps", arguments: TerminalKind.all)
  func resize(_ kind: TerminalKind) throws {
    let program = try Program(kind)
    let pty = try program.start([], kind.variables, columns: 60)
    let text = String(repeating: "abcdefgh ", count: 12)
    pty.type(text + "end", expecting: "end")
    for columns: UInt16 in [40, 80, 60] {
      pty.resize(columns: columns, rows: 24)
      pty.drain(milliseconds: 50)
    }
    pty.answer("!", next: "Q2")
    pty.leave()
    #expect(try program.saved().contains("\"team\": \"\(text)end!\""))
  }

  @Test("7. Ctrl-C on the top row of three drops the line; Up brings all of it back", arguments: TerminalKind.all)
  func interrupt(_ kind: TerminalKind) throws {
    let (program, pty) = try kind.talk()
    let text = String(repeating: "abcdefgh ", count: 24)
    pty.type(text + "end", expecting: "end")
    pty.send("\u{1B}[H")
    pty.say(Press.control("c"), expecting: "^C", next: "Q1")
    #expect(pty.wait(for: " "))
    pty.type(Press.up, expecting: "end")
    pty.answer("", next: "Q2")
    pty.leave()
    #expect(try program.saved().contains("\"team\": \"\(text)end\""))
  }

  @Test("8. Suspended and continued, what was typed is there and can be typed on", arguments: TerminalKind.all)
  func suspend(_ kind: TerminalKind) throws {
    let program = try Program(kind)
    let shell = ["bash", "--norc", "--noprofile", "--noediting", "-i"]
    let variables = kind.variables.merging(["PS1": "shell> "]) { $1 }
    let pty = try Pty(shell, environment: program.environment(variables))
    #expect(pty.wait(for: "shell> "))
    pty.type(program.command().joined(separator: " ") + "\r", expecting: "Q1")
    #expect(pty.wait(for: " "))
    pty.type("Bl", expecting: "Bl")
    for _ in 0..<3 {
      pty.type("\u{1A}", expecting: "shell> ")
      pty.type("fg\r", expecting: "Bl")
    }
    pty.answer("ue", next: "Q2")
    pty.say("/quit\r", expecting: "sounding resume", next: "shell> ")
    pty.send("exit\r")
    #expect(try program.saved().contains("\"team\": \"Blue\""))
  }

  @Test("9. Ctrl-D deletes in a line, and leaves from an empty one", arguments: TerminalKind.all)
  func end(_ kind: TerminalKind) throws {
    let (program, pty) = try kind.talk()
    pty.answer("Blute\(Press.left)\(Press.left)\(Press.control("d"))", next: "Q2")
    pty.say(Press.control("d"), expecting: "sounding resume", next: "\n")
    #expect(pty.exitCode() == 0)
    #expect(pty.settings == pty.foundSettings)
    #expect(try program.saved().contains("\"team\": \"Blue\""))
  }

  @Test("10. An answer that is brought back holds its rows, tabs and wide letters", arguments: TerminalKind.all)
  func prefill(_ kind: TerminalKind) throws {
    let (program, pty) = try kind.talk()
    pty.answer("Blue", next: "Q2")
    pty.answer("4", next: "Q3")
    pty.answer(Press.paste("a\tb\n日本\nc"), next: "y/n")
    pty.say("/back\r", expecting: "日本", next: "c")
    pty.send("d\r")
    #expect(pty.wait(for: "saved"))
    #expect(pty.wait(for: "y/n"))
    pty.leave()
    #expect(try program.saved().contains("\"story\": \"a    b\\n日本\\ncd\""))
  }
}

extension String {
  /// What comes before a text that stands in it.
  fileprivate func upTo(_ text: String) -> Substring {
    var place = startIndex
    while place < endIndex, !self[place...].hasPrefix(text) { place = index(after: place) }
    return self[..<place]
  }
}
