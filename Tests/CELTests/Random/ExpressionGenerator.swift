import CEL

/// Random expressions of a wanted type over a small world, and random values for that world.
struct ExpressionGenerator {
  enum Kind { case bool, int, double, text, ints, rows }
  /// The world: a variable of each kind, two of some.
  static let variables: [(name: String, kind: Kind)] = [
    ("b", .bool), ("c", .bool), ("i", .int), ("j", .int), ("d", .double), ("s", .text), ("xs", .ints), ("rows", .rows),
  ]
  static let row = RecordType("row", [("id", .string), ("n", .int), ("w", .double), ("ok", .bool)])

  static let environment: Environment = {
    var environment = Environment()
    environment.limits.cost = 200_000
    for (name, kind) in variables { environment.declare(variable: name, type(kind)) }
    return environment
  }()

  static func type(_ kind: Kind) -> Type {
    switch kind {
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .text: .string
    case .ints: .list(.int)
    case .rows: .list(.record(row))
    }
  }

  var random: SeededGenerator
  /// Variables of the loops around, by kind.
  private var inner: [(name: String, kind: Kind)] = []
  private var rowNames: [String] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func expression(_ kind: Kind, depth: Int) -> String {
    if depth <= 0 || random.below(8) == 0 { return leaf(kind) }
    switch kind {
    case .bool: return condition(depth - 1)
    case .int: return whole(depth - 1)
    case .double: return decimal(depth - 1)
    case .text: return text(depth - 1)
    case .ints: return wholes(depth - 1)
    case .rows: return table(depth - 1)
    }
  }

  private mutating func leaf(_ kind: Kind) -> String {
    let names = (Self.variables + inner).filter { $0.kind == kind }.map(\.name)
    if let row = rowNames.last, random.below(2) == 0 {
      switch kind {
      case .bool: return "\(row).ok"
      case .int: return "\(row).n"
      case .double: return "\(row).w"
      case .text: return "\(row).id"
      case .ints, .rows: break
      }
    }
    if kind == .rows || random.below(3) > 0 { return random.pick(names) }
    switch kind {
    case .bool: return random.pick(["true", "false"])
    case .int: return random.pick(["0", "1", "2", "-3", "7", "9223372036854775807", "1 / 0"])
    case .double: return random.pick(["0.0", "1.5", "-2.25", "3", "1e300", "0.1"])
    case .text: return random.pick(["''", "'a'", "'health'", "'é'", "\"q'\\\"\""])
    case .ints: return random.pick(["[]", "[1, 2, 3]", "[i, 5]", "[3, 3, 1]"])
    case .rows: return "rows"
    }
  }

  private mutating func condition(_ depth: Int) -> String {
    let comparison = random.pick(["==", "!=", "<", "<=", ">", ">="])
    switch random.below(14) {
    case 0, 1: return "(\(expression(.bool, depth: depth)) && \(expression(.bool, depth: depth)))"
    case 2, 3: return "(\(expression(.bool, depth: depth)) || \(expression(.bool, depth: depth)))"
    case 4: return "!(\(expression(.bool, depth: depth)))"
    case 5: return "(\(expression(.int, depth: depth)) \(comparison) \(expression(.int, depth: depth)))"
    case 6: return "(\(expression(.double, depth: depth)) \(comparison) \(expression(.double, depth: depth)))"
    case 7: return "(\(expression(.text, depth: depth)) \(comparison) \(expression(.text, depth: depth)))"
    case 8: return "(\(expression(.int, depth: depth)) in \(expression(.ints, depth: depth)))"
    case 9 where random.below(2) == 0:
      let text = expression(.text, depth: depth)
      return random.pick([
        "(\(text) == 'health')", "(\(text) != 'a')", "(\(text) in ['a', 'health', 'é'])", "(\(text) in [])",
      ])
    case 9: return choice(.bool, depth)
    case 10: return loop(random.pick(["all", "exists", "exists_one"]), .ints, .bool, depth)
    case 11: return loop(random.pick(["all", "exists", "exists_one"]), .rows, .bool, depth)
    case 12: return "\(random.pick(["known", "declined", "applies"]))(\(path()))"
    default:
      return "(\(expression(.ints, depth: depth)) \(random.pick(["==", "!="])) \(expression(.ints, depth: depth)))"
    }
  }

  private mutating func path() -> String {
    if let row = rowNames.last { return row + "." + random.pick(["n", "w", "ok", "id"]) }
    return random.pick(Self.variables).name
  }

