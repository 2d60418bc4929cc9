import Glibc

/// A verified line: where it lies in its file, and its two numbers.
struct Line: Equatable, Sendable {
  /// Which of the files it is in.
  var file: Int32
  var start: Int
  /// Bytes, without the line end.
  var length: Int32
  var timeOffset: Int32
  var timeLength: Int32
  var bodyOffset: Int32
  var n: Int
  var l: Int

  init(_ frame: Frame, _ range: Range<Int>, file: Int) {
    self.file = Int32(truncatingIfNeeded: file)
    start = range.lowerBound
    length = Int32(truncatingIfNeeded: range.count)
    timeOffset = Int32(truncatingIfNeeded: frame.time.lowerBound - start)
    timeLength = Int32(truncatingIfNeeded: frame.time.count)
    bodyOffset = Int32(truncatingIfNeeded: frame.body.lowerBound - start)
    n = frame.n
    l = frame.l
  }

  var range: Range<Int> { start..<start + Int(length) }
  var time: Range<Int> { start + Int(timeOffset)..<start + Int(timeOffset + timeLength) }
  var body: Range<Int> { start + Int(bodyOffset)..<start + Int(length) - Frame.trailerLength }
}

/// One writer's file, read and verified line by line.
struct JournalScan {
  /// The lines that verify, from the first without a gap.
  var lines: [Line] = []
  /// Bytes that verified lines take; what lies behind is the tail.
  var goodEnd = 0
  /// The last verified line's link.
  var head = ChainHash.zero
  var lastLamport = -1
  var opening: Opening?
  /// The lines of the kind `see`.
  var seenLines: [Line] = []
  var finding = Finding.noFile

  /// Verifies a file's bytes. `file` is the number its lines carry.
  init(_ bytes: [UInt8], writer: WriterID?, file: Int = 0) {
    let span = bytes.span
    lines.reserveCapacity(bytes.count / 160)
    while goodEnd < bytes.count, let end = Self.nextLineEnd(in: span, from: goodEnd) {
      guard take(span, goodEnd..<end, file: file) else { break }
      goodEnd = end + 1
    }
    if let opening, opening.format > Opening.formatKnown {
      finding = .future(format: opening.format)
    } else if let opening, let writer, opening.writer != writer {
      finding = .foreign
    } else {
      finding = Tail(self, span).finding
      if finding == .lineEndMissing, take(span, goodEnd..<bytes.count, file: file) { goodEnd = bytes.count }
    }
  }

  /// Verifies one line as the next one and takes it in.
  private mutating func take(_ bytes: Span<UInt8>, _ range: Range<Int>, file: Int) -> Bool {
    guard let frame = Frame(bytes, range), frame.n == lines.count, frame.l > lastLamport,
      frame.hash == frame.link(in: bytes, range, after: head)
    else { return false }
    if lines.isEmpty {
      opening = Opening(bytes, frame)
      guard let opening, opening.format <= Opening.formatKnown else { return false }
    }
    let line = Line(frame, range, file: file)
    lines.append(line)
    if Frame.matches(bytes, Seen.kindField, at: frame.body.lowerBound) { seenLines.append(line) }
    head = frame.hash
    lastLamport = frame.l
    return true
  }

  /// Where the next LF is.
  static func nextLineEnd(in bytes: Span<UInt8>, from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { all in
      guard start < all.count, let base = all.baseAddress,
        let found = memchr(base + start, Int32(lineEnd), all.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }
}

extension Frame {
  /// The link that the line in `range` must have after `previous`.
  func link(in bytes: Span<UInt8>, _ range: Range<Int>, after previous: ChainHash) -> ChainHash {
    ChainHash(after: previous, line: bytes.extracting(range.lowerBound..<hashedEnd))
  }
}
