import Conversation

/// sounding(1), made from the same tables as the help.
enum ManualPage {
  static var sounding: String {
    var text = ".TH SOUNDING 1 \"\" \"sounding \(Version.text)\"\n.SH NAME\nsounding \\- a coach at the command line\n"
    text += ".SH SYNOPSIS\n.B sounding\n[\\fIcommand\\fR] [\\fIoptions\\fR]\n"
    text +=
      ".SH DESCRIPTION\nGuided assessments and retrospectives as a conversation. Without a command it starts with what there is to do. "
    text += "Answers are kept on this machine, in journals that are only ever added to.\n.SH COMMANDS\n"
    for command in Root.configuration.subcommands where command.configuration.shouldDisplay {
      guard let name = command.configuration.commandName else { continue }
      text += ".TP\n.B \(name)\n\(command.configuration.abstract)\n"
    }
    text += Manual.commands
    text += ".SH EXIT STATUS\n"
    for (code, meaning) in Code.meanings { text += ".TP\n.B \(code)\n\(meaning)\n" }
    text +=
      ".SH FILES\n.TP\n.I $XDG_DATA_HOME/sounding\nEngagements: sessions, playbooks they were held with, the engagement's journal.\n"
    text += ".TP\n.I $XDG_CONFIG_HOME/sounding/playbooks\nPlaybooks of your own.\n"
    text += ".TP\n.I $XDG_STATE_HOME/sounding\nThis machine's writer.\n"
    return text
  }
}
