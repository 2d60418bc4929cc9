import Glibc
import Text

/// How a text stands in libedit's buffer: one wide character per scalar.
///
/// libedit draws characters that turn the direction of writing, and invisible ones, as they are. They stand in the buffer
/// as characters of private use (plane 16) instead, are seen as one unknown sign, and come back when the line is sent.
enum EditText {
  static func wide(_ text: String) -> [wchar_t] {
    var wide: [wchar_t] = []
    wide.reserveCapacity(text.utf8.count + 1)
    for scalar in text.unicodeScalars { wide.append(wchar_t(bitPattern: standIn(for: scalar).value)) }
    wide.append(0)
    return wide
  }

  static func text(_ start: UnsafePointer<wchar_t>, count: Int) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(max(0, count))
    for index in 0..<max(0, count) {
      let value = UInt32(bitPattern: start[index])
      if value < 0x80 {
        bytes.append(UInt8(value))
      } else {
        bytes += original(of: Unicode.Scalar(value) ?? "\u{FFFD}").utf8
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the text has one of the characters that stand in for others: it could not come back as it was.
  static func collides(_ text: String) -> Bool {
    text.utf8.contains(planeStart) && text.unicodeScalars.contains { original(of: $0) != $0 }
  }

  private static func standIn(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard !(0x20...0x7E).contains(scalar.value), scalar.isDeceptive, scalar != "\n", scalar != "\t",
      scalar != "\u{200D}"
    else { return scalar }
    return Unicode.Scalar(privateUse + compact(scalar.value)) ?? scalar
  }

  private static func original(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.value >= privateUse else { return scalar }
    let low = scalar.value - privateUse
    let value = tagPage.contains(low) ? low - tagPage.lowerBound + 0xE0000 : low
    guard let original = Unicode.Scalar(value), original.isDeceptive else { return scalar }
    return original
  }

  /// Below 0xFFFE: tag characters take a page of Hangul, where nothing is deceptive.
  private static func compact(_ value: UInt32) -> UInt32 {
    value >= 0xE0000 ? value - 0xE0000 + tagPage.lowerBound : value
  }

  private static let privateUse: UInt32 = 0x100000
  /// How a character of that plane begins in UTF-8.
  private static let planeStart: UInt8 = 0xF4
  private static let tagPage: ClosedRange<UInt32> = 0xC000...0xC07F
}
