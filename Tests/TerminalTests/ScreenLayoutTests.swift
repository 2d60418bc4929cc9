import Testing

/// Where things stand on a real screen (tmux).
@Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed: nothing is known about the screen"))
struct ScreenLayoutTests {
  private func start(_ options: [String] = [], columns: Int = 20, rows: Int = 12) throws -> Tmux {
    let tmux = try Tmux([Echo.path] + options, environment: Echo.environment(), columns: columns, rows: rows)
    tmux.expect(["Q3 ›"], cursor: "5,0")
    return tmux
  }

  @Test("Wide letters wrap, straddle the edge, go in and out")
  func wide() throws {
    let tmux = try start()
    try tmux.type("日本語日本語日")
    tmux.expect(["Q3 › 日本語日本語日"], cursor: "19,0")
    try tmux.type("本語")
    tmux.expect(["Q3 › 日本語日本語日", "本語"], cursor: "4,1")
    try tmux.press("Home")
    try tmux.type("x")
    tmux.expect(["Q3 › x日本語日本語日", "本語"], cursor: "6,0")
    try tmux.press("End", "BSpace", "BSpace", "BSpace")
    tmux.expect(["Q3 › x日本語日本語"], cursor: "18,0")
    try tmux.press("Enter")
    tmux.expect(["Q3 › x日本語日本語", "got \"x日本語日本語\"", "of 7", "Q3 ›"])
  }

  @Test("Colour in the prompt takes no columns")
  func colour() throws {
    let tmux = try start(["--colour"])
    try tmux.type("abcdefghijklmnop")
    tmux.expect(["Q3 › abcdefghijklmno", "p"], cursor: "1,1")
    try tmux.press("Home")
    tmux.expect(["Q3 › abcdefghijklmno", "p"], cursor: "5,0")
  }

  /// The window is less high than what was there before, so that no row of the line itself leaves the screen.
  @Test("A line of three rows follows the window as it gets narrower and wider")
  func resizing() throws {
    let tmux = try start(columns: 60)
    for number in 1...5 {
      try tmux.press("Enter")
      tmux.expect(Array(repeating: ["Q3 ›", "got \"\" of 0"], count: number).joined() + ["Q3 ›"])
    }
    let text = String(repeating: "abcdefghi ", count: 9)
    try tmux.type(text + "end")
    tmux.expect(last: ["got \"\" of 0", "Q3 › " + text.prefix(55), String(text.dropFirst(55)) + "end"])
    try tmux.resize(40, 12)
    let rows = ["Q3 › " + text.prefix(35), String(text.dropFirst(35).prefix(40)), text.dropFirst(75) + "end"]
    tmux.expect(last: ["got \"\" of 0"] + rows)
    try tmux.resize(80, 12)
    tmux.expect(last: ["got \"\" of 0", "Q3 › " + text.prefix(75), text.dropFirst(75) + "end"])
    try tmux.press("Enter")
    tmux.expect(last: ["Q3 › " + text.prefix(75), text.dropFirst(75) + "end", "got \"" + text.prefix(75)])
  }

  @Test("Ctrl-C on the upper row of three leaves the text whole")
  func interrupt() throws {
    let tmux = try start(columns: 40)
    try tmux.type("one\\")
    try tmux.press("Enter")
    try tmux.type("two\\")
    try tmux.press("Enter")
    try tmux.type("three")
    tmux.expect(["Q3 › one", "two", "three"], cursor: "5,2")
    try tmux.press("Up", "Up")
    tmux.expect(["Q3 › one", "two", "three"], cursor: "8,0")
    try tmux.press("C-c")
    tmux.expect(["Q3 › one", "two", "three^C", "interrupted \"one\\ntwo\\nthree\"", "Q3 ›"], cursor: "5,4")
  }

  @Test("Candidates are listed below a line of two rows, and the line again below them")
  func candidates() throws {
    let tmux = try start(columns: 30)
    try tmux.type("one word and then one more /re")
    tmux.expect(["Q3 › one word and then one mor", "e /re"], cursor: "5,1")
    try tmux.press("Tab")
    tmux.expect(
      [
        "Q3 › one word and then one mor", "e /re", "  /review  means /review", "  /report  means /report",
        "Q3 › one word and then one mor", "e /re",
      ], cursor: "5,5")
  }

  @Test("A note of the program stands above the line that is being typed")
  func idle() throws {
    let tmux = try start(["--timer"], columns: 40)
    try tmux.type("half")
    tmux.expect(["one minute left", "Q3 › half"], cursor: "9,1")
  }

  @Test("Both forms of an accent look the same and stay when the line is painted again")
  func accents() throws {
    let tmux = try start()
    try tmux.type("cafe\u{301}")
    try tmux.press("Home")
    try tmux.type("Z")
    tmux.expect(["Q3 › Zcaf\u{E9}"], cursor: "6,0")
  }

  @Test("Ctrl-L leaves the question and the line")
  func clear() throws {
    let tmux = try start(columns: 40)
    try tmux.type("one")
    try tmux.press("Enter")
    try tmux.type("two")
    tmux.expect(["Q3 › one", "got \"one\" of 3", "Q3 › two"])
    try tmux.press("C-l")
    tmux.expect(["Flow · question 3", "Q3 › two"], cursor: "8,1")
  }

  @Test("A screen one column wide is survived")
  func narrow() throws {
    let tmux = try start(columns: 40)
    try tmux.type("日本 text")
    try tmux.resize(1, 12)
    try tmux.type("!")
    try tmux.resize(40, 12)
    try tmux.press("Enter")
    tmux.expect(last: ["Q3 ›"])
  }
}
