import Glibc
import Storage

let time = "2026-11-20T17:48:25.768Z"

/// The writer of `WRITER` in the environment, or a fixed one.
func writing() -> Writing {
  let number = getenv("WRITER").flatMap { UInt64(String(cString: $0)) } ?? 1
  return Writing(
    writer: WriterID(number), session: String(repeating: "5e", count: 16), salt: String(repeating: "a1", count: 32),
    opening: #""app":"bench""#)
}

func body(_ text: String) -> String { #""k":"note","text":"\#(text)""# }

/// Appends the lines of standard input. A line that isn't saved is tried again once, then rescued.
func answer(_ folder: SessionFolder) throws(FileProblem) -> Int32 {
  try folder.create()
  var open = try folder.open(writing(), time: time)
  if let aside = open.recovery.setAside { say("set aside \(aside.bytes)") }
  guard open.journal.condition == .ready else {
    complain("\(open.journal.condition)")
    return 65
  }
  say("ready")
  // Not readLine(): at the end of input it spins when a call was interrupted before.
  let input = try FileReader.readStream(0, name: "standard input", limit: 1 << 24)
  for line in input.split(separator: 10).map({ String(decoding: $0, as: UTF8.self) }) {
    do throws(FileProblem) {
      _ = try appendTwice(&open.journal, line)
      say("saved \(line)")
    } catch {
      complain("not saved: \(error)")
      guard open.journal.remedy == .rescue else { continue }
      let rescue = folder.path + ".rescued"
      try open.journal.rescue(to: rescue, unsaved: [.init(body: body(line), time: time)], suffix: "r", replacing: true)
      say("rescued \(line)")
      return error.exitCode
    }
  }
  try open.journal.close()
  return 0
}

private func appendTwice(_ journal: inout Journal, _ line: String) throws(FileProblem) -> Entry {
  do throws(FileProblem) {
    return try journal.append(body: body(line), time: time)
  } catch  where journal.remedy == .retry {
    return try journal.append(body: body(line), time: time)
  }
}

func show(_ folder: SessionFolder) throws(FileProblem) {
  var writing = writing()
  writing.setsAsideRottenTail = getenv("ASKED") != nil
  var open = try folder.open(writing, time: time)
  for entry in open.entries where entry.kind == "note" {
    say(String(String(decoding: entry.body, as: UTF8.self).dropFirst(19).dropLast()))
  }
  guard open.journal.condition == .ready else { throw FileProblem(.write, folder.path, .readOnly) }
  try open.journal.close()
}

func verify(_ folder: SessionFolder) throws(FileProblem) -> Int32 {
  let result = try folder.verify()
  for journal in result.journals { say("\(journal.head) \(journal.finding.message)") }
  for warning in result.warnings { say(warning.message) }
  return result.exitCode
}

func say(_ line: String) { write(line + "\n", to: 1) }

func complain(_ line: String) { write(line + "\n", to: 2) }

/// Straight to the file, so that what was said before the end is what was said.
private func write(_ text: String, to file: Int32) {
  var rest = text[...]
  rest.withUTF8 { bytes in _ = Glibc.write(file, bytes.baseAddress, bytes.count) }
}
