import ArgumentParser

/// The plain start with options: `sounding --engagement riverside`, `sounding --accessible`.
struct StartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "The conversation that offers what there is to do.", shouldDisplay: false)

  @OptionGroup var talk: TalkOptions
  @OptionGroup var engagement: EngagementOptions

  func run() throws {
    let code = Start.run(engagement: engagement.engagement, wishes: try talk.wishes())
    if code != 0 { throw ExitCode(code) }
  }
}
