/// A set of Unicode's general categories (Unicode Standard, section 4.5), one bit each.
struct CategorySet: OptionSet, Sendable {
  let rawValue: UInt32

  private static let names = [
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm",
    "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
  ]

  /// How many categories there are; each scalar is in exactly one.
  static let count = names.count

  static let all = CategorySet(rawValue: 1 << UInt32(names.count) - 1)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// `Lu` is one category, `L` all that begin with it, `Any` all; nil for other names.
  init?(name: String) {
    guard name != "Any" else {
      self = .all
      return
    }
    var bits: UInt32 = 0
    for (index, full) in Self.names.enumerated() where full == name || full.prefix(1) == name { bits |= 1 << index }
    // Unassigned scalars (Cn) are in no category that RE2 knows.
    if name == "Cn" || bits == 0 { return nil }
    if name == "C" { bits &= ~(1 << 29) }
    self.init(rawValue: bits)
  }

  var inverted: CategorySet { CategorySet(rawValue: Self.all.rawValue & ~rawValue) }

  /// With the other cases of letters: RE2 finds them by table, we by category.
  var withOtherCases: CategorySet {
    let cased = CategorySet(rawValue: 0b111)
    return isDisjoint(with: cased) ? self : union(cased)
  }

  /// Which of the first 128 scalars are in it, a bit for each.
  var ascii: (low: UInt64, high: UInt64) {
    var (low, high): (UInt64, UInt64) = (0, 0)
    for index in 0..<Self.count where rawValue >> UInt32(index) & 1 == 1 {
      low |= Self.asciiScalars[index].low
      high |= Self.asciiScalars[index].high
    }
    return (low, high)
  }

  private static let asciiScalars: [(low: UInt64, high: UInt64)] = {
    var result = Array(repeating: (low: UInt64(0), high: UInt64(0)), count: count)
    for value in 0..<64 as Range<UInt32> {
      result[Int(index(of: value))].low |= 1 << UInt64(value)
      result[Int(index(of: value + 64))].high |= 1 << UInt64(value)
    }
    return result
  }()

  func contains(_ value: UInt32) -> Bool { rawValue >> Self.index(of: value) & 1 == 1 }

  /// The number of the category that a scalar is in.
  static func index(of value: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(value) else { return 27 }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter: 0
    case .lowercaseLetter: 1
    case .titlecaseLetter: 2
    case .modifierLetter: 3
    case .otherLetter: 4
    case .nonspacingMark: 5
    case .spacingMark: 6
    case .enclosingMark: 7
    case .decimalNumber: 8
    case .letterNumber: 9
    case .otherNumber: 10
    case .connectorPunctuation: 11
    case .dashPunctuation: 12
    case .openPunctuation: 13
    case .closePunctuation: 14
    case .initialPunctuation: 15
    case .finalPunctuation: 16
    case .otherPunctuation: 17
    case .mathSymbol: 18
    case .currencySymbol: 19
    case .modifierSymbol: 20
    case .otherSymbol: 21
    case .spaceSeparator: 22
    case .lineSeparator: 23
    case .paragraphSeparator: 24
    case .control: 25
    case .format: 26
    case .surrogate: 27
    case .privateUse: 28
    case .unassigned: 29
    @unknown default: 29
    }
  }
}
