import ArgumentParser

/// The ways to a prompt that people type, read without the argument parser: its start costs as much as everything else up
/// to the first question (design figures: `Benchmarks/program`). What isn't plainly one of them is left to the parser, which
/// knows all options, and says what is wrong.
enum QuickStart {
  /// `run PLAYBOOK` and `resume [SESSION]` with `--session`, `--title` and `--engagement`; nil for anything else.
  static func command(_ arguments: [String]) -> (any ParsableCommand)? {
    guard let name = arguments.first, name == "run" || name == "resume" else { return nil }
    var words: [String] = []
    var options: [String: String] = [:]
    var rest = arguments.dropFirst()
    while let word = rest.popFirst() {
      if ["--session", "--title", "--engagement"].contains(word) {
        guard let value = rest.popFirst(), !value.hasPrefix("-"), options[word] == nil else { return nil }
        options[word] = value
      } else if word.hasPrefix("-") {
        return nil
      } else {
        words.append(word)
      }
    }
    if name == "run" { return words.count == 1 ? run(words[0], options) : nil }
    guard words.count <= 1, options["--session"] == nil, options["--title"] == nil else { return nil }
    var command = ResumeCommand()
    command.session = words.first
    command.talk = talk
    command.engagement = engagement(options)
    return command
  }

  private static func run(_ playbook: String, _ options: [String: String]) -> RunCommand {
    var command = RunCommand()
    command.playbook = playbook
    command.session = options["--session"]
    command.title = options["--title"]
    command.answers = nil
    command.noInput = false
    command.talk = talk
    command.engagement = engagement(options)
    return command
  }

  private static var talk: TalkOptions {
    var talk = TalkOptions()
    talk.script = nil
    talk.accessible = false
    talk.ascii = false
    talk.color = nil
    talk.width = nil
    return talk
  }

  private static func engagement(_ options: [String: String]) -> EngagementOptions {
    var engagement = EngagementOptions()
    engagement.engagement = options["--engagement"]
    return engagement
  }
}
