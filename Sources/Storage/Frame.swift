/// One line of a journal, format 1 (docs/journal-format.md):
///
///     {"n":17,"l":23,"t":"2026-11-20T17:48:25.768Z",BODY,"h":"a4105fe670e70de32d180ef1b9cadc9b"}
///
/// The envelope's bytes are fixed: no spaces, this order, decimal numbers without leading zeros. BODY is the event's own
/// members and begins with `"k":"`. A frame is found by its literal bytes alone, so any change of them is seen.
struct Frame: Equatable {
  /// The writer's number of this line: 0, 1, 2, ... without gaps.
  var n: Int
  /// Lamport counter.
  var l: Int
  /// Positions in the bytes that were read.
  var time: Range<Int>
  var body: Range<Int>
  /// Where `,"h":"` begins: what lies before is hashed.
  var hashedEnd: Int
  /// The link that the line claims.
  var hash: ChainHash

  static let numberField = Array(#"{"n":"#.utf8)
  static let lamportField = Array(#","l":"#.utf8)
  static let timeField = Array(#","t":""#.utf8)
  static let timeEnd = Array(#"","#.utf8)
  static let kindField = Array(#""k":""#.utf8)
  static let hashField = Array(#","h":""#.utf8)
  /// The names that the envelope has taken, of one letter each.
  static let names = Array("nlth".utf8)
  static let end = Array(#""}"#.utf8)
  /// Bytes from `,"h":"` to the end of the line.
  static let trailerLength = 6 + 32 + 2

  /// Reads the envelope of the line in `range` (without its line end), or nil when its bytes aren't those of a frame.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let hashedEnd = range.upperBound - Self.trailerLength
    guard range.count <= Limits.lineLengthMax, hashedEnd > range.lowerBound else { return nil }
    guard Self.matches(bytes, Self.hashField, at: hashedEnd), Self.matches(bytes, Self.end, at: hashedEnd + 38),
      let hash = ChainHash(bytes, at: hashedEnd + 6)
    else { return nil }
    var place = range.lowerBound
    guard Self.skip(Self.numberField, in: bytes, hashedEnd, &place),
      let n = Self.counter(in: bytes, hashedEnd, &place),
      Self.skip(Self.lamportField, in: bytes, hashedEnd, &place),
      let l = Self.counter(in: bytes, hashedEnd, &place),
      Self.skip(Self.timeField, in: bytes, hashedEnd, &place)
    else { return nil }
    let timeStart = place
    while place < hashedEnd, Self.isTimeByte(bytes[place]) { place += 1 }
    time = timeStart..<place
    guard (1...Limits.timeLengthMax).contains(time.count), Self.skip(Self.timeEnd, in: bytes, hashedEnd, &place),
      hashedEnd - place > Self.kindField.count, Self.matches(bytes, Self.kindField, at: place)
    else { return nil }
    body = place..<hashedEnd
    (self.n, self.l, self.hashedEnd, self.hash) = (n, l, hashedEnd, hash)
  }

  /// The bytes of a whole line, with its line end, and its link.
  static func line(
    n: Int, l: Int, time: some Sequence<UInt8>, body: some Sequence<UInt8>, after previous: ChainHash
  ) -> (bytes: [UInt8], hash: ChainHash) {
    var line = numberField
    line += "\(n)".utf8
    line += lamportField
    line += "\(l)".utf8
    line += timeField
    line += time
    line += timeEnd
    line += body
    let hash = ChainHash(after: previous, line: line.span)
    line += hashField
    line += hash.digits
    line += end
    line.append(lineEnd)
    return (line, hash)
  }

  /// Times are for display: digits, letters and the marks of ISO 8601.
  static func isTimeByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }

  static func matches(_ bytes: Span<UInt8>, _ literal: [UInt8], at start: Int) -> Bool {
    guard start + literal.count <= bytes.count else { return false }
    for place in literal.indices where bytes[start + place] != literal[place] { return false }
    return true
  }

  private static func skip(_ literal: [UInt8], in bytes: Span<UInt8>, _ end: Int, _ place: inout Int) -> Bool {
    guard place + literal.count <= end, matches(bytes, literal, at: place) else { return false }
    place += literal.count
    return true
  }

  /// A decimal number below 2^53 without leading zeros.
  private static func counter(in bytes: Span<UInt8>, _ end: Int, _ place: inout Int) -> Int? {
    let start = place
    var number = 0
    while place < end, case 0x30...0x39 = bytes[place] {
      guard place - start < 16, place == start || number > 0 else { return nil }
      number = number * 10 + Int(bytes[place] - 0x30)
      place += 1
    }
    return place > start && number <= Limits.counterMax ? number : nil
  }
}

/// LF, the only line end of a journal.
let lineEnd: UInt8 = 0x0A
