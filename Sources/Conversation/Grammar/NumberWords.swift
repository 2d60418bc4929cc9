/// Small numbers as words, and numbers as people type them.
enum NumberWords {
  private static let names = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
  ]

  /// `6`, `six`, `a`.
  static func whole(_ word: String) -> Int? {
    if word == "a" || word == "an" { return 1 }
    if let index = names.firstIndex(of: word) { return index }
    guard word.count <= 9, word.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int(word)
  }

  /// `six` but not `6`.
  static func named(_ word: String) -> Int? { names.firstIndex(of: word) ?? (word == "none" ? 0 : nil) }
}

/// A decimal number without exponent, in its shortest form: `5`, `-0.25`, `1200.5`. Up to 15 digits.
///
/// Kept as text so that what was typed is what is stored; compared as Double, exact for 15 digits.
public struct DecimalText: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  /// More digits can't be told apart as Double.
  static let digitCountMax = 15

  /// Digits with at most one point, perhaps a sign; nil for everything else.
  public init?(_ text: some StringProtocol) {
    var rest = text[...]
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let digitsOnly = parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    guard digitsOnly, let whole = parts.first, parts.contains(where: { !$0.isEmpty }) else { return nil }
    let head = String(whole.drop { $0 == "0" })
    var tail = parts.count == 2 ? String(parts[1]) : ""
    while tail.hasSuffix("0") { tail.removeLast() }
    guard head.count + tail.count <= DecimalText.digitCountMax else { return nil }
    let number = (head.isEmpty ? "0" : head) + (tail.isEmpty ? "" : "." + tail)
    description = isNegative && number != "0" ? "-" + number : number
  }

  public init(_ whole: Int) { description = String(whole) }

  public var double: Double { Double(description) ?? 0 }
  public var isWhole: Bool { !description.contains(".") }
  public var int: Int64? { isWhole ? Int64(description) : nil }
}
