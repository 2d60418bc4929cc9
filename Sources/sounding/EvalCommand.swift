import ArgumentParser
import CEL
import Glibc
import JSON
import Playbooks
import Sessions

/// `sounding eval`: the value of an expression.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Show the value of an expression over data.",
    discussion: """
      The expression is CEL (Common Expression Language). Each key of the data is a variable.
      With --batch, each line of standard input is a request, {"expr": "1 + x", "bindings": {"x": {"int": "2"}}},
      and each line of standard output its answer, {"value": {"int": "3"}}.
      """)

  @Argument(help: "The expression, such as 'sites.filter(s, s.size > 3).size()'.")
  var expression: String?

  @Option(help: ArgumentHelp("A JSON file whose keys are the variables.", valueName: "file"))
  var data: String?

  @Option(help: "A session; its answers and calculations are the variables.")
  var session: String?

  @OptionGroup var engagement: EngagementOptions

  @Flag(help: "Read JSON lines from standard input, answer each with a line.")
  var batch = false

  mutating func validate() throws {
    guard batch == (expression == nil) else {
      throw ValidationError("Give an expression, or --batch, but not both.")
    }
    guard data == nil || session == nil else { throw ValidationError("Give --data or --session, but not both.") }
    guard !batch || (data == nil && session == nil) else {
      throw ValidationError("With --batch the data come with each line.")
    }
  }

  mutating func run() throws {
    guard let expression else {
      do { try EvalBatch.run(zones: SystemZones()) } catch { throw ExitCode(Code.io) }
      return
    }
    try reporting {
      if let session { return try evaluate(expression, in: engagement.shelf().load(session).session) }
      var environment = Environment()
      environment.use(zones: SystemZones())
      var values: [Value] = []
      for member in try variables() {
        environment.declare(variable: member.key, .dyn)
        values.append(try value(of: member))
      }
      try show(try program(expression, environment).evaluate(values))
    }
  }

  private func evaluate(_ expression: String, in session: Session) throws {
    let program = try program(expression, session.playbook.environment)
    let value = session.evaluate(program)
    guard case .unknown(let unknowns) = value else { return try show(value) }
    let open = session.cells(of: unknowns).map { "\($0)" }.joined(separator: ", ")
    throw Failure("this isn't known yet", hint: "It waits for: \(open)", code: Code.unfinished)
  }

  private func program(_ expression: String, _ environment: Environment) throws -> Program {
    let compilation = environment.compile(expression)
    guard let program = compilation.program else {
      for problem in compilation.problems {
        complain("\(Place(problem.range.lowerBound, in: expression)): error: \(problem.message)")
        if let hint = problem.hint { complain("  = hint: \(hint)") }
      }
      throw ExitCode(Code.badData)
    }
    return program
  }

  private func show(_ value: Value) throws {
    if case .error(let error) = value { throw Failure(error.message, code: Code.badData) }
    if value.isLarger(thanBytes: TaggedValue.bytesMax) { throw Failure(TaggedValue.tooLarge, code: Code.badData) }
    say(PlainValue.json(value).text(JSONStyle(isPretty: true)))
  }

  private func variables() throws -> [JSONObject.Member] {
    guard let data else { return [] }
    guard let bytes = contents(data) else { throw Failure("\(data) can't be read", code: Code.noInput) }
    do throws(JSONProblem) {
      if let object = try JSON.read(bytes).object { return object.members }
    } catch {
      throw Failure("\(data):\(error.line):\(error.column): \(error.reason.message)", code: Code.badData)
    }
    throw Failure("\(data):1:1: the data must be an object, whose keys are the variables", code: Code.badData)
  }

  private func value(of member: JSONObject.Member) throws -> Value {
    do { return try TaggedValue.read(member.value) } catch {
      throw Failure("the value of '\(member.key)' can't be read: \(error.message)", code: Code.badData)
    }
  }

  /// Nil when the file can't be read; no more than the reader of JSON takes anyway.
  private func contents(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= JSONLimits().byteCountMax {
      let count = fread(&piece, 1, piece.count, file)
      guard count > 0 else { break }
      bytes.append(contentsOf: piece[..<count])
    }
    return ferror(file) == 0 ? bytes : nil
  }
}
