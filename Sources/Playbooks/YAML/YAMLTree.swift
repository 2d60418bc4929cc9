import Diagnostics

/// A YAML file as a flat tree: every scalar is text, every map has scalar keys, each once.
///
/// Nodes stand in document order; a map's children are key, value, key, value. A class, finished before anybody reads
/// it, so that a node costs one reference.
final class YAMLTree: @unchecked Sendable {
  struct Item: Sendable {
    enum Kind: UInt8, Sendable { case scalar, list, map }
    enum Style: UInt8, Sendable { case plain, single, double, literal, folded, block, flow }

    var text = ""
    /// Of a map: a bit for each of its keys (see `KeyMark`), so that most keys that it hasn't are told at once. Of a key: its
    /// own.
    var keys: UInt64 = 0
    var first: Int32 = -1
    var next: Int32 = -1
    // Files have less than 2 GiB (see `YAMLLimits`); large ones have many items, which fit the caches better so.
    private let firstByte: UInt32
    private var endByte: UInt32
    let kind: Kind
    let style: Style
    private let firstLine: UInt32

    /// - Parameter line: where it begins, from 1.
    init(kind: Kind, style: Style, start: Int, end: Int, line: Int) {
      (self.kind, self.style) = (kind, style)
      (firstByte, endByte) = (UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: end))
      firstLine = UInt32(truncatingIfNeeded: line)
    }

    var line: Int { Int(firstLine) }

    /// Extent in the file's bytes; of block lists and maps the end is where the next thing begins.
    var start: Int { Int(firstByte) }
    var end: Int {
      get { Int(endByte) }
      set { endByte = UInt32(truncatingIfNeeded: newValue) }
    }
  }

  let source: SourceText
  let items: ContiguousArray<Item>

  init(source: SourceText, items: ContiguousArray<Item>) {
    self.source = source
    self.items = items
  }

  var root: YAMLNode? { items.isEmpty ? nil : YAMLNode(tree: self, index: 0) }
}

/// One of 64 bits for a key; different keys may have the same.
enum KeyMark {
  static func bit(_ key: String) -> UInt64 {
    var key = key
    return key.withUTF8(bit)
  }

  @inline(__always)
  static func bit(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let first = bytes.first else { return 1 }
    let code = UInt64(first) &* 37 &+ UInt64(bytes[bytes.count - 1]) &* 11 &+ UInt64(bytes[bytes.count / 2]) &* 5
    return 1 << ((code &+ UInt64(bytes.count)) & 63)
  }
}

/// One node of a tree.
struct YAMLNode: Sendable {
  let tree: YAMLTree
  let index: Int

  /// A map without entries.
  static let nothing = YAMLNode(
    tree: YAMLTree(
      source: SourceText(name: "", text: ""),
      items: [YAMLTree.Item(kind: .map, style: .flow, start: 0, end: 0, line: 1)]),
    index: 0)

  var kind: YAMLTree.Item.Kind { tree.items[index].kind }
  var style: YAMLTree.Item.Style { tree.items[index].style }
  var isScalar: Bool { kind == .scalar }

  /// A scalar's text; empty for lists and maps.
  var text: String { tree.items[index].text }

  /// Nothing at all stands where the value should be.
  var isMissing: Bool { kind == .scalar && style == .plain && text.isEmpty }

  /// The marks of a map's keys, or a key's own.
  var keyMarks: UInt64 { tree.items[index].keys }

  /// What stands first inside, and what stands behind this in its list or map.
  fileprivate var first: YAMLNode? { node(tree.items[index].first) }
  fileprivate var next: YAMLNode? { node(tree.items[index].next) }

  private func node(_ index: Int32) -> YAMLNode? { index < 0 ? nil : YAMLNode(tree: tree, index: Int(index)) }

  /// A list's elements; a map's keys and values in turn.
  var children: [YAMLNode] {
    var found: [YAMLNode] = []
    var at = first
    while let child = at {
      found.append(child)
      at = child.next
    }
    return found
  }

  /// The element of a list of one.
  var onlyChild: YAMLNode? {
    guard kind == .list, let child = first, child.next == nil else { return nil }
    return child
  }

  /// A map's entries in the order written; empty for scalars and lists.
  var entries: [(key: YAMLNode, value: YAMLNode)] { Array(pairs) }

  /// The same without a list of them.
  var pairs: Pairs { Pairs(at: kind == .map ? first : nil) }

  struct Pairs: Sequence, IteratorProtocol {
    fileprivate var at: YAMLNode?

    mutating func next() -> (key: YAMLNode, value: YAMLNode)? {
      guard let key = at, let value = key.next else { return nil }
      at = value.next
      return (key, value)
    }
  }

  /// The value of a key that the format has: its mark is known when this is compiled.
  @inline(__always)
  subscript(key: StaticString) -> YAMLNode? {
    let bytes = UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    let mark = KeyMark.bit(bytes)
    return tree.items[index].keys & mark == 0 ? nil : value(mark) { isKey($0, bytes) }
  }

  /// The value of any key.
  func value(of key: String) -> YAMLNode? {
    let mark = KeyMark.bit(key)
    return tree.items[index].keys & mark == 0 ? nil : value(mark) { tree.items[$0].text == key }
  }

  /// The value of the key with this mark that is the one meant, by its place.
  private func value(_ mark: UInt64, _ isMeant: (Int) -> Bool) -> YAMLNode? {
    var at = tree.items[index].first
    while at >= 0 {
      let value = tree.items[Int(at)].next
      guard value >= 0 else { return nil }
      if tree.items[Int(at)].keys == mark, isMeant(Int(at)) { return YAMLNode(tree: tree, index: Int(value)) }
      at = tree.items[Int(value)].next
    }
    return nil
  }

  /// Whether a key has these bytes; plain ones stand in the file as they are.
  private func isKey(_ key: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard tree.items[key].style == .plain else { return tree.items[key].text.utf8.elementsEqual(bytes) }
    let start = tree.items[key].start
    guard tree.items[key].end - start == bytes.count else { return false }
    for offset in 0..<bytes.count where tree.source.bytes[start + offset] != bytes[offset] { return false }
    return true
  }

  /// Where it stands: a scalar's first line (without its quotes), else its first character.
  var range: SourceRange {
    let source = tree.source
    let (start, end, line) = (tree.items[index].start, tree.items[index].end, tree.items[index].line)
    guard isScalar else {
      let start = source.position(ofByte: start, inLine: line)
      return SourceRange(start, SourcePosition(line: start.line, column: start.column + 1))
    }
    switch style {
    case .single, .double:
      let inside = source.range(ofBytes: start + 1..<max(start + 1, end - 1), inLine: line)
      return inside.end > inside.start ? inside : source.range(ofBytes: start..<end, inLine: line)
    case .literal, .folded: return rangeOfBlock ?? range(ofText: 0..<text.unicodeScalars.count)
    default: return source.range(ofBytes: start..<max(start, end), inLine: line)
    }
  }

  /// What the file says there, e.g. `{picked}` where a text was wanted; at most one line of it.
  var written: String {
    let bytes = tree.source.bytes
    let item = tree.items[index]
    let line = bytes[item.start..<max(item.start, item.end)].prefix { $0 != UInt8(ascii: "\n") }
    return String(decoding: line, as: UTF8.self)
  }
}
