import CEL
import Playbooks

/// Bounds on numbers that are still open, where there are too many completions to look at each.
///
/// Bounds are sound: every completion of the answers that gives a number gives one within. Weighted sums, means and first
/// matches are bounded part by part; a part that is open is bounded by what its kind of answer takes, or isn't there.
struct Ranges {
  let session: Session
  /// Calculations of calculations deeper than this are taken as unbounded.
  static let depthMax = 16

  private var core: Core { session.core }

  /// What a part can come to. `isFirm`: it can't stop being there.
  private struct Part {
    var range: ClosedRange<Double>
    var isFirm: Bool
  }

  func range(of calculation: Calculation, depth: Int = 0) -> ClosedRange<Double>? {
    guard depth < Ranges.depthMax, calculation.forEach == nil else { return nil }
    let range: ClosedRange<Double>?
    switch calculation.body {
    case .weigh(let lines): range = sum(lines, depth)
    case .mean(let items): range = mean(items, depth)
    case .value(let program): range = part(program, depth)?.range
    case .pick(let rows): range = ClosedRange.hull(rows.map { part($0.value, depth)?.range })
    case .add, .all, .because: range = nil
    }
    guard let range else { return nil }
    func rounded(_ number: Double) -> Double {
      core.number(core.rounded(.double(number), places: calculation.places)) ?? number
    }
    return rounded(range.lowerBound)...rounded(range.upperBound)
  }

  // MARK: Parts

  /// The bounds of an expression: its value if nothing open can reach it, else those of the one place that it names.
  private func part(_ program: Program, _ depth: Int) -> Part? {
    let value = core.evaluate(program)
    if isFirm(program) { return core.number(value).map { Part(range: $0...$0, isFirm: true) } }
    if let number = core.number(value), isAnswer(program.expr) { return Part(range: number...number, isFirm: false) }
    if let kind = answerKind(program.expr) { return kind.numbers.map { Part(range: $0, isFirm: false) } }
    guard let slot = core.playbook.slot(named: program.source) else { return nil }
    switch core.playbook.variables[slot].kind {
    case .calculation(let index):
      return range(of: core.playbook.calculations[index], depth: depth + 1).map { Part(range: $0, isFirm: false) }
    default: return nil
    }
  }

  /// No open answer can reach what the expression reads.
  private func isFirm(_ program: Program) -> Bool {
    let nodes = program.reads.variables.map { core.graph.nodeOfSlot[$0] }.filter { $0 >= 0 }
    let fields = program.reads.fields.compactMap { core.graph.fieldNode($0) }
    return program.reads.wholeRecords.isEmpty
      && (nodes + fields).allSatisfy { node in
        let slice = Slice(session, of: node)
        return !slice.hasOpenRows
          && slice.questions.allSatisfy { index in
            core.relevance[index] == .no || core.tables[index]?.isDone == true || core.counted(index)?.isGiven == true
          }
      }
  }

  private func isAnswer(_ expr: Expr) -> Bool { answerKind(expr) != nil }

  /// The kind of answer behind a plain name: a question, a field of a form, or a cell of a fixed row.
  private func answerKind(_ expr: Expr) -> AnswerKind? {
    switch expr.kind {
    case .widened(let inner): return answerKind(inner)
    case .ident(let name):
      guard let question = core.playbook.question(named: name), question.table == nil else { return nil }
      return question.kind
    case .select(let base, let field, _):
      guard let spec = table(base) else { return nil }
      return spec.column(named: field)?.kind
    default: return nil
    }
  }

  private func table(_ expr: Expr) -> TableSpec? {
    switch expr.kind {
    case .ident(let name):
      guard let question = core.playbook.question(named: name), case .form(let spec) = question.kind else { return nil }
      return spec
    case .select(let base, _, _):
      guard case .ident(let name) = base.kind, let spec = core.playbook.question(named: name)?.table,
        spec.byCode != nil, spec.columns.allSatisfy({ $0.when == nil })
      else { return nil }
      return spec
    default: return nil
    }
  }

  // MARK: Putting parts together

  /// What isn't there counts as 0.
  private func sum(_ lines: [WeighLine], _ depth: Int) -> ClosedRange<Double>? {
    var (low, high) = (0.0, 0.0)
    for line in lines {
      guard isFirm(line.weight) else { return nil }
      let weight = core.number(core.evaluate(line.weight)) ?? 0
      guard let part = part(line.value, depth) else {
        // Firm and no number: it counts as 0 for good.
        guard isFirm(line.value) else { return nil }
        continue
      }
      var ends = [weight * part.range.lowerBound, weight * part.range.upperBound]
      if !part.isFirm { ends.append(0) }
      low += ends.min() ?? 0
      high += ends.max() ?? 0
    }
    return low...high
  }

  /// An open item may yet drop out, so the mean lies between the lowest and the highest it can reach.
  private func mean(_ items: [MeanItem], _ depth: Int) -> ClosedRange<Double>? {
    var known: [Double] = []
    var open: [ClosedRange<Double>] = []
    for item in items {
      guard let part = part(item.value, depth) else {
        guard isFirm(item.value) else { return nil }
        continue
      }
      if part.isFirm { known.append(part.range.lowerBound) } else { open.append(part.range) }
    }
    return ClosedRange.mean(of: known, open)
  }
}
