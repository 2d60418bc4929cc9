/// Finds names by their bytes: there is one to look up for each answer, and for each line of a journal.
///
/// Names of up to sixteen bytes, which is nearly all of them, are told apart by two words.
struct NameTable: Sendable {
  /// A name's number, its ends and where its bytes are; number -1: nothing.
  private struct Slot: Sendable {
    var ends = NameEnds()
    var number: Int32 = -1
    var start: Int32 = 0
  }

  /// Names one after the other.
  private let bytes: [UInt8]
  /// Open addressing; a power of two of them.
  private let slots: [Slot]

  init(_ names: [String]) {
    var bytes: [UInt8] = []
    var size = 4
    while size < names.count * 2 { size *= 2 }
    var slots = [Slot](repeating: Slot(), count: size)
    for (number, name) in names.enumerated() {
      let start = bytes.count
      bytes += name.utf8
      let ends = bytes.withUnsafeBufferPointer { NameEnds(UnsafeBufferPointer(rebasing: $0[start...])) }
      var place = ends.hash & (size - 1)
      while slots[place].number >= 0 { place = (place + 1) & (size - 1) }
      slots[place] = Slot(ends: ends, number: Int32(number), start: Int32(start))
    }
    (self.bytes, self.slots) = (bytes, slots)
  }

  func number(of name: String) -> Int? {
    var name = name
    return name.withUTF8 { number(of: $0) }
  }

  func number(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    let ends = NameEnds(name)
    var place = ends.hash & (slots.count - 1)
    while slots[place].number >= 0 {
      if slots[place].ends == ends, ends.count <= 16 || isSame(name, as: slots[place]) {
        return Int(slots[place].number)
      }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isSame(_ name: UnsafeBufferPointer<UInt8>, as slot: Slot) -> Bool {
    bytes.withUnsafeBufferPointer { all in
      for offset in 0..<name.count where all[Int(slot.start) + offset] != name[offset] { return false }
      return true
    }
  }
}

/// The first and the last eight bytes of a name, which may overlap, and how many it has.
private struct NameEnds: Equatable, Sendable {
  private(set) var first: UInt64 = 0
  private(set) var last: UInt64 = 0
  private(set) var count = 0

  init() {}

  init(_ name: UnsafeBufferPointer<UInt8>) {
    count = name.count
    guard let base = name.baseAddress.map({ UnsafeRawPointer($0) }) else { return }
    if count >= 8 {
      first = base.loadUnaligned(as: UInt64.self)
      last = base.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else {
      for byte in name { first = first << 8 | UInt64(byte) }
    }
  }

  /// Nobody gains by names that collide: they are the playbook's own. The constant is 2^64 divided by the golden ratio.
  var hash: Int {
    let mixed = (first ^ last << 1 ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32)
  }
}
