import Glibc
import Testing

/// What stands around the conversation: doctor, settings, help, manual, completion.
@Suite(.enabled(if: Program.isBuilt, "the program sounding is not built: its tools were not tried"))
struct ToolsTests {
  private func sounding(
    _ program: Program, _ arguments: [String], _ variables: [String: String] = [:]
  ) throws -> RunResult {
    try TerminalTests.run([Program.path] + arguments, input: [], environment: program.environment(variables))
  }

  @Test("The doctor finds nothing to mend in a new home")
  func healthy() throws {
    let result = try sounding(try Program(), ["doctor"])
    #expect(result.code == 0, "\(result.output)")
    #expect(!result.output.contains("problem"))
    for area in ["terminal", "settings", "folders", "journals", "tools"] { #expect(result.output.contains(area)) }
  }

  @Test("Where there is a session, the doctor says how much room is left, and finds nothing to mend")
  func healthyWithSession() throws {
    let program = try Program()
    _ = try program.run(Array("Blue\n".utf8))
    let result = try sounding(program, ["doctor"])
    #expect(result.code == 0, "\(result.output)")
    #expect(!result.output.contains("problem"), "\(result.output)")
    #expect(result.output.contains(" free") && !result.output.contains(" 0 MB free"))
  }

  @Test("A playbook that is there already is left alone, and the way on is one that there is")
  func newTwice() throws {
    let program = try Program()
    try Program.write("mine", to: program.home + "/first-look.yaml")
    let line = "cd '\(program.home)' && '\(Program.path)' new first-look 2>&1"
    let result = try TerminalTests.run(["sh", "-c", line], input: [], environment: program.environment([:]))
    #expect(result.code == 73 && result.output.contains("choose another name, or move that file away first"))
  }

  @Test("The doctor names what others could read, damaged journals and wrong settings, each with what to do")
  func ill() throws {
    let program = try Program()
    _ = try program.run(Array("Blue\n".utf8))
    let data = program.home + "/.local/share/sounding"
    chmod(data, 0o755)
    try Program.write("xyz\n{}\n", to: data + "/default/sessions/short-talk/0123456789abcdef.jsonl")
    mkdir(program.home + "/.config", 0o700)
    mkdir(program.home + "/.config/sounding", 0o700)
    try Program.write("# mine\ntheme: safe\ncolour: never\n", to: program.home + "/.config/sounding/config.yaml")
    let result = try sounding(program, ["doctor"])
    #expect(result.code == 1, "\(result.output)")
    #expect(result.output.contains("chmod 0700 \(data)"))
    #expect(
      result.output.contains("config.yaml:3: that is no setting") && result.output.contains("Did you mean color?"))
    #expect(result.output.contains("short-talk in default"))
    let json = try sounding(program, ["doctor", "--json"])
    #expect(json.code == 1 && json.output.contains("\"state\": \"problem\""))
    let start = try sounding(program, ["run", "demo", "--script", "/dev/null"])
    #expect(start.code == 78, "\(start.errors)")
  }

