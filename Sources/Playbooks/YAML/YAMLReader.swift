import CLibyaml
import Diagnostics

/// Reads YAML through libyaml's events; the only place that knows libyaml.
///
/// Only what a playbook needs gets through: one document, no anchors, aliases, tags, merge keys or directives, keys
/// that are scalars and stand once. Values are never typed here (no Norway problem): a scalar is its text. The first
/// mistake ends the reading, since what follows a mistake in YAML is guesswork.
func readYAML(_ source: SourceText, limits: YAMLLimits = YAMLLimits()) throws(YAMLFailure) -> YAMLTree {
  if let refusal = gate(source, limits) { throw YAMLFailure(diagnostic: refusal) }
  let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  defer { parser.deallocate() }
  guard yaml_parser_initialize(parser) == 1 else {
    throw YAMLFailure(diagnostic: Diagnostic(.error, "no memory to read the file", file: source.name))
  }
  defer { yaml_parser_delete(parser) }
  return try source.bytes.withUnsafeBufferPointer { bytes throws(YAMLFailure) in
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    var builder = YAMLBuilder(source, limits)
    while try builder.take(parser) {}
    return YAMLTree(source: source, items: builder.items)
  }
}

struct YAMLFailure: Error {
  let diagnostic: Diagnostic
}

/// Turns events into the tree, and refuses what a playbook doesn't need.
private struct YAMLBuilder {
  private struct Open {
    let index: Int
    var last: Int32 = -1
    var count = 0
    /// The marks of the keys so far, and whether one came twice: then a key may have, too.
    var keys: UInt64 = 0
    var mayRepeat = false
  }

  private(set) var items: ContiguousArray<YAMLTree.Item> = []
  private let source: SourceText
  private let limits: YAMLLimits
  private let offsets: ScalarOffsets
  private var open: [Open] = []
  private var documents = 0
  /// Where the event at hand begins, from 1.
  private var line = 1

  init(_ source: SourceText, _ limits: YAMLLimits) {
    self.source = source
    self.limits = limits
    offsets = ScalarOffsets(source)
    // Even the densest files have hardly one value in eight bytes; what isn't used is never touched.
    items.reserveCapacity(min(source.bytes.count / 8 + 1, limits.nodesMax))
  }

