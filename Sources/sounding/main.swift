import ArgumentParser
import Glibc
import Storage

Storage.Signals.ignoreThoseOfWriting()
// The plain start doesn't go through the argument parser: it would cost more than everything else together.
if CommandLine.arguments.count == 1 {
  exit(Start.run())
}
Start.suggestCommand()
Root.main()