  @Test(
    "Settings come from the configuration, variables before them, flags before both",
    arguments: [
      ([], [:], true), (["--ascii"], [:], true), ([], ["ACCESSIBLE": "0"], false), ([], ["ACCESSIBLE": "1"], true),
    ] as [([String], [String: String], Bool)])
  func configuration(_ flags: [String], _ variables: [String: String], _ isAccessible: Bool) throws {
    let program = try Program()
    try Program.write("accessible: on\nwidth: 60\n", to: program.home + "/mine.yaml")
    var variables = variables
    variables["SOUNDING_CONFIG"] = program.home + "/mine.yaml"
    let result = try sounding(
      program, Array(program.command().dropFirst()) + flags + ["--script", "/dev/null"], variables)
    #expect(result.output.contains("Accessible mode: on") == isAccessible, "\(result.output)")
    if isAccessible, variables["ACCESSIBLE"] == nil { #expect(result.output.contains("(from the configuration)")) }
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 60 })
  }

  @Test("Words that are none of several choices are turned down, and the conversation goes on")
  func severalWords() throws {
    let program = try Program()
    let playbook = program.home + "/tools.yaml"
    try Program.write(
      """
      playbook: tools
      questions:
        - { question: tools, ask: Which?, type: multi, choices: { mail: Mail, chat: Chat } }
        - { question: last, ask: More?, type: yesno }

      """, to: playbook)
    try Program.write("some thing and other\nmail and chat\ny\n", to: program.home + "/script")
    let run = try sounding(program, ["run", playbook, "--script", program.home + "/script"])
    #expect(run.code == 75 && run.output.contains("Mail, Chat"), "\(run.code) \(run.output)")
  }

  /// The one thing that Foundation's encoder is there for: the release leaves its lists of conformances out.
  @Test("The argument parser describes the commands as JSON")
  func dump() throws {
    let run = try sounding(try Program(), ["--experimental-dump-help"])
    #expect(run.code == 0 && run.output.contains(#""commandName" : "sounding""#), "\(run.code) \(run.output)")
  }

  @Test("Answers that show a finding are taken whole when they are replayed")
  func witnesses() throws {
    let program = try Program()
    let (playbook, folder) = (program.home + "/twice.yaml", program.home + "/shown")
    try Program.write(
      """
      playbook: twice
      questions:
        - { question: team, ask: How many?, type: number, whole: true, min: 0, max: 9 }
        - { question: ready, ask: Ready?, type: yesno }
        - { question: last, ask: More?, type: text }
      calculations: [{ calculation: part, is: "share(12, team)" }]
      rules:
        - { rule: R-1, when: team > 3, say: Many., excludes: [R-2] }
        - { rule: R-2, when: ready, say: Ready. }
      gates:
        - gate: go
          needs: [{ that: ready, otherwise: Not ready., hard: true }]
      carries: [part, last]

      """, to: playbook)
    let check = try sounding(program, ["check", playbook, "--witness", folder])
    #expect(check.code == 65, "\(check.output)")
    for name in ["contradiction-r-1", "dead-end-go", "defect-part"] {
      let file = "\(folder)/twice-\(name).yaml"
      let variables = ["SOUNDING_TODAY": "2026-01-15"]
      let run = try sounding(
        program, ["run", playbook, "--answers", file, "--no-input", "--session", name], variables)
      #expect(run.code == 0, "\(name): \(run.errors)")
      let shown = try sounding(program, ["show", name, "--json"]).output
      switch name {
      case "dead-end-go": #expect(shown.contains("\"state\": \"closed\""), "\(shown)")
      case "defect-part": #expect(shown.contains("\"team\": 0") && shown.contains("\"part\": null"), "\(shown)")
      default: #expect(shown.contains("\"Many.\"") && shown.contains("\"Ready.\""), "\(shown)")
      }
    }
  }

  @Test("A page of help for each topic, and a manual page for each section")
  func pages() throws {
    let program = try Program()
    for topic in ["keys", "accessibility", "environment", "exit-codes", "files", "formats", "privacy", "playbooks"] {
      let result = try sounding(program, ["help", topic])
      #expect(result.code == 0 && result.output.split(separator: "\n").count > 4, "\(topic)")
    }
    let first = try sounding(program, ["manual", "sounding"]).output
    for words in [".TH SOUNDING 1", ".B doctor", ".B /retry", ".SH ENVIRONMENT", ".SH EXIT STATUS"] {
      #expect(first.contains(words), "\(words)")
    }
    let fifth = try sounding(program, ["manual", "playbook"]).output
    for words in [".TH SOUNDING\\-PLAYBOOK 5", ".B playbook\n", ".B sensitive\n", ".SS Gate", "first\\-look"] {
      #expect(fifth.contains(words), "\(words)")
    }
    for line in (first + fifth).split(separator: "\n") where line.hasPrefix(".") {
      let isKnown = [".TH ", ".SH ", ".SS ", ".TP", ".B ", ".BR ", ".I ", ".PP", ".nf", ".fi"].contains(
        where: line.hasPrefix)
      #expect(isKnown, "\(line)")
    }
  }

  @Test("bash completes the names of playbooks, sessions and engagements")
  func completion() throws {
    let program = try Program()
    _ = try program.run(Array("Blue\n".utf8))
    let script = try sounding(program, ["--generate-completion-script", "bash"])
    #expect(script.code == 0)
    try Program.write(script.output, to: program.home + "/sounding.bash")
    let folder = Program.path.split(separator: "/").dropLast().joined(separator: "/")
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    let rows = [
      ("resume", "", "short-talk"), ("run", "retr", "retrospective"), ("show", "sho", "short-talk"),
      ("report", "--audi", "--audience"), ("list", "act", "actions"),
    ]
    for (command, word, offered) in rows {
      let line = """
        source "$HOME/sounding.bash"; COMP_WORDS=(sounding \(command) '\(word)'); COMP_CWORD=2
        COMP_LINE='sounding \(command) \(word)'; COMP_POINT=${#COMP_LINE}
        _sounding sounding '\(word)' \(command); echo "<${COMPREPLY[*]}>"
        """
      let result = try TerminalTests.run(
        ["bash", "--norc", "-c", line], input: [],
        environment: program.environment(["PATH": "/\(folder):\(path)"]))
      #expect(result.output.contains(offered), "\(command) \(word): \(result.output) \(result.errors)")
    }
    for shell in ["zsh", "fish"] {
      #expect(try sounding(program, ["--generate-completion-script", shell]).output.contains("---completion"))
    }
  }

  @Test("The facilitator's notes begin with the first section, though nothing is on disk before the first prompt")
  func firstNotes() throws {
    let program = try Program()
    let pty = try program.start()
    pty.answer("Blue", next: "Q2")
    let notes = content(program.home + "/.local/share/sounding/default/sessions/short-talk/notes.txt")
    #expect(notes.hasPrefix("Talk"), "\(notes)")
    pty.leave()
  }
}
