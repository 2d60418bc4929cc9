import Testing
import Text

@testable import Conversation

/// What is typed stands after `> `; the rest is what the screen shows.
@Suite("The first screen offers what there is to go on with")
struct StartScreenTests {
  static let playbooks = [
    StartFacts.Listed(name: "quick-assessment", title: "Quick and rough look", minutes: 20...30),
    StartFacts.Listed(name: "retrospective", title: "Look back together", minutes: 45...45),
  ]

  private func play(_ facts: StartFacts, _ lines: [String], isAccessible: Bool = false) -> String {
    var screen = StartScreen(facts: facts, settings: Settings(today: friday, isAccessible: isAccessible))
    var shown = text(screen.receive(.begin))
    for line in lines { shown += line + "\n" + text(screen.receive(.line(line))) }
    return shown
  }

  private func text(_ outputs: [Output]) -> String {
    outputs.map { output in
      switch output {
      case .line(let line): line.plain + "\n"
      case .ask(let ask): ask.prompt.plain
      case .open(let destination): "open \(destination)\n"
      case .leave(let code): "leave \(code)\n"
      case .setting(let setting, let value): "set \(setting) \(value)\n"
      default: "\(output)\n"
      }
    }.joined()
  }

  @Test("At first there is something to try, the playbooks and an example")
  func firstRun() {
    let facts = StartFacts(version: "1.0", isFirstRun: true, playbooks: Self.playbooks)
    #expect(
      play(facts, ["2", "look back"]) == """
        sounding 1.0 — guided assessments and retrospectives
        Everything stays on this machine: no network, no account.
        Type 1 to 3, or /help. Screen reader? Type /set accessible on.

          1  Try it: 3 questions, about a minute, makes a sample report
          2  Start a playbook (2 are installed)
          3  Look at a finished example report
        › 2
        Type 1 or 2, or /help. Screen reader? Type /set accessible on.

          1  Quick and rough look, about 20 to 30 minutes (quick-assessment)
          2  Look back together, about 45 minutes (retrospective)
        › look back
        open playbook("retrospective")

        """)
  }

  @Test(
    "A playbook's name is enough as far as it is nobody else's",
    arguments: [
      ("quick", "open playbook(\"quick-assessment\")"), ("Retro", "open playbook(\"retrospective\")"),
      ("retrospective", "open playbook(\"retrospective\")"), ("quickly", "Type a number"),
    ])
  func begun(_ typed: String, _ said: String) {
    let facts = StartFacts(version: "1.0", isFirstRun: true, playbooks: Self.playbooks)
    #expect(play(facts, [typed]).contains("› \(typed)\n\(said)"))
  }

  @Test("Later the unfinished session comes first, then the next step")
  func later() {
    let facts = StartFacts(
      version: "1.0", isFirstRun: false,
      unfinished: [.init(name: "team-blue", title: "Team Blue", answered: 12, total: 24, stopped: "yesterday 16:40")],
      overdueActions: 2, nextStep: ("retrospective", "the pilot has ended."), playbooks: Self.playbooks)
    #expect(
      play(facts, ["", "nonsense", "/back", "1"]) == """
        sounding 1.0 — guided assessments and retrospectives
          ! 2 promises are past the date. Look there first: sounding list
            actions
        Type 1 to 3, or /help. Screen reader? Type /set accessible on.

          1  Resume "Team Blue", 12 of 24, stopped yesterday 16:40
          2  Next step: Look back together (the pilot has ended)
          3  Start a playbook (2 are installed)
        ›\u{20}
        Type 1 to 3, or /help. Screen reader? Type /set accessible on.

          1  Resume "Team Blue", 12 of 24, stopped yesterday 16:40
          2  Next step: Look back together (the pilot has ended)
          3  Start a playbook (2 are installed)
        › nonsense
        Type a number from 1 to 3, the name of a playbook, or /quit.
        › /back
        Type 1 to 3, or /help. Screen reader? Type /set accessible on.

          1  Resume "Team Blue", 12 of 24, stopped yesterday 16:40
          2  Next step: Look back together (the pilot has ended)
          3  Start a playbook (2 are installed)
        › 1
        open session("team-blue")

        """)
  }

  @Test("Accessible mode says so, in words and without columns")
  func accessible() {
    let facts = StartFacts(version: "1.0", isFirstRun: true, playbooks: Self.playbooks)
    #expect(
      play(facts, ["/set accessible off", "/review", "quit"], isAccessible: true) == """
        Accessible mode: on.
        sounding 1.0 — guided assessments and retrospectives
        Everything stays on this machine: no network, no account.
        Type 1 to 3, or /help.
        1: Try it: 3 questions, about a minute, makes a sample report
        2: Start a playbook (2 are installed)
        3: Look at a finished example report
        Number: /set accessible off
        set accessible off
        accessible is now off.
        › /review
        /review works inside a session. Type a number to start one.
        › quit
        leave 0

        """)
  }

  @Test("Ctrl-C twice and Ctrl-D leave")
  func leaving() {
    var screen = StartScreen(facts: StartFacts(version: "1", isFirstRun: true), settings: Settings(today: friday))
    #expect(screen.receive(.interrupted(hadText: false)).last != .leave(130))
    #expect(screen.receive(.interrupted(hadText: false)) == [.leave(130)])
    #expect(screen.receive(.endOfInput) == [.leave(0)])
  }

  @Test("help says the same with a slash and without one")
  func help() {
    let facts = StartFacts(version: "1.0", isFirstRun: true, playbooks: Self.playbooks)
    #expect(play(facts, ["help"]).replacing("› help", with: "› /help") == play(facts, ["/help"]))
  }

  /// What is typed, and what it does: a letter stands in nearly every wording, so that it chooses nothing.
  static let typedLetters: [(typed: String, does: String)] = [
    ("q", "leave 0\n"), ("Q", "leave 0\n"), ("exit", "leave 0\n"), ("quit", "leave 0\n"), ("t", ""), ("e", ""),
    ("tr", ""), ("try", "open demo\n"), ("qu", ""), ("uestion", ""), ("quest", "open demo\n"),
    ("sample", "open demo\n"), ("quic", "open playbook(\"quick-assessment\")\n"), (":q", "leave 0\n"),
  ]

  @Test("What is no beginning of a word chooses nothing, and q leaves", arguments: typedLetters)
  func letters(_ row: (typed: String, does: String)) {
    let facts = StartFacts(version: "1.0", isFirstRun: true, playbooks: Self.playbooks)
    let shown = play(facts, [row.typed])
    let answer = shown.split(separator: "› " + row.typed + "\n", omittingEmptySubsequences: false).last ?? ""
    if row.does.isEmpty {
      #expect(answer.hasPrefix("Type a number from 1 to 3"), "\(answer)")
    } else {
      #expect(answer == row.does)
    }
  }
}
