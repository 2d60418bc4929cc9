/// The first line of every journal, which names the format, the session and the writer:
///
///     "k":"open","fmt":1,"sid":"<32 hex>","w":"<16 hex>","salt":"<64 hex>", and more members of the caller
///
/// `fmt`, the envelope and the link of this line stay as they are in all formats to come, so that an old program can tell
/// that a journal is too new for it.
/// The salt is random and never leaves the folder: without it, a link quoted in a report would let a reader test guesses
/// of the answers.
struct Opening: Equatable {
  var format: Int
  /// Empty when the format is newer than ours.
  var session: String
  var writer: WriterID

  static let formatKnown = 1
  private static let start = Array(#""k":"open","fmt":"#.utf8)

  /// The body of a first line.
  static func body(session: String, writer: WriterID, salt: String, more: String) -> String {
    #""k":"open","fmt":\#(formatKnown),"sid":"\#(session)","w":"\#(writer)","salt":"\#(salt)""#
      + (more.isEmpty ? "" : "," + more)
  }

  init?(_ bytes: Span<UInt8>, _ frame: Frame) {
    // The fixed part is 171 bytes long; a longer number for the format may add a few.
    let length = min(frame.body.count, 200)
    let text = (0..<length).map { bytes[frame.body.lowerBound + $0] }
    guard text.starts(with: Self.start) else { return nil }
    var rest = text.dropFirst(Self.start.count)
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    guard (1...9).contains(digits.count), digits.first != 0x30 else { return nil }
    format = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    rest = rest.dropFirst(digits.count)
    guard format <= Self.formatKnown else {
      session = ""
      writer = WriterID(0)
      return
    }
    guard let session = Self.field(#","sid":""#, length: 32, &rest),
      let name = Self.field(#","w":""#, length: 16, &rest), let writer = WriterID(name),
      Self.field(#","salt":""#, length: 64, &rest) != nil
    else { return nil }
    self.session = session
    self.writer = writer
  }

  /// A field of hex digits.
  private static func field(_ name: String, length: Int, _ rest: inout ArraySlice<UInt8>) -> String? {
    guard rest.starts(with: name.utf8) else { return nil }
    let digits = rest.dropFirst(name.utf8.count).prefix(length)
    let text = String(decoding: digits, as: UTF8.self)
    rest = rest.dropFirst(name.utf8.count + length)
    guard Hex.isHex(text, count: length), rest.first == 0x22 else { return nil }
    rest = rest.dropFirst()
    return text
  }
}
