import CEL
import Diagnostics
import Playbooks

extension Playbook {
  /// The conditions that decide something, each with the thing it belongs to.
  var namedConditions: [(name: String, condition: Condition)] {
    var found: [(name: String, condition: Condition)] = []
    func add(_ name: String, _ condition: Condition?) {
      if let condition { found.append((name, condition)) }
    }
    for question in questions { add(question.name, question.when) }
    for rule in rules { add(rule.id, rule.when) }
    for gate in gates { for need in gate.needs { add(gate.name, need.that) } }
    for calculation in calculations where calculation.register == nil {
      add(calculation.name, calculation.when)
      if case .pick(let rows) = calculation.body { for row in rows { add(calculation.name, row.when) } }
      if case .all(let needs) = calculation.body { for need in needs { add(calculation.name, need.that) } }
    }
    return found
  }

  /// Where one of a condition's parts stands; the whole condition where its text isn't on one line as it was compiled.
  func range(of program: Program, in condition: Condition) -> SourceRange {
    let needle = Array(program.source.unicodeScalars)
    let last = max(condition.range.start.line, min(condition.range.end.line, source.lineCount))
    var found: SourceRange?
    for line in condition.range.start.line...last {
      let scalars = Array(source.line(line).unicodeScalars)
      guard let start = scalars.place(of: needle) else { continue }
      let range = SourceRange(line: line, column: start + 1, length: needle.count)
      if scalars.isAlone(start..<start + needle.count) { return range }
      found = found ?? range
    }
    return found ?? condition.range
  }
}

extension [Unicode.Scalar] {
  /// Where another text first stands in it.
  func place(of needle: [Unicode.Scalar]) -> Int? {
    guard !needle.isEmpty, needle.count <= count else { return nil }
    return (0...(count - needle.count)).first { self[$0..<$0 + needle.count].elementsEqual(needle) }
  }

  /// Whether nothing but a dash, quotes and a comment stands beside it on the line.
  fileprivate func isAlone(_ range: Range<Int>) -> Bool {
    self[..<range.lowerBound].allSatisfy { " -'\"".unicodeScalars.contains($0) }
      && self[range.upperBound...].prefix { $0 != "#" }.allSatisfy { " '\"".unicodeScalars.contains($0) }
  }
}
