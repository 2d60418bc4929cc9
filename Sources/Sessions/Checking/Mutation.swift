import CEL
import Diagnostics
import Playbooks

/// Changes to a playbook's conditions that its own tests don't notice.
///
/// Each comparison, `&&`, `||` and number in the conditions of rules, gates and calculations is changed, one at a time;
/// the changed playbook is compiled and its tests run. A change that no test notices is either harmless or untested.
public struct MutationReport: Sendable {
  public struct Mutant: Hashable, Sendable {
    public let range: SourceRange
    public let old: String
    public let new: String
  }

  public let source: SourceText
  public private(set) var count = 0
  public private(set) var unnoticed: [Mutant] = []
  private static let mutantsMax = 400

  public init(_ playbook: Playbook, library: any Library) {
    source = playbook.source
    for mutant in Self.mutants(of: playbook).prefix(Self.mutantsMax) {
      let text = Self.apply(mutant, to: source)
      guard let changed = PlaybookLoader.load(text, library: library).playbook else { continue }
      count += 1
      if changed.tests.allSatisfy({ $0.run(on: changed).isEmpty }) { unnoticed.append(mutant) }
    }
  }

  public func text() -> String {
    let renderer = DiagnosticRenderer([source])
    let lines = unnoticed.map { mutant in
      renderer.text(
        Diagnostic(
          .warning, "no test notices '\(mutant.new)' in place of '\(mutant.old)'", file: source.name, at: mutant.range))
    }
    return (lines + ["\(visible(source.name)): tests notice \(count - unnoticed.count) of \(count) changes"])
      .joined(separator: "\n")
  }

  // MARK: Changes

  private static let swaps: [(old: String, new: String)] = [
    (">=", ">"), ("<=", "<"), ("==", "!="), ("!=", "=="), ("&&", "||"), ("||", "&&"), (">", ">="), ("<", "<="),
  ]

  /// Changes of expressions that stand on one line, found again in that line's text.
  static func mutants(of playbook: Playbook) -> [Mutant] {
    var found: [Mutant] = []
    for (programs, range) in conditions(of: playbook) {
      for program in programs {
        for line in range.start.line...max(range.start.line, min(range.end.line, range.start.line + 40)) {
          let scalars = Array(playbook.source.line(line).unicodeScalars)
          guard let start = place(of: Array(program.source.unicodeScalars), in: scalars) else { continue }
          found += mutants(Array(program.source.unicodeScalars), line: line, column: start + 1)
          break
        }
      }
    }
    var seen: Set<Mutant> = []
    return found.filter { seen.insert($0).inserted }
  }

  private static func conditions(of playbook: Playbook) -> [([Program], SourceRange)] {
    func pair(_ condition: Condition?) -> [([Program], SourceRange)] {
      condition.map { [($0.conjuncts, $0.range)] } ?? []
    }
    var found: [([Program], SourceRange)] = []
    for rule in playbook.rules { found += pair(rule.when) }
    for gate in playbook.gates { for need in gate.needs { found += pair(need.that) } }
    for question in playbook.questions { found += pair(question.when) }
    for calculation in playbook.calculations where calculation.register == nil {
      found += pair(calculation.when)
      if case .pick(let rows) = calculation.body { for row in rows { found += pair(row.when) } }
      if case .all(let needs) = calculation.body { for need in needs { found += pair(need.that) } }
    }
    return found
  }

  private static func place(of needle: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Int? {
    guard !needle.isEmpty, needle.count <= text.count else { return nil }
    return (0...(text.count - needle.count)).first { text[$0..<$0 + needle.count].elementsEqual(needle) }
  }

  private static func mutants(_ source: [Unicode.Scalar], line: Int, column: Int) -> [Mutant] {
    var found: [Mutant] = []
    var at = 0
    func add(_ length: Int, _ new: String) {
      let old = String(String.UnicodeScalarView(source[at..<at + length]))
      found.append(Mutant(range: SourceRange(line: line, column: column + at, length: length), old: old, new: new))
    }
    while at < source.count {
      let scalar = source[at]
      if scalar == "'" || scalar == "\"" {
        at += 1
        while at < source.count, source[at] != scalar { at += source[at] == "\\" ? 2 : 1 }
        at += 1
        continue
      }
      if let swap = swaps.first(where: { source[at...].starts(with: $0.old.unicodeScalars) }) {
        add(swap.old.unicodeScalars.count, swap.new)
        at += swap.old.unicodeScalars.count
        continue
      }
      let isInName =
        at > 0 && (source[at - 1].properties.isAlphabetic || source[at - 1] == "_" || source[at - 1] == ".")
      if scalar.properties.numericType != nil, !isInName {
        var end = at
        while end < source.count, source[end].properties.numericType != nil { end += 1 }
        let isWhole = end == source.count || source[end] != "."
        if isWhole, let number = Int64(String(String.UnicodeScalarView(source[at..<end]))) {
          add(end - at, "\(number + 1)")
        }
        while end < source.count, source[end].properties.numericType != nil || source[end] == "." { end += 1 }
        at = end
        continue
      }
      at += 1
    }
    return found
  }

  private static func apply(_ mutant: Mutant, to source: SourceText) -> SourceText {
    let start = source.byteOffset(of: mutant.range.start)
    let end = source.byteOffset(of: mutant.range.end)
    return SourceText(
      name: source.name, bytes: Array(source.bytes[..<start]) + Array(mutant.new.utf8) + Array(source.bytes[end...]))
  }
}
