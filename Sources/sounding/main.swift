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
if let errand = QuickStart.errand(arguments) { exit(Start.errand(errand.run)) }
Start.suggestCommand()
Root.main()
