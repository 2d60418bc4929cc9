/// A file as it was read: its name for messages, its bytes, and where its lines begin.
///
/// Lines end with LF (a CR before it isn't part of the line). Bytes that aren't UTF-8 are kept; where text is asked
/// for they show as U+FFFD.
public struct SourceText: Hashable, Sendable {
  public let name: String
  public let bytes: [UInt8]
  /// Byte offsets of the first byte of each line; never empty.
  public let lineStarts: [Int]
  /// Whether every character is one byte, so that columns are distances.
  public let isASCII: Bool

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    (lineStarts, isASCII) = bytes.withUnsafeBufferPointer { bytes in
      var starts = [0]
      var from = 0
      while let end = bytes.place(of: UInt8(ascii: "\n"), in: from..<bytes.count) {
        from = end + 1
        starts.append(from)
      }
      return (starts, bytes.isASCII)
    }
  }

  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  public static func == (left: SourceText, right: SourceText) -> Bool {
    left.name == right.name && left.bytes == right.bytes
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(bytes)
  }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  public var lineCount: Int { lineStarts.count }

  /// The bytes of a line without its ending; empty for a line the text doesn't have.
  public func lineBytes(_ line: Int) -> ArraySlice<UInt8> {
    guard line >= 1, line <= lineStarts.count else { return [] }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return bytes[start..<end]
  }

  public func line(_ line: Int) -> String { String(decoding: lineBytes(line), as: UTF8.self) }

  /// The position of a byte; offsets beyond the end give the end. Inside a character it is that character's.
  public func position(ofByte offset: Int) -> SourcePosition {
    let offset = min(max(0, offset), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return position(ofByte: offset, inLine: low + 1)
  }

  /// The same for a byte whose line is known: one of the text's, from 1.
  public func position(ofByte offset: Int, inLine line: Int) -> SourcePosition {
    let start = lineStarts[line - 1]
    if isASCII { return SourcePosition(line: line, column: offset - start + 1) }
    var column = 1
    var at = start
    while at < offset {
      at += Self.scalarLength(bytes[at])
      if at <= offset { column += 1 }
    }
    return SourcePosition(line: line, column: column)
  }

  /// The places of some bytes; offsets beyond the end give the end.
  ///
  /// - Parameter line: the line of the first, if it is known.
  public func range(ofBytes range: Range<Int>, inLine line: Int? = nil) -> SourceRange {
    let start = line.map { position(ofByte: range.lowerBound, inLine: $0) } ?? position(ofByte: range.lowerBound)
    let lineEnd = start.line < lineStarts.count ? lineStarts[start.line] - 1 : bytes.count
    guard isASCII, range.upperBound <= lineEnd else { return SourceRange(start, position(ofByte: range.upperBound)) }
    return SourceRange(line: start.line, column: start.column, length: range.count)
  }

  /// The byte a position names; beyond the line's end it is the end of the line.
  public func byteOffset(of position: SourcePosition) -> Int {
    guard position.line >= 1 else { return 0 }
    guard position.line <= lineStarts.count else { return bytes.count }
    let line = lineBytes(position.line)
    var at = line.startIndex
    var column = 1
    while column < position.column, at < line.endIndex {
      at = min(line.endIndex, at + Self.scalarLength(bytes[at]))
      column += 1
    }
    return at
  }

  /// The column of a position in UTF-16 code units from 1, as editors count.
  public func utf16Column(of position: SourcePosition) -> Int {
    var units = 1
    var column = 1
    for scalar in line(position.line).unicodeScalars {
      guard column < position.column else { return units }
      units += scalar.value > 0xFFFF ? 2 : 1
      column += 1
    }
    return units + max(0, position.column - column)
  }

  /// How many bytes the character that starts at `offset` has; never beyond the end.
  public static func length(ofScalarAt offset: Int, in bytes: [UInt8]) -> Int {
    min(scalarLength(bytes[offset]), bytes.count - offset)
  }

  /// How many bytes the character with this first byte has; stray bytes count as one.
  public static func scalarLength(_ first: UInt8) -> Int {
    switch first {
    case 0xC0..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0...0xFF: 4
    default: 1
    }
  }
}
