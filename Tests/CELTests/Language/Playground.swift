import CEL

/// A small world for tables of expressions: an assessment with its answers.
enum Playground {
  static let row: RecordType = {
    let row = RecordType(
      "candidate", [("id", .string), ("name", .string), ("weeks", .int), ("cost", .double), ("ready", .bool)])
    row.add("sector", .string, codes: ["health", "care", "school"])
    return row
  }()

  static let environment: Environment = {
    var environment = Environment()
    environment.declare(variable: "b", .bool)
    environment.declare(variable: "xs", .list(.int))
    environment.declare(variable: "rows", .list(.record(row)))
    environment.declare(variable: "budget", .double)
    environment.declare(variable: "people", .int)
    environment.declare(variable: "sector", .string, codes: ["health", "care", "school"])
    environment.declare(variable: "goals", .list(.string), codes: ["faster", "cheaper", "better"])
    environment.declare(variable: "start", .timestamp)
    environment.declare(variable: "weights", .map(.string, .int), constant: true)
    environment.declare(variable: "open", .int)
    environment.declare(variable: "refused", .int)
    environment.declare(variable: "moot", .int)
    return environment
  }()

  static let values: [Value] = [
    .bool(true), .list([.int(3), .int(1), .int(2)]),
    .list([candidate("C1", "Claims", 4, 8_000, true, "health"), candidate("C2", "Intake", 9, 2_500.5, false, "care")]),
    .double(12_000), .int(7), .string("health"), .list([.string("faster"), .string("better")]),
    Timestamp(seconds: 1_767_225_600).map { .timestamp($0) } ?? .null,
    .map(Map([("low", .int(1)), ("high", .int(3))])), .unknown(Unknowns(11)), .declined, .absent,
  ]

  static func candidate(_ id: String, _ name: String, _ weeks: Int64, _ cost: Double, _ ready: Bool, _ sector: String)
    -> Value
  {
    .record(Record(row, [.string(id), .string(name), .int(weeks), .double(cost), .bool(ready), .string(sector)]))
  }

  /// The value of a source as text, or `problem: …`.
  static func outcome(_ source: String, scope: [(String, Type)] = [], _ locals: [Value] = []) -> String {
    let compilation = environment.compile(source, scope: scope)
    guard let program = compilation.program else {
      return "problem: " + compilation.problems.map(\.message).joined(separator: "; ")
    }
    return text(program.evaluate(values, locals))
  }

  static func text(_ value: Value) -> String {
    switch value {
    case .error(let error): "error \(error.kind.rawValue)"
    case .unknown(let unknowns): "unknown \(unknowns.ids.map { Int($0) })"
    case .record(let record): "row \(record.value(of: "id").map(text) ?? "")"
    case .list(let list): "[" + list.elements.map(text).joined(separator: ", ") + "]"
    case .string(let string): "'\(string)'"
    case .int(let number): "\(number)"
    case .double(let number): "\(number)"
    case .bool(let flag): "\(flag)"
    case .timestamp(let time): time.text
    case .duration(let span): span.text
    default: "\(value)"
    }
  }
}
