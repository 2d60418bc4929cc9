import CEL
import JSON
import Testing

/// cel-go's rows of partial evaluation: an expression, what is known, what is unknown, and what must be left.
@Suite(
  "Partial evaluation",
  .enabled(if: ConformanceFiles.isPresent, "../shared/conformance is not there: the public cases are NOT run"))
struct PartialTests {
  @Test("What is left is what other implementations leave, but for white space")
  func residuals() throws {
    let cases = try ConformanceFiles.lines("cel-partial.jsonl")
    var failures: [String] = []
    for item in cases {
      let (wanted, got) = (item["residual"]?.string ?? "", Self.residual(item))
      if Self.tight(wanted) != Self.tight(got) {
        failures.append("\(item["expr"]?.string ?? "")\n    wanted \(wanted)\n    got    \(got)")
      }
    }
    #expect(cases.count > 50)
    #expect(failures.isEmpty, "\(failures.count) of \(cases.count) fail:\n\(failures.joined(separator: "\n"))")
  }

  private static func tight(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  private static func residual(_ item: JSON) -> String {
    var environment = Environment()
    var values: [Value] = []
    for member in item["bindings"]?.object?.members ?? [] {
      environment.declare(variable: member.key, .dyn)
      values.append(plain(member.value))
    }
    var patterns: [AttributePattern] = []
    for parts in item["unknowns"]?.array ?? [] {
      let parts = parts.array?.compactMap(\.string) ?? []
      patterns.append(AttributePattern(parts))
      if let name = parts.first, environment.slot(of: name) == nil {
        environment.declare(variable: name, .dyn)
        values.append(.unknown(Unknowns(AttributePath([name]))))
      }
    }
    let compilation = environment.compile(item["expr"]?.string ?? "", checked: false)
    guard let program = compilation.program else { return "\(compilation.problems)" }
    return program.residual(values, unknowns: patterns)
  }

  /// Bindings are plain JSON in these rows; whole numbers are ints.
  private static func plain(_ json: JSON) -> Value {
    switch json {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .number(let number): Int64(number.text).map { .int($0) } ?? .double(Double(number.text) ?? .nan)
    case .string(let text): .string(text)
    case .array(let elements): .list(elements.map(plain))
    case .object(let object): .map(Map(object.members.map { ($0.key, plain($0.value)) }))
    }
  }
}
