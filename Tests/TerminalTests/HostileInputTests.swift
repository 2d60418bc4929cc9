import Glibc
import Testing
import Text

@testable import Terminal

/// Bytes that no person types: they are refused with a reason, or kept exactly; never changed.
@Suite struct HostileInputTests {
  @Test(
    "Bytes at a terminal that are no text refuse the line",
    arguments: [
      ([0x61, 0xFF, 0x62], "not valid UTF-8"), ([0x61, 0xC3, 0x28], "not valid UTF-8"),
      ([0xED, 0xA0, 0x80], "not valid UTF-8"),
      ([0xC0, 0x80], "not valid UTF-8"), ([0xF8, 0x88, 0x80, 0x80, 0x80], "not valid UTF-8"),
      ([0x61, 0x00, 0x62], "control character"),
      ([0xC2, 0x9B, 0x33], "control character"), (Array("\u{1B}[200~a\u{FF}\0b\u{1B}[201~".utf8), "control character"),
      (Array("\u{1B}[200~a".utf8) + [0xFF] + Array("b\u{1B}[201~".utf8), "not valid UTF-8"),
      (Array("\u{1B}[200~\u{1B}[31mred\u{1B}[201~".utf8), "control character"),
      (Array("\u{10202E}".utf8), "control character"),
    ] as [([UInt8], String)])
  func refused(_ bytes: [UInt8], _ reason: String) throws {
    let pty = try Echo.start()
    pty.send(bytes)
    pty.type("\r", expecting: reason)
    // Keys count from the next prompt on: before it the terminal itself takes Ctrl-U.
    #expect(pty.wait(for: "Q3"))
    pty.send(Press.control("u"))
    pty.type("next\r", expecting: "got \"next\"")
    pty.quit()
  }

  @Test(
    "Strange text is kept as it is",
    arguments: [
      "\u{2028}", "a\u{202E}b", "\u{FEFF}x", "\u{E0041}", "\u{FFFD}", "\u{10FFFD}", "a\u{200B}b",
      "\u{1F3F4}\u{200D}\u{2620}\u{FE0F}",
    ])
  func kept(_ text: String) throws {
    let pty = try Echo.start()
    pty.type("\(Press.paste(text))\r", expecting: "of \(text.unicodeScalars.count)\r\n")
    let hidden = text.unicodeScalars.filter { $0.isDeceptive && $0 != "\u{200D}" }
    #expect(!pty.text.unicodeScalars.contains { hidden.contains($0) })
    pty.quit()
  }

  @Test("A paste of ten million bytes is refused within a second, and the next line is read")
  func hugePaste() throws {
    let pty = try Echo.start()
    let clock = ContinuousClock()
    let start = clock.now
    pty.send(Array("\u{1B}[200~".utf8) + [UInt8](repeating: 0x61, count: 10_000_000) + Array("\u{1B}[201~".utf8))
    let sent = clock.now
    pty.type("\r", expecting: "refused: the line is longer than 64 KiB")
    #expect(clock.now - sent < .seconds(1))
    #expect(sent - start < .seconds(20))
    pty.type("next\r", expecting: "got \"next\"")
    pty.quit()
  }

  @Test("Typing without end is refused at the limit")
  func hugeLine() throws {
    let pty = try Echo.start()
    pty.send([UInt8](repeating: 0x61, count: 200_000))
    pty.type("\r", expecting: "refused: the line is longer than 64 KiB")
    pty.quit(after: Press.control("u"))
  }

  @Test("A letter with thousands of marks is kept, in reasonable time")
  func marks() throws {
    let text = "a" + String(repeating: "\u{301}", count: 20_000)
    let pty = try Echo.start()
    pty.send(Press.paste(text))
    pty.type("\r", expecting: "of 20001\r\n")
    pty.send("a" + String(repeating: "\u{301}", count: 2_000))
    pty.type("\r", expecting: "of 2000\r\n")  // the first is composed
    pty.quit()
  }

  @Test(
    "In a pipe as well",
    arguments: [
      ([0x61, 0xFF], "refused: the line is not valid UTF-8\n"),
      ([0x00], "refused: the line has a control character in it\n"),
      ([0x61, 0x0D, 0x0A, 0x62], "got \"a\" of 1\ngot \"b\" of 1\n"), ([], ""), ([0x0A], "got \"\" of 0\n"),
      (Array("e\u{301}\u{2028}".utf8), "got \"e\u{301}<U+2028>\" of 3\n"),
    ] as [([UInt8], String)])
  func pipe(_ bytes: [UInt8], _ output: String) throws {
    let result = try run([Echo.path], input: bytes, environment: Echo.environment())
    #expect(result.output == output + "end of input\n")
    #expect(result.errors == "")
    #expect(result.code == 0)
    #expect(result.processorSeconds < 1)
  }

  @Test("A line of ten million bytes in a pipe is refused, and the next one read")
  func hugePipe() throws {
    let bytes = [UInt8](repeating: 0x61, count: 10_000_000) + Array("\nnext".utf8)
    let result = try run([Echo.path], input: bytes, environment: Echo.environment())
    #expect(result.output == "refused: the line is longer than 64 KiB\ngot \"next\" of 4\nend of input\n")
    #expect(result.processorSeconds < 1)
  }

  @Test("With nowhere to write to, the program ends at once")
  func full() throws {
    let result = try run(
      [Echo.path], input: Array("a\n".utf8), environment: Echo.environment(), outputPath: "/dev/full")
    #expect(result.code == 74)
    #expect(result.processorSeconds < 1)
  }

  @Test("Closed standard descriptors end the program, too", arguments: ["0<&-", "1>&-", "0<&- 1>&- 2>&-"])
  func noDescriptors(_ redirection: String) throws {
    let result = try run(
      ["sh", "-c", "'\(Echo.path)' \(redirection)"], input: Array("a\n".utf8), environment: Echo.environment())
    #expect(result.code == 0 || result.code == 74)
    #expect(result.processorSeconds < 1)
  }
}

extension Pty {
  func quit(after keys: String) {
    send(keys)
    quit()
  }
}
