import CEL
import JSON

/// One line of `sounding eval --batch`: an expression with what it needs, and what comes of it.
///
/// In: `{"id"?, "expr", "bindings"?, "typeEnv"?, "unknowns"?, "container"?, "disableCheck"?, "checkOnly"?, "residual"?}`.
/// Out: `id` as it came in, and one of `value`, `error`, `unknown`, `deducedType`; `residual` too where it was asked for.
struct EvalLine {
  private var environment: Environment
  private var values: [Value] = []
  private var patterns: [AttributePattern] = []

  /// A line that can't be read as a request.
  struct Problem: Error {
    let message: String
  }

  /// The answer to a line, without a line feed.
  static func answer(_ line: UnsafeRawBufferPointer, zones: some ZoneProvider) -> JSON {
    let request: JSON
    do { request = try JSON.read(line, limits: JSONLimits(depthMax: 256)) } catch {
      return ["error": .string("this line can't be read: \(error)")]
    }
    var answer = JSONObject()
    answer["id"] = request["id"]
    do throws(Problem) {
      var evaluation = try EvalLine(request, zones)
      for member in try evaluation.answer(request) { answer[member.key] = member.value }
    } catch {
      answer["error"] = .string(error.message)
    }
    return .object(answer)
  }

  private init(_ request: JSON, _ zones: some ZoneProvider) throws(Problem) {
    guard request.object != nil else { throw Problem(message: "a line is an object") }
    environment = Environment()
    environment.use(zones: zones)
    environment.container = request["container"]?.string ?? ""
    for entry in request["typeEnv"]?.array ?? [] { try declare(entry) }
    for member in request["bindings"]?.object?.members ?? [] {
      do { bind(member.key, try TaggedValue.read(member.value)) } catch {
        throw Problem(message: "the value of '\(member.key)' can't be read: \(error.message)")
      }
    }
    for entry in request["unknowns"]?.array ?? [] { try declare(unknown: entry) }
  }

  private mutating func answer(_ request: JSON) throws(Problem) -> [JSONObject.Member] {
    guard let source = request["expr"]?.string else { throw Problem(message: "'expr' is missing") }
    let wantsResidual = request["residual"]?.bool == true
    // What is left of an expression may name what nobody declared.
    let isChecked =
      request["disableCheck"]?.bool != true && !(wantsResidual && request["typeEnv"]?.array?.isEmpty != false)
    let compilation = environment.compile(source, checked: isChecked)
    guard let program = compilation.program else {
      return [.init("error", .string(compilation.problems.map { Self.text($0, source) }.joined(separator: "\n")))]
    }
    if request["checkOnly"]?.bool == true { return [.init("deducedType", .string(compilation.type.description))] }
    let value = program.evaluate(values, unknowns: patterns)
    var answer: [JSONObject.Member]
    switch value {
    case .error(let error): answer = [.init("error", .string(error.message))]
    case .unknown(let unknowns): answer = [.init("unknown", .array(TaggedValue.names(unknowns).map(JSON.string)))]
    case _ where value.isLarger(thanBytes: TaggedValue.bytesMax):
      answer = [.init("error", .string(TaggedValue.tooLarge))]
    default: answer = [.init("value", TaggedValue.write(value))]
    }
    if wantsResidual { answer.append(.init("residual", .string(program.residual(values, unknowns: patterns)))) }
    return answer
  }

  private mutating func declare(_ entry: JSON) throws(Problem) {
    guard let name = entry["name"]?.string else { throw Problem(message: "an entry of 'typeEnv' has a name") }
    if let text = entry["type"]?.string {
      guard let type = TypeText.type(text) else { throw Problem(message: "the type of '\(name)' can't be read") }
      environment.declare(variable: name, type)
    }
    for overload in entry["overloads"]?.array ?? [] {
      let texts = (overload["params"]?.array ?? []).map { $0.string ?? "" }
      let parameters = texts.compactMap(TypeText.type)
      guard parameters.count == texts.count, let result = TypeText.type(overload["result"]?.string ?? "dyn") else {
        throw Problem(message: "the types of '\(name)' can't be read")
      }
      let isMember = overload["member"]?.bool == true
      environment.declare(function: FunctionDeclaration(name, isMember: isMember, [.init(parameters, result)]))
    }
  }

  /// A name, a path with dots, or a path as a list; `*` stands for any one qualifier.
  private mutating func declare(unknown entry: JSON) throws(Problem) {
    var parts: [String] = []
    switch entry {
    case .string(let text): parts = path(text)
    case .array(let elements): parts = elements.map { $0.string ?? $0.number?.text ?? "" }
    default: break
    }
    guard let name = parts.first, !parts.contains("") else { throw Problem(message: "an unknown is a name or a path") }
    if parts.count == 1 {
      bind(name, .unknown(Unknowns(AttributePath([name]))))
    } else if slotValue(name) == nil {
      bind(name, Self.missing)
    }
    patterns.append(AttributePattern(parts))
  }

  /// The longest beginning that is a variable's name, and the qualifiers behind it.
  private func path(_ text: String) -> [String] {
    let parts = text.split(separator: ".").map(String.init)
    for count in stride(from: parts.count, through: 1, by: -1) {
      let name = parts[..<count].joined(separator: ".")
      if environment.slot(of: name) != nil { return [name] + parts[count...] }
    }
    return parts
  }

  private static let missing = Value.error(EvalError(.undeclared, "no value given for a variable"))

  private func slotValue(_ name: String) -> Value? {
    guard let slot = environment.slot(of: name), slot < values.count else { return nil }
    return values[slot]
  }

  private mutating func bind(_ name: String, _ value: Value) {
    let slot = environment.slot(of: name) ?? environment.declare(variable: name, .dyn)
    while values.count <= slot { values.append(Self.missing) }
    values[slot] = value
  }

  private static func text(_ problem: CEL.Problem, _ source: String) -> String {
    let hint = problem.hint.map { " (\($0))" } ?? ""
    return "\(Place(problem.range.lowerBound, in: source)): \(problem.message)\(hint)"
  }
}

extension JSONObject.Member {
  fileprivate init(_ key: String, _ value: JSON) { self.init(key: key, value: value) }
}

/// A line and a column, both from 1, in Unicode scalars.
struct Place: CustomStringConvertible {
  let line: Int
  let column: Int

  init(_ offset: Int, in source: String) {
    let before = source.unicodeScalars.prefix(offset)
    line = 1 + before.count { $0 == "\n" }
    column = 1 + (before.lastIndex(of: "\n").map { before[$0...].count - 1 } ?? before.count)
  }

  var description: String { "\(line):\(column)" }
}
