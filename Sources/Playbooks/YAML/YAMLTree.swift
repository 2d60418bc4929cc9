import Diagnostics

/// A YAML file as a flat tree: every scalar is text, every map has scalar keys, each once.
///
/// Nodes stand in document order; a map's children are key, value, key, value. A class, finished before anybody reads
/// it, so that a node costs one reference.
final class YAMLTree: @unchecked Sendable {
  struct Item: Sendable {
    enum Kind: UInt8, Sendable { case scalar, list, map }
    enum Style: UInt8, Sendable { case plain, single, double, literal, folded, block, flow }

    let kind: Kind
    let style: Style
    /// Extent in the file's bytes; of block lists and maps the end is where the next thing begins.
    let start: Int
    var end: Int
    var first: Int32 = -1
    var next: Int32 = -1
    var text = ""
  }

  let source: SourceText
  let items: ContiguousArray<Item>

  init(source: SourceText, items: ContiguousArray<Item>) {
    self.source = source
    self.items = items
  }

  var root: YAMLNode? { items.isEmpty ? nil : YAMLNode(tree: self, index: 0) }
}

/// One node of a tree.
struct YAMLNode: Sendable {
  let tree: YAMLTree
  let index: Int

  /// A map without entries.
  static let nothing = YAMLNode(
    tree: YAMLTree(
      source: SourceText(name: "", text: ""), items: [YAMLTree.Item(kind: .map, style: .flow, start: 0, end: 0)]),
    index: 0)

  private var item: YAMLTree.Item { tree.items[index] }

  var kind: YAMLTree.Item.Kind { item.kind }
  var style: YAMLTree.Item.Style { item.style }
  var isScalar: Bool { item.kind == .scalar }

  /// A scalar's text; empty for lists and maps.
  var text: String { item.text }

  /// Nothing at all stands where the value should be.
  var isMissing: Bool { item.kind == .scalar && item.style == .plain && item.text.isEmpty }

  /// A list's elements; a map's keys and values in turn.
  var children: [YAMLNode] {
    var found: [YAMLNode] = []
    var at = item.first
    while at >= 0 {
      found.append(YAMLNode(tree: tree, index: Int(at)))
      at = tree.items[Int(at)].next
    }
    return found
  }

  /// A map's entries in the order written; empty for scalars and lists.
  var entries: [(key: YAMLNode, value: YAMLNode)] {
    guard item.kind == .map else { return [] }
    var found: [(YAMLNode, YAMLNode)] = []
    var at = item.first
    while at >= 0 {
      let value = tree.items[Int(at)].next
      guard value >= 0 else { break }
      found.append((YAMLNode(tree: tree, index: Int(at)), YAMLNode(tree: tree, index: Int(value))))
      at = tree.items[Int(value)].next
    }
    return found
  }

  /// The value of a key.
  subscript(key: String) -> YAMLNode? {
    guard item.kind == .map else { return nil }
    var at = item.first
    while at >= 0 {
      let value = tree.items[Int(at)].next
      guard value >= 0 else { return nil }
      if tree.items[Int(at)].text == key { return YAMLNode(tree: tree, index: Int(value)) }
      at = tree.items[Int(value)].next
    }
    return nil
  }

  /// Where it stands: a scalar's first line (without its quotes), else its first character.
  var range: SourceRange {
    let source = tree.source
    let item = item
    let start = source.position(ofByte: item.start)
    guard item.kind == .scalar else {
      return SourceRange(start, SourcePosition(line: start.line, column: start.column + 1))
    }
    switch item.style {
    case .single, .double:
      let inside = SourceRange(
        source.position(ofByte: item.start + 1), source.position(ofByte: max(item.start + 1, item.end - 1)))
      return inside.end > inside.start ? inside : SourceRange(start, source.position(ofByte: item.end))
    case .literal, .folded: return rangeOfBlock ?? range(ofText: 0..<item.text.unicodeScalars.count)
    default: return SourceRange(start, source.position(ofByte: max(item.start, item.end)))
    }
  }

  /// What the file says there, e.g. `{picked}` where a text was wanted; at most one line of it.
  var written: String {
    let bytes = tree.source.bytes
    let line = bytes[item.start..<max(item.start, item.end)].prefix { $0 != UInt8(ascii: "\n") }
    return String(decoding: line, as: UTF8.self)
  }
}
