import Testing
import Text

/// Texts that try to steer the terminal, in every place where the program shows a text it didn't write.
@Suite struct PayloadTests {
  /// What must not reach the terminal, each before a mark that tells it from the editor's own movements.
  static let payloads: [String] = {
    let controls = (1...0x1F).filter { $0 != 0x0A }.compactMap { Unicode.Scalar($0) }
    let others: [Unicode.Scalar] = [
      "\u{7F}", "\u{80}", "\u{84}", "\u{85}", "\u{8D}", "\u{90}", "\u{98}", "\u{9B}", "\u{9C}", "\u{9D}", "\u{9E}",
      "\u{9F}",
      "\u{61C}", "\u{200B}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}",
      "\u{202E}",
      "\u{2060}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}", "\u{FEFF}", "\u{2028}", "\u{2029}", "\u{FFF9}",
      "\u{FFFB}",
      "\u{E0001}", "\u{E0041}", "\u{E007F}",
    ]
    let sequences = [
      "\u{1B}]0;", "\u{1B}]52;c;", "\u{1B}]8;;http:", "\u{1B}]1337;", "\u{1B}P+q", "\u{1B}[6n", "\u{1B}[21t",
      "\u{1B}[31m", "\u{1B}c",
      "\u{1B}[?1049h", "\u{1B}[2J", "\u{1B}[200~", "\u{9B}31m", "\u{1B}_G", "\u{1B}^", "\u{1B}X", "\u{1B}#8",
      "\u{1B}(0",
    ]
    return (controls + others).map { String($0) + mark } + sequences.map { $0 + mark }
  }()

  static let mark = "EVIL"

  @Test(
    "Nothing of others steers the terminal: prompt, question, candidates, notes, history, prefill, title",
    arguments: payloads)
  func nowhere(_ payload: String) throws {
    let pty = try Echo.start(["--payload", payload, "--history", "h" + payload, "--prefill", "p" + payload])
    #expect(pty.wait(for: "Q3 ›"))  // the first one was the title
    pty.send("\u{15}")
    pty.send("\u{0C}")
    #expect(pty.wait(for: "Flow"))
    pty.send("/re\t")
    #expect(pty.wait(for: "means /review"))
    pty.send("\u{15}h\(Press.up)")
    pty.drain(milliseconds: 30)
    pty.send("\r")
    #expect(pty.wait(for: "\r\n"))
    pty.send(Press.control("u") + Press.control("d"))
    pty.drain(milliseconds: 30)
    expectHarmless(pty.text, payload)
  }

  @Test("Nor do the notes that appear while nothing is typed")
  func idleNotes() throws {
    let pty = try Echo.start(["--payload", Self.payloads.joined(), "--timer"])
    #expect(pty.wait(for: "one minute left"))
    let before = pty.seenCount
    #expect(pty.wait(for: "\r\n"))
    let note = String(decoding: pty.output[before..<pty.seenCount - 2], as: UTF8.self)
    for payload in Self.payloads { expectHarmless(note, payload) }
  }

  private func expectHarmless(_ text: String, _ payload: String) {
    #expect(!text.utf8.contains(payload), "\(text.debugDescription)")
    let hidden = text.unicodeScalars.filter { $0.value >= 0x7F && $0.isDeceptive }
    #expect(hidden.isEmpty)
    #expect(text.contains(Self.mark), "it was shown, in a harmless form")
  }

  @Test("There are at least sixty of them")
  func count() { #expect(Self.payloads.count >= 60) }
}

extension String.UTF8View {
  /// Whether the bytes of a text are in these, next to each other.
  fileprivate func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    let all = Array(self)
    guard all.count >= wanted.count else { return false }
    return (0...all.count - wanted.count).contains { all[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }
}
