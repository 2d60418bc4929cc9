/// What is still missing: ids the host chose (one per question or cell), sorted, and paths matched by unknown patterns.
///
/// Mostly it is one id, which takes no memory of its own: a host may hold very many of those.
public struct Unknowns: Hashable, Sendable {
  private enum Store {
    case one(Int32)
    /// Never a single id alone.
    case several(Several)
  }

  private final class Several: Sendable {
    let ids: ContiguousArray<Int32>
    let paths: ContiguousArray<AttributePath>

    init(_ ids: ContiguousArray<Int32>, _ paths: ContiguousArray<AttributePath>) {
      (self.ids, self.paths) = (ids, paths)
    }
  }

  private let store: Store

  public var ids: ContiguousArray<Int32> {
    switch store {
    case .one(let id): [id]
    case .several(let several): several.ids
    }
  }

  public var paths: ContiguousArray<AttributePath> {
    switch store {
    case .one: []
    case .several(let several): several.paths
    }
  }

  public init(_ ids: some Sequence<Int32>, paths: [AttributePath] = []) {
    self.init(sorted: ContiguousArray(Set(ids).sorted()), ContiguousArray(Set(paths).sorted()))
  }
  public init(_ id: Int32) { store = .one(id) }
  public init(_ path: AttributePath) { store = .several(Several([], [path])) }

  private init(sorted ids: ContiguousArray<Int32>, _ paths: ContiguousArray<AttributePath>) {
    store = ids.count == 1 && paths.isEmpty ? .one(ids[0]) : .several(Several(ids, paths))
  }

  public func contains(_ id: Int32) -> Bool {
    switch store {
    case .one(let only): only == id
    case .several(let several): several.ids.contains(id)
    }
  }

  public func union(_ other: Unknowns) -> Unknowns {
    if self == other { return self }
    return Unknowns(sorted: Self.merged(ids, other.ids), Self.merged(paths, other.paths))
  }

  public static func == (left: Unknowns, right: Unknowns) -> Bool {
    switch (left.store, right.store) {
    case (.one(let a), .one(let b)): a == b
    case (.several(let a), .several(let b)): a === b || a.ids == b.ids && a.paths == b.paths
    case (.one, .several), (.several, .one): false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch store {
    case .one(let id): hasher.combine(id)
    case .several(let several):
      hasher.combine(several.ids)
      hasher.combine(several.paths)
    }
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
