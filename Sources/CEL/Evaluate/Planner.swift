/// Turns a checked expression into nodes.
struct Planner {
  func node(_ expr: Expr) -> Node {
    if let reference = expr.reference, let known = node(expr, reference) { return known }
    switch expr.kind {
    case .literal(let value): return value.isNumber ? NumberNode(value) : ConstantNode(value)
    case .ident(let name):
      return ConstantNode(.fail(.undeclared, "undeclared reference to '\(name)' (in container '')"))
    case .select(let base, let field, let style): return SelectNode(node(base), field, style)
    case .call(let name, _, let arguments): return connective(name, arguments)
    case .list(let elements):
      let parts = elements.map { (node: node($0.expr), isOptional: $0.isOptional) }
      let isConstant = elements.allSatisfy { Self.isConstant($0.expr) && !$0.isOptional }
      return folded(ListNode(parts), isConstant)
    case .map(let entries):
      let parts = entries.map { (key: node($0.key), value: node($0.value), isOptional: $0.isOptional) }
      let isConstant = entries.allSatisfy { Self.isConstant($0.key) && Self.isConstant($0.value) && !$0.isOptional }
      return folded(MapLiteralNode(parts), isConstant)
    case .comprehension(let loop): return self.loop(loop)
    case .asks(let test, let path, let other): return AsksNode(test, node(path), other.map(node))
    case .widened(let inner):
      if Self.isConstant(inner), let value = Self.constant(inner) { return NumberNode(WidenNode.widened(value)) }
      return WidenNode(node(inner))
    case .invalid: return ConstantNode(.fail(.undeclared, "not an expression"))
    }
  }

  private func node(_ expr: Expr, _ reference: Reference) -> Node? {
    switch reference {
    case .global(let slot): return GlobalNode(slot)
    case .scope(let slot): return ScopeNode(slot)
    case .local(let slot): return LocalNode(slot)
    case .constant(let value): return ConstantNode(value)
    case .field(let type, let index):
      guard case .select(let base, _, .plain) = expr.kind else { return nil }
      if case .local(let slot)? = base.reference { return LocalFieldNode(slot, type, index) }
      return FieldNode(node(base), type, index)
    case .call(let function, let signatures, let arguments): return call(expr, function, signatures, arguments)
    }
  }

  private static func isConstant(_ expr: Expr) -> Bool {
    switch expr.kind {
    case .literal: true
    case .widened(let inner): isConstant(inner)
    case .list(let elements): elements.allSatisfy { isConstant($0.expr) && !$0.isOptional }
    default: false
    }
  }

  private static func constant(_ expr: Expr) -> Value? {
    if case .literal(let value) = expr.kind { return value }
    return nil
  }

  /// A literal made of constants is built once.
  private func folded(_ node: Node, _ isConstant: Bool) -> Node {
    guard isConstant else { return node }
    let value = withUnsafeTemporaryAllocation(of: Value.self, capacity: 1) { buffer -> Value in
      buffer.initialize(repeating: .null)
      defer { buffer.deinitialize() }
      guard let base = buffer.baseAddress else { return .null }
      var frame = Frame(globals: UnsafePointer(base), scope: UnsafePointer(base), locals: base, steps: Int.max)
      return withUnsafeMutablePointer(to: &frame) { node.eval($0) }
    }
    return ConstantNode(value)
  }

  /// `&&` and `||` of many terms, as a balanced tree, so that long chains stay shallow.
  private func connective(_ name: String, _ arguments: [Expr]) -> Node {
    let nodes = arguments.map(node)
    func tree(_ range: Range<Int>) -> Node {
      if range.count == 1 { return nodes[range.lowerBound] }
      let middle = range.lowerBound + range.count / 2
      let (left, right) = (tree(range.lowerBound..<middle), tree(middle..<range.upperBound))
      return name == "_&&_" ? AndNode(left, right) : OrNode(left, right)
    }
    guard !nodes.isEmpty, name == "_&&_" || name == "_||_" else {
      return ConstantNode(.fail(.undeclared, "unbound function '\(name)'"))
    }
    return tree(0..<nodes.count)
  }

  private func call(_ expr: Expr, _ function: Function, _ signatures: [Signature], _ arguments: [Expr]) -> Node {
    if arguments.count == 2 {
      if let node = textNode(function.name, arguments) { return node }
      if let comparison = Comparison(function.name) { return compared(comparison, arguments[0], arguments[1]) }
    }
    let nodes = arguments.map(node)
    switch (function.name, nodes.count) {
    case ("!_", 1): return NotNode(nodes[0])
    case ("_?_:_", 3): return ConditionalNode(nodes[0], nodes[1], nodes[2])
    case ("size", 1): return SizeNode(nodes[0])
    default: break
    }
    let isHosts = signatures.contains { $0.implementation != nil }
    if !isHosts, Optionals.isLazy(function.name, nodes.count) {
      return OrElseNode(function.name, nodes[0], nodes[1])
    }
    guard !isHosts, let native = function.native(nodes.count, signatures) else {
      return HostNode(function, signatures, nodes)
    }
    switch native {
    case .one(let native): return UnaryNode(native, nodes[0], function.cost)
    case .two(let native):
      if function.name == "matches", let constant = Self.constant(arguments[1]),
        let matcher = Texts.matcher(constant)
      {
        return BinaryNode({ text, _ in matcher.function(text) }, nodes[0], nodes[1], matcher.cost)
      }
      return BinaryNode(native, nodes[0], nodes[1], function.cost)
    case .three, .many: return CallNode(native, nodes, function.cost)
    }
  }

  private func compared(_ comparison: Comparison, _ left: Expr, _ right: Expr) -> Node {
    switch (left.type, right.type) {
    case (.int, .int): IntegerCompareNode(comparison, node(left), node(right))
    case (.double, .double): DoubleCompareNode(comparison, node(left), node(right))
    default: CompareNode(comparison, node(left), node(right))
    }
  }

  private func loop(_ loop: Comprehension) -> Node {
    let (target, filter, body, slots) = (node(loop.target), loop.filter.map(node), node(loop.body), loop.slots)
    switch loop.macro {
    case .all, .exists: return QuantifierNode(target, body, slots, isAll: loop.macro == .all)
    case .existsOne: return ExistsOneNode(target, nil, body, slots)
    case .map, .transformList: return MapNode(target, filter, body, slots)
    case .filter: return FilterNode(target, nil, body, slots)
    case .transformMap: return TransformMapNode(target, filter, body, slots, isEntry: false)
    case .transformMapEntry: return TransformMapNode(target, filter, body, slots, isEntry: true)
    case .sortedBy: return SortNode(target, nil, body, slots)
    case .bind: return BindNode(target, nil, body, slots)
    case .optMap: return OptionalMapNode(target, body, slots, isFlat: false)
    case .optFlatMap: return OptionalMapNode(target, body, slots, isFlat: true)
    }
  }
}
