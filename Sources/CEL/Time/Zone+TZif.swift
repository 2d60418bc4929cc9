extension Zone {
  /// Reads a TZif file, version 1 to 4 (RFC 8536, RFC 9636); nil if it is none, or larger than `byteCountMax`.
  ///
  /// Leap seconds, abbreviations and the indicators of standard and universal time are skipped.
  public init?(tzif bytes: [UInt8]) {
    guard bytes.count <= Self.byteCountMax, let first = Header(bytes, at: 0) else { return nil }
    var header = first
    var wordSize = 4
    var footer: ArraySlice<UInt8> = []
    if first.version >= UInt8(ascii: "2") {
      guard let second = Header(bytes, at: first.end(wordSize: 4)) else { return nil }
      header = second
      wordSize = 8
      let end = second.end(wordSize: 8)
      guard bytes.count >= end + 2, bytes[end] == 0x0A, bytes.last == 0x0A else { return nil }
      footer = bytes[(end + 1)..<(bytes.count - 1)]
    }
    guard header.end(wordSize: wordSize) <= bytes.count, header.typeCount > 0 else { return nil }
    var reader = BigEndianReader(bytes: bytes, offset: header.start)
    let transitions = (0..<header.timeCount).map { _ in reader.integer(wordSize) }
    let types = (0..<header.timeCount).map { _ in Int(reader.byte()) }
    var typeOffsets: [Int32] = []
    for _ in 0..<header.typeCount {
      typeOffsets.append(Int32(truncatingIfNeeded: reader.integer(4)))
      _ = (reader.byte(), reader.byte())
    }
    guard zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 }),
      types.allSatisfy({ $0 < typeOffsets.count }), typeOffsets.allSatisfy({ abs(Int64($0)) <= 93_600 })
    else { return nil }
    var rule: ZoneRule?
    if !footer.isEmpty {
      guard let found = ZoneRule(posix: footer) else { return nil }
      rule = found
    }
    self.init(
      transitions: transitions, offsets: types.map { typeOffsets[$0] }, firstOffset: typeOffsets[0], rule: rule)
  }

  /// The largest file of the time zone database has less than 4 KiB.
  public static let byteCountMax = 64 << 10
}

private struct Header {
  let version: UInt8
  /// Where the data begins.
  let start: Int
  let timeCount: Int
  let typeCount: Int
  private let otherCount: (universal: Int, standard: Int, leap: Int, letters: Int)

  init?(_ bytes: [UInt8], at offset: Int) {
    guard bytes.count >= offset + 44, bytes[offset..<offset + 4].elementsEqual("TZif".utf8) else { return nil }
    version = bytes[offset + 4]
    start = offset + 44
    var reader = BigEndianReader(bytes: bytes, offset: offset + 20)
    let counts = (0..<6).map { _ in Int(reader.integer(4)) }
    guard counts.allSatisfy({ 0...Zone.byteCountMax ~= $0 }) else { return nil }
    otherCount = (counts[0], counts[1], counts[2], counts[5])
    timeCount = counts[3]
    typeCount = counts[4]
  }

  func end(wordSize: Int) -> Int {
    start + timeCount * (wordSize + 1) + typeCount * 6 + otherCount.letters + otherCount.leap * (wordSize + 4)
      + otherCount.standard + otherCount.universal
  }
}

/// Reads numbers, most significant byte first; zeros beyond the end.
private struct BigEndianReader {
  let bytes: [UInt8]
  var offset: Int

  mutating func byte() -> UInt8 {
    defer { offset += 1 }
    return bytes.indices.contains(offset) ? bytes[offset] : 0
  }

  mutating func integer(_ size: Int) -> Int64 {
    var value: Int64 = 0
    for index in 0..<size {
      let next = byte()
      value = index == 0 ? Int64(Int8(bitPattern: next)) : value << 8 | Int64(next)
    }
    return value
  }
}
