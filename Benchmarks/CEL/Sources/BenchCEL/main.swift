import CEL
import Glibc

// Prints `case nanoseconds`, a line for each case: processor time of one evaluation.

func processorNanoseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// A figure for the wrong result would mislead.
func stop(_ message: String) -> Never {
  print(message)
  exit(1)
}

func measure(_ name: String, _ count: Int, _ body: () -> Bool) {
  for _ in 0..<count / 10 where !body() { stop("\(name) came to another result") }
  let start = processorNanoseconds()
  for _ in 0..<count where !body() { stop("\(name) came to another result") }
  print(name, (processorNanoseconds() - start) / Double(count))
}

func program(_ source: String, _ environment: Environment) -> Program {
  let compilation = environment.compile(source, expecting: .bool)
  guard let program = compilation.program else { stop("\(source): \(compilation.problems)") }
  return program
}

let pilot = RecordType("pilot", [("id", .string), ("name", .string), ("weeks", .int)])
var environment = Environment()
environment.declare(variable: "pilots", .list(.record(pilot)))
environment.declare(variable: "budget", .double)
environment.declare(variable: "sector", .string)
environment.declare(variable: "mail", .string)
let rows: [Value] = [4, 6].map { .record(Record(pilot, [.string("P\($0)"), .string("Pilot"), .int($0)])) }
let values: [Value] = [.list(rows), .double(25_000), .string("health"), .string("jo.bloggs+pilot@example.org")]

let example = program(
  "size(pilots) >= 1 && size(pilots) <= 2 && pilots.all(p, p.weeks <= 6) && budget > 10000.0", environment)
let choice = program("sector == 'health' && !(sector in ['finance', 'energy'])", environment)
let mail = program(#"mail.matches('^[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+$')"#, environment)

values.withUnsafeBufferPointer { values in
  guard let base = values.baseAddress else { return }
  measure("example", 1_000_000) { example.test(base) == .yes }
  measure("choice", 1_000_000) { choice.test(base) == .yes }
  measure("regex", 200_000) { mail.test(base) == .yes }
}

let bomb = try LinearRegex("^(([a-z])+.)+[A-Z]([a-z])+$", limits: .playbook)
let text = String(repeating: "a", count: 8_192)
measure("bomb-8KiB", 500) { !bomb.matches(text) }
let wide = try LinearRegex("(a|b)*a(a|b){80}c", limits: .playbook)
var state: UInt64 = 1
let noise = String(
  (0..<8_192).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1
    return state >> 40 & 1 == 0 ? "a" as Character : "b"
  })
measure("worst-8KiB", 20) { !wide.matches(noise) }
measure("compile", 5_000) {
  environment.compile(
    "size(pilots) >= 1 && size(pilots) <= 2 && pilots.all(p, p.weeks <= 6) && budget > 10000.0"
  ).program != nil
}
