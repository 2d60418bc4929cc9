import CEL
import JSON
import Testing

/// cel-spec's cases. A failure names the case, its expression, what was wanted and what came out.
@Suite(
  "The language is CEL",
  .enabled(if: ConformanceFiles.isPresent, "../shared/conformance is not there: the public cases are NOT run"))
struct ConformanceTests {
  /// Cases that fail, each with the reason; at most eight.
  static let skipped: [String: String] = [:]

  @Test("Core and extensions: every public case")
  func coreAndExtensions() throws {
    let cases = try ConformanceFiles.lines("cel-core-and-extensions.jsonl")
    var failures: [String] = []
    for item in cases {
      let id = item["id"]?.string ?? ""
      let failure = Self.failure(item)
      if Self.skipped[id] != nil {
        #expect(failure != nil, "\(id) passes now: take it off the list")
      } else if let failure {
        failures.append("\(id)  \(item["expr"]?.string ?? "")  \(failure)")
      }
    }
    #expect(cases.count > 1_000)
    #expect(failures.isEmpty, "\(failures.count) of \(cases.count) fail:\n\(failures.joined(separator: "\n"))")
  }

  @Test("Unknowns: every row of the truth tables")
  func unknownLogic() throws {
    let cases = try ConformanceFiles.lines("cel-unknown-logic.jsonl")
    let failures = cases.compactMap { item in
      Self.failure(item).map {
        "\(item["section"]?.string ?? "")/\(item["name"]?.string ?? "")  \(item["expr"]?.string ?? "")  \($0)"
      }
    }
    #expect(cases.count > 50)
    #expect(failures.isEmpty, "\(failures.count) of \(cases.count) fail:\n\(failures.joined(separator: "\n"))")
  }

  /// The zones the cases name, from the system's files; without them those cases fail.
  private static let zones: ZoneTable = {
    let names = ["US/Central", "America/St_Johns", "Asia/Kathmandu", "Australia/Sydney", "Europe/Berlin", "UTC"]
    var zones: [String: Zone] = [:]
    for name in names { zones[name] = Zone(tzif: ConformanceFiles.bytes("/usr/share/zoneinfo/" + name)) }
    return ZoneTable(zones)
  }()

  /// What went wrong; nil if the case passes.
  private static func failure(_ item: JSON) -> String? {
    var environment = Environment()
    environment.use(zones: zones)
    environment.container = item["container"]?.string ?? ""
    declare(item["typeEnv"]?.array ?? [], in: &environment)
    var values: [Value] = []
    func bind(_ name: String, _ value: Value) {
      let slot = environment.slot(of: name) ?? environment.declare(variable: name, .dyn)
      while values.count <= slot { values.append(.fail) }
      values[slot] = value
    }
    for (name, json) in item["bindings"]?.object?.members.map({ ($0.key, $0.value) }) ?? [] {
      guard let value = Notation.value(json) else { return "binding \(name) can't be read" }
      bind(name, value)
    }
    for name in item["unknowns"]?.array?.compactMap(\.string) ?? [] {
      bind(name, .unknown(Unknowns(AttributePath([name]))))
    }
    let compilation = environment.compile(item["expr"]?.string ?? "", checked: item["disableCheck"]?.bool != true)
    return failure(compilation, values, item["expect"] ?? .null, checkOnly: item["checkOnly"]?.bool == true)
  }

  private static func declare(_ entries: [JSON], in environment: inout Environment) {
    for entry in entries {
      let name = entry["name"]?.string ?? ""
      if let type = entry["type"]?.string { environment.declare(variable: name, Notation.type(type)) }
      for overload in entry["overloads"]?.array ?? [] {
        let parameters = overload["params"]?.array?.compactMap(\.string).map(Notation.type) ?? []
        let result = Notation.type(overload["result"]?.string ?? "dyn")
        environment.declare(
          function: FunctionDeclaration(
            name, isMember: overload["member"]?.bool == true, [.init(parameters, result)]))
      }
    }
  }

  private static func failure(_ compilation: Compilation, _ values: [Value], _ expect: JSON, checkOnly: Bool) -> String?
  {
    let wantsError = expect["error"] != nil
    guard let program = compilation.program else {
      return wantsError ? nil : "does not compile: \(compilation.problems.map(\.message).joined(separator: "; "))"
    }
    if let type = expect["deducedType"]?.string {
      let wanted = Notation.type(type).description
      if compilation.type.description != wanted { return "wanted type \(wanted), got \(compilation.type)" }
    }
    if checkOnly { return nil }
    let got = program.evaluate(values)
    if wantsError {
      if case .error = got { return nil }
      return "wanted an error, got \(got)"
    }
    if let names = expect["unknown"]?.array?.compactMap(\.string) {
      if case .unknown(let unknowns) = got, unknowns.paths.map({ $0.parts.joined(separator: ".") }) == names.sorted() {
        return nil
      }
      return "wanted unknown \(names), got \(got)"
    }
    guard let value = expect["value"] else { return nil }
    guard let wanted = Notation.value(value) else { return "the expected value can't be read" }
    return Sameness.isSame(wanted, got) ? nil : "wanted \(wanted), got \(got)"
  }
}

extension Value {
  fileprivate static let fail = Value.error(EvalError(.undeclared, "not bound"))
}

/// Equality of type and value, with NaN the same as NaN; maps in any order.
enum Sameness {
  static func isSame(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.double(let x), .double(let y)): x == y || (x.isNaN && y.isNaN)
    case (.list(let x), .list(let y)): x.count == y.count && zip(x.elements, y.elements).allSatisfy(isSame)
    case (.map(let x), .map(let y)):
      x.count == y.count
        && zip(x.keys, x.values).allSatisfy { key, value in y.value(for: key).map { isSame(value, $0) } ?? false }
    case (.optional(let x), .optional(let y)):
      x.value == nil ? y.value == nil : y.value.map { isSame(x.value ?? .null, $0) } ?? false
    default: a.typeName == b.typeName && a == b
    }
  }
}
