import Glibc
import Storage

// journal answer FOLDER    appends each line of standard input; prints "saved LINE" when it is durable
// journal show FOLDER      prints the answers that are there, and what opening found
// journal verify FOLDER    prints the heads; exit code of `verify`
// journal bench FOLDER     the durable append beside a bare write and fdatasync
// journal open FOLDER N    makes N answers if there are none, then opens them and prints seconds and memory

let words = CommandLine.arguments
guard words.count >= 3 else {
  say("usage: journal answer|show|verify|bench|open FOLDER [N]")
  exit(64)
}
Signals.ignoreThoseOfWriting()
do throws(FileProblem) {
  // UNFLUSHED: a control that must lose answers when the power goes.
  let disk: any Disk = getenv("UNFLUSHED") == nil ? LiveDisk() : UnflushedDisk()
  let folder = SessionFolder(words[2], on: disk)
  switch words[1] {
  case "answer": exit(try answer(folder))
  case "show": try show(folder)
  case "verify": exit(try verify(folder))
  case "bench": try bench(folder)
  case "open": try timeOpening(folder, count: words.count > 3 ? Int(words[3]) ?? 100_000 : 100_000)
  default: exit(64)
  }
} catch {
  complain("\(error)")
  exit(error.exitCode)
}
