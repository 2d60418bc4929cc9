import CEL
import Testing

/// Sources and values nobody means well with: each gives a value, an error or a problem, in short time, and never a trap.
@Suite("Hostile expressions")
struct HostileTests {
  private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  static let tooMuch: [(name: String, source: String)] = [
    ("1,000 parentheses", repeated("(", 1_000) + "1" + repeated(")", 1_000)),
    ("1,000 parentheses that never close", repeated("(", 1_000)),
    ("1,000 lists", repeated("[", 1_000) + repeated("]", 1_000)),
    ("1,000 maps", repeated("{1:", 1_000) + "1" + repeated("}", 1_000)),
    ("10,000 negations", repeated("!", 10_000) + "true"),
    ("10,000 minus signs", repeated("-", 10_000) + "x"),
    ("a sum of 40,000 terms", repeated("1+", 40_000) + "1"),
    ("a path of 40,000 names", "b" + repeated(".a", 40_000)),
    ("a choice of 20,000 outcomes", repeated("b?1:", 20_000) + "1"),
    ("calls in calls", repeated("size(", 5_000) + repeated(")", 5_000)),
    ("loops in loops", repeated("[1].map(x,", 3_000) + "x" + repeated(")", 3_000)),
    ("indexes in indexes", repeated("xs[", 5_000) + "0" + repeated("]", 5_000)),
    ("more than 100,000 characters", repeated(" ", 100_001)),
    ("100,000 opening quotes", repeated("'", 99_999)),
    ("100,000 backslashes", "'" + repeated("\\", 99_998)),
    ("100,000 commas", repeated(",", 100_000)),
    ("100,000 question marks", repeated("?", 100_000)),
    ("operators alone", repeated("&& || == ", 10_000)),
  ]

  @Test("Too much of anything is a problem that says so", arguments: tooMuch.indices)
  func tooMuchOfAnything(_ index: Int) {
    let (name, source) = Self.tooMuch[index]
    let compilation = Playground.environment.compile(source)
    #expect(compilation.program == nil, "\(name)")
    #expect((1...20).contains(compilation.problems.count), "\(name): \(compilation.problems.count) problems")
    for problem in compilation.problems {
      #expect(problem.range.lowerBound >= 0 && problem.range.upperBound <= source.unicodeScalars.count, "\(name)")
    }
  }

  static let much: [(name: String, source: String, value: Value)] = [
    ("30,000 conditions", repeated("true && ", 12_000) + "true", .bool(true)),
    ("alternatives", repeated("false || ", 11_000) + "true", .bool(true)),
    ("a long list", "size([" + repeated("1,", 45_000) + "])", .int(45_000)),
    ("a long text", "size('" + repeated("é", 90_000) + "')", .int(90_000)),
    ("200 parentheses", repeated("(", 200) + "1" + repeated(")", 200), .int(1)),
  ]

  @Test("Much of something is still read", arguments: much.indices)
  func muchOfSomething(_ index: Int) {
    let (name, source, value) = Self.much[index]
    #expect(Playground.environment.compile(source).program?.evaluate(Playground.values) == value, "\(name)")
  }

  /// An expression about lists that hold the one before twice: of 2^40 elements, made in 40 steps.
  private static func doubled(_ condition: String) -> String {
    let binds = (1...40).map { "cel.bind(x\($0), [x\($0 - 1), x\($0 - 1)], " }.joined()
    return "cel.bind(x0, [1], \(binds)\(condition)" + repeated(")", 41)
  }

