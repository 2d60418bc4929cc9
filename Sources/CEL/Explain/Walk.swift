/// A slow evaluation of the tree itself, for what the fast nodes can't tell: what mattered, and what is left to know.
///
/// It comes to the same values as `Program.evaluate`; tests compare the two.
struct Walk {
  /// Where names may be shorter than those they stand for.
  let environment: Environment?
  let globals: UnsafePointer<Value>
  let scope: UnsafePointer<Value>
  /// Attributes to be taken as unknown, whatever their values.
  var patterns: [AttributePattern] = [] {
    didSet { patternsByName = Dictionary(grouping: patterns) { $0.parts.first ?? "" } }
  }
  private var patternsByName: [String: [AttributePattern]] = [:]
  var locals: [Value]
  /// Slots of comprehension variables that stand for no value while a loop's body is simplified.
  var symbols: Set<Int> = []
  /// False while only values count, and nobody will read what is left of expressions.
  var wantsResidual = true
  /// What a variable without value is unknown for.
  static let symbol = AttributePath([])
  var steps: Int

  /// The walk counts more steps than the fast evaluation; within the limits of playbooks it must not be the first to run out.
  private static let costFactor = 16
  /// A walk takes longer for a step too: with more of them it would go on for seconds.
  private static let stepCountMax = 3_000_000

  init(_ program: Program, _ globals: UnsafePointer<Value>, _ scope: UnsafePointer<Value>) {
    (environment, self.globals, self.scope) = (program.environment, globals, scope)
    locals = Array(repeating: .null, count: program.localCount)
    steps = program.costLimit.multipliedReportingOverflow(by: Self.costFactor).partialValue
    if steps < program.costLimit || steps > Self.stepCountMax { steps = Self.stepCountMax }
  }

  /// The patterns that may match a path.
  func patterns(for path: [String]) -> [AttributePattern] {
    (patternsByName[path.first ?? ""] ?? []) + (patternsByName["*"] ?? [])
  }

  mutating func charge(_ count: Int = 1) -> Bool {
    steps -= min(count, steps + 1)
    return steps >= 0
  }

  /// The value of a name; nil if the expression isn't one.
  func named(_ expr: Expr) -> Value? {
    switch expr.reference {
    case .global(let slot): globals[slot]
    case .scope(let slot): scope[slot]
    case .local(let slot): symbols.contains(slot) ? .unknown(Unknowns(Self.symbol)) : locals[slot]
    case .constant(let value): value
    case .field, .call: nil
    case nil:
      if case .ident(let name) = expr.kind { .fail(.undeclared, "undeclared reference to '\(name)'") } else { nil }
    }
  }

  /// A strict call with its arguments evaluated.
  mutating func apply(_ function: Function, _ signatures: [Signature], _ arguments: [Value]) -> Value {
    var left = steps
    let value = Call.run(function, signatures, arguments, steps: steps) { count in
      left -= min(count, left + 1)
      return left >= 0
    }
    steps = left
    return value
  }

  /// Runs a comprehension over a value, asking for filter and body at each turn.
  mutating func run(
    _ loop: Comprehension, over target: Value, filter: (inout Walk) -> Value?, body: (inout Walk) -> Value
  ) -> Value {
    switch loop.macro {
    case .bind:
      locals[loop.slots[0]] = target
      return body(&self)
    case .optMap, .optFlatMap:
      guard case .optional(let box) = target else { return target.isKnown ? .noOverload("optMap", target) : target }
      guard let inside = box.value else { return target }
      locals[loop.slots[0]] = inside
      let result = body(&self)
      return loop.macro == .optFlatMap || !result.isKnown ? result : .optional(OptionalBox(result))
    default: break
    }
    guard let turns = turns(loop, target) else { return target.isKnown ? .noOverload("comprehension", target) : target }
    var outcome = Outcome(loop.macro)
    for turn in turns {
      guard charge() else { return .error(.costLimit) }
      for (slot, value) in zip(loop.slots, turn) { locals[slot] = value }
      let passes = filter(&self) ?? .bool(true)
      guard case .bool(true) = passes else {
        outcome.skip(passes)
        continue
      }
      if outcome.add(body(&self), element: turn[0]) { break }
    }
    return outcome.value
  }

  /// What the variables are at each turn; nil if the value can't be run over.
  private func turns(_ loop: Comprehension, _ target: Value) -> [[Value]]? {
    let isPair = loop.variables.count == 2
    switch target {
    case .list(let list): return list.elements.enumerated().map { isPair ? [.int(Int64($0)), $1] : [$1] }
    case .map(let map): return zip(map.keys, map.values).map { isPair ? [$0, $1] : [$0] }
    default: return nil
    }
  }

  /// Gathers what the turns of a loop come to.
  private struct Outcome {
    let macro: Comprehension.Macro
    var decided: Value?
    var open: Value?
    var count = 0
    var elements: [Value] = []
    var entries: [(Value, Value)] = []

    init(_ macro: Comprehension.Macro) { self.macro = macro }

    mutating func skip(_ filter: Value) {
      if case .bool(false) = filter { return }
      open = Logic.strict(open, filter.isKnown ? .noOverload("condition", filter) : filter)
    }

    /// Takes a turn's result; true if no further turn can change the outcome.
    mutating func add(_ value: Value, element: Value) -> Bool {
      switch macro {
      case .all, .exists:
        if case .bool(let flag) = value {
          if flag == (macro == .exists) { decided = value }
          return decided != nil
        }
        open = Logic.merge(open, value.isKnown ? .noOverload("condition", value) : value)
      case .existsOne, .filter:
        guard case .bool(let flag) = value else {
          skip(value)
          return false
        }
        count += flag ? 1 : 0
        if flag { elements.append(element) }
      case _ where !value.isKnown: open = Logic.strict(open, value)
      case .sortedBy: entries.append((value, element))
      case .transformMap: entries.append((element, value))
      case .transformMapEntry:
        guard case .map(let map) = value else {
          open = Logic.strict(open, .noOverload("transformMapEntry", value))
          return false
        }
        entries += zip(map.keys, map.values)
      case .map, .transformList, .bind, .optMap, .optFlatMap: elements.append(value)
      }
      return false
    }

    var value: Value {
      if let known = decided ?? open { return known }
      switch macro {
      case .all: return .bool(true)
      case .exists: return .bool(false)
      case .existsOne: return .bool(count == 1)
      case .sortedBy: return Sequences.sorted(entries.map { (key: $0.0, value: $0.1) })
      case .transformMap, .transformMapEntry: return Sequences.map(entries)
      case .map, .filter, .transformList, .bind, .optMap, .optFlatMap: return .list(elements)
      }
    }
  }
}
