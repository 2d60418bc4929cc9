import Conversation
import Testing
import Text

/// Each row: what was typed, and how it is told apart.
@Suite("Lines that start with a slash are commands")
struct CommandTests {
  @Test(
    "Lines",
    arguments: [
      ("/back", "back"), ("/BACK", "back"), ("  /back 2 ", "back|2"), ("/ba", "back"), ("/rev", "review"),
      ("/q", "quit"),
      ("/exit", "quit"), ("/bye", "quit"), ("/questions", "list"), ("/?", "help"), ("/", "help"),
      ("/h back", "ambiguous"),
      ("/he back", "help|back"), ("/why not QA-R11", "why|not QA-R11"), ("/whynot QA-R11", "why|not QA-R11"),
      ("/why-not QA-R11", "why|not QA-R11"), ("/if sponsor = no", "if|sponsor = no"),
      ("/skip later on", "skip|later on"),
      ("/s", "ambiguous"), ("/re", "ambiguous"), ("/rep html team", "report|html team"), ("/sk", "skip"),
      ("/revew", "unknown, review"), ("/hlep", "unknown, help"), ("/xyzzy", "unknown"),
      ("/report\thtml", "report|html"),
      ("/what if Q2 = 3", "if|Q2 = 3"), ("/what if", "if"), ("/what iffy", "what|iffy"),
      ("/what-if Q2 = 3", "unknown, if"),
      ("/change Q2", "unknown, go"), ("//etc/hosts", "answer /etc/hosts"), ("an answer", "answer an answer"),
      ("3 /4", "answer 3 /4"),
      ("", "answer "), ("?", "answer ?"), ("/note  two  words", "note|two  words"),
    ])
  func lines(_ line: String, _ expected: String) {
    let shown =
      switch TypedLine(line) {
      case .answer(let text): "answer \(text)"
      case .command(let name, let argument): name.rawValue + (argument.isEmpty ? "" : "|" + argument)
      case .unknown(_, let nearest): "unknown" + (nearest.map { ", " + $0.rawValue } ?? "")
      case .ambiguous: "ambiguous"
      }
    #expect(shown == expected)
  }

  @Test("Every command stands in one group and in the table, once")
  func complete() {
    #expect(
      CommandGroup.allCases.flatMap(\.commands).map(\.rawValue).sorted()
        == CommandName.allCases.map(\.rawValue).sorted())
    #expect(CommandTable.entries.map(\.name) == CommandGroup.allCases.flatMap(\.commands))
  }

  @Test("Each command has a short line, two sentences and an example that runs it", arguments: CommandTable.entries)
  func entries(_ entry: CommandEntry) {
    #expect(!entry.summary.hasSuffix(".") && entry.summary.count <= 60)
    let sentences = entry.details.split(separator: ". ").count
    #expect(sentences == 2 && entry.details.hasSuffix("."), "\(entry.name): \(sentences) sentences")
    guard case .command(entry.name, _) = TypedLine(entry.example) else {
      Issue.record("\(entry.example) does not run /\(entry.name.rawValue)")
      return
    }
    #expect(!entry.related.contains(entry.name))
  }

  @Test("Help fits one screen", arguments: [72, 60])
  func helpScreen(_ columns: Int) {
    let lines = Wording.helpScreen(
      state: "Question 3 of about 24 in \"Quick and rough look\". Answers are saved as you go.", columns: columns)
    #expect(lines.count <= 22, "\(lines.joined(separator: "\n"))")
    #expect(lines.allSatisfy { displayWidth($0) <= columns })
    for name in CommandName.allCases { #expect(lines.contains { $0.contains("/" + name.rawValue) }) }
  }

  @Test("Topics fit one screen", arguments: HelpTopic.allCases)
  func topics(_ topic: HelpTopic) {
    #expect(topic.lines.count <= 20)
    #expect(topic.lines.allSatisfy { displayWidth($0) <= 76 })
  }

  @Test("Help for one command says how, what, an example and what goes with it")
  func oneCommand() {
    let lines = Wording.help(CommandTable.entry(.back), columns: 72)
    #expect(
      lines == [
        "/back [n]", "Goes back one question, in a row one cell, or n of them, with your",
        "answer ready to be changed. Enter keeps it; Esc twice does the same.", "Example: /back 2",
        "See also: /next /go /undo",
      ])
  }

  @Test("The manual page has every command")
  func manual() {
    for entry in CommandTable.entries { #expect(Manual.commands.contains("\n.B /\(entry.name.rawValue)")) }
  }
}
