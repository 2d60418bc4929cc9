/// The name of a session or an engagement: `[a-z0-9][a-z0-9._-]{0,63}`, so that it is safe as a file's name anywhere.
///
/// A name has no `/`, no `..` at its start, no leading `-`, and nothing a terminal would obey.
public struct FolderName: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let text: String

  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard (1...64).contains(bytes.count), let first = bytes.first, Self.isLetterOrDigit(first) else { return nil }
    guard bytes.allSatisfy({ Self.isLetterOrDigit($0) || Self.marks.contains($0) }) else { return nil }
    self.text = String(text)
  }

  public var description: String { text }

  public static func < (left: FolderName, right: FolderName) -> Bool { left.text < right.text }

  /// The rule in words.
  public static let rule = "use 1 to 64 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit"

  private static let marks: [UInt8] = [0x2E, 0x5F, 0x2D]

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }
}
