import CEL
import Testing

/// The examples of docs/expressions.md: every line of its `cel` blocks comes to what stands behind `//`, every line of its
/// `mistakes` blocks gives that one problem.
@Suite("Expressions in ten minutes")
struct DocumentationTests {
  private static let environment: Environment = {
    var environment = Environment()
    let candidate = RecordType(
      "candidate", [("id", .string), ("name", .string), ("weeks", .int), ("cost", .double), ("ready", .bool)])
    environment.declare(variable: "sector", .string, codes: ["health", "care", "school"])
    environment.declare(variable: "goals", .list(.string), codes: ["faster", "cheaper", "better"])
    environment.declare(variable: "budget", .double)
    environment.declare(variable: "people", .int)
    environment.declare(variable: "agreed", .bool)
    environment.declare(variable: "start", .timestamp)
    environment.declare(variable: "notes", .string)
    environment.declare(variable: "candidates", .list(.record(candidate)))
    environment.declare(variable: "deadline", .int)
    environment.declare(variable: "savings", .double)
    environment.declare(variable: "school_size", .int)
    return environment
  }()

  private static func values() -> [Value] {
    guard let start = Timestamp(seconds: 1_767_225_600), case .list(let type)? = type(of: "candidates"),
      case .record(let row) = type
    else { return [] }
    let rows: [[Value]] = [
      [.string("C1"), .string("Claims"), .int(4), .double(8_000), .bool(true)],
      [.string("C2"), .string("Intake"), .int(9), .double(2_500.5), .bool(false)],
    ]
    return [
      .string("health"), .list([.string("faster"), .string("better")]), .double(12_000), .int(7), .bool(true),
      .timestamp(start),
      .string("Ask Ana first"), .list(rows.map { .record(Record(row, $0)) }), .unknown(Unknowns(1)), .declined, .absent,
    ]
  }

  private static func type(of name: String) -> Type? { environment.compile(name).type }

  /// The lines of the blocks of one language: what stands before and after the last `//`.
  private static func lines(_ language: String) -> [(source: String, note: String)] {
    let root = "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    var (isInside, found) = (false, [(source: String, note: String)]())
    for line in ConformanceFiles.text(root + "/docs/expressions.md").split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("```") {
        isInside = line == "```" + language
      } else if isInside {
        let parts = line.split(separator: " // ", maxSplits: 1)
        guard parts.count == 2 else {
          Issue.record("no result is given: \(line)")
          continue
        }
        let (source, note) = (String(parts[0].trimmed), String(parts[1].trimmed))
        found.append((source, note))
      }
    }
    return found
  }

  @Test("Every example comes to what stands beside it")
  func examples() {
    let values = Self.values()
    let lines = Self.lines("cel")
    #expect(lines.count > 60)
    for (source, note) in lines {
      let compilation = Self.environment.compile(source)
      let text = compilation.program.map { Playground.text($0.evaluate(values)) } ?? "\(compilation.problems)"
      #expect(text == note || (note == "unknown" && text.hasPrefix("unknown")), "\(source)")
    }
  }

  @Test("Every mistake gets its one answer")
  func mistakes() {
    let lines = Self.lines("mistakes")
    #expect(lines.count > 5)
    for (source, note) in lines {
      let problems = Self.environment.compile(source, expecting: .bool).problems
      #expect(problems.map { $0.message + ($0.hint.map { ": " + $0 } ?? "") } == [note], "\(source)")
    }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    let start = firstIndex { $0 != " " } ?? endIndex
    guard let end = lastIndex(where: { $0 != " " }) else { return self[start..<start] }
    return self[start...end]
  }
}
