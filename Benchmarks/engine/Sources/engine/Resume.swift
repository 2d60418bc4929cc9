import Glibc
import JSON
import Playbooks
import Sessions
import Storage

private let questions = 1000

/// A playbook of the size that a file may have: 1,000 questions, and a rule for each that looks at two of them.
private let text: String = {
  var text = "playbook: long\nquestions:\n"
  for n in 0..<questions { text += "  - { question: q\(n), ask: How many?, type: number, whole: true }\n" }
  text += "rules:\n"
  for n in 0..<questions {
    text += "  - { rule: R-\(n), flag: medium, text: Many., when: q\(n) > q\((n + 1) % questions) }\n"
  }
  return text
}()

private func writing(_ opening: String) -> Writing {
  guard let writer = WriterID("0123456789abcdef") else { exit(1) }
  return Writing(
    writer: writer, session: String(repeating: "a", count: 32), salt: String(repeating: "b", count: 64),
    opening: opening)
}

/// A session of so many answers, each a line, and the same rows as text for sqlite3.
func writeJournal(_ folder: String, count: Int) throws {
  let opening = Event.opened(
    Opening(
      playbook: PlaybookRef(name: "long", version: "1", sha256: String(repeating: "c", count: 64)), session: "s",
      engagement: "e"))
  guard let name = FolderName("s") else { exit(1) }
  let session = try EngagementFolder(folder, on: UnflushedDisk()).session(name)
  try session.create()
  let members = String(opening.body.drop { $0 != "," }.dropFirst())
  var journal = try session.open(writing(members), time: "2026-11-20T08:00:00.000Z").journal
  guard let rows = fopen(folder + "/rows.tsv", "w") else { exit(1) }
  for n in 0..<count {
    let (question, number) = ("q\(n &* 7919 % questions)", n % 100)
    let time = "2026-11-20T08:\(two(n / 60 % 60)):\(two(n % 60)).\(100 + n % 900)Z"
    let entry = try journal.append(body: answer(question, number).body, time: time)
    fputs("\(entry.n)\t\(entry.l)\t\(time)\tset\t\(question)\t\(number)\t\(entry.hash)\n", rows)
  }
  fclose(rows)
  try journal.close()
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

/// Resuming as the program does it: read, check the chain, decode, replay. The check is also timed by itself.
func resume(_ folder: String) throws {
  let playbook = Texts.load(text)
  guard let name = FolderName("s") else { exit(1) }
  let path = EngagementFolder(folder).session(name).path + "/0123456789abcdef.jsonl"
  let begin = now()
  _ = try FileReader.read(path, limit: 1 << 30)
  let reading = now() - begin
  let start = now()
  let entries = try EngagementFolder(folder).session(name).read().entries
  let checked = now()
  var session = Session(playbook)
  session.expect(entries.count)
  for index in entries.indices {
    if entries.withBytes(of: index, { session.replay(body: $0, time: $1) }) { continue }
    let entry = entries[index]
    let event = try Event.read(body: entry.body)
    session.apply(event, time: entry.time)
  }
  let end = now()
  report("resume", end - start)
  report("resume-without-check", end - checked + reading)
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  print("memory-MB", usage.ru_maxrss / 1024)
  if session.eventCount != entries.count { exit(1) }
}
