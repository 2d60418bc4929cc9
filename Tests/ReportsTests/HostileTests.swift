import JSON
import Playbooks
import Sessions
import Testing
import Text

@testable import Reports

/// What people write stays text, whatever it looks like.
@Suite("Hostile answers in reports")
struct HostileTests {
  static let plain = "plain words"
  static let hostile = [
    "|", "a | b", "<script>alert(1)</script>", "# x", "## x", "`code`", "```", "1. x", "23) x", "- x", "+ x", "* x",
    "> x",
    "---", "===", "***bold***", "[x](javascript:alert(1))", "![x](http://e.example/p.png)", "\u{202E}rm -rf", "a\nb",
    "a\n# b", "a\n\n| b |\n|---|", "a\r\n1. b", "&lt;b&gt;", "\\", "\\|", "    x", "\tx", "\u{1B}[31mred", "~~~",
    "- [ ] x",
    "<!-- x", "$x^2$", "@all", "https://e.example/", "#1", "\u{2028}# x", "\u{85}# x", "\u{0}", "\u{200B}# x",
    "|\u{301}", "<\u{301}b>",
    "1.\u{301} x",
  ]

  @Test("don't change the skeleton of the Markdown", arguments: hostile)
  func markdown(_ text: String) throws {
    let before = Self.report(Self.plain).markdown
    let after = Self.report(text).markdown
    #expect(Self.skeleton(after) == Self.skeleton(before))
    for scalar in after.unicodeScalars {
      #expect(scalar == "\n" || !scalar.isDeceptive)
    }
  }

  @Test("leave the text page without control characters", arguments: hostile)
  func text(_ text: String) throws {
    for scalar in Self.report(text).text().unicodeScalars {
      #expect(scalar == "\n" || !scalar.isDeceptive)
    }
  }

  @Test("come back from JSON as they were", arguments: hostile)
  func json(_ text: String) throws {
    let report = Self.report(text)
    let read = try JSON.read(Array(report.json.text(JSONStyle(escapesMarkup: true)).utf8))
    #expect(read == report.json)
    #expect(read["title"]?.string == text)
  }

  /// One of everything, with the same text everywhere.
  static func report(_ text: String) -> Report {
    let answer = AnswerLine(question: "q", title: text, answer: text, note: text)
    let finding = FindingLine(rule: "R1", severity: "high", text: text, row: "B1", evidence: [text])
    let action = ActionLine(rule: "R1", text: text, owner: text, due: "2026-05-04")
    return Report(
      title: text, subtitle: text, audience: .full, isDraft: false,
      facts: [Report.Fact(label: text, value: text), Report.Fact(label: "x", value: text)], verdict: text,
      sections: [
        ReportSection(
          heading: text,
          blocks: [
            .paragraph(text), .list([text, text]), .table(ReportGrid(columns: [text, "b"], rows: [[text, text]])),
            .bars([Bar(label: text, value: 0.5, of: 1, text: text)]), .findings([finding]), .actions([action]),
            .answers([answer]),
          ])
      ], leftOut: 1, freeTexts: 1)
  }

  /// What Markdown readers would make of each line, without its words.
  static func skeleton(_ markdown: String) -> [String] {
    markdown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let bare = withoutBreaks(line.unicodeScalars)
      let start = bare.prefix { " #>-*|+=`~0123456789.)".unicodeScalars.contains($0) }
      // Digits followed by a dot make a list; alone they are words.
      let isList = start.contains { ".)".unicodeScalars.contains($0) }
      var marks = start.filter { isList || !("0"..."9").contains($0) }
      var isEscaped = false
      for scalar in bare.dropFirst(start.count) {
        if !isEscaped, "|`<[".unicodeScalars.contains(scalar) { marks.append(scalar) }
        isEscaped = scalar == "\\" && !isEscaped
      }
      while marks.last == " " { marks.removeLast() }
      return String(String.UnicodeScalarView(marks))
    }
  }

  /// `<br>` is the one tag the renderer writes itself, for a line break inside an answer.
  private static func withoutBreaks(_ line: Substring.UnicodeScalarView) -> [Unicode.Scalar] {
    let breaks = Array("<br>".unicodeScalars)
    var found: [Unicode.Scalar] = []
    for scalar in line {
      found.append(scalar)
      if found.suffix(breaks.count) == breaks[...] { found.removeLast(breaks.count) }
    }
    return found
  }
}
