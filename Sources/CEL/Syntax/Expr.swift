/// A node of a parsed expression; the checker annotates it, macros build it.
public final class Expr {
  public enum Kind {
    case literal(Value)
    /// A name; with a leading dot (`.y`) it is looked up outside all comprehensions and containers.
    case ident(String)
    case select(Expr, field: String, SelectStyle)
    /// A function, or an operator by its name in the specification: `_+_`, `_?_:_`, `_[_]`, `@in`. `_&&_` and `_||_` are n-ary.
    case call(String, target: Expr?, [Expr])
    case list([Element])
    case map([Entry])
    indirect case comprehension(Comprehension)
    /// `known(x)`, `declined(x)`, `applies(x)`, `given(x, default)`.
    case asks(AnswerTest, Expr, default: Expr?)
    /// A whole number read as a number with decimals; inserted by the checker.
    case widened(Expr)
    /// Where a problem was reported.
    case invalid
  }
  public enum SelectStyle: Sendable { case plain, test, optional }
  public enum AnswerTest: String, Sendable { case known, declined, applies, given }
  public struct Element {
    public var expr: Expr
    public var isOptional: Bool

    public init(expr: Expr, isOptional: Bool) { (self.expr, self.isOptional) = (expr, isOptional) }
  }
  public struct Entry {
    public var key: Expr
    public var value: Expr
    public var isOptional: Bool
  }

  @exclusivity(unchecked) public internal(set) var kind: Kind
  /// Where it stands: Unicode scalar offsets in the source.
  public let range: Range<Int>
  /// How deep the tree below is, counted from 1.
  let height: Int
  /// Found by the checker.
  @exclusivity(unchecked) public internal(set) var type: Type = .dyn
  @exclusivity(unchecked) var codes: [String]?
  @exclusivity(unchecked) var reference: Reference?

  public init(_ kind: Kind, at range: Range<Int>) {
    self.kind = kind
    self.range = range
    self.height = 1 + (kind.children.lazy.map(\.height).max() ?? 0)
  }
}

/// `all`, `map` and the others that run over a list or map, and `cel.bind` and the optional macros, which run over one value.
public struct Comprehension {
  public enum Macro: String, Sendable {
    case all, exists, existsOne = "exists_one", map, filter, sortedBy
    case transformList, transformMap, transformMapEntry, optMap, optFlatMap, bind
  }
  public var macro: Macro
  public var target: Expr
  /// One name, or two (index and element, key and value).
  public var variables: [String]
  /// The middle argument of `map(x, filter, t)` and the transforms.
  public var filter: Expr?
  public var body: Expr
  /// Where the variables' values are kept; filled in by the checker.
  var slots: [Int] = []
}

extension Expr.Kind {
  /// The expressions right below, in order of the source.
  public var children: [Expr] {
    switch self {
    case .literal, .ident, .invalid: []
    case .select(let base, _, _), .widened(let base): [base]
    case .call(_, let target, let arguments): target.map { [$0] + arguments } ?? arguments
    case .list(let elements): elements.map(\.expr)
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .comprehension(let loop): [loop.target] + (loop.filter.map { [$0] } ?? []) + [loop.body]
    case .asks(_, let path, let other): other.map { [path, $0] } ?? [path]
    }
  }
}

extension Expr {
  public static func literal(_ value: Value, at range: Range<Int>) -> Expr { Expr(.literal(value), at: range) }
  public static func ident(_ name: String, at range: Range<Int>) -> Expr { Expr(.ident(name), at: range) }
  public static func select(_ base: Expr, _ field: String, at range: Range<Int>) -> Expr {
    Expr(.select(base, field: field, .plain), at: range)
  }
  public static func call(_ function: String, _ arguments: [Expr], at range: Range<Int>) -> Expr {
    Expr(.call(function, target: nil, arguments), at: range)
  }
  public static func member(_ target: Expr, _ function: String, _ arguments: [Expr], at range: Range<Int>) -> Expr {
    Expr(.call(function, target: target, arguments), at: range)
  }
  public static func comprehension(
    _ macro: Comprehension.Macro, over target: Expr, _ variables: [String], filter: Expr? = nil, _ body: Expr,
    at range: Range<Int>
  ) -> Expr {
    Expr(
      .comprehension(Comprehension(macro: macro, target: target, variables: variables, filter: filter, body: body)),
      at: range)
  }

  /// `a.b.c` for a name or a chain of plain selections of names.
  var qualifiedName: String? {
    switch kind {
    case .ident(let name): name
    case .select(let base, let field, .plain): base.qualifiedName.map { "\($0).\(field)" }
    default: nil
    }
  }

  /// A copy in which every part `change` has another expression for is replaced by it; parts of what was replaced are left alone.
  ///
  /// A copy shares nothing with the original, so that both can be checked.
  public func rewritten(_ change: (Expr) -> Expr?) -> Expr {
    if let other = change(self) { return other }
    let copy: Kind =
      switch kind {
      case .literal, .ident, .invalid: kind
      case .select(let base, let field, let style): .select(base.rewritten(change), field: field, style)
      case .widened(let base): .widened(base.rewritten(change))
      case .call(let name, let target, let arguments):
        .call(name, target: target?.rewritten(change), arguments.map { $0.rewritten(change) })
      case .list(let elements):
        .list(elements.map { Element(expr: $0.expr.rewritten(change), isOptional: $0.isOptional) })
      case .map(let entries):
        .map(
          entries.map {
            Entry(key: $0.key.rewritten(change), value: $0.value.rewritten(change), isOptional: $0.isOptional)
          })
      case .comprehension(var loop):
        {
          loop.target = loop.target.rewritten(change)
          loop.filter = loop.filter?.rewritten(change)
          loop.body = loop.body.rewritten(change)
          return .comprehension(loop)
        }()
      case .asks(let test, let path, let other):
        .asks(test, path.rewritten(change), default: other?.rewritten(change))
      }
    return Expr(copy, at: range)
  }
}