  private mutating func whole(_ depth: Int) -> String {
    switch random.below(8) {
    case 0, 1, 2:
      return
        "(\(expression(.int, depth: depth)) \(random.pick(["+", "-", "*", "/", "%"])) \(expression(.int, depth: depth)))"
    case 3: return "size(\(expression(random.pick([.text, .ints, .rows]), depth: depth)))"
    case 4: return choice(.int, depth)
    case 5: return "\(expression(.ints, depth: depth)).sum()"
    case 6: return "\(expression(.ints, depth: depth))[\(expression(.int, depth: 0))]"
    default: return "given(\(random.pick(["i", "j"])), \(expression(.int, depth: 0)))"
    }
  }

  private mutating func decimal(_ depth: Int) -> String {
    switch random.below(4) {
    case 0, 1:
      return
        "(\(expression(.double, depth: depth)) \(random.pick(["+", "-", "*", "/"])) \(expression(.double, depth: depth)))"
    case 2: return choice(.double, depth)
    default: return "double(\(expression(.int, depth: depth)))"
    }
  }

  private mutating func text(_ depth: Int) -> String {
    switch random.below(3) {
    case 0: return "(\(expression(.text, depth: depth)) + \(expression(.text, depth: depth)))"
    case 1: return choice(.text, depth)
    default: return "string(\(expression(.int, depth: depth)))"
    }
  }

  private mutating func wholes(_ depth: Int) -> String {
    switch random.below(8) {
    case 0: return "(\(expression(.ints, depth: depth)) + \(expression(.ints, depth: depth)))"
    case 1: return loop("filter", .ints, .bool, depth)
    case 2: return loop("map", .ints, .int, depth)
    case 3: return loop("map", .rows, .int, depth)
    case 4: return loop("sortedBy", .ints, .int, depth)
    case 5: return "\(expression(.ints, depth: depth)).distinct()"
    case 6: return "[\(expression(.int, depth: depth)), \(expression(.int, depth: depth))]"
    default: return choice(.ints, depth)
    }
  }

  private mutating func table(_ depth: Int) -> String {
    loop(random.pick(["filter", "sortedBy"]), .rows, .bool, depth)
  }

  private mutating func choice(_ kind: Kind, _ depth: Int) -> String {
    "(\(expression(.bool, depth: depth)) ? \(expression(kind, depth: depth)) : \(expression(kind, depth: depth)))"
  }

  /// `xs.map(e1, …)`; the body sees the variable.
  private mutating func loop(_ macro: String, _ over: Kind, _ body: Kind, _ depth: Int) -> String {
    let target = expression(over, depth: min(depth, 1))
    let name = "e\(inner.count + rowNames.count)"
    if over == .rows { rowNames.append(name) } else { inner.append((name, .int)) }
    let text = expression(body, depth: depth)
    if over == .rows { rowNames.removeLast() } else { inner.removeLast() }
    return "\(target).\(macro)(\(name), \(text))"
  }
}

extension ExpressionGenerator {
  /// A value for a variable; now and then none: open with the id given, declined or absent.
  mutating func value(_ kind: Kind, id: Int32, opens: Bool = true) -> Value {
    if opens {
      switch random.below(8) {
      case 0: return .unknown(Unknowns(id))
      case 1: return random.below(2) == 0 ? .declined : .absent
      default: break
      }
    }
    switch kind {
    case .bool: return .bool(random.below(2) == 0)
    case .int: return .int(random.pick([0, 1, 2, 3, -1, 7, .max, .min]))
    case .double: return .double(random.pick([0, 1.5, -2.25, 3, .infinity, .nan, 1e300]))
    case .text: return .string(random.pick(["", "a", "health", "é"]))
    case .ints: return .list((0..<random.below(4)).map { _ in value(.int, id: id, opens: false) })
    case .rows:
      return .list(
        (0..<random.below(4)).map { number in
          let cells: [Value] = [
            .string("R\(number)"), value(.int, id: id * 100 + Int32(number), opens: opens),
            value(.double, id: id * 100 + 10 + Int32(number), opens: opens),
            value(.bool, id: id * 100 + 20 + Int32(number), opens: opens),
          ]
          return .record(Record(Self.row, cells))
        })
    }
  }

  mutating func world(opens: Bool = true) -> [Value] {
    Self.variables.enumerated().map { value($1.kind, id: Int32($0 + 1), opens: opens) }
  }
}
