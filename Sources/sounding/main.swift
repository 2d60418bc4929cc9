import ArgumentParser

struct Root: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sounding",
    subcommands: [EvalCommand.self])
}
Root.main()
