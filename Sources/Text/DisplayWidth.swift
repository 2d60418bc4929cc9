/// How many terminal columns a text takes, by grapheme: what a terminal draws as one thing is counted once.
///
/// Follows Unicode Standard Annex 11 (East Asian Width) with ambiguous characters narrow, and UTS 51 for emoji.
/// Control characters count nothing; filter texts from outside with `sanitized(_:)` first. Line feeds count nothing too.
public func displayWidth(_ text: String) -> Int { displayWidth(text[...]) }

/// Columns that a part of a text takes.
public func displayWidth(_ text: Substring) -> Int {
  if let plain = plainWidth(text) { return plain }
  return text.reduce(0) { $0 + $1.displayWidth }
}

extension Character {
  /// 0, 1, 2, or more for a run of letters that Unicode joins but terminals set side by side.
  public var displayWidth: Int {
    let scalars = unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.count == 1 { return first.displayWidth }
    if isDrawnAsEmoji { return 2 }
    return scalars.reduce(0) { $0 + $1.displayWidth }
  }

  /// Several scalars that a terminal joins into one picture: flags, keycaps, skin tones, families, emoji style.
  private var isDrawnAsEmoji: Bool {
    let scalars = unicodeScalars
    guard let first = scalars.first, first.properties.isEmoji else { return false }
    if first.isRegionalIndicator { return scalars.dropFirst().first?.isRegionalIndicator ?? false }
    return scalars.dropFirst().contains { $0 == "\u{FE0F}" || $0 == "\u{200D}" || $0.properties.isEmojiModifier }
  }
}

extension Unicode.Scalar {
  /// Columns of this scalar on its own: 0 for marks and controls, 2 for wide forms, else 1.
  public var displayWidth: Int {
    if value < 0x7F { return value < 0x20 ? 0 : 1 }
    if value < 0x300 { return value < 0xA0 || value == 0xAD ? 0 : 1 }
    if isZeroWidth { return 0 }
    return isWide ? 2 : 1
  }

  var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }

  private var isZeroWidth: Bool {
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return true }  // Hangul parts that join
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  /// East Asian Width W or F, or drawn as a picture by default.
  var isWide: Bool {
    if value < 0x1100 { return false }
    if properties.isEmojiPresentation { return !isRegionalIndicator }
    return isIn(wideRanges)
  }

  private func isIn(_ ranges: [ClosedRange<UInt32>]) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
  }
}

/// East Asian Width W and F of Unicode 15, without emoji (those are asked of the standard library). Sorted.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
  0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
  0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
]

/// The width of a text of ASCII, Latin-1 and the dashes, quotes and dots of general punctuation, whose characters take a column
/// each and are never joined; nil for any other.
func plainWidth(_ text: Substring) -> Int? {
  var columns = 0
  var bytes = text.utf8.makeIterator()
  while let byte = bytes.next() {
    switch byte {
    case 0x0A: continue
    case 0x20...0x7E: break
    case 0xC2: guard let next = bytes.next(), next >= 0xA0, next != 0xAD else { return nil }
    case 0xC3: guard bytes.next() != nil else { return nil }
    case 0xE2:
      guard bytes.next() == 0x80, let last = bytes.next(), 0x90...0xA7 ~= last || 0xB0...0xBA ~= last else {
        return nil
      }
    default: return nil
    }
    columns += 1
  }
  return columns
}
