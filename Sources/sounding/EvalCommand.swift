import ArgumentParser
import CEL
import Glibc
import JSON

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

  @Flag(help: "Read JSON lines from standard input, answer each with a line.")
  var batch = false

  mutating func validate() throws {
    guard batch == (expression == nil) else {
      throw ValidationError("Give an expression, or --batch, but not both.")
    }
    guard !batch || data == nil else { throw ValidationError("With --batch the data come with each line.") }
  }

  mutating func run() throws {
    guard let expression else {
      do { try EvalBatch.run(zones: SystemZones()) } catch { throw ExitCode(74) }
      return
    }
    var environment = Environment()
    environment.use(zones: SystemZones())
    var values: [Value] = []
    for member in try variables() {
      environment.declare(variable: member.key, .dyn)
      values.append(try value(of: member))
    }
    let compilation = environment.compile(expression)
    guard let program = compilation.program else {
      for problem in compilation.problems {
        complain("\(Place(problem.range.lowerBound, in: expression)): error: \(problem.message)")
        if let hint = problem.hint { complain("  = hint: \(hint)") }
      }
      throw ExitCode(65)
    }
    switch program.evaluate(values) {
    case .error(let error):
      complain("error: \(error.message)")
      throw ExitCode(65)
    case let value: print(PlainValue.json(value).text(JSONStyle(isPretty: true)))
    }
  }

  private func variables() throws -> [JSONObject.Member] {
    guard let data else { return [] }
    guard let bytes = try contents(data) else {
      complain("\(data): error: this file can't be read")
      throw ExitCode(66)
    }
    do throws(JSONProblem) {
      if let object = try JSON.read(bytes).object { return object.members }
    } catch {
      complain("\(data):\(error.line):\(error.column): error: \(error.reason.message)")
      throw ExitCode(65)
    }
    complain("\(data):1:1: error: the data must be an object, whose keys are the variables")
    throw ExitCode(65)
  }

  private func value(of member: JSONObject.Member) throws -> Value {
    do { return try TaggedValue.read(member.value) } catch {
      complain("\(data ?? ""): error: the value of '\(member.key)' can't be read: \(error.message)")
      throw ExitCode(65)
    }
  }

  /// Nil when the file can't be read; no more than the reader of JSON takes anyway.
  private func contents(_ path: String) throws -> [UInt8]? {
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

  private func complain(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