  @Test("Loops in loops are simplified in short time, and values too large to be written stay expressions")
  func residuals() {
    var environment = Playground.environment
    let loops = (0..<60).map { "[1].all(x\($0), " }.joined() + "open > x0" + Self.repeated(")", 60)
    let indexes = Self.repeated("xs[", 60) + "open" + Self.repeated("]", 60)
    environment.limits.cost = 1_000_000
    for source in [loops, indexes, Self.doubled("[x40].size() == open")] {
      guard let program = environment.compile(source).program else {
        Issue.record("\(environment.compile(source).problems)")
        continue
      }
      #expect(program.residual(Playground.values).contains("open"))
      let left = program.evaluate(Playground.values, unknowns: [AttributePattern(["xs", "7"])])
      #expect(Playground.text(left).hasPrefix("unknown"), "\(source): \(left)")
    }
  }

  static let shared: [String] = [
    "cel.bind(a, 'xxxxxxxxxx', cel.bind(b, a+a+a+a+a+a+a+a+a+a, (b+b+b+b).matches('(x{1,90}){1,40}y')))",
    "cel.bind(a, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], a.all(x, a.all(y, !'x'.matches('(a{1,9' + string(x) + '}){1,2}'))))",

    doubled("x40 == x40.map(x, x)"), doubled("dyn([x40]) != dyn([x39])"), doubled("x40.map(x, x) in [x40]"),
    doubled("'%s'.format([x40]) == ''"), doubled("[x40, x40.map(x, x)].distinct().size() == 2"),
    doubled("[x40].indexOf(x40.map(x, x)) == 0"), doubled("{'a': x40} == {'a': x40.map(x, x)}"),
    doubled("optional.of(x40) == optional.of(x40.map(x, x))"),
    "cel.bind(a, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], cel.bind(b, a + a + a + a + a + a + a + a + a + a, "
      + "cel.bind(c, b + b + b + b + b + b + b + b + b + b, c.transformList(i, x, [i]).distinct().size() > 0)))",
  ]

  @Test("Values that share their parts are as costly as they are large", arguments: shared)
  func sharedParts(_ source: String) {
    var environment = Playground.environment
    environment.limits.cost = 20_000
    guard let program = environment.compile(source).program else {
      Issue.record("\(source): \(environment.compile(source).problems)")
      return
    }
    #expect(Playground.text(program.evaluate(Playground.values)) == "error costLimit")
    #expect(program.test(Playground.values) == .error)
    #expect(program.costMax() > 20_000)
  }

  @Test("What ran out of steps has no value, whatever stands beside it")
  func absorbed() {
    var environment = Playground.environment
    environment.limits.cost = 1_000
    let long = "xs.all(a, xs.all(b, xs.all(c, xs.all(d, xs.all(e, xs.all(f, true))))))"
    for source in ["\(long) || open > 1", "\(long) || true", "!\(long) && false", "\(long) ? 1 : 2"] {
      let program = environment.compile(source).program
      #expect(program.map { Playground.text($0.evaluate(Playground.values)) } == "error costLimit", "\(source)")
      #expect(program?.test(Playground.values) == .error, "\(source)")
    }
  }

  static let costly: [String] = [
    "cel.bind(a, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], a.all(b, a.all(c, a.all(d, a.all(e, a.all(f, a.all(g, a.all(h, true))))))))",
    "cel.bind(a, 'xxxxxxxxxx', cel.bind(b, a+a+a+a+a+a+a+a, cel.bind(c, b+b+b+b+b+b+b+b, cel.bind(d, c+c+c+c+c+c+c+c, "
      + "cel.bind(e, d+d+d+d+d+d+d+d, cel.bind(f, e+e+e+e+e+e+e+e, cel.bind(g, f+f+f+f+f+f+f+f, size(g+g+g+g+g+g)))))))) > 0",
    "cel.bind(a, [1], cel.bind(b, a+a+a+a+a+a+a+a+a+a, cel.bind(c, b+b+b+b+b+b+b+b+b+b, cel.bind(d, c+c+c+c+c+c+c+c+c+c, "
      + "cel.bind(e, d+d+d+d+d+d+d+d+d+d, cel.bind(f, e+e+e+e+e+e+e+e+e+e, f.map(x, e.map(y, y)).size() > 0))))))",
    "cel.bind(a, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', cel.bind(b, a.replace('a', a), "
      + "cel.bind(c, b.replace('a', b), c.replace('a', c)))).size() > 0",
    "cel.bind(a, 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', cel.bind(b, [a, a, a, a, a, a, a, a, a, a].join(a), "
      + "cel.bind(c, [b, b, b, b, b, b, b, b, b, b].join(b), cel.bind(d, [c, c, c, c, c, c, c, c, c, c].join(c), "
      + "cel.bind(e, [d, d, d, d, d, d, d, d, d, d].join(d), cel.bind(f, [e, e, e, e, e, e, e, e, e, e].join(e), "
      + "cel.bind(g, [f, f, f, f, f, f, f, f, f, f].join(f), [g, g, g, g, g, g, g, g, g, g].join(g).size() > 0)))))))",
  ]

