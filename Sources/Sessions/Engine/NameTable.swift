/// Finds names by their bytes: there is one to look up for each answer, and for each line of a journal.
struct NameTable: Sendable {
  /// Names one after the other, and where each begins.
  private let bytes: [UInt8]
  private let starts: [Int32]
  /// Open addressing: a name's number, or -1.
  private let slots: [Int32]

  init(_ names: [String]) {
    var (bytes, starts): ([UInt8], [Int32]) = ([], [0])
    for name in names {
      bytes += name.utf8
      starts.append(Int32(bytes.count))
    }
    var size = 4
    while size < names.count * 2 { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    bytes.withUnsafeBufferPointer { all in
      for number in names.indices {
        let name = UnsafeBufferPointer(rebasing: all[Int(starts[number])..<Int(starts[number + 1])])
        var place = NameTable.hash(name) & (size - 1)
        while slots[place] >= 0 { place = (place + 1) & (size - 1) }
        slots[place] = Int32(number)
      }
    }
    (self.bytes, self.starts, self.slots) = (bytes, starts, slots)
  }

  func number(of name: String) -> Int? {
    var name = name
    return name.withUTF8 { number(of: $0) }
  }

  func number(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    var place = NameTable.hash(name) & (slots.count - 1)
    while slots[place] >= 0 {
      let number = Int(slots[place])
      let (start, end) = (Int(starts[number]), Int(starts[number + 1]))
      let isSame = bytes.withUnsafeBufferPointer { all in
        guard end - start == name.count else { return false }
        for offset in 0..<name.count where all[start + offset] != name[offset] { return false }
        return true
      }
      if isSame { return number }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  /// FNV-1a. Nobody gains by names that collide: they are the playbook's own.
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32))
  }
}
