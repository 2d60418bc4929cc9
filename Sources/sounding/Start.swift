import ArgumentParser
import Conversation
import Diagnostics
import Glibc
import Storage
import Terminal

/// The plain start: the conversation that offers what there is to do.
enum Start {
  static func run(engagement: String? = nil, wishes: Stage.Wishes = Stage.Wishes()) -> Int32 {
    guard wishes.script != nil || TerminalFacts.isTerminal(0) && TerminalFacts.isTerminal(1) else {
      complain("sounding needs a terminal, or a subcommand. Try: sounding --help")
      return Code.usage
    }
    return errand { try TalkDesk(shelf: try SessionShelf(engagement: engagement), wishes: wishes).start() }
  }

  /// Work that no command was read for; gives the exit code.
  static func errand(_ work: () throws -> Int32) -> Int32 {
    do {
      return try exitCode(work)
    } catch {
      complain("sounding: \(error)")
      return Code.software
    }
  }

  /// A first word that is no subcommand gets "did you mean".
  static func suggestCommand() {
    let word = CommandLine.arguments[1]
    if word == "help", CommandLine.arguments.count == 3, let topic = HelpTopic(rawValue: CommandLine.arguments[2]) {
      for line in topic.lines { say(line) }
      exit(0)
    }
    let known = Root.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !word.hasPrefix("-"), !known.contains(word) else { return }
    let near = nearest(to: word, among: known)
    complain("sounding: there is no command \(word)")
    complain(near.map { "Did you mean \($0)?" } ?? "There are: " + known.joined(separator: ", "))
    exit(Code.usage)
  }
}