  @Test("What takes too long ends in an error, with little memory", arguments: costly)
  func tooCostly(_ source: String) {
    var environment = Playground.environment
    environment.limits.cost = 1_000_000
    guard let program = environment.compile(source).program else {
      Issue.record("\(source): \(environment.compile(source).problems)")
      return
    }
    guard case .error(let error) = program.evaluate(Playground.values) else {
      Issue.record("\(source) comes to an end")
      return
    }
    #expect(error.kind == .costLimit)
    #expect(program.test(Playground.values) == .error)
    #expect(program.costMax() > 1_000_000)
  }

  @Test("Random bytes and broken expressions are values or problems")
  func brokenSources() {
    var random = SeededGenerator(seed: 0xB0B)
    let pieces = [
      "b", "xs", "rows", "r", "1", "1.5", "'a'", "\"", "'", "(", ")", "[", "]", "{", "}", ",", ".", "?", ":", "&&",
      "||", "!",
      "=", "==", "in", "not", "and", "-", "+", "%", "all", "map", ".all(r, ", ".map(x, x", "has(", "known(", "given(",
      "\\", "`",
      "r'", "b'", "'''", "é", "“", "0x", "u", "1e", "//", "\n", "😀", "size(", ".exists(", "cel.bind(", "math.greatest(",
      "\u{0}",
    ]
    for _ in 0..<Settings.caseCount(3_000) {
      let source = (0..<random.below(24)).map { _ in random.pick(pieces) }.joined(separator: random.pick(["", " "]))
      let count = source.unicodeScalars.count
      let compilation = Playground.environment.compile(source, checked: random.below(2) == 0)
      for problem in compilation.problems {
        #expect(problem.range.lowerBound >= 0 && problem.range.upperBound <= count, "\(source): \(problem)")
        #expect(!problem.message.isEmpty && problem.message.first?.isUppercase != true && problem.message.last != ".")
      }
      if let program = compilation.program {
        _ = program.evaluate(Playground.values)
        _ = program.explain(Playground.values)
        _ = program.residual(Playground.values)
      }
    }
  }

  @Test("Values of other types than declared are errors, not traps")
  func wrongValues() {
    var random = SeededGenerator(seed: 7)
    let odd: [Value] = [
      .null, .bool(true), .int(.min), .uint(.max), .double(.nan), .string("x"), .bytes([255]), .list([]),
      .list([.null]),
      .map(Map([("n", .int(1))])), .type(TypeValue("int")), .optional(.none), .declined, .absent, .unknown(Unknowns(3)),
      .opaque(OpaqueBox(type: "thing", payload: 1)),
    ]
    for seed in 0..<UInt64(Settings.caseCount(1_000)) {
      guard let (program, world, _) = RandomTests.make(seed) else { return }
      let values = world.map { random.below(2) == 0 ? random.pick(odd) : $0 }
      let value = program.evaluate(values)
      let traced = program.explain(values).value
      #expect(value.isKnown == traced.isKnown, "seed \(seed): \(program.source) \(values)")
      _ = program.residual(values)
    }
  }
}
