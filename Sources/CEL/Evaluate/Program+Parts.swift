extension Program {
  /// The value of a part of the expression that stands outside its loops; for explanations, where speed doesn't count.
  public func value(
    of part: Expr, _ globals: UnsafePointer<Value>, _ locals: UnsafePointer<Value>? = nil
  ) -> Value {
    guard locals != nil || scopeCount == 0 else { return Self.noScope }
    return withFrame(globals, locals ?? globals) { Planner().node(part).eval($0) }
  }
}
