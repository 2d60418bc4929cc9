/// A checked expression, ready to be evaluated any number of times; it keeps no state between evaluations.
///
/// What every evaluation needs stands first, so that it lies together in memory.
public final class Program: @unchecked Sendable {
  private let root: Node
  let localCount: Int
  let costLimit: Int
  let scopeCount: Int
  private let variableCount: Int
  public let type: Type
  public let source: String
  /// What evaluation may read, known before it.
  public let reads: Reads
  /// The checked expression, for hosts that put it into words.
  public let expr: Expr
  /// The environment, where names may be shorter than those they stand for. Otherwise it isn't kept: the host goes on
  /// declaring, and a kept copy would be copied then as a whole.
  let environment: Environment?

  init(_ expr: Expr, type: Type, source: String, environment: Environment, checker: Checker) {
    (self.expr, self.type, self.source) = (expr, type, source)
    self.environment = environment.container.isEmpty ? nil : environment
    variableCount = environment.variableCount
    reads = checker.reads
    localCount = max(1, checker.localSlots)
    costLimit = environment.limits.cost
    scopeCount = checker.locals.count
    root = Planner().node(expr)
  }

  /// The expression written anew, with the parentheses it needs.
  public var unparsed: String { Unparser.text(expr) }

  /// The value, error or unknown the expression comes to; never throws, never traps.
  ///
  /// - globals: as many values as the environment has variables, by slot.
  /// - locals: the host's scope, by slot; needed if the expression was compiled with one.
  public func evaluate(_ globals: UnsafePointer<Value>, _ locals: UnsafePointer<Value>? = nil) -> Value {
    guard locals != nil || scopeCount == 0 else { return Self.noScope }
    return withFrame(globals, locals ?? globals) { outcome($0) }
  }

  /// The expression as a condition.
  public func test(_ globals: UnsafePointer<Value>, _ locals: UnsafePointer<Value>? = nil) -> Truth {
    guard locals != nil || scopeCount == 0 else { return .error }
    return withFrame(globals, locals ?? globals) { frame in
      let truth = root.test(frame)
      return frame.pointee.steps < 0 ? .error : truth
    }
  }

  /// An evaluation that ran out of steps has no value, even where `||` would absorb the error in a part of it.
  private func outcome(_ frame: FramePointer) -> Value {
    let value = root.eval(frame)
    return frame.pointee.steps < 0 ? .error(.costLimit) : value
  }

  public func evaluate(_ globals: [Value] = [], _ locals: [Value] = []) -> Value {
    withValues(globals, locals) { evaluate($0, $1) }
  }

  public func test(_ globals: [Value], _ locals: [Value] = []) -> Truth {
    withValues(globals, locals) { test($0, $1) }
  }

  static let noScope = Value.fail(.undeclared, "no values given for the scope")

  /// The value, and how many steps it took.
  func metered(_ globals: [Value], _ locals: [Value] = []) -> (value: Value, steps: Int) {
    withValues(globals, locals) { globals, locals in
      withFrame(globals, locals) { frame in
        let value = outcome(frame)
        return (value, costLimit - frame.pointee.steps)
      }
    }
  }

  @inline(__always)
  func withFrame<R>(
    _ globals: UnsafePointer<Value>, _ scope: UnsafePointer<Value>, _ body: (FramePointer) -> R
  ) -> R {
    withUnsafeTemporaryAllocation(of: Value.self, capacity: localCount) { buffer in
      // Every loop leaves its variables null, so that nothing has to be given back in the end.
      buffer.initialize(repeating: .null)
      var frame = Frame(
        globals: globals, scope: scope, locals: buffer.baseAddress ?? UnsafeMutablePointer(mutating: globals),
        steps: costLimit)
      return withUnsafeMutablePointer(to: &frame, body)
    }
  }

  /// Arrays as pointers; missing values read as undeclared.
  func withValues<R>(
    _ globals: [Value], _ locals: [Value], _ body: (UnsafePointer<Value>, UnsafePointer<Value>) -> R
  ) -> R {
    let nothing = Value.fail(.undeclared, "no value given for a variable")
    func filled(_ values: [Value], _ count: Int) -> [Value] {
      values.count >= max(1, count) ? values : values + Array(repeating: nothing, count: max(1, count) - values.count)
    }
    return body(filled(globals, variableCount), filled(locals, scopeCount))
  }
}
