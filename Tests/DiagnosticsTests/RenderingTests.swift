import Diagnostics
import Testing

private let team = SourceText(
  name: "Playbooks/team.yaml", text: "playbook: team\nsections:\n    when: sizes > 1\n  ask: d\u{1B}é日本 x\n")

@Test("A message shows its place, the line, carets and a hint")
func wholeMessage() {
  let diagnostic = Diagnostic(
    .error, "unknown question 'sizes'", file: team.name, at: SourceRange(line: 3, column: 11, length: 5),
    hint: "did you mean 'size'?")
  #expect(
    DiagnosticRenderer([team]).text(diagnostic) == """
      Playbooks/team.yaml:3:11: error: unknown question 'sizes'
      3 |     when: sizes > 1
        |           ^^^^^
        = hint: did you mean 'size'?
      """)
}

@Test("Controls and wide letters are shown and counted as they take room")
func hiddenAndWide() {
  let diagnostic = Diagnostic(
    .warning, "bad \u{1B}[31m", file: team.name, at: SourceRange(line: 4, column: 14, length: 1))
  #expect(
    DiagnosticRenderer([team]).text(diagnostic) == """
      Playbooks/team.yaml:4:14: warning: bad <U+001B>[31m
      4 |   ask: d<U+001B>é日本 x
        |                       ^
      """)
}

@Test("Notes quote their own places")
func notes() {
  let diagnostic = Diagnostic(
    .error, "'a' is declared twice", file: team.name, at: SourceRange(line: 2, column: 1),
    notes: [.init("first here", at: SourceRange(line: 1, column: 1, length: 8)), .init("rename one")])
  #expect(
    DiagnosticRenderer([team]).text(diagnostic) == """
      Playbooks/team.yaml:2:1: error: 'a' is declared twice
      2 | sections:
        | ^
      Playbooks/team.yaml:1:1: note: first here
      1 | playbook: team
        | ^^^^^^^^
        = note: rename one
      """)
}

@Test("At most a hundred messages, in reading order, each once, then how many more")
func limit() {
  let many = (1...130).reversed().map {
    Diagnostic(.error, "no \($0)", file: "a.yaml", at: SourceRange(line: $0, column: 1))
  }
  let lines = DiagnosticRenderer([]).text(many + many).split(separator: "\n")
  #expect(lines.count == 101)
  #expect(lines.first == "a.yaml:1:1: error: no 1")
  #expect(lines.last == "and 30 more")
}

@Test("A place outside the file, or in an unknown file, still gives a message")
func outside() {
  let renderer = DiagnosticRenderer([team])
  #expect(
    renderer.text(Diagnostic(.error, "x", file: team.name, at: SourceRange(line: 99, column: 7)))
      == "Playbooks/team.yaml:99:7: error: x")
  #expect(renderer.text(Diagnostic(.note, "x", file: "b")) == "b: note: x")
  let far = renderer.text(Diagnostic(.error, "x", file: team.name, at: SourceRange(line: 1, column: 500, length: 9)))
  #expect(far.hasSuffix("\n1 | playbook: team\n  |               ^"))
}

@Test("Of a very long line the part around the place is shown")
func longLine() {
  let source = SourceText(
    name: "l", text: String(repeating: "a", count: 1000) + "X" + String(repeating: "b", count: 1000))
  let shown = DiagnosticRenderer([source]).text(
    Diagnostic(.error, "x", file: "l", at: SourceRange(line: 1, column: 1001)))
  let lines = shown.split(separator: "\n")
  #expect(lines.allSatisfy { $0.count < 200 })
  #expect(
    lines[1].firstIndex(of: "X").map { lines[1].distance(from: lines[1].startIndex, to: $0) }
      == lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) })
}

@Test("The JSON form has places in scalars and in UTF-16, and escapes what could mislead")
func json() {
  let source = SourceText(name: "e.yaml", text: "a: 😀 b\n")
  let diagnostic = Diagnostic(
    .error, "<\"\\\u{202E}", file: "e.yaml", at: SourceRange(line: 1, column: 6, length: 1), hint: "h", check: "c")
  #expect(
    DiagnosticRenderer([source]).json([diagnostic])
      == #"{"diagnostics":[{"severity":"error","file":"e.yaml","message":"\u003c\"\\\u202e","start":{"line":1,"column":6,"utf16":7},"end":{"line":1,"column":7,"utf16":8},"hint":"h","check":"c"}],"left_out":0}"#
  )
}
