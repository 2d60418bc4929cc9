import Diagnostics

/// From a place inside a scalar's text back to the file.
///
/// The text of a scalar isn't what stands in the file: quotes, escapes, doubled quotes, folded lines and indentation
/// are gone. Text and file are walked together: letters are the same in both, in the same order; only white space
/// may differ, and a place on white space is given as near as can be.
extension YAMLNode {
  /// - Parameter scalars: offsets in Unicode scalars of `text`; what lies beyond the end is pulled in.
  func range(ofText scalars: Range<Int>) -> SourceRange {
    let places = textPlaces()
    guard let last = places.last else {
      let here = tree.source.position(ofByte: tree.items[index].start)
      return SourceRange(here, SourcePosition(line: here.line, column: here.column + 1))
    }
    let source = tree.source
    let lower = min(max(0, scalars.lowerBound), places.count)
    let upper = min(max(lower, scalars.upperBound), places.count)
    let start = lower < places.count ? places[lower].start : last.end
    let end = upper > lower ? places[upper - 1].end : start
    let from = source.position(ofByte: start)
    guard end > start else { return SourceRange(from, SourcePosition(line: from.line, column: from.column + 1)) }
    return SourceRange(from, source.position(ofByte: end))
  }

  /// Where all of a folded or literal text stands, without a look at each letter; nil where that takes one.
  var rangeOfBlock: SourceRange? {
    let item = tree.items[index]
    guard let first = item.text.utf8.first, let last = item.text.utf8.last, !Self.isSpace(first), !Self.isSpace(last)
    else { return nil }
    let bytes = tree.source.bytes
    var end = min(item.end, bytes.count)
    while end > item.start, Self.isSpace(bytes[end - 1]) { end -= 1 }
    // Behind the line with the sign.
    var start = item.start
    while start < end, bytes[start] != UInt8(ascii: "\n") { start += 1 }
    while start < end, Self.isSpace(bytes[start]) { start += 1 }
    guard start < end else { return nil }
    return SourceRange(tree.source.position(ofByte: start), tree.source.position(ofByte: end))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

  private struct Unit {
    let scalar: Unicode.Scalar
    let start: Int
    let end: Int
    var isSpace: Bool { scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" }
  }

  /// The bytes of each scalar of the text.
  private func textPlaces() -> [(start: Int, end: Int)] {
    let units = units()
    var places: [(start: Int, end: Int)] = []
    var at = 0
    let end = units.last?.end ?? tree.items[index].start
    for scalar in text.unicodeScalars {
      let isSpace = scalar == " " || scalar == "\n" || scalar == "\t"
      while at < units.count, units[at].scalar != scalar, units[at].isSpace, !isSpace { at += 1 }
      guard at < units.count else {
        places.append((end, end))
        continue
      }
      places.append((units[at].start, units[at].end))
      if units[at].scalar == scalar || (isSpace && units[at].isSpace) { at += 1 }
    }
    return places
  }

  /// The characters the file has between the quotes or behind the block's head, escapes read.
  private func units() -> [Unit] {
    let item = tree.items[index]
    let bytes = tree.source.bytes
    var at = item.start
    var end = min(item.end, bytes.count)
    switch item.style {
    case .single, .double:
      at += 1
      end -= 1
    case .literal, .folded:
      while at < end, bytes[at] != UInt8(ascii: "\n") { at += 1 }
      at += 1
    default: break
    }
    var units: [Unit] = []
    while at < end {
      let unit = unit(at, end, item.style)
      if let scalar = unit.scalar { units.append(Unit(scalar: scalar, start: at, end: unit.end)) }
      at = unit.end
    }
    return units
  }

  private func unit(_ at: Int, _ end: Int, _ style: YAMLTree.Item.Style) -> (scalar: Unicode.Scalar?, end: Int) {
    let bytes = tree.source.bytes
    if style == .single, bytes[at] == UInt8(ascii: "'") { return ("'", min(end, at + 2)) }
    if style == .double, bytes[at] == UInt8(ascii: "\\"), at + 1 < end { return escape(at, end) }
    let length = SourceText.length(ofScalarAt: at, in: bytes)
    return (String(decoding: bytes[at..<at + length], as: UTF8.self).unicodeScalars.first, at + length)
  }

  private func escape(_ at: Int, _ end: Int) -> (scalar: Unicode.Scalar?, end: Int) {
    let bytes = tree.source.bytes
    let digits: Int
    switch bytes[at + 1] {
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    case UInt8(ascii: "n"): return ("\n", at + 2)
    case UInt8(ascii: "t"): return ("\t", at + 2)
    case UInt8(ascii: "\n"): return (nil, at + 2)
    case UInt8(ascii: "0"): return ("\0", at + 2)
    case UInt8(ascii: "r"): return ("\r", at + 2)
    case UInt8(ascii: "e"): return ("\u{1B}", at + 2)
    case UInt8(ascii: "_"): return ("\u{A0}", at + 2)
    default: return (Unicode.Scalar(bytes[at + 1]), at + 2)
    }
    let stop = min(end, at + 2 + digits)
    let code = String(decoding: bytes[at + 2..<stop], as: UTF8.self)
    return (UInt32(code, radix: 16).flatMap(Unicode.Scalar.init), stop)
  }
}
