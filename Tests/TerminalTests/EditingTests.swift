import Testing
import Text

@testable import Terminal

@Test(
  "The cursor moves by what people see as one letter",
  arguments: [("ab", -1, 1), ("e\u{301}", -2, 2), ("👩🏽‍🚀", -4, 4), ("🇩🇪", -2, 2), ("日", -1, 1), ("", nil, nil)]
    as [(String, Int?, Int?)])
func graphemes(_ text: String, _ left: Int?, _ right: Int?) {
  #expect(Motion.left(text) == left)
  #expect(Motion.right(text) == (text.count == 2 ? 1 : right))
}

@Test(
  "Up and Down keep the column inside a text of several rows",
  arguments: [
    ("one\ntwo", "", -4, nil), ("one\nt", "wo\nthree", -4, 4), ("a\nlonger", "", -7, nil), ("longer\nab", "", -7, nil),
    ("x", "", nil, nil), ("ab", "cd\ne", nil, 4), ("日本\ne\u{301}x", "", -4, nil), ("", "\n", nil, 1),
  ] as [(String, String, Int?, Int?)])
func rows(_ before: String, _ after: String, _ up: Int?, _ down: Int?) {
  #expect(Motion.rowUp(before) == up)
  #expect(Motion.rowDown(before, after) == down)
}

@Test("Home and End stay in their row")
func rowEnds() {
  #expect(Motion.rowStart("ab\ncd") == -2)
  #expect(Motion.rowEnd("ef\ngh") == 2)
  #expect(Motion.rowStart("") == 0)
  #expect(Motion.rowEnd("\n") == 0)
}

@Test(
  "Rows above the cursor, as libedit paints them",
  arguments: [
    (5, "", 10, 0), (5, "abcd", 10, 0), (5, "abcde", 10, 1), (5, "abcdef", 10, 1), (0, "ab\ncd\n", 10, 2),
    (5, "日本日", 10, 1), (5, "日本", 10, 0), (10, "", 10, 1), (25, "", 10, 2), (0, "aaa", 1, 3), (2, "\t", 80, 0),
    (2, "\t", 8, 1), (0, "ab", 0, 2),
  ])
func paintedRows(_ prompt: Int, _ text: String, _ columns: Int, _ rows: Int) {
  let line = PaintedLine(promptWidth: prompt, columns: columns) { $0.displayWidth }
  #expect(line.rowsAbove(endOf: Array(text.unicodeScalars)) == rows)
}

@Test(
  "Rows above the cursor after the terminal has broken the rows anew",
  arguments: [
    (String(repeating: "a", count: 75), 40, 80, 0, 1), (String(repeating: "a", count: 95), 60, 40, 0, 2),
    (String(repeating: "a", count: 34) + " " + String(repeating: "b", count: 20), 40, 80, 55, 1),
    (String(repeating: "a", count: 34) + " " + String(repeating: "b", count: 20), 40, 80, 0, 0),
    ("one\ntwo", 80, 40, 0, 1), ("one\n" + String(repeating: "a", count: 70), 80, 40, 0, 2),
  ])
func reflowed(_ text: String, _ old: Int, _ new: Int, _ refreshed: Int, _ rows: Int) {
  let line = PaintedLine(promptWidth: 5, columns: old, refreshed: refreshed) { $0.displayWidth }
  #expect(line.rowsAbove(endOf: Array(text.unicodeScalars), columnsNow: new) == rows)
}

