/// A set of Unicode scalars: ranges and general categories, or everything but those.
struct ScalarSet: Equatable, Sendable {
  /// Ascending, apart from each other.
  private(set) var ranges: [ClosedRange<UInt32>] = []
  private(set) var categories = CategorySet()
  private(set) var isInverted = false

  /// Membership of the first 128 scalars.
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  static let scalarMax: UInt32 = 0x10FFFF

  init(_ ranges: [ClosedRange<UInt32>] = [], categories: CategorySet = CategorySet(), isInverted: Bool = false) {
    self.ranges = Self.merged(ranges)
    self.categories = categories
    self.isInverted = isInverted
    (low, high) = categories.ascii
    for range in self.ranges where range.lowerBound < 128 {
      low |= Self.bits(range, from: 0)
      high |= Self.bits(range, from: 64)
    }
    if isInverted { (low, high) = (~low, ~high) }
  }

  /// The 64 scalars from `first` on that are in a range, a bit for each.
  private static func bits(_ range: ClosedRange<UInt32>, from first: UInt32) -> UInt64 {
    let (start, end) = (max(range.lowerBound, first), min(range.upperBound, first + 63))
    guard start <= end else { return 0 }
    return (UInt64.max >> UInt64(63 - (end - start))) << UInt64(start - first)
  }

  init(_ scalar: Unicode.Scalar) { self.init([scalar.value...scalar.value]) }

  /// The one scalar of the set, if it has just one.
  var single: UInt32? {
    guard !isInverted, categories.isEmpty, ranges.count == 1, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }

  var inverted: ScalarSet { ScalarSet(ranges, categories: categories, isInverted: !isInverted) }

  /// Both sets together. Only sets of ranges can be inverted inside another set; categories turn into the others.
  func union(_ other: ScalarSet) -> ScalarSet {
    let left = plain
    let right = other.plain
    return ScalarSet(left.ranges + right.ranges, categories: left.categories.union(right.categories))
  }

  func contains(_ value: UInt32) -> Bool {
    if value < 64 { return low >> UInt64(value) & 1 == 1 }
    if value < 128 { return high >> UInt64(value - 64) & 1 == 1 }
    return isMember(value)
  }

  /// The same set without inversion. A set has either ranges or categories here, never both.
  private var plain: ScalarSet {
    guard isInverted else { return self }
    if ranges.isEmpty { return ScalarSet([], categories: categories.inverted) }
    return ScalarSet(Self.gaps(ranges))
  }

  private func isMember(_ value: UInt32) -> Bool {
    (isInRanges(value) || !categories.isEmpty && categories.contains(value)) != isInverted
  }

  private func isInRanges(_ value: UInt32) -> Bool {
    var start = 0
    var end = ranges.count
    while start < end {
      let middle = (start + end) / 2
      if ranges[middle].upperBound < value { start = middle + 1 } else { end = middle }
    }
    return start < ranges.count && ranges[start].lowerBound <= value
  }

  private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    guard ranges.count > 1 else { return ranges }
    var result: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound + 1 {
        result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  private static func gaps(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var start: UInt32 = 0
    for range in ranges {
      if range.lowerBound > start { result.append(start...range.lowerBound - 1) }
      start = range.upperBound + 1
    }
    if start <= scalarMax { result.append(start...scalarMax) }
    return result
  }
}

extension ScalarSet {
  static let digits = ScalarSet([0x30...0x39])
  static let spaces = ScalarSet([0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
  static let words = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let any = ScalarSet([0...scalarMax])
  static let anyButLineFeed = ScalarSet([0...0x09, 0x0B...scalarMax])

  /// The classes of POSIX, in ASCII as in RE2: `[[:alpha:]]`.
  static func posix(_ name: String) -> ScalarSet? {
    switch name {
    case "alnum": ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A])
    case "alpha": ScalarSet([0x41...0x5A, 0x61...0x7A])
    case "ascii": ScalarSet([0...0x7F])
    case "blank": ScalarSet([0x09...0x09, 0x20...0x20])
    case "cntrl": ScalarSet([0...0x1F, 0x7F...0x7F])
    case "digit": digits
    case "graph": ScalarSet([0x21...0x7E])
    case "lower": ScalarSet([0x61...0x7A])
    case "print": ScalarSet([0x20...0x7E])
    case "punct": ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
    case "space": ScalarSet([0x09...0x0D, 0x20...0x20])
    case "upper": ScalarSet([0x41...0x5A])
    case "word": words
    case "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
    default: nil
    }
  }
}
