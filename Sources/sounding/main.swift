import ArgumentParser
import Glibc
import Storage

Storage.Signals.ignoreThoseOfWriting()
let arguments = Array(CommandLine.arguments.dropFirst())
// Neither the plain start nor what leads to a prompt goes through the argument parser: it would cost more than everything
// else together.
if arguments.isEmpty { exit(Start.run()) }
if arguments == ["--version"] {
  say(Version.text)
  exit(0)
}
if var command = QuickStart.command(arguments) {
  do {
    try command.run()
    exit(0)
  } catch {
    Root.exit(withError: error)
  }
}
Start.suggestCommand()
Root.main()
