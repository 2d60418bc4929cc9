/// What is still missing: ids the host chose (one per question or cell), sorted, and paths matched by unknown patterns.
public struct Unknowns: Hashable, Sendable {
  public private(set) var ids: ContiguousArray<Int32>
  public private(set) var paths: ContiguousArray<AttributePath>

  public init(_ ids: some Sequence<Int32>, paths: [AttributePath] = []) {
    self.ids = ContiguousArray(Set(ids).sorted())
    self.paths = ContiguousArray(Set(paths).sorted())
  }
  public init(_ id: Int32) { (ids, paths) = ([id], []) }
  public init(_ path: AttributePath) { (ids, paths) = ([], [path]) }

  public func union(_ other: Unknowns) -> Unknowns {
    if self == other { return self }
    var result = self
    result.paths = Self.merged(paths, other.paths)
    result.ids = Self.merged(ids, other.ids)
    return result
  }

  /// Both in order, each once.
  private static func merged<T: Comparable>(_ a: ContiguousArray<T>, _ b: ContiguousArray<T>) -> ContiguousArray<T> {
    if a.isEmpty || b.isEmpty || a == b { return a.isEmpty ? b : a }
    var result = ContiguousArray<T>()
    result.reserveCapacity(a.count + b.count)
    var (left, right) = (a[...], b[...])
    while let x = left.first, let y = right.first {
      result.append(min(x, y))
      if x <= y { left.removeFirst() }
      if y <= x { right.removeFirst() }
    }
    return result + left + right
  }
}

/// A variable and the qualifiers behind it, as text: `["this", "a"]`.
public struct AttributePath: Hashable, Comparable, Sendable {
  public var parts: [String]
  public init(_ parts: [String]) { self.parts = parts }

  public static func < (a: AttributePath, b: AttributePath) -> Bool { a.parts.lexicographicallyPrecedes(b.parts) }
}

/// Attributes to be taken as unknown: a variable and qualifiers, `*` standing for any one of them.
public struct AttributePattern: Hashable, Sendable {
  public var parts: [String]
  public init(_ parts: [String]) { self.parts = parts }

  enum Match { case none, partial, full }

  /// `full`: the path lies at or under the pattern; `partial`: the pattern speaks of something inside the path.
  func match(_ path: [String]) -> Match {
    for (part, qualifier) in zip(parts, path) where part != "*" && part != qualifier { return .none }
    return path.count >= parts.count ? .full : .partial
  }
}
