/// One event of a journal as it lies on the disk.
public struct Entry: Sendable {
  /// The writer's number of the line.
  public var n: Int { line.n }
  /// Lamport counter; all entries of a session are ordered by (l, writer, n).
  public var l: Int { line.l }
  public let writer: WriterID

  let bytes: [UInt8]
  let line: Line

  /// UTC wall time when the event was written, for display only.
  public var time: String { String(decoding: bytes[line.time], as: UTF8.self) }

  /// The whole line, a JSON object, without its line end.
  public var text: ArraySlice<UInt8> { bytes[line.range] }

  /// The event's own members: `"k":"change","c":[...]`, without braces.
  public var body: ArraySlice<UInt8> { bytes[line.body] }

  /// The event's kind, such as `change`. Kinds are plain words; anything else is "".
  public var kind: String {
    let rest = body.dropFirst(Frame.kindField.count)
    guard let end = rest.firstIndex(of: 0x22) else { return "" }
    return String(validating: rest[..<end], as: UTF8.self) ?? ""
  }

  /// The line's link in the chain, 32 hex digits; quote it as `writer n h` to pin a journal down.
  public var hash: String {
    let end = line.range.upperBound - Frame.end.count
    return String(decoding: bytes[end - 32..<end], as: UTF8.self)
  }
}

/// The verified entries of a session, of all its writers, in the order (l, writer, n).
public struct Entries: RandomAccessCollection, Sendable {
  private var files: [File]
  private var order: [Line]

  struct File: Sendable {
    var writer: WriterID
    var bytes: [UInt8]
  }

  /// Takes the lines of each file, whose numbers say which one they are in.
  init(_ files: [File], _ lines: [[Line]]) {
    self.files = files
    if lines.count == 1 {
      order = lines[0]
    } else {
      order = lines.joined().sorted { left, right in
        let writers = (files[Int(left.file)].writer, files[Int(right.file)].writer)
        return (left.l, writers.0, left.n) < (right.l, writers.1, right.n)
      }
    }
  }

  /// The bytes of all journals together.
  public var byteCount: Int { files.reduce(0) { $0 + $1.bytes.count } }

  /// Adds an entry that was just written; it comes after all others.
  public mutating func append(_ entry: Entry) {
    var line = entry.line
    line.file = Int32(truncatingIfNeeded: files.count)
    files.append(File(writer: entry.writer, bytes: entry.bytes))
    order.append(line)
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { order.count }

  /// Gives an entry's body and time as they lie in memory: to go through very many of them.
  public func withBytes<Result>(of index: Int, _ use: (_ body: Span<UInt8>, _ time: Span<UInt8>) -> Result) -> Result {
    let line = order[index]
    let bytes = files[Int(line.file)].bytes
    return use(bytes.span.extracting(line.body), bytes.span.extracting(line.time))
  }

  public subscript(index: Int) -> Entry {
    let line = order[index]
    let file = files[Int(line.file)]
    return Entry(writer: file.writer, bytes: file.bytes, line: line)
  }
}
