import Glibc
import Storage

/// Nanoseconds of a clock that only goes forward.
func now() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// The durable append beside a loop of bare `write` and `fdatasync` of the same bytes: in turn, in the same folder.
func bench(_ folder: SessionFolder) throws(FileProblem) {
  try folder.create()
  var open = try folder.open(writing(), time: time)
  let text = String(repeating: "x", count: 80)
  let first = try open.journal.append(body: body(text), time: time)
  let line = Array(first.text) + [10]
  let bare = Glibc.open(folder.path + "/bare", O_WRONLY | O_CREAT | O_APPEND | O_TRUNC | O_CLOEXEC, 0o600)
  guard bare >= 0 else { throw FileProblem(.create, folder.path + "/bare", .missing) }
  var ours: [Int] = []
  var theirs: [Int] = []
  for round in 0..<60 {
    for half in 0..<2 {
      // Who goes first changes from round to round.
      let isOurs = (round + half) % 2 == 0
      for _ in 0..<50 {
        let start = now()
        if isOurs {
          _ = try open.journal.append(body: body(text), time: time)
          ours.append(now() - start)
        } else {
          _ = line.withUnsafeBytes { Glibc.write(bare, $0.baseAddress, $0.count) }
          fdatasync(bare)
          theirs.append(now() - start)
        }
      }
    }
  }
  let (our, their) = (quantile(ours, 50), quantile(theirs, 50))
  say(
    "durable append, \(line.count) bytes, \(ours.count) each: median \(our / 1000) us, p99 \(quantile(ours, 99) / 1000) us"
  )
  say("bare write + fdatasync:                    median \(their / 1000) us, p99 \(quantile(theirs, 99) / 1000) us")
  let hundredths = our * 100 / max(their, 1)
  say("ratio \(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) (goal <= 1.15)")
  // The fastest tenth says what the program adds; the median also says what the disk was doing.
  let (quick, bareQuick) = (quantile(ours, 10), quantile(theirs, 10))
  say(
    "fastest tenth: \(quick / 1000) us and \(bareQuick / 1000) us, ratio in percent \(quick * 100 / max(bareQuick, 1))")
  try open.journal.close()
}

private func quantile(_ values: [Int], _ percent: Int) -> Int {
  values.sorted()[min(values.count - 1, values.count * percent / 100)]
}

/// Opens a session of many answers; prints how long it took and how much memory the process needed at most.
func timeOpening(_ folder: SessionFolder, count: Int) throws(FileProblem) {
  if !folder.exists {
    let quick = SessionFolder(folder.path, on: UnflushedDisk())
    try quick.create()
    var open = try quick.open(writing(), time: time)
    let text = String(repeating: "x", count: 130)
    for number in 0..<count { _ = try open.journal.append(body: body("\(number) \(text)"), time: time) }
    try open.journal.close()
    say("made \(count) answers")
    return
  }
  let start = now()
  var open = try folder.open(writing(), time: time)
  let seconds = now() - start
  let bytes = open.entries.reduce(0) { $0 + $1.text.count }
  let read = now() - start - seconds
  try open.journal.close()
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  say(
    "opened \(open.entries.count) answers, \(bytes / 1_000_000) MB: \(seconds / 1_000_000) ms (walking them "
      + "\(read / 1_000_000) ms), \(usage.ru_maxrss / 1024) MiB at most")
}
