import ArgumentParser

struct Root: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sounding")
}
Root.main()
