extension Program {
  /// The value of a part of the expression that stands outside its loops; for explanations, where speed doesn't count.
  public func value(
    of part: Expr, _ globals: UnsafePointer<Value>, _ locals: UnsafePointer<Value>? = nil
  ) -> Value {
    withFrame(globals, locals) { frame in frame.map { Planner().node(part).eval($0) } ?? Self.noScope }
  }
}
