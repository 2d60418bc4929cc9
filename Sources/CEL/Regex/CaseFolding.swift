/// The scalars that count as equal where case doesn't matter (simple case folding of Unicode's CaseFolding.txt).
enum CaseFolding {
  /// The set with the other cases of its ranges and categories; for sets that aren't inverted.
  static func folded(_ set: ScalarSet) -> ScalarSet {
    var ranges = set.ranges
    for range in set.ranges {
      if range.upperBound < 0x80 {
        ranges += foldedASCII(range)
      } else if range.count <= 4 {
        for value in range { ranges += others(value).map { $0...$0 } }
      } else if range.count < ScalarSet.scalarMax {
        for (value, others) in table[place(of: range.lowerBound)...] {
          guard value <= range.upperBound else { break }
          ranges += others.map { $0...$0 }
        }
      }
    }
    return ScalarSet(ranges, categories: set.categories.withOtherCases)
  }

  /// Where the table has the first scalar that isn't below `value`.
  private static func place(of value: UInt32) -> Int {
    var (start, end) = (0, table.count)
    while start < end {
      let middle = (start + end) / 2
      if table[middle].0 < value { start = middle + 1 } else { end = middle }
    }
    return start
  }

  private static func foldedASCII(_ range: ClosedRange<UInt32>) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    for (first, last, distance) in [(0x41, 0x5A, 32), (0x61, 0x7A, -32)] as [(UInt32, UInt32, Int32)] {
      let low = max(range.lowerBound, first)
      let high = min(range.upperBound, last)
      guard low <= high else { continue }
      result.append(UInt32(Int32(low) + distance)...UInt32(Int32(high) + distance))
      if (low...high).contains(distance > 0 ? 0x4B : 0x6B) { result.append(0x212A...0x212A) }
      if (low...high).contains(distance > 0 ? 0x53 : 0x73) { result.append(0x17F...0x17F) }
    }
    return result
  }

  /// The other members of the orbit that `value` is in.
  private static func others(_ value: UInt32) -> [UInt32] {
    if let orbit = longOrbits[value] { return orbit.filter { $0 != value } }
    guard let scalar = Unicode.Scalar(value) else { return [] }
    let properties = scalar.properties
    return [properties.lowercaseMapping, properties.uppercaseMapping].compactMap { text in
      guard let other = text.unicodeScalars.first, text.unicodeScalars.count == 1, other != scalar,
        isPair(scalar, other)
      else { return nil }
      return other.value
    }
  }

  /// Whether one is the only other case of the other: `İ` has the lower case `i`, which is not a pair.
  private static func isPair(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    let properties = right.properties
    return properties.lowercaseMapping == String(left) || properties.uppercaseMapping == String(left)
  }

  /// All scalars that have another case, ascending.
  private static let table: [(UInt32, [UInt32])] = {
    let blocks: [ClosedRange<UInt32>] = [
      0x41...0x58F, 0x10A0...0x10FF, 0x13A0...0x13FF, 0x1C80...0x1CBF, 0x1D79...0x1D8E, 0x1E00...0x1FFF,
      0x2126...0x2188,
      0x24B6...0x24E9, 0x2C00...0x2D2F, 0xA640...0xA7FF, 0xAB53...0xABBF, 0xFB05...0xFB06, 0xFF21...0xFF5A,
      0x10400...0x105BC, 0x10C80...0x10D85, 0x118A0...0x118DF, 0x16E40...0x16E7F, 0x1E900...0x1E943,
    ]
    var result: [(UInt32, [UInt32])] = []
    for value in blocks.joined() {
      let others = others(value)
      if !others.isEmpty { result.append((value, others)) }
    }
    return result
  }()

  /// Orbits of three and more, and pairs that no simple mapping joins.
  private static let longOrbits: [UInt32: [UInt32]] = {
    let orbits = [
      "Kk\u{212A}", "Ss\u{17F}", "\u{C5}\u{E5}\u{212B}", "\u{1C4}\u{1C5}\u{1C6}", "\u{1C7}\u{1C8}\u{1C9}",
      "\u{1CA}\u{1CB}\u{1CC}", "\u{1F1}\u{1F2}\u{1F3}", "\u{345}\u{399}\u{3B9}\u{1FBE}", "\u{392}\u{3B2}\u{3D0}",
      "\u{395}\u{3B5}\u{3F5}", "\u{398}\u{3B8}\u{3D1}\u{3F4}", "\u{39A}\u{3BA}\u{3F0}", "\u{B5}\u{39C}\u{3BC}",
      "\u{3A0}\u{3C0}\u{3D6}", "\u{3A1}\u{3C1}\u{3F1}", "\u{3A3}\u{3C2}\u{3C3}", "\u{3A6}\u{3C6}\u{3D5}",
      "\u{3A9}\u{3C9}\u{2126}", "\u{412}\u{432}\u{1C80}", "\u{414}\u{434}\u{1C81}", "\u{41E}\u{43E}\u{1C82}",
      "\u{421}\u{441}\u{1C83}", "\u{422}\u{442}\u{1C84}\u{1C85}", "\u{42A}\u{44A}\u{1C86}", "\u{462}\u{463}\u{1C87}",
      "\u{1E60}\u{1E61}\u{1E9B}", "\u{DF}\u{1E9E}", "\u{1C88}\u{A64A}\u{A64B}", "\u{390}\u{1FD3}", "\u{3B0}\u{1FE3}",
      "\u{FB05}\u{FB06}",
    ]
    var result: [UInt32: [UInt32]] = [:]
    for orbit in orbits {
      let values = orbit.unicodeScalars.map(\.value)
      for value in values { result[value] = values }
    }
    return result
  }()
}
