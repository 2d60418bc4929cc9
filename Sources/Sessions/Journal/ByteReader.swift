/// Goes through bytes that must stay where they are while it does.
struct ByteReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  /// Passes the literal; false, and nothing is passed, where something else stands there.
  @inline(__always)
  mutating func skip(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard place + count <= bytes.count, let base = bytes.baseAddress else { return false }
    let (here, start) = (UnsafeRawPointer(base + place), UnsafeRawPointer(literal.utf8Start))
    var done = 0
    while done + 8 <= count {
      if here.loadUnaligned(fromByteOffset: done, as: UInt64.self)
        != start.loadUnaligned(fromByteOffset: done, as: UInt64.self)
      {
        return false
      }
      done += 8
    }
    while done < count {
      if here.load(fromByteOffset: done, as: UInt8.self) != start.load(fromByteOffset: done, as: UInt8.self) {
        return false
      }
      done += 1
    }
    place += count
    return true
  }

  /// Up to the next quote, which is passed; nil where there are escapes or it isn't text.
  mutating func quoted() -> UnsafeBufferPointer<UInt8>? {
    let start = place
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") { return UnsafeBufferPointer(rebasing: bytes[start..<place - 1]) }
      if byte < 0x20 || byte == UInt8(ascii: "\\") { return nil }
    }
    return nil
  }
}
