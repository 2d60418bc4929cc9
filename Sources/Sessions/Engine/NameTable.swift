/// Finds names by their bytes: there is one to look up for each answer, and for each line of a journal.
struct NameTable: Sendable {
  /// A name's number and where its bytes are; number -1: nothing.
  private struct Slot: Sendable {
    var number: Int32 = -1
    var start: Int32 = 0
    var count: Int32 = 0
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
      bytes.withUnsafeBufferPointer { all in
        var place = NameTable.hash(UnsafeBufferPointer(rebasing: all[start...])) & (size - 1)
        while slots[place].number >= 0 { place = (place + 1) & (size - 1) }
        slots[place] = Slot(number: Int32(number), start: Int32(start), count: Int32(all.count - start))
      }
    }
    (self.bytes, self.slots) = (bytes, slots)
  }

  func number(of name: String) -> Int? {
    var name = name
    return name.withUTF8 { number(of: $0) }
  }

  func number(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    var place = NameTable.hash(name) & (slots.count - 1)
    while slots[place].number >= 0 {
      if isSame(name, as: slots[place]) { return Int(slots[place].number) }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isSame(_ name: UnsafeBufferPointer<UInt8>, as slot: Slot) -> Bool {
    guard Int(slot.count) == name.count else { return false }
    return bytes.withUnsafeBufferPointer { all in
      for offset in 0..<name.count where all[Int(slot.start) + offset] != name[offset] { return false }
      return true
    }
  }

  /// FNV-1a. Nobody gains by names that collide: they are the playbook's own.
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32))
  }
}