@Test("Prompts are one group of escapes before each look and none at the end")
func prompts() {
  let coloured = Appearance(theme: .standard)
  func built(_ prompt: StyledText, _ appearance: Appearance) -> String {
    String(
      String.UnicodeScalarView(
        PromptText(prompt, appearance).characters.dropLast().compactMap { Unicode.Scalar(UInt32($0)) }))
  }
  #expect(built(StyledText("Q3 ›", .prompt) + " ", coloured) == "\u{1}\u{1B}[1;36m\u{1}Q3 ›\u{1}\u{1B}[0m\u{1} ")
  #expect(built(StyledText("Q3 › ", .prompt), coloured) == "\u{1}\u{1B}[1;36m\u{1}Q3 ›\u{1}\u{1B}[0m\u{1} ")
  #expect(
    built(StyledText("Q3", .prompt) + StyledText("1-5", .hint) + " › ", coloured)
      == "\u{1}\u{1B}[1;36m\u{1}Q3\u{1}\u{1B}[0m\u{1B}[2m\u{1}1-5\u{1}\u{1B}[0m\u{1} › ")
  #expect(built(StyledText("Q3 › ", .prompt), Appearance()) == "Q3 › ")
  #expect(built(StyledText("Q3 › ", .prompt), Appearance(theme: .standard, isAccessible: true)) == "Q3 › ")
  #expect(built(StyledText("a\n\u{1}\u{1B}b ", nil), coloured) == "a<U+000A><U+0001><U+001B>b ")
  #expect(PromptText(StyledText("日 ›", .prompt), coloured).width == 5)
}

@Test("Undo goes back by words and by changes")
func undo() {
  var trail = UndoTrail()
  for text in ["", "a", "ab", "ab ", "ab c", "ab cd", "cd"] { trail.note(text) }
  var steps: [String] = []
  while let text = trail.back() { steps.append(text) }
  #expect(steps == ["ab cd", "ab", ""] || steps == ["ab cd", "ab ", "ab", ""])
  #expect(trail.back() == nil)
}

@Test("Undo forgets the oldest before it takes too much memory")
func undoLimits() {
  var trail = UndoTrail()
  for number in 0..<1000 { trail.note(String(repeating: "x", count: 60_000) + "\(number) \(number)") }
  var steps = 0
  while trail.back() != nil { steps += 1 }
  #expect(steps < UndoTrail.stepsMax && steps > 10)
}

@Test("Up brings back lines that start with what is typed, Down comes back to it")
func history() {
  var walk = HistoryWalk(["/back", "three", "/review", "/review", "two"])
  #expect(walk.older(than: "/r") == "/review")
  #expect(walk.older(than: "/review") == nil)
  #expect(walk.newer(than: "/review") == "/r")
  #expect(walk.newer(than: "/r") == nil)
  #expect(walk.older(than: "") == "two")
  #expect(walk.older(than: "two") == "/review")
  #expect(walk.older(than: "/review") == "three")
  #expect(walk.older(than: "three changed") == nil)
  #expect(walk.older(than: "t") == "two")
  #expect(walk.older(than: "two") == "three")
  #expect(walk.newer(than: "three") == "two")
  #expect(walk.newer(than: "two") == "t")
}

@Test(
  "Tab puts in what is sure and lists what is not",
  arguments: [
    ("/r", ["/review", "/report"], .replace(count: 2, with: "/re")),
    ("/re", ["/review", "/report"], .list([Completion("/review"), Completion("/report")])),
    ("/rev", ["/review"], .replace(count: 4, with: "/review ")),
    ("x /rev", ["/review"], .replace(count: 4, with: "/review ")),
    ("", ["a", "b"], .list([Completion("a"), Completion("b")])), ("zz", [], .nothing),
    ("日", ["日本語", "日本"], .replace(count: 1, with: "日本")), ("RE", ["report"], .replace(count: 2, with: "report ")),
    ("/review ", ["all"], .replace(count: 0, with: "all ")),
  ] as [(String, [String], CompletionPlan)])
func completion(_ before: String, _ candidates: [String], _ plan: CompletionPlan) {
  #expect(CompletionPlan(before: before, candidates: candidates.map { Completion($0) }) == plan)
}

@Test(
  "A mark joins the letter before it where Unicode has both in one",
  arguments: [
    ("e", "\u{301}", "\u{E9}"), ("Z", "\u{301}", "\u{179}"), ("α", "\u{301}", "\u{3AC}"), ("x", "\u{301}", "x\u{301}"),
    ("\u{E2}", "\u{301}", "\u{1EA5}"), ("👩", "\u{200D}", "👩\u{200D}"),
  ] as [(Character, Unicode.Scalar, String)])
func composing(_ letter: Character, _ mark: Unicode.Scalar, _ expected: String) {
  #expect(Array(Composer.joined(letter, mark).unicodeScalars) == Array(expected.unicodeScalars))
}
