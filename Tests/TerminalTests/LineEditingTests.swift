import Glibc
import Testing
import Text

/// The line editor in a real terminal: what is typed, and what the echo loop says it got.
@Suite struct LineEditingTests {
  @Test(
    "What is typed is what is got",
    arguments: [
      ("plain", "plain"), ("日本語", "日本語"), ("日本\(Press.left)語", "日語本"), ("日本語\u{7F}", "日本"),
      ("ab\(Press.left)\(Press.left)X", "Xab"), ("ab\(Press.control("a"))X\(Press.control("e"))Y", "XabY"),
      ("e\u{301}\(Press.control("a"))X", "X\u{E9}"), ("e\u{301}\u{7F}a", "a"),
      ("x\u{301}y\(Press.left)\(Press.left)Z", "Zx\u{301}y"),
      ("👩\u{200D}💻x\(Press.left)\u{7F}y", "yx"), ("🇩🇪\u{7F}a", "a"), ("one two\(Press.control("w"))X", "one X"),
      ("one two\(Press.left)\(Press.control("u"))", "o"), ("abc\u{1B}[1~\u{1B}[3~", "bc"),
      ("abc\(Press.control("a"))\(Press.control("d"))", "bc"),
      ("a b\u{1B}[1;5D\u{1B}[1;5DX", "Xa b"), ("a\u{1B}bX", "Xa"), ("abc\(Press.control("k"))d", "abcd"),
      // F5, PgUp, PgDn, F1, mouse, a reply
      ("\u{1B}[15~\u{1B}[5~\u{1B}[6~\u{1B}OP\u{1B}[<0;1;1Ma\u{1B}]11;rgb:1/2/3\u{7}", "a"),
      ("a\(Press.control("s"))", "a"), ("a\u{1B}[Z", "a"), ("\(Press.control("v"))\(Press.up)x", "x"),
      ("\u{2028}\u{202E}x", "\u{2028}\u{202E}x"),
    ])
  func typed(_ keys: String, _ text: String) throws {
    let pty = try Echo.start()
    pty.send(keys)
    pty.type(Press.enter, expecting: "got \(shown(text))")
    pty.quit()
  }

  @Test("Undo takes back a word, then the one before, then nothing more")
  func undo() throws {
    let pty = try Echo.start()
    for letter in "one two" { pty.type(String(letter), expecting: String(letter)) }
    pty.type("\u{1F}\r", expecting: "got \"one \"")
    pty.type("burst\u{1F}\u{1F}\u{1F}\r", expecting: "got \"\"")
    pty.quit()
  }

  @Test(
    "Several rows: four ways to make one, and moving among them",
    arguments: [
      ("one\\\rtwo", "one\ntwo"), ("one\(Press.altEnter)two", "one\ntwo"), ("one\u{1B}\ntwo", "one\ntwo"),
      ("one\u{1B}[13;2utwo", "one\ntwo"), ("one\u{1B}[27;2;13~two", "one\ntwo"),
      ("one\\\rtwo\(Press.up)X", "oneX\ntwo"),
      ("one\\\rtwo\(Press.up)\(Press.control("a"))\(Press.down)X", "one\nXtwo"),
      ("ab\\\rcd\(Press.left)\(Press.up)X\(Press.down)Y", "aXb\ncdY"),
      (Press.paste("one\r\ntwo\rthree\n"), "one\ntwo\nthree"),
      (Press.paste("a\tb"), "a    b"), ("x\(Press.left)\(Press.paste("1\n2"))", "1\n2x"),
    ])
  func severalRows(_ keys: String, _ text: String) throws {
    let pty = try Echo.start()
    pty.type(keys + Press.enter, expecting: "got \(shown(text)) of \(text.unicodeScalars.count)")
    pty.quit()
  }

  @Test("A backslash is only a backslash where an answer has one row")
  func singleRow() throws {
    let pty = try Echo.start(["--single"])
    pty.type("one\\\r", expecting: "got \"one\\\\\" of 4")
    pty.type("a\(Press.altEnter)", expecting: "got \"a\" of 1")
    pty.quit()
  }

  @Test("In vi mode arrows stay in insert mode, pastes are text, and commands work")
  func vi() throws {
    try Echo.withFile("bind -v\n") { path in
      let pty = try Echo.start([], ["EDITRC": path])
      pty.type("hello world\(Press.left)X\r", expecting: "got \"hello worlXd\"")
      pty.type("\(Press.paste("one\nTwo\nthree"))\r", expecting: "got \"one\\nTwo\\nthree\"")
      pty.type("abc\u{1B}0xi9\r", expecting: "got \"9bc\"")
      pty.type("abc", expecting: "abc")
      pty.send("\u{1B}")
      pty.drain(milliseconds: 200)
      pty.type("0x\r", expecting: "got \"bc\"")
      pty.quit()
    }
  }

  @Test("The user's own key bindings win, in the mode the user chose")
  func userFile() throws {
    let lines =
      "bind -v\nbind ^T ed-move-to-beg\necho-line:bind ^G ed-kill-line\nother:bind ^I ed-insert\nbind ^R ed-redisplay\n"
    try Echo.withFile(lines) { path in
      let pty = try Echo.start([], ["EDITRC": path])
      pty.type("ab\(Press.control("t"))X\(Press.control("g"))Y\r", expecting: "got \"XY\"")
      pty.type("/rev\t\r", expecting: "got \"/review \"")
      pty.type("b\(Press.up)\(Press.down)\r", expecting: "got \"b\"")
      pty.quit()
    }
  }

