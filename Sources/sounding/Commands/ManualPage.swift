import Conversation
import Playbooks

/// The manual pages: sounding(1) from the same tables as the help, sounding-playbook(5) from those of the compiler.
enum ManualPage {
  static var sounding: String {
    var text = head("SOUNDING", 1, "sounding", "a coach at the command line")
    text += ".SH SYNOPSIS\n.B sounding\n[\\fIcommand\\fR] [\\fIoptions\\fR]\n"
    text += ".SH DESCRIPTION\n"
    text += paragraph(
      "Guided assessments and retrospectives as a conversation. Without a command it starts with what there is to do. "
        + "Answers are kept on this machine, in journals that are only ever added to; an answer that was shown as saved "
        + "is on the disk. Nothing is sent anywhere.")
    text += ".SH COMMANDS\n"
    for command in Root.configuration.subcommands where command.configuration.shouldDisplay {
      guard let name = command.configuration.commandName else { continue }
      text += ".TP\n.B \(name)\n\(Manual.escaped(command.configuration.abstract))\n"
    }
    text += ".PP\n" + paragraph("sounding help COMMAND lists the options of each.")
    text += Manual.commands
    text += Manual.topics([.keys, .accessibility, .environment, .formats, .privacy])
    text += ".SH EXIT STATUS\n"
    for (code, meaning) in Code.meanings { text += ".TP\n.B \(code)\n\(Manual.escaped(meaning))\n" }
    text += ".SH FILES\n"
    text += file(
      "$XDG_DATA_HOME/sounding", "Engagements: sessions, playbooks they were held with, the engagement's journal.")
    text += file("$XDG_CONFIG_HOME/sounding/playbooks", "Playbooks of your own.")
    text += file(
      "$XDG_CONFIG_HOME/sounding/config.yaml", "Settings, a line for each: theme: safe. The keys are those of /set.")
    text += file("$XDG_STATE_HOME/sounding", "This machine's writer, and commands typed before.")
    return text + ".SH SEE ALSO\n.BR sounding\\-playbook (5),\n.BR editrc (5)\n"
  }

  static var playbook: String {
    var text = head("SOUNDING\\-PLAYBOOK", 5, "sounding\\-playbook", "questions and rules for sounding(1)")
    text += ".SH DESCRIPTION\n"
    text += paragraph(
      "A playbook is a YAML file of sections, questions, calculations, rules and gates. The coach asks the questions, "
        + "keeps the answers, and says what follows from them. sounding new NAME writes a small whole one; sounding check "
        + "shows every mistake with its place and what to write instead; sounding test runs the tests that stand in it; "
        + "sounding run ./NAME.yaml tries it.")
    text += ".SH EXAMPLE\n" + Manual.literal(lines(of: Starter.text(named: "first-look")))
    text += ".SH QUESTIONS\n"
    for (type, meaning) in types { text += ".TP\n.B \(type)\n\(Manual.escaped(meaning))\n" }
    text += ".SH EXPRESSIONS\n"
    text += paragraph(
      "Conditions and calculations are written in the Common Expression Language: goals.size() > 2, sponsor == 'yes', "
        + "steps.exists(s, s.weeks > 6). A name stands for the answer to that question. While an answer is missing, what "
        + "rests on it is not known: the rule waits, and the gate says what is missing. known(x), declined(x), applies(x) "
        + "and given(x, default) ask about the answer itself. Several conditions in a list must all hold.")
    text += ".SH WHO MAY SEE WHAT\n"
    text += paragraph(
      "sensitive marks what a question, a column or a row holds. Reports are made for an audience (full, team, shared, "
        + "public) and leave out what it may not see, with everything that was computed from it. declassify lets one "
        + "computed thing through, by name and with the reason.")
    text += ".SH KEYS\n" + playbookManualKeys()
    text += ".SH FILES\n"
    text += file(
      "$XDG_CONFIG_HOME/sounding/playbooks/NAME.yaml",
      "A playbook of your own; it goes before the one of that name in the program.")
    return text + ".SH SEE ALSO\n.BR sounding (1)\n"
  }

  /// The kinds of questions, as `type` names them.
  private static let types: [(String, String)] = [
    ("text, long", "A line; several lines."),
    ("choice, multi", "One of the choices; several of them. A choice is a code and what people read."),
    ("number", "A number, with unit, min and max; whole: true for counts."),
    ("scale, scale4", "A rating such as 1..5; no, a start, half, all. A room answers with one vote each."),
    ("yesno, date", "Yes or no; a day, as people say it."),
    ("table, list", "Rows of columns; rows of one text."),
    ("tally", "How many chose each."),
    ("form", "A row of fields."),
    ("ref, refs, ranking", "A row of another table; several; the most important first."),
    ("run", "A session of another playbook for each row."),
  ]

  // MARK: Markup

  private static func head(_ title: String, _ section: Int, _ name: String, _ about: String) -> String {
    ".TH \(title) \(section) \"\" \"sounding \(Version.text)\"\n.SH NAME\n\(name) \\- \(about)\n"
  }

  private static func paragraph(_ text: String) -> String { Manual.escaped(text) + "\n" }

  private static func file(_ path: String, _ about: String) -> String {
    ".TP\n.I \(Manual.escaped(path))\n\(Manual.escaped(about))\n"
  }

  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