  /// Reads one event; false after the last.
  mutating func take(_ parser: UnsafeMutablePointer<yaml_parser_t>) throws(YAMLFailure) -> Bool {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxFailure(parser.pointee, source) }
    defer { yaml_event_delete(&event) }
    let start = offsets.byte(event.start_mark.index)
    let end = offsets.byte(event.end_mark.index)
    line = min(event.start_mark.line + 1, source.lineCount)
    switch event.type {
    case YAML_STREAM_END_EVENT: return false
    case YAML_DOCUMENT_START_EVENT:
      let directives = event.data.document_start
      if directives.version_directive != nil || directives.tag_directives.start != directives.tag_directives.end {
        throw failure("a playbook has no '%' directives", start, end)
      }
      documents += 1
      if documents > 1 { throw failure("a second document in one file", start, end, hint: "one playbook a file") }
    case YAML_ALIAS_EVENT: throw failure("'*' aliases aren't used in playbooks", start, end, hint: quoteHint(start))
    case YAML_SCALAR_EVENT: try takeScalar(event.data.scalar, start, end)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      try refuse(anchor: data.anchor != nil, tag: data.tag != nil || data.implicit == 0, start, end)
      try begin(.list, data.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block, start, end)
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      try refuse(anchor: data.anchor != nil, tag: data.tag != nil || data.implicit == 0, start, end)
      try begin(.map, data.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block, start, end)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try finish(end)
    default: break
    }
    return true
  }

  private typealias ScalarData = yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar

  private mutating func takeScalar(_ data: ScalarData, _ start: Int, _ end: Int) throws(YAMLFailure) {
    let isPlain = data.style == YAML_PLAIN_SCALAR_STYLE
    let isTagged = data.tag != nil || (isPlain && data.plain_implicit == 0)
    try refuse(anchor: data.anchor != nil, tag: isTagged, start, end)
    guard data.length <= limits.scalarBytesMax else {
      throw failure("a text longer than \(limits.scalarBytesMax / 1024) KiB", start, start + 1)
    }
    let style: YAMLTree.Item.Style
    switch data.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: style = .single
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: style = .double
    case YAML_LITERAL_SCALAR_STYLE: style = .literal
    case YAML_FOLDED_SCALAR_STYLE: style = .folded
    default: style = .plain
    }
    let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
    let text = String(decoding: bytes, as: UTF8.self)
    // Only an escape can bring in what the gate keeps out.
    if style == .double, !bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }),
      text.unicodeScalars.contains(where: { $0.isHidden && $0 != "\n" && $0 != "\t" && !isJoiner($0) })
    {
      throw failure("an escaped control character in a text", start, end, hint: "take it out")
    }
    var mark: UInt64 = 0
    if isKey {
      if isPlain, text == "<<" { throw failure("'<<' merge keys aren't used in playbooks", start, end) }
      if text.isEmpty { throw failure("a key without a name", start, end) }
      mark = KeyMark.bit(bytes)
      let top = open.count - 1
      open[top].mayRepeat = open[top].mayRepeat || open[top].keys & mark != 0
      open[top].keys |= mark
    }
    var item = YAMLTree.Item(kind: .scalar, style: style, start: start, end: end, line: line)
    (item.text, item.keys) = (text, mark)
    try add(item)
  }

  /// Whether the next node is a key of the map that is open.
  private var isKey: Bool {
    guard let top = open.last else { return false }
    return items[top.index].kind == .map && top.count % 2 == 0
  }

  private func refuse(anchor: Bool, tag: Bool, _ start: Int, _ end: Int) throws(YAMLFailure) {
    if anchor { throw failure("'&' anchors aren't used in playbooks", start, start + 1, hint: quoteHint(start)) }
    if tag { throw failure("a '!' at the start is a YAML tag", start, start + 1, hint: quoteHint(start)) }
  }

  private mutating func begin(_ kind: YAMLTree.Item.Kind, _ style: YAMLTree.Item.Style, _ start: Int, _ end: Int)
    throws(YAMLFailure)
  {
    if isKey {
      throw failure(
        "a key has to be a plain name", start, start + 1,
        hint: quoteHint(start) ?? "text that begins with '{' or '[' needs quotes")
    }
    guard open.count < limits.depthMax else { throw failure("nested deeper than \(limits.depthMax)", start, start + 1) }
    try add(YAMLTree.Item(kind: kind, style: style, start: start, end: end, line: line))
    open.append(Open(index: items.count - 1))
  }

  private mutating func finish(_ end: Int) throws(YAMLFailure) {
    guard let closed = open.popLast() else { return }
    items[closed.index].end = max(end, items[closed.index].start)
    items[closed.index].keys = closed.keys
    if closed.mayRepeat { try refuseDoubles(closed.index) }
  }

  private func refuseDoubles(_ index: Int) throws(YAMLFailure) {
    var seen: [String: Int] = [:]
    var at = items[index].first
    while at >= 0 {
      let key = items[Int(at)]
      if let first = seen.updateValue(Int(at), forKey: key.text) {
        let range = place(Int(at))
        let note = Diagnostic.Note("it stands here first", at: place(first))
        throw YAMLFailure(
          diagnostic: Diagnostic(
            .error, "the key '\(key.text)' stands twice", file: source.name, at: range, notes: [note]))
      }
      let value = items[Int(at)].next
      at = value >= 0 ? items[Int(value)].next : -1
    }
  }

  private func place(_ index: Int) -> SourceRange {
    YAMLNode(tree: YAMLTree(source: source, items: items), index: index).range
  }

  private mutating func add(_ item: consuming YAMLTree.Item) throws(YAMLFailure) {
    guard items.count < limits.nodesMax else {
      throw failure("more than \(limits.nodesMax) values in one file", item.start, item.start + 1)
    }
    let index = Int32(items.count)
    items.append(item)
    guard let top = open.indices.last else { return }
    if open[top].last < 0 {
      items[open[top].index].first = index
    } else {
      items[Int(open[top].last)].next = index
    }
    open[top].last = index
    open[top].count += 1
  }

  private func failure(_ message: String, _ start: Int, _ end: Int, hint: String? = nil) -> YAMLFailure {
    let range = SourceRange(source.position(ofByte: start), source.position(ofByte: max(start, end)))
    return YAMLFailure(diagnostic: Diagnostic(.error, message, file: source.name, at: range, hint: hint))
  }

  private func quoteHint(_ start: Int) -> String? {
    quotedLine(source, source.position(ofByte: start).line).map { "put the text in quotes: \($0)" }
  }
}

private func isJoiner(_ scalar: Unicode.Scalar) -> Bool { (0x200C...0x200F).contains(scalar.value) }

/// From libyaml's index (it counts characters) to a byte; a mark at every 256th character keeps it quick.
private struct ScalarOffsets {
  private static let step = 256
  private let bytes: [UInt8]
  private var marks: [Int] = []

  init(_ source: SourceText) {
    bytes = source.bytes
    var at = 0
    var count = 0
    guard !source.isASCII else { return }
    while at < bytes.count {
      if count % Self.step == 0 { marks.append(at) }
      at += SourceText.scalarLength(bytes[at])
      count += 1
    }
  }

  func byte(_ index: Int) -> Int {
    guard !marks.isEmpty else { return min(index, bytes.count) }
    let mark = min(index / Self.step, marks.count - 1)
    var at = marks[mark]
    var left = index - mark * Self.step
    while left > 0, at < bytes.count {
      at += SourceText.scalarLength(bytes[at])
      left -= 1
    }
    return min(at, bytes.count)
  }
}
