/// A pattern as a tree. Groups leave no trace: we never say what a group matched.
indirect enum RegexNode {
  case empty
  case set(ScalarSet)
  case check(RegexCheck)
  case sequence([RegexNode])
  case either([RegexNode])
  case loop(RegexNode, min: Int, max: Int?, isLazy: Bool)

  /// How many states this takes, at most; counts no further than `sizeMax`.
  var size: Int {
    switch self {
    case .empty: 0
    case .set, .check: 1
    case .sequence(let nodes): nodes.reduce(0) { Self.limited($0 + $1.size) }
    case .either(let nodes): nodes.reduce(0) { Self.limited($0 + $1.size + 2) }
    case .loop(let node, let min, let max, _):
      Self.limited(node.size * min) + Self.limited(max.map { ($0 - min) * (node.size + 1) } ?? node.size + 2)
    }
  }

  private static let sizeMax = 1 << 40
  private static func limited(_ size: Int) -> Int { Swift.min(size, sizeMax) }

  /// Whether it can match without reading a scalar.
  var canBeEmpty: Bool {
    switch self {
    case .empty, .check: true
    case .set: false
    case .sequence(let nodes): nodes.allSatisfy(\.canBeEmpty)
    case .either(let nodes): nodes.contains(where: \.canBeEmpty)
    case .loop(let node, let min, _, _): min == 0 || node.canBeEmpty
    }
  }

  /// Whether every match begins at the start of the text.
  var isAnchored: Bool {
    switch self {
    case .empty, .set: false
    case .check(let check): check == .textStart
    case .sequence(let nodes): nodes.first?.isAnchored ?? false
    case .either(let nodes): nodes.allSatisfy(\.isAnchored)
    case .loop(let node, let min, _, _): min > 0 && node.isAnchored
    }
  }

  /// Repetition of what takes no state is left out, so that no loop runs without effect.
  static func repeated(_ node: RegexNode, min: Int, max: Int?, isLazy: Bool) -> RegexNode {
    if node.size == 0 || max == 0 { return .empty }
    return .loop(node, min: min, max: max, isLazy: isLazy)
  }

  static func joined(_ nodes: [RegexNode]) -> RegexNode {
    switch nodes.count {
    case 0: .empty
    case 1: nodes[0]
    default: .sequence(nodes)
    }
  }
}

/// A test of the place between two scalars.
enum RegexCheck: Equatable, Sendable {
  case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary

  func holds(_ before: RegexNeighbour, _ after: RegexNeighbour) -> Bool {
    switch self {
    case .textStart: before == .edge
    case .textEnd: after == .edge
    case .lineStart: before == .edge || before == .lineFeed
    case .lineEnd: after == .edge || after == .lineFeed
    case .wordBoundary: (before == .word) != (after == .word)
    case .noWordBoundary: (before == .word) == (after == .word)
    }
  }
}

/// What a check needs to know of a scalar next to it.
enum RegexNeighbour: UInt8, Sendable {
  case edge, lineFeed, word, other

  init(_ value: UInt32) {
    self = value == 0x0A ? .lineFeed : ScalarSet.words.contains(value) ? .word : .other
  }
}