  @Test(
    "A prefilled line is text, whatever is in it",
    arguments: ["日本 and e", "a\tb", "one\ntwo", "\u{202E}evil", "quoted \"x\" \\"])
  func prefill(_ text: String) throws {
    let pty = try Echo.start(["--prefill", text])
    pty.type("!\(Press.enter)", expecting: "got \(shown(text + "!"))")
    #expect(!pty.text.contains("\u{202E}evil"))
    pty.quit()
  }

  @Test("Up brings back what starts with the text, search finds what contains it")
  func history() throws {
    let pty = try Echo.start(["--history", "first one", "--history", "second", "--history", "a\nb"])
    pty.type("\(Press.up)\r", expecting: "got \"a\\nb\"")
    pty.type("fi\(Press.up)\r", expecting: "got \"first one\"")
    pty.type("x\(Press.up)y\r", expecting: "got \"xy\"")
    pty.type("\(Press.control("r"))eco", expecting: "bck")
    pty.type("\r", expecting: "got \"second\"")
    pty.type("half", expecting: "half")  // Ctrl-C makes the kernel forget what isn't read yet
    pty.type(Press.control("c"), expecting: "interrupted \"half\"")
    pty.type("\(Press.up)\r", expecting: "got \"half\"")
    pty.quit()
  }

  @Test("Tab completes, and lists what is still open with what it means")
  func completion() throws {
    let pty = try Echo.start()
    pty.type("/rev\t\r", expecting: "got \"/review \"")
    pty.type("/r\t", expecting: "e")
    pty.type("\t", expecting: "/report  means /report")
    pty.type("p\t\r", expecting: "got \"/report \"")
    pty.type("x 日本\t", expecting: "日本語  means 日本語")
    pty.type("\r", expecting: "got \"x 日本\"")
    pty.quit()
  }

  @Test("Esc Esc goes back from an empty line only")
  func escape() throws {
    let pty = try Echo.start()
    pty.type("\u{1B}\u{1B}", expecting: "back\r\n")
    pty.send("\u{1B}")
    pty.drain(milliseconds: 150)
    pty.type("\u{1B}", expecting: "back\r\n")
    pty.type("text\u{1B}\u{1B}", expecting: "text")
    pty.drain(milliseconds: 150)
    pty.type("\r", expecting: "got \"text\"")
    pty.quit()
  }

  @Test("Ctrl-D leaves from an empty line and deletes in another")
  func endOfInput() throws {
    let pty = try Echo.start()
    pty.type("ab\(Press.left)\(Press.control("d"))\r", expecting: "got \"a\"")
    pty.type(Press.control("d"), expecting: "end of input")
    #expect(pty.exitCode() == 0)
    #expect(pty.settings == pty.foundSettings)
  }

  @Test("Ctrl-X Ctrl-E edits the line elsewhere")
  func editor() throws {
    try Echo.withFile("#!/bin/sh\nprintf 'edited\\nelsewhere\\n' > \"$1\"\n") { path in
      let folder = try newFolder()
      defer { rmdir(folder) }
      let pty = try Echo.start([], ["EDITOR": "sh \(path)", "TMPDIR": folder])
      pty.type("old\(Press.control("x"))\(Press.control("e"))", expecting: "editor edited(\"edited\\nelsewhere\")")
      pty.quit()
    }
  }

  @Test("Ctrl-L shows the question again")
  func clear() throws {
    let pty = try Echo.start()
    pty.type("abc\(Press.control("l"))", expecting: "Flow · question 3")
    pty.type("d\r", expecting: "got \"abcd\"")
    pty.quit()
  }

  @Test("A secret is not shown")
  func secret() throws {
    let pty = try Echo.start(["--secret"])
    #expect(pty.wait(for: "› "))
    #expect(pty.silentSoon())
    pty.type("hush\r", expecting: "got \"hush\"")
    #expect(pty.text.split(separator: "got").first?.contains("hush") == false)
    pty.type(Press.control("d"), expecting: "end of input")
  }

  @Test("Secrets that are typed ahead are taken one after the other, and not shown")
  func secrets() throws {
    let pty = try Echo.start(["--secret"])
    #expect(pty.wait(for: "› "))
    #expect(pty.silentSoon())
    pty.type("one\rtwo\rthree\r", expecting: "got \"one\"")
    for word in ["two", "three"] { #expect(pty.wait(for: "got \"\(word)\""), "\(pty.text)") }
    for number in 100..<300 {  // some come between two prompts
      pty.send("\(number)\r")
      pty.drain(milliseconds: 0)
      usleep(200)
    }
    for number in 100..<300 { #expect(pty.wait(for: "got \"\(number)\"")) }
    let shown = pty.text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("got") }
    #expect(shown.count > 200 && shown.allSatisfy { $0.filter(\.isNumber).count < 2 }, "\(Set(shown))")
    pty.type(Press.control("d"), expecting: "end of input")
  }

  @Test("While nothing is typed, a line can appear above the prompt")
  func idle() throws {
    let pty = try Echo.start(["--timer"])
    pty.send("half ")
    #expect(pty.wait(for: "one minute left\r\n"))
    #expect(pty.wait(for: "half "))
    pty.type("done\r", expecting: "got \"half done\"")
    pty.quit()
  }
}

/// A text as the echo loop shows it: Swift's debug description, with what steers terminals made visible.
func shown(_ text: String) -> String { sanitized(text.debugDescription) }
