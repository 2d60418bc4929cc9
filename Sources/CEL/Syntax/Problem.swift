/// A mistake in an expression: where it stands, what is wrong, and what to do.
public struct Problem: Hashable, Sendable {
  /// Unicode scalar offsets in the source, end-exclusive.
  public let range: Range<Int>
  /// What is wrong, lower case, without a full stop.
  public let message: String
  /// What to write instead, if that is known.
  public let hint: String?

  public init(_ range: Range<Int>, _ message: String, hint: String? = nil) {
    self.range = range
    self.message = message
    self.hint = hint
  }
}

/// Bounds on what an expression may be and cost; hosts narrow them.
public struct Limits: Hashable, Sendable {
  /// Nesting of brackets, calls and operators.
  public var depth = 250
  /// Length of the source in Unicode scalars.
  public var codePoints = 100_000
  /// Steps of one evaluation, in the abstract costs of cel-spec langdef, "Performance".
  public var cost = 10_000_000
  /// Problems reported for one expression.
  public var problems = 20
  /// Patterns written out in calls of `matches`.
  public var pattern = RegexLimits.library

  public init() {}
  public init(depth: Int, codePoints: Int, cost: Int, pattern: RegexLimits = .library) {
    (self.depth, self.codePoints, self.cost, self.pattern) = (depth, codePoints, cost, pattern)
  }
}
