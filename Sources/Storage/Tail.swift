/// Judges what follows the last verified line of a file.
///
/// A crash can leave one thing only: a part of the one line that was being written, cut short or with zeroes where blocks
/// never reached the disk. Anything else (more lines, a whole line without such zeroes) was saved once and went bad, or
/// was changed by hand, and is never thrown away without asking.
struct Tail {
  let finding: Finding

  init(_ scan: JournalScan, _ bytes: Span<UInt8>) {
    let tail = scan.goodEnd..<bytes.count
    guard !tail.isEmpty else {
      finding = scan.lines.isEmpty ? .noFile : .clean
      return
    }
    let pieces = Self.lines(in: bytes, tail)
    let complete = pieces.count { $0.upperBound < bytes.count }
    if complete == 0 {
      finding = Self.unfinished(scan, bytes, tail)
      return
    }
    if let first = pieces.first, let n = Self.fork(scan, bytes, first) {
      finding = .forked(n: n)
      return
    }
    let intact = Self.intactCount(scan, bytes, pieces)
    if intact > 0 || complete > 1 || scan.lines.isEmpty && !Self.looksTorn(bytes, tail) {
      finding = .damaged(
        .init(
          line: scan.lines.count + 1, goodBefore: scan.lines.count, completeAfter: complete - 1, intactAfter: intact))
    } else if pieces.count == 1, Self.looksTorn(bytes, tail) {
      finding = .tornTail(n: scan.lines.count, bytes: tail.count)
    } else {
      finding = .rottenTail(line: scan.lines.count + 1, bytes: tail.count)
    }
  }

  /// The tail has no line end.
  private static func unfinished(_ scan: JournalScan, _ bytes: Span<UInt8>, _ tail: Range<Int>) -> Finding {
    if verifies(bytes, tail, after: scan.head) { return .lineEndMissing }
    let butOne = tail.lowerBound..<tail.upperBound - 1
    if bytes[tail.upperBound - 1] != 0, verifies(bytes, butOne, after: scan.head) {
      // A whole line whose line end has become another byte.
      return .rottenTail(line: scan.lines.count + 1, bytes: tail.count)
    }
    return .tornTail(n: scan.lines.count, bytes: tail.count)
  }

  /// Are there zeroes, does each belong to a block that never arrived (a whole sector, or everything to the end), and is
  /// there no sign that more than one line was here?
  static func looksTorn(_ bytes: Span<UInt8>, _ tail: Range<Int>) -> Bool {
    for place in tail.dropFirst() where bytes[place] == 0x7B {
      let digit = place + Frame.numberField.count
      if digit < tail.upperBound, (0x30...0x39).contains(bytes[digit]),
        Frame.matches(bytes, Frame.numberField, at: place)
      {
        return false
      }
    }
    var end = tail.upperBound
    while end > tail.lowerBound, bytes[end - 1] == 0 { end -= 1 }
    var zeroes = tail.upperBound - end
    var place = tail.lowerBound
    while place < end {
      let sectorEnd = min(end, (place / sectorLength + 1) * sectorLength)
      let found = (place..<sectorEnd).count { bytes[$0] == 0 }
      guard found == 0 || found == sectorEnd - place else { return false }
      zeroes += found
      place = sectorEnd
    }
    return zeroes > 0
  }

  /// The smallest piece a disk writes.
  private static let sectorLength = 512

  /// The number of a line that goes on from an earlier one in another way than the line we have.
  private static func fork(_ scan: JournalScan, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard let frame = Frame(bytes, range), frame.n > 0, frame.n < scan.lines.count else { return nil }
    let ours = scan.lines[frame.n].range
    let before = scan.lines[frame.n - 1].range
    guard let link = Frame(bytes, before)?.hash, frame.link(in: bytes, range, after: link) == frame.hash else {
      return nil
    }
    let isCopy = ours.count == range.count && zip(ours, range).allSatisfy { bytes[$0] == bytes[$1] }
    return isCopy ? nil : frame.n
  }

  /// How many lines of the tail verify against the line before them, as it claims to be or as it is, or against the last
  /// good one.
  private static func intactCount(_ scan: JournalScan, _ bytes: Span<UInt8>, _ pieces: [Range<Int>]) -> Int {
    var links = [scan.head]
    var count = 0
    for piece in pieces {
      let frame = Frame(bytes, piece)
      if let frame {
        let real = links.map { frame.link(in: bytes, piece, after: $0) }
        if real.contains(frame.hash) { count += 1 }
        links = [scan.head, frame.hash] + real.suffix(1)
      } else {
        links = [scan.head]
        if let claimed = ChainHash(bytes, at: piece.upperBound - 34) { links.append(claimed) }
      }
    }
    return count
  }

  private static func verifies(_ bytes: Span<UInt8>, _ range: Range<Int>, after previous: ChainHash) -> Bool {
    guard !range.isEmpty, let frame = Frame(bytes, range) else { return false }
    return frame.link(in: bytes, range, after: previous) == frame.hash
  }

  /// The lines of the tail without their line ends; the last one may lack it.
  private static func lines(in bytes: Span<UInt8>, _ tail: Range<Int>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = tail.lowerBound
    while start < tail.upperBound {
      let end = JournalScan.nextLineEnd(in: bytes, from: start) ?? tail.upperBound
      lines.append(start..<end)
      start = end + 1
    }
    return lines
  }
}
