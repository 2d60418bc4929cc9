/// `sector == 'health'`: a text compared with one that is written out.
final class TextCompareNode: Node {
  let inner: Node
  let text: String
  let isEqual: Bool
  init(_ inner: Node, _ text: String, isEqual: Bool) { (self.inner, self.text, self.isEqual) = (inner, text, isEqual) }

  override func eval(_ frame: FramePointer) -> Value { frame.value(test(frame)) }

  override func test(_ frame: FramePointer) -> Truth {
    let value = inner.eval(frame)
    let cost = Cost.ofComparing(value, .string(text), steps: frame.pointee.steps)
    guard frame.charge(cost) else { return frame.exhausted() }
    if case .string(let other) = value { return Truth(sameText(other, text) == isEqual) }
    return frame.truth((isEqual ? Comparison.equal : .notEqual).outcome(value, .string(text)))
  }
}

/// `sector in ['health', 'care']`: a text looked for among some that are written out.
final class TextInNode: Node {
  let inner: Node
  let texts: [String]
  init(_ inner: Node, _ texts: [String]) { (self.inner, self.texts) = (inner, texts) }

  override func eval(_ frame: FramePointer) -> Value { frame.value(test(frame)) }

  override func test(_ frame: FramePointer) -> Truth {
    let value = inner.eval(frame)
    let cost = Cost.of(.outer, value, steps: 0) + texts.count / 10
    guard frame.charge(cost) else { return frame.exhausted() }
    guard case .string(let other) = value else {
      return frame.truth(value.isKnown ? .bool(false) : value)
    }
    for text in texts where sameText(other, text) { return .yes }
    return .no
  }
}

extension Planner {
  /// A shortcut for comparisons of texts with literals; nil if this isn't one.
  func textNode(_ name: String, _ arguments: [Expr]) -> Node? {
    guard arguments.count == 2, case .string = arguments[0].type else { return nil }
    switch (name, arguments[1].kind) {
    case ("_==_", .literal(.string(let text))): return TextCompareNode(node(arguments[0]), text, isEqual: true)
    case ("_!=_", .literal(.string(let text))): return TextCompareNode(node(arguments[0]), text, isEqual: false)
    case ("@in", .list(let elements)):
      let texts = elements.compactMap { element -> String? in
        if case .literal(.string(let text)) = element.expr.kind, !element.isOptional { text } else { nil }
      }
      return texts.count == elements.count ? TextInNode(node(arguments[0]), texts) : nil
    default: return nil
    }
  }
}
