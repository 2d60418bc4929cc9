import Glibc
import Testing

/// Terminals and locales of every kind.
@Suite struct TerminalKindTests {
  @Test(
    "A terminal that is dumb, unknown or not named gets no escape sequence and no complaint",
    arguments: ["dumb", "no-such-terminal", "", "../../etc/passwd"])
  func dumb(_ name: String) throws {
    let pty = try Echo.start(["--colour", "--history", "earlier"], ["TERM": name])
    pty.type("some textX\u{7F}\(Press.left)\(Press.left)Y\r", expecting: "got \"some teYxt\"")
    pty.type("\(Press.up)\r", expecting: "got \"some teYxt\"")
    pty.type("/r\t\tv\t\r", expecting: "got \"/review \"")
    pty.type("half", expecting: "half")
    pty.type(Press.control("c"), expecting: "interrupted \"half\"")
    pty.quit()
    #expect(!pty.text.contains("\u{1B}"))
    #expect(!pty.text.contains("termcap") && !pty.text.contains("No entry"))
    #expect(pty.text.contains("Q3 > ") || name != "dumb")
  }

  @Test("In accessible mode a key is one byte, and nothing but the paste switch is an escape sequence")
  func accessible() throws {
    let pty = try Echo.start(["--colour", "--accessible"])
    #expect(pty.wait(for: "› "))
    for letter in "Every key 1 byte" {
      let before = pty.output.count
      pty.type(String(letter), expecting: String(letter))
      pty.drain(milliseconds: 20)
      #expect(pty.output.count == before + 1)
    }
    pty.type("\r", expecting: "got \"Every key 1 byte\"")
    pty.type("/r\t\t", expecting: "2 possible completions:\r\n/review: means /review\r\n/report: means /report\r\n")
    pty.type("v\t\(Press.left)\(Press.left)\u{7F}x\r", expecting: "got \"/revixw \"")
    pty.type("\(Press.up)\(Press.control("l"))\r", expecting: "got \"/revixw \"")
    pty.type(Press.paste("a\nb") + "\r", expecting: "got \"a\\nb\"")
    pty.quit()
    let rest = pty.text.split(separator: "\u{1B}", omittingEmptySubsequences: false).dropFirst()
    #expect(rest.allSatisfy { $0.hasPrefix("[?2004h") || $0.hasPrefix("[?2004l") })
  }

  @Test(
    "Letters beyond ASCII survive any locale",
    arguments: [["LC_ALL": "C"], ["LANG": "de_DE.UTF-8"], ["LANG": ""], ["LC_ALL": "POSIX"]])
  func locales(_ variables: [String: String]) throws {
    let pty = try Echo.start([], variables)
    pty.type("é 日\r", expecting: "got \"é 日\" of 3")
    pty.type("\(Press.up)!\r", expecting: "got \"é 日!\" of 4")
    pty.quit()
  }

  @Test("Signs are ASCII where the user's codeset is, and only the signs")
  func ascii() throws {
    let pty = try Echo.start(["--history", "日"], ["LC_ALL": "C"])
    pty.type("\(Press.up)\r", expecting: "got \"日\"")
    #expect(pty.text.contains("Q3 > ") && !pty.text.contains("›"))
    pty.quit()
  }

  @Test("A terminal of any size is survived", arguments: [(1, 1), (1, 5), (2, 2), (5, 1), (500, 200), (0, 0)])
  func sizes(_ columns: UInt16, _ rows: UInt16) throws {
    let pty = try Echo.start(columns: columns)
    pty.resize(columns: columns, rows: rows)
    pty.send("日本語 some text\(Press.left)\(Press.left)")
    pty.resize(columns: 1, rows: 1)
    pty.send("X")
    pty.resize(columns: 80, rows: 24)
    pty.drain(milliseconds: 50)
    pty.type("\r", expecting: "got \"日本語 some teXxt\"")
    pty.quit()
  }

  @Test("Colour is in the prompt alone; what is typed has none")
  func colour() throws {
    let pty = try Echo.start(["--colour"])
    #expect(pty.wait(for: " "))
    #expect(pty.text.hasSuffix("\u{1B}[1;36mQ3 ›\u{1B}[0m "))
    pty.type("plain\r", expecting: "got \"plain\"")
    pty.quit()
  }

  @Test("With the output in a file, lines are read without an editor")
  func outputInFile() throws {
    let folder = try newFolder()
    defer {
      unlink(folder + "/out")
      rmdir(folder)
    }
    let command = "'\(Echo.path)' > '\(folder)/out'; cat '\(folder)/out'; echo; echo done"
    let pty = try Pty(["sh", "-c", command], environment: Echo.environment())
    pty.send("one\rquit\r")
    #expect(pty.wait(for: "done\r\n"))
    #expect(pty.text.contains("got \"one\" of 3"))
    #expect(!pty.text.contains("\u{1B}"))
    #expect(pty.exitCode() == 0)
  }

  @Test("Memory of the program is never written to a core file")
  func noCore() throws {
    let pty = try Echo.start()
    #expect(
      content("/proc/\(pty.child)/limits").split(whereSeparator: \.isNewline).contains {
        $0.hasPrefix("Max core file size") && $0.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"]
      })
    pty.quit()
  }
}
