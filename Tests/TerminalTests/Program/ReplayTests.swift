import Glibc
import Testing

/// A terminal emulator: what a recording of everything the program sent looks like at its end.
enum Emulator {
  /// pyte (pypi.org/project/pyte), in Python.
  static let isInstalled: Bool =
    (try? run(["python3", "-c", "import pyte"], input: [], environment: Echo.environment()))?.code == 0

  static let rows: UInt16 = 900

  /// The rows of the screen, without blanks at their ends.
  static func rows(of recording: [UInt8], columns: UInt16) throws -> [String] {
    let replay = """
      import pyte, sys
      screen = pyte.Screen(\(columns), \(rows))
      pyte.ByteStream(screen).feed(sys.stdin.buffer.read())
      print("\\n".join(screen.display))
      """
    let result = try run(
      ["python3", "-c", replay], input: recording, environment: Echo.environment(["PYTHONIOENCODING": "utf-8"]))
    try #require(result.code == 0, "\(result.errors)")
    return lines(of: result.output)
  }

  static func lines(of text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }
}

/// The normal mode at a terminal, colours and cursor movements and all, leaves the same text on the screen as the
/// transcript of the same lines from a file.
@Suite(
  .enabled(
    if: Emulator.isInstalled,
    "python3 has no pyte (pip install pyte): NOTHING WAS CHECKED of what a recording looks like in an emulator"),
  .enabled(if: Program.isBuilt, "the program sounding is not built: no recording was made"))
struct ReplayTests {
  static let lines = [
    "Riverside Hospital, 計画課", "team lead", "Halve complaint handling time", "Know beds by noon", "", "-",
    "Month-end report takes 4 days; immediate; finance; G1; managers decide a week earlier", "Buy a dashboard",
    "longer",
    "ward managers", "G2", "Beds are given away twice", "We can't see which beds are free", "", "B1", "/help",
    "/people 3",
    "3 2 2 5 2 2 4", "/why", "/status", "?", "about 6", "/back", "", "A friend in controlling", "dk", "no", "/list",
    "CFO; sponsor; high; savings by spring; too high; one number at week 4; ten minutes monthly", "", "yes", "-", "",
    "2",
    "/why QA-R20", "/review", "a team with a free afternoon", "/help back", "/agenda", "/quit",
  ]

  @Test("A recording replays to the text of the transcript", arguments: [80, 72, 40] as [UInt16])
  func replay(_ columns: UInt16) throws {
    let today = ["SOUNDING_TODAY": "2026-11-20"]
    let recorded = try Program()
    let command = [Program.path, "run", "quick-assessment"]
    let pty = try Pty(
      command, environment: recorded.environment(today), columns: columns, rows: Emulator.rows)
    for line in Self.lines {
      #expect(pty.wait(for: "\u{1B}[?2004h"), "before \(line): \(pty.unseen.debugDescription)")
      pty.send(line + "\r")
    }
    #expect(pty.exitCode() == 0)
    #expect(pty.text.contains("\u{1B}[1;36m"))
    let written = try Program()
    try Program.write(Self.lines.joined(separator: "\n") + "\n", to: written.home + "/lines")
    let script = try TerminalTests.run(
      command + ["--script", written.home + "/lines", "--width", "\(columns)"], input: [],
      environment: written.environment(today))
    let screen = try Emulator.rows(of: pty.output, columns: columns)
    let transcript = wrapped(Emulator.lines(of: script.output), columns: Int(columns))
    #expect(screen.count == transcript.count)
    for (shown, meant) in zip(screen, transcript) { #expect(shown == meant) }
  }

  /// What is typed may be longer than a row: it goes on in the next one, wide letters whole.
  private func wrapped(_ lines: [String], columns: Int) -> [String] {
    lines.flatMap { line -> [String] in
      var rows: [String] = [""]
      var width = 0
      for character in line {
        let wide =
          character.unicodeScalars.allSatisfy { (0x1100...0xFF60).contains($0.value) && $0.value > 0x2E80 } ? 2 : 1
        if width + wide > columns {
          rows.append("")
          width = 0
        }
        rows[rows.count - 1].append(character)
        width += wide
      }
      return rows.map { row in String(row.reversed().drop { $0 == " " }.reversed()) }
    }
  }
}
