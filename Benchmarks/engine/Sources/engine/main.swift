import Glibc
import JSON
import Playbooks
import Sessions

// Prints `case nanoseconds`, a line for each measurement. `engine load N`, `change N`, `affect N`,
// `journal FOLDER N` (writes a session of N answers, and its rows for sqlite3), `resume FOLDER`.

func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

func report(_ name: String, _ nanoseconds: Double) { print(name, Int(nanoseconds)) }

func answer(_ question: String, _ number: Int) -> Event {
  .changed([.set(CellRef(question), .value(.int(Int64(number))))], reason: nil)
}

/// Loading: the text becomes a playbook, and the playbook a session.
func load(_ count: Int) {
  let text = Texts.oneEach(count)
  let start = now()
  let playbook = Texts.load(text)
  let loaded = now()
  let session = Session(playbook)
  report("load-\(count)", loaded - start)
  report("begin-\(count)", now() - loaded)
  if session.isFinished { exit(1) }
}

/// One changed answer that one rule looks at; each change turns the rule round.
func change(_ count: Int) {
  var session = Session(Texts.load(Texts.oneEach(count)))
  let rounds = 20_000
  let names = (0..<rounds).map { "q\($0 &* 7919 % count)" }
  for name in names.prefix(1000) { session.apply(answer(name, 1)) }
  let events = names.enumerated().map { answer($1, $0 % 2 == 0 ? 9 : 1) }
  let start = now()
  for event in events { session.apply(event) }
  report("change-\(count)", (now() - start) / Double(rounds))
}

/// One changed answer that so many rules look at.
func affect(_ count: Int) {
  var session = Session(Texts.load(Texts.allOfOne(count)))
  var times: [Double] = []
  for round in 0..<21 {
    let event = answer("q0", round % 2 == 0 ? 20 : 0)
    let start = now()
    session.apply(event)
    times.append(now() - start)
  }
  report("affect-\(count)", times.sorted()[10])
}

let arguments = CommandLine.arguments
switch (arguments.dropFirst().first, arguments.count > 2 ? arguments[2] : "") {
case ("load"?, let count): load(Int(count) ?? 1000)
case ("change"?, let count): change(Int(count) ?? 1000)
case ("affect"?, let count): affect(Int(count) ?? 1000)
case ("journal"?, let folder): try writeJournal(folder, count: Int(arguments[3]) ?? 100_000)
case ("resume"?, let folder): try resume(folder)
default: exit(64)
}
