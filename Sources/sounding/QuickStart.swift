/// The ways to a prompt that people type, read without the argument parser: its start costs as much as everything else up
/// to the first question (design figures: `Benchmarks/program`). What isn't plainly one of them is left to the parser, which
/// knows all options, and says what is wrong.
enum QuickStart {
  /// `run PLAYBOOK` and `resume [SESSION]` with `--session`, `--title` and `--engagement`; nil for anything else.
  static func errand(_ arguments: [String]) -> (any Errand)? {
    guard let name = arguments.first, name == "run" || name == "resume" else { return nil }
    var words: [String] = []
    var session: String?
    var title: String?
    var engagement: String?
    var rest = arguments.dropFirst()
    while let word = rest.popFirst() {
      guard word.hasPrefix("-") else {
        words.append(word)
        continue
      }
      guard let value = rest.popFirst(), !value.hasPrefix("-") else { return nil }
      switch word {
      case "--session" where session == nil: session = value
      case "--title" where title == nil: title = value
      case "--engagement" where engagement == nil: engagement = value
      default: return nil
      }
    }
    if name == "run" {
      guard words.count == 1 else { return nil }
      return Running(playbook: words[0], session: session, title: title, engagement: engagement)
    }
    guard words.count <= 1, session == nil, title == nil else { return nil }
    return Resuming(session: words.first, engagement: engagement)
  }
}
