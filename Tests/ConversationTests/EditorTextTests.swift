import Conversation
import Testing
import Text

/// Each row: what the editor brought, and how it stands on the line; `|` is a line end.
@Suite("A text from an editor stands on the line as it will be kept")
struct EditorTextTests {
  @Test(
    "Where one line is asked for, lines become one",
    arguments: [
      ("one", "one"), ("one|two", "one two"), ("one|  two||three", "one two three"), ("one|  |two", "one two"),
      ("two  blanks", "two  blanks"), ("", ""),
    ])
  func oneLine(_ text: String, _ expected: String) {
    #expect(lines(Ask(prompt: StyledText("Q1 › ")).fitted(lines(text))) == lines(expected))
  }

  @Test("A long text keeps its lines, and so do rows of a table", arguments: ["one", "one|  two||three"])
  func severalLines(_ text: String) {
    #expect(Ask(prompt: StyledText("Q1 › "), isMultiline: true).fitted(lines(text)) == lines(text))
    var rows = Ask(prompt: StyledText("B1 › "))
    rows.takesRows = true
    #expect(rows.fitted(lines(text)) == lines(text))
  }

  private func lines(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\n")
  }
}
