import CEL
import Diagnostics
import Playbooks

/// Which changes there are to make.
extension MutationReport {
  private static let swaps: [(old: String, new: String)] = [
    (">=", ">"), ("<=", "<"), ("==", "!="), ("!=", "=="), ("&&", "||"), ("||", "&&"), (">", ">="), ("<", "<="),
  ]

  /// Changes of expressions that stand on one line, found again in that line's text, and of numbers among the data.
  static func mutants(of playbook: Playbook) -> [Mutant] {
    var found: [Mutant] = []
    for (_, condition) in playbook.namedConditions {
      for program in condition.conjuncts {
        guard let start = start(of: program, condition.range, playbook) else { continue }
        let scalars = Array(program.source.unicodeScalars)
        found += mutants(scalars, line: start.line, column: start.column)
        found += branches(program.expr, scalars, start)
        if condition.conjuncts.count > 1 { found.append(whole(scalars, start, "true")) }
      }
    }
    for calculation in playbook.calculations where calculation.register == nil {
      guard case .pick(let rows) = calculation.body else {
        if case .value(let program) = calculation.body, let start = start(of: program, calculation.range, playbook) {
          let scalars = Array(program.source.unicodeScalars)
          found += mutants(scalars, line: start.line, column: start.column) + branches(program.expr, scalars, start)
        }
        continue
      }
      for row in rows {
        guard let when = row.when, when.conjuncts.count == 1,
          let start = start(of: when.conjuncts[0], when.range, playbook)
        else { continue }
        found.append(whole(Array(when.conjuncts[0].source.unicodeScalars), start, "false"))
      }
    }
    for entry in playbook.data { found += numbers(of: entry, in: playbook) }
    var seen: Set<Mutant> = []
    return found.filter { seen.insert($0).inserted }.sorted { $0.range.start < $1.range.start }
  }

  private static let linesMax = 40

  private static func start(of program: Program, _ range: SourceRange, _ playbook: Playbook) -> SourcePosition? {
    let needle = Array(program.source.unicodeScalars)
    let last = min(max(range.end.line, range.start.line + 3), range.start.line + linesMax, playbook.source.lineCount)
    for line in range.start.line...max(range.start.line, last) {
      if let place = Array(playbook.source.line(line).unicodeScalars).place(of: needle) {
        return SourcePosition(line: line, column: place + 1)
      }
    }
    return nil
  }

  private static func whole(_ scalars: [Unicode.Scalar], _ start: SourcePosition, _ new: String) -> Mutant {
    Mutant(
      range: SourceRange(line: start.line, column: start.column, length: scalars.count),
      old: String(String.UnicodeScalarView(scalars)), new: new)
  }

  /// Of `a ? b : c` each branch taken always; of `!a` the `!` left out.
  private static func branches(_ expr: Expr, _ scalars: [Unicode.Scalar], _ start: SourcePosition) -> [Mutant] {
    var found = expr.kind.children.flatMap { branches($0, scalars, start) }
    func part(_ range: Range<Int>, _ new: String) {
      guard range.lowerBound >= 0, range.upperBound <= scalars.count, !range.isEmpty else { return }
      let column = start.column + range.lowerBound
      found.append(
        Mutant(
          range: SourceRange(line: start.line, column: column, length: range.count),
          old: String(String.UnicodeScalarView(scalars[range])), new: new))
    }
    switch expr.kind {
    case .call("_?_:_", nil, let parts) where parts.count == 3:
      part(parts[0].range, "true")
      part(parts[0].range, "false")
    case .call("!_", nil, let parts) where parts.count == 1: part(expr.range.lowerBound..<parts[0].range.lowerBound, "")
    default: break
    }
    return found
  }

  /// Thresholds, weights and bands: the numbers behind `is:` and in the lines of `bands:`.
  private static func numbers(of entry: DataEntry, in playbook: Playbook) -> [Mutant] {
    let lines = playbook.data.map(\.range.start.line) + [playbook.source.lineCount + 1]
    let next = lines.filter { $0 > entry.range.start.line }.min() ?? entry.range.start.line + 1
    var found: [Mutant] = []
    for line in entry.range.start.line..<min(next, entry.range.start.line + linesMax) {
      let scalars = Array(playbook.source.line(line).unicodeScalars)
      let text = scalars.drop { $0 == " " || $0 == "-" }
      if line > entry.range.start.line, text.count == scalars.count { break }
      let value = [" is: ", "bands: "].compactMap { scalars.place(of: Array($0.unicodeScalars)).map { $0 + 4 } }.min()
      let isBand = text.first == "\"" || text.starts(with: Array("else:".unicodeScalars))
      guard let from = value ?? (isBand ? 0 : nil) else { continue }
      let rest = Array(scalars[from...].prefix { $0 != "#" })
      if value != nil, rest.place(of: Array("origin".unicodeScalars)) != nil { continue }
      found += digits(rest, line: line, column: from + 1)
    }
    return found
  }

  private static func digits(_ scalars: [Unicode.Scalar], line: Int, column: Int) -> [Mutant] {
    var found: [Mutant] = []
    var at = 0
    while at < scalars.count {
      guard isDigit(scalars[at]), at == 0 || !isNamePart(scalars[at - 1]) else {
        at += 1
        continue
      }
      let end = scalars[at...].firstIndex { !isDigit($0) } ?? scalars.count
      if let number = Int64(String(String.UnicodeScalarView(scalars[at..<end]))) {
        found.append(
          Mutant(
            range: SourceRange(line: line, column: column + at, length: end - at), old: "\(number)",
            new: "\(number + 1)"))
      }
      at = scalars[end...].firstIndex { !isDigit($0) && $0 != "." } ?? scalars.count
    }
    return found
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar == "_" || scalar == "."
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
}
