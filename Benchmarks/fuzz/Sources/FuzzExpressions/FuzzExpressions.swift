import CEL
import Glibc

/// An expression, parsed, checked and evaluated in every way there is.
///
/// The first byte chooses: types checked or not, and which variables are unknown.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard let choice = bytes.first else { return 0 }
  let source = String(decoding: bytes.dropFirst(), as: UTF8.self)
  let compilation = world.environment.compile(source, checked: choice & 1 == 0)
  for problem in compilation.problems {
    check(
      problem.range.lowerBound >= 0 && problem.range.upperBound <= source.unicodeScalars.count,
      "a problem lies outside", source)
  }
  guard let program = compilation.program else {
    check(!compilation.problems.isEmpty, "no program, and no problem", source)
    return 0
  }
  let values = choice & 2 == 0 ? world.values : world.openValues
  let value = program.evaluate(values)
  let truth = program.test(values)
  switch value {
  case .bool(let flag): check(truth == (flag ? .yes : .no), "test and evaluate disagree", source)
  case .unknown: check(truth == .unknown, "test and evaluate disagree on an unknown", source)
  default: check(truth == .error || truth == .unknown, "test and evaluate disagree on an error", source)
  }
  check(same(program.explain(values).value, value), "explain and evaluate disagree", source)
  checkUnparsed(program, source, checked: choice & 1 == 0)
  _ = program.residual(
    values, unknowns: choice & 4 == 0 ? [] : [AttributePattern(["m", "a"]), AttributePattern(["rows"])])
  return 0
}

/// What is written anew means the same: written once more, it is the same text.
func checkUnparsed(_ program: Program, _ source: String, checked: Bool) {
  let text = program.unparsed
  var environment = world.environment
  environment.limits = Limits(depth: 1_000, codePoints: 1_000_000, cost: world.environment.limits.cost)
  let again = environment.compile(text, checked: checked)
  guard let second = again.program else {
    complain("\(text)  \(again.problems.map(\.message))")
    return check(false, "what was written anew doesn't compile", source)
  }
  check(second.unparsed == text, "written anew twice, it differs", source)
}

/// Equal, or both errors; the cost counter stops in different places.
func same(_ a: Value, _ b: Value) -> Bool {
  switch (a, b) {
  case (.error(let x), .error(let y)): x.kind == y.kind || x.kind == .costLimit || y.kind == .costLimit
  case (.error(let x), _): x.kind == .costLimit
  case (_, .error(let y)): y.kind == .costLimit
  case (.unknown, .unknown): true
  default: a == b || "\(a)" == "\(b)" || hasNaN(a)
  }
}

func hasNaN(_ value: Value) -> Bool {
  switch value {
  case .double(let number): number.isNaN
  case .list(let list): list.elements.contains(where: hasNaN)
  case .map(let map): map.values.contains(where: hasNaN)
  case .optional(let box): box.value.map(hasNaN) ?? false
  case .record: true
  default: false
  }
}

/// Written at once: what is buffered is lost when the process ends.
func complain(_ text: String) { _ = Array((text + "\n").utf8).withUnsafeBytes { write(2, $0.baseAddress, $0.count) } }

func check(_ holds: Bool, _ message: StaticString, _ source: String) {
  if holds { return }
  complain("\(message): \(source.debugDescription)")
  abort()
}

/// Variables of every type, with and without unknowns and errors among their values.
struct World {
  let environment: Environment
  let values: [Value]
  let openValues: [Value]

  init() {
    var environment = Environment()
    environment.limits = Limits(depth: 250, codePoints: 4_096, cost: 20_000)
    let row = RecordType("row", [("id", .string), ("n", .double), ("tags", .list(.string)), ("open", .bool)])
    row.add("parent", .record(row))
    let first = Record(row, [.string("A1"), .double(2.5), .list([.string("x"), .string("y")]), .bool(true), .absent])
    let second = Record(row, [.string("A2"), .declined, .list([]), .unknown(Unknowns(7)), .record(first)])
    let variables: [(String, Type, Value)] = [
      ("b", .bool, .bool(true)), ("i", .int, .int(-7)), ("u", .uint, .uint(9)), ("d", .double, .double(2.5)),
      ("s", .string, .string("héllo wörld")), ("y", .bytes, .bytes([0, 255, 65])),
      ("l", .list(.int), .list([.int(3), .int(1), .int(2)])),
      ("ls", .list(.string), .list([.string("b"), .string("a"), .string("b")])),
      ("m", .map(.string, .dyn), .map(Map([("a", .int(1)), ("b", .list([.null]))]))),
      ("t", .timestamp, .timestamp(Timestamp(seconds: 1_700_000_000) ?? World.epoch)),
      ("w", .duration, .duration(Duration(seconds: 3_600, nanos: 5) ?? World.second)),
      ("o", .optional(.int), .optional(OptionalBox(.int(4)))),
      ("x", .dyn, .double(.nan)), ("r", .record(row), .record(first)),
      ("rows", .list(.record(row)), .list([.record(first), .record(second)])),
      ("gone", .string, .declined), ("off", .double, .absent),
    ]
    for (name, type, _) in variables { environment.declare(variable: name, type) }
    self.environment = environment
    values = variables.map(\.2)
    openValues = variables.enumerated().map { $0 % 3 == 0 ? .unknown(Unknowns(Int32($0))) : $1.2 }
  }

  static let epoch = Timestamp(CivilDate(daysSinceEpoch: 0)).unsafelyUnwrapped
  static let second = Duration(seconds: 1).unsafelyUnwrapped
}

let world = World()
