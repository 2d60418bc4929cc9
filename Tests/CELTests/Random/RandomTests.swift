import Testing

@testable import CEL

/// Random expressions over random answers. A failure prints the seed, the expression and both outcomes;
/// `CEL_CASES=1000000 swift test --filter RandomTests` runs more of them.
@Suite("Random expressions")
struct RandomTests {
  static let caseCount = Settings.caseCount(2_000)

  /// A program and values for its variables, from a seed.
  static func make(_ seed: UInt64, opens: Bool = true) -> (program: Program, world: [Value], source: String)? {
    var generator = ExpressionGenerator(seed: seed)
    let kind = generator.random.pick([ExpressionGenerator.Kind.bool, .bool, .bool, .int, .double, .text, .ints])
    let source = generator.expression(kind, depth: 2 + generator.random.below(3))
    let compilation = ExpressionGenerator.environment.compile(source)
    guard let program = compilation.program else {
      Issue.record("seed \(seed): \(source) has problems: \(compilation.problems)")
      return nil
    }
    return (program, generator.world(opens: opens), source)
  }

  @Test("The fast evaluator, the explaining one and a naive one agree")
  func agreement() {
    for seed in 0..<UInt64(Self.caseCount) {
      guard let (program, world, source) = Self.make(seed) else { return }
      let fast = program.metered(world)
      let names = Dictionary(uniqueKeysWithValues: zip(ExpressionGenerator.variables.map(\.name), world))
      let naive = NaiveEvaluator(names: names).value(program.expr)
      guard Outcome.agree(fast.value, naive) else {
        Issue.record("seed \(seed): \(source)\nfast \(fast.value)\nnaive \(naive)")
        return
      }
      let traced = program.explain(world).value
      guard Outcome.agree(fast.value, traced) else {
        Issue.record("seed \(seed): \(source)\nfast \(fast.value)\ntraced \(traced)")
        return
      }
      let bound = program.costMax(SizeLimits(list: 4, text: 8))
      guard fast.steps <= bound else {
        Issue.record("seed \(seed): \(source) took \(fast.steps) steps, \(bound) foretold")
        return
      }
    }
  }

  @Test("An expression written anew means the same")
  func unparsing() {
    for seed in 0..<UInt64(Self.caseCount) {
      guard let (program, world, source) = Self.make(seed) else { return }
      let again = ExpressionGenerator.environment.compile(program.unparsed)
      guard let second = again.program, second.unparsed == program.unparsed,
        Outcome.agree(second.evaluate(world), program.evaluate(world))
      else {
        Issue.record("seed \(seed): \(source)\nwritten \(program.unparsed)\n\(again.problems)")
        return
      }
    }
  }

  @Test("What is left to know, completed in any way, comes to what the whole comes to")
  func completions() {
    for seed in 0..<UInt64(Self.caseCount) {
      guard let (program, world, source) = Self.make(seed) else { return }
      let early = program.evaluate(world)
      let residual = program.residual(world)
      let rest = ExpressionGenerator.environment.compile(residual)
      guard let left = rest.program else {
        Issue.record("seed \(seed): \(source)\nleft \(residual)\n\(rest.problems)")
        return
      }
      var generator = ExpressionGenerator(seed: seed &+ 0x5EED)
      for _ in 0..<6 {
        let complete = generator.completed(world)
        let (whole, part) = (program.evaluate(complete), left.evaluate(complete))
        let isKept = early.isKnown ? Outcome.agree(early, whole) : true
        guard isKept, Outcome.agree(whole, part) else {
          Issue.record("seed \(seed): \(source)\nleft \(residual)\nearly \(early), whole \(whole), part \(part)")
          return
        }
      }
    }
  }
}

enum Outcome {
  /// The same value, NaN and all; or both errors of a kind; or unknown for the same reasons.
  static func agree(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.error(let x), .error(let y)): x.kind == y.kind || [x.kind, y.kind].contains(.noSuchOverload)
    case (.unknown(let x), .unknown(let y)): x == y
    default: Sameness.isSame(a, b)
    }
  }
}

extension ExpressionGenerator {
  /// The same world with a value in each open place.
  mutating func completed(_ world: [Value]) -> [Value] {
    zip(world, Self.variables).map { value, variable in
      if case .unknown = value { return self.value(variable.kind, id: 0, opens: false) }
      guard case .list(let list) = value else { return value }
      return .list(
        list.elements.map { element in
          guard case .record(let record) = element else { return element }
          let kinds: [Kind] = [.text, .int, .double, .bool]
          let cells = zip(record.fields, kinds).map { cell, kind in
            if case .unknown = cell { self.value(kind, id: 0, opens: false) } else { cell }
          }
          return .record(Record(Self.row, cells))
        })
    }
  }
}
