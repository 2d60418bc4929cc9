import Diagnostics

extension PlainData {
  /// Reads a file of plain data, such as answers, through the same gate as playbooks. JSON is read, too.
  public static func read(_ source: SourceText) -> (data: PlainData?, diagnostics: [Diagnostic]) {
    do {
      return (try readYAML(source).root.map(PlainData.init), [])
    } catch {
      return (nil, [error.diagnostic])
    }
  }

  init(_ node: YAMLNode) {
    switch node.kind {
    case .scalar: self = .scalar(node.text, isQuoted: node.style != .plain, at: node.range)
    case .list: self = .list(node.children.map(PlainData.init), at: node.range)
    case .map:
      self = .map(
        node.entries.map { Entry(key: $0.key.text, value: PlainData($0.value), range: $0.key.range) }, at: node.range)
    }
  }
}
