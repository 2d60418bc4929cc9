import Testing

@testable import CEL

/// What a host adds: functions, macros, values of its own; and what it learns before any answer.
@Suite("Declarations")
struct DeclarationTests {
  @Test("Functions of the host are found by their parameters, and see values alone unless they ask for more")
  func functions() {
    var environment = Playground.environment
    environment.declare(
      function: FunctionDeclaration(
        "twice",
        [
          .init([.int], .int) { if case .int(let x) = $0[0] { .int(x * 2) } else { .null } },
          .init([.string], .string) { if case .string(let x) = $0[0] { .string(x + x) } else { .null } },
        ]))
    environment.declare(
      function: FunctionDeclaration(
        "orZero", isMember: true, [.init([.int], .int, nonStrict: true) { $0[0].isKnown ? $0[0] : .int(0) }]))
    environment.declare(
      function: FunctionDeclaration(
        "second", isMember: true,
        [
          .init([.list(.typeParam("T"))], .typeParam("T")) {
            if case .list(let list) = $0[0], list.count > 1 { list[1] } else { .absent }
          }
        ]))
    environment.declare(function: FunctionDeclaration("nothing", [.init([], .int)]))
    let rows: [(String, String)] = [
      ("twice(people)", "14"), ("twice(sector)", "'healthhealth'"), ("twice(open)", "unknown [11]"),
      ("twice(refused)", "error declined"), ("refused.orZero() + open.orZero()", "0"), ("xs.second() + 1", "2"),
      ("rows.second().weeks", "9"), ("[xs].second()", "error absent"), ("nothing()", "error undeclared"),
    ]
    for (source, wanted) in rows {
      let compilation = environment.compile(source)
      #expect(
        compilation.program.map { Playground.text($0.evaluate(Playground.values)) } == wanted,
        "\(source) \(compilation.problems)")
      #expect(compilation.program.map { Playground.text($0.explain(Playground.values).value) } == wanted, "\(source)")
    }
    #expect(environment.compile("twice(b)").problems.map(\.message) == ["'twice' can't be used with a yes or no"])
    #expect(environment.compile("twise(1)").problems.first?.hint == "did you mean 'twice'?")
    #expect(
      environment.compile("rows.second().weeks").program?.reads.wholeRecords == [ObjectIdentifier(Playground.row)])
  }

  @Test("Values of the host pass through to its functions, and are equal as it says")
  func hostValues() {
    var environment = Environment()
    environment.declare(variable: "weeks_fit", .opaque("bands"))
    environment.declare(
      function: FunctionDeclaration(
        "of", isMember: true,
        [
          .init([.opaque("bands"), .double], .double) { arguments in
            guard case .opaque(let box) = arguments[0], let limit = box.payload as? Double,
              case .double(let x) = arguments[1]
            else { return .null }
            return .double(x < limit ? 1 : 0)
          }
        ]))
    let bands = Value.opaque(OpaqueBox(type: "bands", payload: 12.0))
    #expect(environment.compile("weeks_fit.of(4)").program?.evaluate([bands]) == .double(1))
    #expect(environment.compile("weeks_fit == weeks_fit").program?.evaluate([bands]) == .bool(true))
    #expect(environment.compile("weeks_fit + 1").problems.count == 1)
  }

  @Test("Macros rewrite calls before they are checked")
  func macros() {
    var environment = Playground.environment
    environment.declare(
      macro: Macro("unless", argumentCount: 2) { _, arguments, range in
        guard case .call = arguments[0].kind else { return .problem(arguments[0].range, "a comparison is wanted") }
        return .expr(.call("_||_", [arguments[0].rewritten { _ in nil }, arguments[1]], at: range))
      })
    environment.declare(
      macro: Macro("inAll", isMember: true, argumentCount: 1) { target, arguments, range in
        guard let target else { return .call }
        let body = arguments[0].rewritten { expr in
          if case .ident(let name) = expr.kind, name == "people" { .literal(.int(1), at: expr.range) } else { nil }
        }
        return .expr(.comprehension(.all, over: target, ["each"], body, at: range))
      })
    #expect(environment.compile("unless(people > 9, b)").program?.evaluate(Playground.values) == .bool(true))
    #expect(environment.compile("unless(b, b)").problems == [Problem(7..<8, "a comparison is wanted")])
    #expect(environment.compile("xs.inAll(each >= people)").program?.evaluate(Playground.values) == .bool(true))
    #expect(environment.compile("unless(b)").problems.map(\.message) == ["unknown function 'unless'"])
  }

  @Test("What an expression reads is known before any answer")
  func reads() {
    let environment = Playground.environment
    func names(_ source: String) -> [String] {
      guard
        let reads = environment.compile(source, scope: [("this", .record(Playground.row)), ("other", .int)]).program?
          .reads
      else { return [] }
      let variables = ["people", "budget", "rows", "sector"].filter {
        environment.slot(of: $0).map(reads.variables.contains) ?? false
      }
      let fields = reads.fields.map { $0.type.name + "." + $0.type.fields[$0.index].name }.sorted()
      return variables + fields + reads.scope.sorted().map { "scope \($0)" }
    }
    #expect(names("people > 1 || budget > 2") == ["people", "budget"])
    #expect(names("rows.all(r, r.weeks > people)") == ["people", "rows", "candidate.weeks"])
    #expect(names("this.cost > 1 && other > 2") == ["candidate.cost", "scope 0", "scope 1"])
    #expect(names("rows.sortedBy(r, r.cost).first(1).map(r, r.name)") == ["rows", "candidate.cost", "candidate.name"])
    #expect(names("this in rows") == ["rows", "candidate.id", "scope 0"])
    #expect(names("xs.exists(sector, sector == 1)") == [])
    #expect(names("known(sector) && has(this.ready)") == ["sector", "candidate.ready", "scope 0"])
  }

  @Test("Records may hold rows of their own type, and fields added before the first check")
  func recursiveRecords() {
    let node = RecordType("node", [("id", .string)])
    node.add("next", .list(.record(node)))
    var environment = Environment()
    environment.declare(variable: "root", .record(node))
    let leaf = Value.record(Record(node, [.string("b"), .list([])]))
    let root = Value.record(Record(node, [.string("a"), .list([leaf])]))
    #expect(
      environment.compile("root.next[0].next.size() == 0 && root.next[0].id == 'b'").program?.evaluate([root])
        == .bool(true))
    #expect(environment.compile("root.next[0].nxt").problems.first?.hint == "did you mean 'next'?")
  }

  @Test("Named time zones are the host's; without them only UTC and offsets are known")
  func zones() {
    var environment = Playground.environment
    let source = "start.getHours('Test/Zone') + start.getHours('+02:00')"
    #expect(
      environment.compile(source).program.map { Playground.text($0.evaluate(Playground.values)) } == "error outOfRange")
    environment.use(zones: ZoneTable(["Test/Zone": Zone(transitions: [], offsets: [], firstOffset: 3_600, rule: nil)]))
    #expect(environment.compile(source).program?.evaluate(Playground.values) == .int(3))
  }

  @Test("Names are words of letters, digits and _ that mean nothing else")
  func names() {
    for name in ["a", "_a1", "team_size", "list", "known"] { #expect(Environment.isName(name), "\(name)") }
    for name in ["", "1a", "a-b", "é", "in", "true", "null", "while", "a b"] {
      #expect(!Environment.isName(name), "\(name)")
    }
  }

  @Test("Limits are the host's")
  func limits() {
    var environment = Playground.environment
    environment.limits = Limits(depth: 8, codePoints: 60, cost: 50)
    #expect(environment.compile("((((((((1))))))))").problems.count == 1)
    #expect(environment.compile(String(repeating: "b && ", count: 20) + "b").problems.count == 1)
    let loops = environment.compile("xs.all(x, xs.all(y, xs.all(z, x + y + z > 0)))")
    #expect(loops.program.map { Playground.text($0.evaluate(Playground.values)) } == "error costLimit")
    #expect(environment.compile("xs.all(x, x > 0)").program?.evaluate(Playground.values) == .bool(true))
  }
}
