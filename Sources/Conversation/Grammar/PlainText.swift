/// Small questions about texts that people type, answered from their bytes where that is enough: looking at each character
/// costs a hundred times as much.
extension StringProtocol {
  /// Without spaces and line ends around it.
  var trimmed: String {
    if let first = unicodeScalars.first, let last = unicodeScalars.last, first.isInk, last.isInk { return String(self) }
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// Line ends as spaces.
  var onOneLine: String {
    guard hasLineEnd else { return String(self) }
    return split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Whether there is a character that ends lines: LF, VT, FF, CR, NEL, and the two separators of Unicode.
  private var hasLineEnd: Bool {
    var (before, previous): (UInt8, UInt8) = (0, 0)
    for byte in utf8 {
      if byte < 0x20 {
        if 0x0A...0x0D ~= byte { return true }
      } else if previous == 0xC2 ? byte == 0x85 : before == 0xE2 && previous == 0x80 && 0xA8...0xA9 ~= byte {
        return true
      }
      (before, previous) = (previous, byte)
    }
    return false
  }

  /// How many words there are between white space.
  var wordCount: Int {
    var (count, isInside) = (0, false)
    var bytes = utf8.makeIterator()
    while let byte = bytes.next() {
      switch byte {
      case 0x20, 0x09...0x0D:
        isInside = false
        continue
      case 0..<0x80: break
      // Letters of Latin-1, and dashes and quotes: no white space, and nothing that joins a character before it.
      case 0xC3: _ = bytes.next()
      case 0xE2 where bytes.next() == 0x80:
        guard let last = bytes.next(), 0x90...0xA7 ~= last else { return wordCountOfAny }
      default: return wordCountOfAny
      }
      if !isInside { count += 1 }
      isInside = true
    }
    return count
  }

  private var wordCountOfAny: Int { split(whereSeparator: \.isWhitespace).count }

  /// The first word and what follows it, trimmed.
  var firstWord: (String, String) {
    let word = prefix { !$0.isWhitespace }
    return (String(word), self[word.endIndex...].trimmed)
  }

  func trimmingSuffix(while matches: (Character) -> Bool) -> String {
    var rest = self[...]
    while let last = rest.last, matches(last) { rest.removeLast() }
    return String(rest)
  }

  func trimmingPrefix(while matches: (Character) -> Bool) -> String {
    String(self[...].drop(while: matches))
  }
}

extension String {
  /// Lower case, single spaces, none around it and no full stop at the end, for ASCII; nil for any other text.
  func plainlyNormal(_ changed: (UInt8) -> UInt8) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for byte in utf8 {
      switch changed(byte) {
      case 0x80...: return nil
      case 0x20, 0x09...0x0D: if !bytes.isEmpty, bytes.last != 0x20 { bytes.append(0x20) }
      case let letter where UInt8(ascii: "A")...UInt8(ascii: "Z") ~= letter: bytes.append(letter | 0x20)
      case let other: bytes.append(other)
      }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    while let last = bytes.last, last == UInt8(ascii: ".") || last == UInt8(ascii: "!") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Unicode.Scalar {
  /// A letter, digit or sign of ASCII, and no white space.
  fileprivate var isInk: Bool { (0x21...0x7E).contains(value) }
}
